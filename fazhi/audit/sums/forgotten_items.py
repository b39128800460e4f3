"""Lists told at one stroke whose sum leaves one item out: 不予处罚286件、减轻处罚153件、从轻处罚94件，合计439件 (533).

Nothing else can be meant where the items follow one another behind 、 and the sum right behind the last of them, or where it says of
how many it is (三类共58件): who adds up forgets one. 前两类合计 names some of them, and is not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from fazhi.audit.sums.addition import Addition
from fazhi.audit.sums.headed_lists import CROSSING, listed
from fazhi.audit.text import numerals
from fazhi.audit.text.figures import Figure, summed
from fazhi.audit.text.passages import Passage

SUM = re.compile(
    r"，(?:(?:以上|上述|这)?(?P<number>[三四五六七八九])(?:个?[类项者种级支]|个(?:方面|部分|单位|部门|乡镇|镇|村|社区|街道|渠道))[^，。；：、\d]{0,10}?)?"
    r"(?:合计|共计|总计|共)[^，。；：、\d]{0,8}"
)
ITEM = re.compile(r"、[^，。；：、（）\d]{1,14}")
ANY_ITEM = re.compile(r"[、，；][^。；：、（）\d]{1,24}")
FEWEST, MOST = 3, 9
SAID = re.compile(r"其中|含|另|每|均|累计|[上去]年|同期")


def forgotten_items(passage: Passage) -> Iterator[Addition]:
    """Every such list with its sum."""
    figures = [each for each in listed(passage) if not each.spelled]  # the 三项 of 以上三项合计
    for at, total in enumerate(figures):
        parts = _list(passage.plain, figures[max(0, at - MOST) : at], total)
        over = summed(parts) - total.value
        if any(each.value == over for each in parts):
            yield Addition(passage, [total], parts, "one stroke", True)


def at_one_stroke(text: str, parts: list[Figure], total: Figure) -> bool:
    """Do the parts follow one another behind 、, and the total right behind them, so that it is that of all of them?"""
    return _row(text, parts, total, ITEM)


def _row(text: str, parts: list[Figure], total: Figure, gap: re.Pattern[str]) -> bool:
    closing = SUM.fullmatch(text, parts[-1].end, total.start) if len(parts) >= FEWEST else None
    if closing is None or any(_of_another(each, gap is ITEM) for each in parts):
        return False
    number = numerals.read(closing["number"]) if closing["number"] else len(parts)
    return number == len(parts) and all(gap.fullmatch(text, one.end, two.start) for one, two in pairwise(parts))


def _list(text: str, before: list[Figure], total: Figure) -> list[Figure]:
    """The row that ends right before the total: as many as it says, or all that 、 joins; empty if there is none."""
    said = SUM.fullmatch(text, before[-1].end, total.start) if before else None
    if said is None:
        return []
    if said["number"]:
        parts = before[-(numerals.read(said["number"]) or 0) :]
        return parts if _row(text, parts, total, ANY_ITEM) else []
    parts = [before[-1]]
    for each in reversed(before[:-1]):
        if each.kind != total.kind or ITEM.fullmatch(text, each.end, parts[0].start) is None:
            break
        parts.insert(0, each)
    return parts if _row(text, parts, total, ITEM) else []


def _of_another(figure: Figure, unsaid: bool) -> bool:
    """其中, 每 or last year before it: no item of the sum? Where it is not said how many there are, what came and went is none either."""
    if not figure.count or figure.vague or figure.bound or figure.spelled or SAID.search(figure.head) is not None:
        return True
    return unsaid and CROSSING.search(figure.head) is not None
