"""The three sectors of an economy, which together are all of it: 地区生产总值24.4亿元，其中第一产业6.3亿元；第二产业6.6亿元，其中工业4.1亿元。
第三产业11.6亿元. What is told below a sector may stand between, so that the list is none to the eye.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from fazhi.audit.text.change_words import EARLIER
from fazhi.audit.text.figures import Figure, summed
from fazhi.audit.text.passages import Passage

VALUE = re.compile(
    r"(?:第(?P<number>[一二三])(?:次)?产业|(?P<short>[一二三])产)(?:实现|完成|创造)?(?:增加值)?(?:实现|完成)?(?:为|达到?)?$"
)
WHOLE = re.compile(
    r"(?<!人均)(?<!人均地区)(?<!人均国内)(?:生产总值|GDP)(?:（GDP）)?(?:初步|预计|累计|全年)?(?:实现|完成)?(?:为|达到?|突破)?$",
    re.ASCII,
)
# 规模以上工业 is not all of it
BRANCH = re.compile(r"(?<!以上)(?<!规上)(?P<branch>工业|建筑业)(?:实现|完成)?(?:增加值)?(?:实现|完成)?(?:为|达到?)?$")
BRANCHES = ["工业", "建筑业"]
NUMBERS = "一二三"
LEAD = 24
NEAR = 10
"""A tenth of the whole: what misses it by more is of another place or period."""


def sectors(passage: Passage) -> Iterator[tuple[Figure, list[Figure]]]:
    """(total, the three sectors) where they do not make it, whatever stands between."""
    if "产" not in passage.plain:
        return
    whole: Figure | None = None
    parts: list[Figure] = []
    for figure in passage.figures:
        lead = passage.plain[max(figure.begins, figure.start - LEAD) : figure.start]
        if WHOLE.search(lead) is not None:
            whole, parts = _sound(figure), []
            continue
        match = VALUE.search(lead)
        if match is None or whole is None:
            continue
        due = NUMBERS[len(parts)]
        parts = [*parts, figure] if (match["number"] or match["short"]) == due and _sound(figure) is figure else []
        if len(parts) == len(NUMBERS):
            if _missed(whole, parts):
                yield whole, parts
            whole = None
    yield from _branches(passage)


def _branches(passage: Passage) -> Iterator[tuple[Figure, list[Figure]]]:
    """第二产业6.6亿元，其中工业4.1亿元，建筑业2.5亿元: 工业 and 建筑业 are all of the second sector."""
    second: Figure | None = None
    parts: list[Figure] = []
    names: list[str] = []
    for figure in passage.figures:
        lead = passage.plain[max(figure.begins, figure.start - LEAD) : figure.start]
        value, branch = VALUE.search(lead), BRANCH.search(lead)
        if value is not None:
            second = _sound(figure) if (value["number"] or value["short"]) == NUMBERS[1] else None
            parts, names = [], []
        elif branch is not None and second is not None and _sound(figure) is figure:
            parts, names = [*parts, figure], [*names, branch["branch"]]
            if names == BRANCHES and _missed(second, parts):
                yield second, parts


def _sound(figure: Figure) -> Figure | None:
    earlier = figure.compared or EARLIER.search(f"{figure.period}{figure.head}") is not None
    return None if earlier or figure.vague or figure.bound or not figure.unit else figure


def _missed(whole: Figure, parts: list[Figure]) -> bool:
    if any(each.kind != whole.kind for each in parts):
        return False
    off = abs(summed(parts) - whole.value)
    return sum((each.step for each in parts), whole.step) / 2 < off < whole.value / NEAR
