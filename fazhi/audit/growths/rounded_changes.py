"""Changes between amounts printed in 万 or 亿: right within the rounding of both, and yet a slip?

A printed 8.4万 may have been 8.35万, or, cut off, nearly 8.5万. So wide a span excuses nearly any percentage. Amounts are rounded
far more often than cut, so what lies beyond that and looks like the percentage of the printed amounts with two figures in the wrong
order, or one of three wrong, is a slip; and so is the change divided by the new level to the last printed place.
"""

from __future__ import annotations

from fractions import Fraction

from fazhi.audit.growths.changes import Levels
from fazhi.audit.text import misprints, rounding
from fazhi.audit.text.figures import Figure

HUNDRED = 100
FEWEST = 3
APART = 5


def slipped(figure: Figure, pair: Levels, fall: bool) -> bool:
    """Is a percentage that the cut amounts would just allow a slip of that of the printed ones?"""
    central = HUNDRED * (pair.now.exactly - pair.base.exactly) / pair.base.exactly
    central = -central if fall else central
    if central <= 0 or pair.now.more or pair.base.more or pair.now.low <= 0:
        return False
    low, high = _rounded(pair, fall)
    by_new = central * pair.base.exactly / pair.now.exactly
    unit = Fraction(1, 10 ** rounding.decimals(figure.value))
    digits = rounding.telling(figure.value)
    if digits >= FEWEST and rounding.fits(figure.value, by_new) and abs(by_new - central) > APART * unit:
        return True
    return not rounding.fits(figure.value, low, high) and misprints.misprinted(figure.value, central)


def _rounded(pair: Levels, fall: bool) -> tuple[Fraction, Fraction]:
    """The least and the greatest change if every amount was rounded half-up."""
    now, base, change = (_ends(each) for each in (pair.now, pair.base, pair.change or pair.now))
    if pair.change is None:
        low, high = (now[0] - base[1]) / base[1], (now[1] - base[0]) / base[0]
        low, high = (-high, -low) if fall else (low, high)
    elif pair.now.start == pair.change.start:
        low, high = change[0] / base[1], change[1] / base[0]
    else:
        sign = 1 if fall else -1
        low, high = change[0] / (now[1] + sign * change[0]), change[1] / (now[0] + sign * change[1])
    return HUNDRED * low, HUNDRED * high


def _ends(figure: Figure) -> tuple[Fraction, Fraction]:
    half = Fraction(figure.step) / 2
    return figure.exactly - half, figure.exactly + half
