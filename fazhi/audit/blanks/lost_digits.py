"""A figure lost before a decimal point, with a space where it stood: 征求意见640户，同意592户，同意率9 .5% (92.5).

Pages that were converted hold such spaces too (9 2.5%, or 9 .5% for 9.5%): so the counts beside it must not bear out what is
printed, and must bear it out with one figure more.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from itertools import permutations

from fazhi.audit.text import rounding
from fazhi.audit.text.manuscript import Manuscript
from fazhi.audit.text.passages import Passage

Lost = tuple[Passage, tuple[int, int], str, str]
"""(passage, span, message, right number)"""
GAP = re.compile(r"(?<![\d.])(?P<head>\d{0,2})[ \u3000\u00a0]+\.(?P<tail>\d{1,2})%")
SENTENCE = "。；\n"
MOST = 8
"""Counts of one sentence: of more, some two would make nearly any rate."""


def lost(manuscript: Manuscript) -> Iterator[Lost]:
    """Every percentage that two counts of its sentence make with one figure more."""
    for passage in manuscript.passages:
        for match in GAP.finditer(passage.plain) if "%" in passage.plain else ():
            printed = Decimal(f"{match['head'] or 0}.{match['tail']}")
            places = rounding.decimals(printed)
            rates = {rounding.show(each, places) for each in _rates(passage, match.start())}
            right = [each for each in rates if f"{each:f}" in _with_one_more(match)]
            if printed not in rates and len(right) == 1:
                message = f"小数点前缺数字，按同句的数算，当为{right[0]}%。"
                yield passage, match.span(), message, f"{right[0]}%"


def _rates(passage: Passage, position: int) -> list[Fraction]:
    """What any two counts told before it in its sentence make of one another."""
    begin = max(passage.plain.rfind(mark, 0, position) for mark in SENTENCE) + 1
    counts = [
        each.exactly
        for each in passage.figures
        if begin <= each.start and each.end <= position and each.count and each.exact and each.value > 0
    ]
    return [100 * one / other for one, other in permutations(counts[-MOST:], 2) if one < other]


def _with_one_more(match: re.Match[str]) -> frozenset[str]:
    return frozenset(f"{match['head']}{figure}.{match['tail']}" for figure in range(10))
