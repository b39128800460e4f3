"""Which numbers of a passage may be added, and which units count the same things."""

from __future__ import annotations

import re
from itertools import pairwise

from fazhi.audit.sums.addition import NOT_ADDED, spread
from fazhi.audit.text.change_words import MATTERS
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.passages import Passage

LENGTHS = frozenset(("米", "公里", "千米", "度"))
NEVER_PARTS = NOT_ADDED | LENGTHS
CASES = "case"
SHARED = re.compile(r"的\d[\d.]*%")
# 从人均立案看，
MEANS_FOLLOW = re.compile(
    r"[从按以][^，。；：、\d]{0,4}[人户件案日月村队所次]均[^，。；：、\d]{0,6}[看算分]，[^。；]*$"
)
EACH = re.compile(r"(?:平均每|每(?:一|个)?)[^，。；：、（）\d]{1,8}$")
# 5亿元（含）至10亿元项目7个
UP_TO = re.compile(r"(?:（不?含）)?[至到—～~-]{1,2}")


def counted(passage: Passage) -> dict[str, list[Figure]]:
    """The counts of a passage that may be added, by their unit; 件 and 件次 count the same things."""
    found: dict[str, list[Figure]] | None = passage.memory.get("counted")
    if found is None:
        found = passage.memory["counted"] = {}
        for figure in passage.figures:
            if (
                figure.start in edges(passage)
                or figure.kind in NEVER_PARTS
                or figure.vague
                or figure.bound
                or not figure.count
                or spread(figure)
                or listed_means(passage, figure)
            ):
                continue
            found.setdefault(unit_of(figure), []).append(figure)
    return found


def listed_means(passage: Passage, figure: Figure) -> bool:
    """从人均立案看，甲队5.6件、乙队5.1件: is it a mean by the words that announce its list?"""
    return MEANS_FOLLOW.search(passage.plain, figure.begins, figure.start - len(figure.head)) is not None


def for_each(passage: Passage, figure: Figure) -> bool:
    """平均每座水库（山塘）配备责任人3名: is it a mean by what stands before a bracket?"""
    text, begun = passage.plain, figure.start - len(figure.head)
    opened = text.rfind("（", figure.begins, begun) if text.endswith("）", 0, begun) else -1
    return opened > 0 and EACH.search(text, figure.begins, opened) is not None


def unit_of(figure: Figure) -> str:
    """来信168件，其中省转办47件次、本级登记103件次: letters and times that letters were dealt with are added alike."""
    return CASES if figure.kind in MATTERS else figure.kind


def is_base(text: str, figure: Figure) -> bool:
    """务工1083人，完成年度任务1071人的101.1%: what something is a percentage of is told for its sake, and is no item of a list."""
    return SHARED.match(text, figure.end) is not None


def edges(passage: Passage) -> frozenset[int]:
    """Where the figures begin between which a span lies: 在30万人至80万人之间的有5个 counts five, and no man."""
    found: frozenset[int] | None = passage.memory.get("edges of spans")
    if found is None:
        spans = (
            pair for pair in pairwise(passage.figures) if UP_TO.fullmatch(passage.plain, pair[0].end, pair[1].start)
        )
        found = passage.memory["edges of spans"] = frozenset(each.start for pair in spans for each in pair)
    return found
