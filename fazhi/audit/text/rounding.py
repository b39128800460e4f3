"""Does a printed figure follow from its counts? Exact integer arithmetic over intervals.

Published reports round half-up or cut off; of 190 right percentages seen, none needed rounding up. So both conventions are
accepted, and :func:`settle` finds out afterwards which one a document keeps to.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction

EXACT_ENOUGH = Context(prec=80)
"""Room for the largest number that is read as a figure, with all its decimals."""
NARROW = Fraction(1, 10)
"""Of the last printed place: so little leaves no doubt how a number was cut off."""
HALF_UP = "half-up"
TRUNCATION = "truncation"
BOTH = frozenset({HALF_UP, TRUNCATION})
ONLY_CUT, ONLY_ROUNDED, NEITHER = frozenset({TRUNCATION}), frozenset({HALF_UP}), frozenset[str]()


def decimals(stated: Decimal) -> int:
    """Places after the point as printed: 99.10 has two."""
    exponent = stated.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def place(stated: Decimal) -> Decimal:
    """The value of the last printed place: a level may be off by up to this much if it was cut off."""
    return Decimal(1).scaleb(-decimals(stated))


def figures(stated: Decimal) -> str:
    """The printed figures of a number, without the point: 305 of 30.5."""
    return f"{stated:f}".replace(".", "")


def telling(stated: Decimal) -> int:
    """How many figures of a printed number tell something: of 5.0 and 0.50 one."""
    return len(figures(stated).strip("0"))


def unlike(*stated: Decimal) -> bool:
    """Are they printed to different places, so that at least one was rounded after the others were reckoned with?"""
    return len({decimals(each) for each in stated}) > 1


def may_come_of_rounding(one: Decimal, other: Decimal, off: Decimal) -> bool:
    """6.75% and 4%: may their difference have been reckoned before they were rounded? Who prints whole per cent rounds and cuts nothing off."""
    places = place(one) + place(other)
    return off <= places / 2 if min(decimals(one), decimals(other)) == 0 else off < places


def fits(stated: Decimal, low: Fraction, high: Fraction | None = None) -> frozenset[str]:
    """The conventions under which some value in ``[low, high]`` is printed as ``stated``."""
    if high is None:
        high = low
    scale = 10 ** decimals(stated)
    target = int(stated * scale)
    cut = _floor(low, scale) <= target <= _floor(high, scale)
    rounded = _nearest(low, scale) <= target <= _nearest(high, scale)
    if cut and not rounded and low != high and (high - low) * scale < NARROW:
        # 1548.8万元÷968 is 1.6万元: that it was a hundredth less, and cut off, is no reading of 1.5万元.
        cut = _floor((low + high) / 2, scale) == target
    if cut:
        return BOTH if rounded else ONLY_CUT
    return ONLY_ROUNDED if rounded else NEITHER


def _floor(value: Fraction, scale: int) -> int:
    """``value * scale`` towards zero: a fall of 7.2 % is cut off like a rise of 7.2 %."""
    above, below = value.numerator * scale, value.denominator
    return above // below if above >= 0 else -(-above // below)


def _nearest(value: Fraction, scale: int) -> int:
    """``value * scale`` half-up, halves away from zero."""
    above, below = 2 * value.numerator * scale, 2 * value.denominator
    half = value.denominator
    return (above + half) // below if above >= 0 else -((-above + half) // below)


def fits_counts(stated: Decimal, part: int, whole: int) -> frozenset[str]:
    """Like :func:`fits` for two whole counts, in integers only: ``part`` of ``whole`` in percent."""
    if whole <= 0:
        return NEITHER
    scale = 10 ** decimals(stated)
    target = int(stated * scale)
    above = 100 * part * scale
    cut = above // whole == target
    rounded = (2 * above + whole) // (2 * whole) == target
    if cut:
        return BOTH if rounded else ONLY_CUT
    return ONLY_ROUNDED if rounded else NEITHER


def decimal(value: Fraction) -> Decimal:
    """The same number with a point, as exact as numbers with a point are reckoned."""
    return Decimal(value.numerator) / Decimal(value.denominator)


def show(value: Fraction, places: int) -> Decimal:
    """``value`` rounded half-up to ``places`` decimals."""
    return decimal(value).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP, EXACT_ENOUGH)


def possible(stated: Decimal, base: int, limit: int = 20_000) -> bool:
    """Is there a whole number of ``base`` that prints as ``stated`` percent? Bases above ``limit`` always allow one."""
    if base <= 0 or base > limit:
        return True
    guess = int(stated * base / 100)
    return any(fits_counts(stated, count, base) for count in range(max(0, guess - 1), min(base, guess + 2) + 1))


def settle(claims: Iterable[frozenset[str]]) -> str:
    """The convention of a document from the conventions that fit each of its claims."""
    half_up = truncation = 0
    for roundings in claims:
        if roundings == {HALF_UP}:
            half_up += 1
        elif roundings == {TRUNCATION}:
            truncation += 1
    if half_up and truncation:
        return "mixed"
    if half_up:
        return HALF_UP
    return TRUNCATION if truncation else "unknown"
