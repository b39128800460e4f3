"""Half-up rounding of exact numbers. No float ever comes near a printed figure."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction


def half_up(value: int | Decimal | Fraction, decimals: int) -> Decimal:
    """Round to so many decimals, a half away from zero (四舍五入): 99.85 → 99.9, −0.05 → −0.1."""
    exact = Fraction(value) * 10**decimals
    # Integer arithmetic: (2n + d) // 2d is the half-up quotient of n / d.
    size = (2 * abs(exact.numerator) + exact.denominator) // (2 * exact.denominator)
    return Decimal(-size if exact < 0 else size).scaleb(-decimals)


def percent(numerator: int, denominator: int, decimals: int) -> Decimal | None:
    """A rate in percent; None where nothing was to be counted (0 of 0 is no rate, least of all 100 %)."""
    if denominator == 0:
        return None
    return half_up(Fraction(100 * numerator, denominator), decimals)


def plain(value: Decimal) -> str:
    """As printed: no trailing zeros, no exponent: 99.80 → 99.8, 100.0 → 100, 1E+2 → 100."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
