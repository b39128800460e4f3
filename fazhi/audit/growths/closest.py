"""Of several counts that a printed increase may belong to, the one whose change is all but the printed percentage.

死12人，伤27人；死亡增加8人，受伤增加6人，上升28.60%: 6 of 21 is 28.57 %, 6 of 6 a hundred. The increase narrows the choice so far that no
other count of the sentence comes near the percentage by chance.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from fazhi.audit.growths.changes import Levels
from fazhi.audit.text import rounding
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.percentages import Percentage

NEAR = 1
"""Percentage points: so near must the one be, and nearer still to a small change; every other five times as far off."""
SMALL, APART = 5, 5
LEAST_TELLING = 10
"""A smaller change without a decimal is near to many others."""


def telling(figure: Figure) -> bool:
    """Has a percentage so many digits that hardly any other two counts would give it?"""
    return rounding.decimals(figure.value) > 0 or figure.value >= LEAST_TELLING


def only(figure: Figure, pairs: Sequence[Levels], fall: bool) -> list[Levels]:
    """The pair with a printed increase that alone is near the percentage; empty, if another is not far from it."""
    stated = figure.exactly
    if not telling(figure):
        return []
    limit = min(Fraction(NEAR), stated / SMALL)
    off = {id(each): abs(_change(each, fall) - stated) for each in pairs}
    near = [each for each in pairs if off[id(each)] <= limit and each.change is not None and _exact(each)]
    values = {(each.now.value, each.base.value) for each in near}
    others = [each for each in pairs if (each.now.value, each.base.value) not in values]
    return near if len(values) == 1 and all(off[id(each)] >= APART * limit for each in others) else []


def _change(pair: Levels, fall: bool) -> Fraction:
    change = 100 * (pair.now.exactly - pair.base.exactly) / pair.base.exactly
    return -change if fall else change


def _exact(pair: Levels) -> bool:
    return pair.now.exact and pair.base.exact


def of_another_level(claim: Percentage, pair: Levels, fall: bool) -> bool:
    """初中14962人……幼儿园9846人，……而初中比上年增加644人，增长4.5%: is the change that much of another count of the paragraph before it?"""
    change = pair.change
    printed = any(each is pair.base for each in claim.passage.figures)
    if change is None or printed or not rounding.decimals(claim.figure.value) or not change.exact:
        return False
    for each in claim.passage.figures:
        other = (
            each.end <= change.start and each is not pair.now and each is not pair.base and each.kind == pair.now.kind
        )
        before = each.exactly + (change.exactly if fall else -change.exactly)
        if other and each.exact and before > 0:
            if rounding.fits(claim.figure.value, 100 * change.exactly / before):
                return True
    return False
