"""A column whose every figure bears the same name, and its total: 人社132件、受理118件，卫健7件、受理5件，……合计收案182件、受理154件.

刑事68件，结案38件；民事925件，结案440件；执行770件，结案406件。三类共结案884件: the name says what is added, however the items are joined.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from fazhi.audit.sums.addition import NOT_ADDED, Addition, slipped, spread
from fazhi.audit.text.figures import Figure, summed
from fazhi.audit.text.passages import Passage

SUM = r"(?:以上|上述)?(?:[两三四五六七八九十]{1,3}[类项者级地家个])?(?:合计|总计|共计|总共|共)"
TOTAL = re.compile(rf"^{SUM}(?P<name>[\u4e00-\u9fff]{{2,4}})$")
# 合计收案182件、受理154件
SECOND = re.compile(
    rf"(?:^|[，。；]){SUM}[\u4e00-\u9fff]{{0,4}}\d[\d.]*[件起宗人次个户家]{{1,2}}[、，]?(?P<name>[\u4e00-\u9fff]{{2,4}})$"
)
SIGNS = re.compile("[共计]")
LEAD = 32
THREE, MOST = 3, 30


def named_columns(passage: Passage) -> Iterator[Addition]:
    """One addition for each total behind a column of its name that is right, or misses it by a slip."""
    text = passage.plain
    if "共" not in text and "计" not in text:
        return
    for at, total in enumerate(passage.figures):
        if at < THREE or SIGNS.search(text, max(0, total.start - LEAD), total.start) is None or not _sound(total):
            continue
        match = TOTAL.match(total.head) or SECOND.search(text[max(0, total.start - LEAD) : total.start])
        if match is None:
            continue
        parts = _column(passage.figures[max(0, at - MOST * 2) : at], total, match["name"])
        if len(parts) >= THREE and (summed(parts) == total.value or slipped(parts, total)):
            yield Addition(passage, [total], parts, "list", True)


def _column(before: list[Figure], total: Figure, name: str) -> list[Figure]:
    """All counts of the total's sentence, or else of the one before it, that are called just so."""
    named = [each for each in before if each.head == name and each.kind == total.kind]
    near = [each for each in named if each.sentence == total.sentence] or [
        each for each in named if each.sentence == total.sentence - 1
    ]
    return near if all(_sound(each) for each in near) else []


def _sound(figure: Figure) -> bool:
    exact = not (figure.vague or figure.bound or figure.compared or spread(figure))
    return exact and figure.count and figure.kind not in NOT_ADDED
