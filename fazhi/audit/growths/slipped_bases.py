"""A base that was miswritten: 公开386条，……比上年的324条增加44条，增长12.9%, where 44 more than 342 are 386, and 12.9 per cent.

The increase and the percentage both follow from the level of now, and the printed base is a slip of what is left.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from fazhi.audit.growths.changes import Levels, falls
from fazhi.audit.model import Finding, Kind, Verdict
from fazhi.audit.text import misprints, rounding
from fazhi.audit.text.figures import Figure, in_scale
from fazhi.audit.text.manuscript import finding
from fazhi.audit.text.percentages import Percentage

HUNDRED, FIGURES = 100, 3


def told(claim: Percentage, pair: Levels) -> Finding | None:
    """What is wrong is the base: nothing is said of the increase and the percentage that agree with each other."""
    found = _right_base(claim, pair)
    if found is None:
        return None
    (now, right), base = found, pair.base
    printed = f"{in_scale(right, base)}{base.unit}"
    return finding(
        claim.passage,
        (base.start, base.end),
        kind=Kind.GROWTH,
        verdict=Verdict.WRONG,
        rule="growth",
        message=f"由{now.text}推算，上期当为{printed}，{claim.stated}也由它算出，文中写{base.text}。",
        stated=base.text,
        computed=right,
        basis="增减幅度＝（本期数－基期数）÷基期数",
    )


def _right_base(claim: Percentage, pair: Levels) -> tuple[Figure, Decimal] | None:
    """(the level of now, the base as it should be), where the printed base of three figures and more is a slip of one such alone."""
    change, base = pair.change, pair.base
    if change is None or not (change.value and change.exact and base.exact) or len(f"{base.value:f}") < FIGURES:
        return None
    if not rounding.decimals(claim.figure.value):
        return None
    found: dict[Decimal, Figure] = {}
    for each in claim.passage.figures:
        if each.kind == change.kind and each.end <= base.start and each.exact and not each.compared:
            right = each.value + change.value if falls(claim) else each.value - change.value
            slip = right > 0 and misprints.slip_of_the_hand(base.value, right)
            if slip and rounding.fits(claim.figure.value, HUNDRED * change.exactly / Fraction(right)):
                found[right] = each
    return next(((now, right) for right, now in found.items()), None) if len(found) == 1 else None
