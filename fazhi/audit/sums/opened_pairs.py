"""Two parts that 其中 opens, and their total with two figures in the wrong order: 强制164件，……。其中强制措施118件，强制执行64件.

Two parts need not be all, so nothing is said but where one of the three, its figures in another order, makes them exactly all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from fazhi.audit.sums.headed_lists import CROSSING, SHARE, addable, listed
from fazhi.audit.text import misprints
from fazhi.audit.text.figures import Figure, summed
from fazhi.audit.text.passages import Passage

OPENED = re.compile(r"(?:^|[，。；（：])其中[，：]?[^，。；：、\d]{1,16}$")
# 镇级109件、社区125件: of what a 、 joins something may be left out, which :mod:`headed_lists` weighs.
BETWEEN = re.compile(rf"{SHARE}[，；][^，。；：、\d]{{1,16}}")
NEXT = re.compile(rf"{SHARE}[，、；和][^，。；：、\d]{{1,16}}")
LEAD = 24
STOPS = "。！？\n"
FIGURES = 2


def opened_pairs(passage: Passage) -> Iterator[tuple[Figure, list[Figure]]]:
    """(total, both parts) of every such pair that misses its total by figures in another order."""
    text = passage.plain
    if "其中" not in text:
        return
    figures = listed(passage)
    for one, two in pairwise(figures):
        lead = text[max(0, one.start - LEAD) : one.start]
        if "其中" not in lead or OPENED.search(lead) is None or not _joined(text, one, two):
            continue
        begins = text.startswith("其中", max(text.rfind(mark, 0, one.start) for mark in STOPS) + 1)
        total = _total(figures, one, two, one.sentence - begins)
        if total is not None and not _goes_on(text, figures, two) and _swapped(total, one, two):
            amount = one.value + two.value
            if not any(each.value == amount for each in figures if each.kind == one.kind):
                yield total, [one, two]


def _joined(text: str, one: Figure, two: Figure) -> bool:
    crossing = any(CROSSING.search(each.head) for each in (one, two))
    sound = one.kind == two.kind and one.count and two.count and addable(two, two) and addable(one, one)
    return sound and not crossing and BETWEEN.fullmatch(text, one.end, two.start) is not None


def _total(figures: list[Figure], one: Figure, two: Figure, sentence: int) -> Figure | None:
    """The first count of the unit in the sentence that the pair divides."""
    before = [each for each in figures if each.end <= one.start and each.sentence == sentence and each.kind == one.kind]
    total = before[0] if before else None
    if total is None or not addable(total, total) or total.value <= max(one.value, two.value):
        return None
    return total


def _goes_on(text: str, figures: list[Figure], two: Figure) -> bool:
    """Is there a third part?"""
    behind = next((each for each in figures if each.start > two.start), None)
    if behind is None or behind.kind != two.kind or behind.sentence != two.sentence:
        return False
    return NEXT.fullmatch(text, two.end, behind.start) is not None


def _swapped(total: Figure, one: Figure, two: Figure) -> bool:
    every = (total, one, two)
    unit = min((each.step for each in every if each.step), default=Decimal(1))
    missing = total.value - summed([one, two])
    if missing == 0 or any(each.value % unit for each in every):
        return False

    def swapped(printed: Decimal, right: Decimal) -> bool:
        rows = (f"{(each / unit).quantize(Decimal(1)):f}" for each in (printed, right))
        return right > 0 and misprints.swapped(*rows)

    return swapped(total.value, total.value - missing) or any(
        len(f"{each.value / unit:f}") >= FIGURES and swapped(each.value, each.value + missing) for each in (one, two)
    )
