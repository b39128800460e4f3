"""A printed rate that its own counts explain by a slip of who divided: the base by the part, the rest, the other part, the old number.

However far such a rate lies from the right one, that the very counts beside it give it to the last digit, divided wrongly, leaves
nothing to excuse: 办件12480件，镇中心8112件，村代办4368件，村代办占53.8% (4368÷8112).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from fazhi.audit.text import rounding
from fazhi.audit.text.change_words import CHANGED_TO
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.percentages import Percentage

HUNDRED = 100
TELLING = 3
"""Figures that a rate must have before a hit on it tells anything."""
FROM = re.compile(r"(?:由|从|比|较)[^，。；：\d]{0,12}(?:(?:20\d\d|\d{1,2})[年月])?[^，。；：\d]{0,10}$")
LEAD, REACHED = 24, 14


def explained(claim: Percentage, part: Figure, whole: Figure) -> bool:
    """Do the counts of the sentence give the printed rate by one of the slips, and is it no round number that they hit by chance?"""
    stated = claim.figure.value
    if any(each == claim.figure.exactly for each in _others(claim, part, whole)):
        return True  # 208处当中有52处，占全部的40%，列出问题130个: without any rounding
    if rounding.telling(stated) < TELLING:
        return False
    return any(bool(rounding.fits(stated, each)) for each in _slips(claim, part, whole))


def _others(claim: Percentage, part: Figure, whole: Figure) -> Iterator[Fraction]:
    """The part out of what it leaves of the whole, or out of another count of the sentence."""
    if not part.value or not whole.value:
        return
    if whole.value > part.value:
        yield HUNDRED * part.exactly / (whole.exactly - part.exactly)
    for each in claim.sentence.figures:
        if each.count and each.exact and each.value > part.value and each.value != whole.value and not each.compared:
            yield HUNDRED * part.exactly / each.exactly


def _slips(claim: Percentage, part: Figure, whole: Figure) -> Iterator[Fraction]:
    """What a clerk gets who divides wrongly."""
    if not part.value or not whole.value:
        return
    if part.value != whole.value:
        yield HUNDRED * whole.exactly / part.exactly
    others = [
        each for each in claim.sentence.figures
        if each.end <= claim.figure.start and each.kind == part.kind and each.exact and each is not part
        and each.start != whole.start and each.value > 0
    ]  # fmt: skip
    for each in others:
        if each.value + part.value == whole.value:
            yield HUNDRED * part.exactly / each.exactly
            yield HUNDRED * each.exactly / part.exactly
            yield HUNDRED * each.exactly / whole.exactly
    old = former(claim, part)
    if old is not None:
        yield HUNDRED * old.exactly / whole.exactly


def former(claim: Percentage, now: Figure) -> Figure | None:
    """由上年的9人增至14人: the level from which the sentence lets a count come."""
    text = claim.passage.plain
    if CHANGED_TO.search(text, max(0, now.start - REACHED), now.start) is None:
        return None
    before = [each for each in claim.sentence.figures if each.end <= now.start]
    old = before[-1] if before else None
    if old is None or old.kind != now.kind or not old.exact or old.clause < now.clause - 1:
        return None
    return old if FROM.search(text, max(0, old.start - LEAD), old.start) is not None else None
