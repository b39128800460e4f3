"""Is a printed number the computed one with a slip of the hand: two figures swapped, one figure wrong?

Where the words leave a little doubt which counts a rate is made of, this decides: of a thousand numbers of three figures
only some thirty differ so little from the computed one, so a wrong pairing would hardly look like this.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from fractions import Fraction
from itertools import pairwise
from operator import ne

from fazhi.audit.text import rounding
from fazhi.audit.text.rounding import EXACT_ENOUGH, decimals

NINE = 9
POINTS = 3
"""Percentage points between a printed percentage and that of its own counts (see docs/decisions/0016)."""
TOO_FAR = 3
PAIR = 2
POINT = "小数点错了位"
SHIFTS = (Decimal("0.01"), Decimal("0.1"), Decimal(10), Decimal(100))
FEWEST = 3
"""With fewer figures nearly every number is one figure away from another."""


def misprinted(stated: Decimal, computed: Fraction) -> bool:
    """Does ``stated`` look like ``computed``, printed to as many places, with one figure wrong or figures swapped?"""
    places = decimals(stated)
    printed, right = _figures(stated, places), both_ways(computed, places)
    # 51.66 is 51.658 rounded; that 51.65, the same cut off, looks like it too proves nothing.
    return printed not in right and any(alike(printed, each) for each in right)


def both_ways(computed: Fraction, places: int) -> list[str]:
    """Its figures to so many places, without the point: rounded, and cut off."""
    exact = rounding.decimal(abs(computed))
    unit = Decimal(1).scaleb(-places)
    return [_figures(exact.quantize(unit, each, EXACT_ENOUGH), places) for each in (ROUND_HALF_UP, ROUND_DOWN)]


def reordered(stated: Decimal, computed: Fraction, fewest: int = FEWEST) -> bool:
    """Does ``stated`` hold the figures of ``computed``, rounded or cut off, in another order, and of so many at least?"""
    places = decimals(stated)
    printed, *right = (each.lstrip("0") for each in (_figures(stated, places), *both_ways(computed, places)))
    return len(printed) >= fewest and printed not in right and any(swapped(printed, each) for each in right)


def near(stated: Decimal, computed: Fraction) -> bool:
    """Is a printed percentage a slip of the computed one, or hardly off it? Only where the words leave little doubt.

    96% beside 99.33% is three points off the 99% that would be printed.
    """
    right = rounding.show(computed, decimals(stated))
    off = min(abs(computed - Fraction(stated)), abs(Fraction(right - stated)))
    return off <= POINTS or misprinted(stated, computed)


def too_far(stated: Decimal, computed: Fraction) -> bool:
    """乡镇投诉1340件；食品类805件，占投诉总量的19.2%: 60 % of what was counted last, and surely of something else.

    Who miswrites a percentage hardly ever writes one by a third larger or smaller: of 1,189 planted slips 31 are.
    """
    off = abs(computed - Fraction(stated))
    if off * TOO_FAR <= max(computed, Fraction(stated)) or misprinted(stated, computed):
        return False
    places = decimals(stated)
    exact = rounding.decimal(computed)
    right = exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP, EXACT_ENOUGH)
    if point_moved(stated, computed):
        return False
    return not like_count(_figures(stated, places), _figures(right, places))


def point_moved(stated: Decimal, computed: Fraction) -> bool:
    """45% for 4.5%, 0.96% for 9.6%: the very figures of the computed percentage, the point in another place."""
    return point_back(stated, computed) is not None


def point_back(stated: Decimal, computed: Fraction) -> Decimal | None:
    """What is printed with its point where it makes the computed number; ``None`` if it makes it nowhere."""
    figures = f"{stated:f}".replace(".", "").strip("0")
    moved = (stated * shift for shift in SHIFTS) if len(figures) >= PAIR else ()
    return next((each for each in moved if rounding.fits(each, computed)), None)


def alike(printed: str, right: str) -> bool:
    """Two rows of figures of one length that differ in one place, or hold the same figures in another order."""
    return swapped(printed, right) or len(printed) >= FEWEST and one_wrong(printed, right)


def figure_lost(stated: Decimal, computed: Fraction) -> bool:
    """2.7 for 32.7, 11.5 for 1.5: are the printed figures the computed ones without one of them, or with one more?"""
    places = decimals(stated)
    exact = rounding.decimal(computed)
    right = _figures(exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP, EXACT_ENOUGH), places)
    rows = [_figures(stated, places).lstrip("0"), right.lstrip("0")]
    return min(map(len, rows)) > 1 and one_lost(*rows)


def like_count(printed: str, right: str) -> bool:
    """Two counts of one length with the same figures in another order, or, of two figures and more, with one wrong.

    Of so few figures many are alike by chance: only for counts that are otherwise known to be one.
    """
    return swapped(printed, right) or len(printed) > 1 and one_wrong(printed, right)


def could_be_miswritten(printed: Decimal, right: Decimal) -> bool:
    """The widest question: one figure wrong, lost or too many, or the same figures in another order?"""
    one, other = f"{printed:f}", f"{right:f}"
    return len(one) == len(other) == 1 or like_count(one, other) or one_lost(one, other)


def slip_of_the_hand(printed: Decimal, right: Decimal) -> bool:
    """One figure wrong, one lost or too many, or two neighbours turned round: what a hand does, and two quantities seldom are by chance."""
    one, other = _rows_of_figures(printed, right)
    if len(one) != len(other):
        return one_lost(one, other)
    return one_wrong(one, other) or turned(printed, right)


def plain_slip(printed: Decimal, right: Decimal) -> bool:
    """The same, of three figures and more; of two figures only their order. Smaller numbers are all alike."""
    if min(len(each) for each in _rows_of_figures(printed, right)) < FEWEST:
        return turned(printed, right)
    return slip_of_the_hand(printed, right)


def turned(printed: Decimal, right: Decimal) -> bool:
    """Two neighbouring figures in each other's place."""
    one, other = _rows_of_figures(printed, right)
    off = [at for at, (left, beside) in enumerate(zip(one, other, strict=False)) if left != beside]
    return len(off) == PAIR and off[1] - off[0] == 1 and swapped(one, other)


def turns(printed: Decimal) -> Iterator[Decimal]:
    """What a number can have been before two neighbours of it were turned round: 96.2 and 29.6 of 92.6."""
    row = f"{printed:f}"
    places = [at for at, each in enumerate(row) if each != "."]
    for one, two in pairwise(places):
        if row[one] != row[two]:
            figures = list(row)
            figures[one], figures[two] = row[two], row[one]
            if figures[0] != "0" or figures[1] == ".":
                yield Decimal("".join(figures))


def how(printed: Decimal, right: Decimal) -> str:
    """In what way a number is plainly miswritten, for the reader; empty where it need not be that number."""
    if turned(printed, right):
        return "两位数字写颠倒了"
    one, other = _rows_of_figures(printed, right)
    if point_moved(printed, Fraction(right)) and len(one.strip("0")) >= FEWEST:
        return POINT
    whole = all(each == each.to_integral_value() for each in (printed, right))
    if whole and one_lost(one, other) and min(len(one), len(other)) >= FEWEST:
        return "漏写了一位" if len(one) < len(other) else "多写了一位"
    return ""


def _rows_of_figures(printed: Decimal, right: Decimal) -> tuple[str, str]:
    """Both to as many places, without the point."""
    places = max(decimals(printed), decimals(right))
    return _figures(printed, places), _figures(right, places)


def one_lost(one: str, other: str) -> bool:
    """Is the one row of figures the other without one of them?"""
    shorter, longer = sorted((one, other), key=len)
    return any(longer[:at] + longer[at + 1 :] == shorter for at in range(len(longer)))


def may_be_slip(off: Decimal) -> bool:
    """Can two whole numbers that differ by so much be alike at all? Those of the same figures differ by nines, those of which
    one figure is wrong by a single figure and noughts. Much cheaper than to write the numbers out."""
    number = abs(int(off))
    return number != 0 and (number % NINE == 0 or len(f"{number}".rstrip("0")) == 1)


def swapped(printed: str, right: str) -> bool:
    """Do they hold the same figures in another order?"""
    return 1 < len(printed) == len(right) and printed != right and sorted(printed) == sorted(right)


def one_wrong(printed: str, right: str) -> bool:
    """Do they differ in one place?"""
    return len(printed) == len(right) and sum(map(ne, printed, right)) == 1


def _figures(number: Decimal, places: int) -> str:
    return f"{number:.{places}f}".replace(".", "").replace("-", "")
