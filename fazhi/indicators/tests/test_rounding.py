"""Half-up, exactly: what the report prints must be what a person works out by hand."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi.indicators.rounding import half_up, percent, plain


def test_545_of_546_is_99_8_and_not_99_9() -> None:
    assert percent(545, 546, 1) == Decimal("99.8")


@pytest.mark.parametrize(
    ("parts", "decimals", "expected"),
    [((1, 8), 1, "12.5"), ((1, 16), 1, "6.3"), ((1, 16), 0, "6"), ((1, 200), 0, "1"), ((2, 3), 2, "66.67")],
)
def test_a_half_goes_up(parts: tuple[int, int], decimals: int, expected: str) -> None:
    assert percent(*parts, decimals) == Decimal(expected)


def test_zero_of_zero_is_no_rate() -> None:
    assert percent(0, 0, 1) is None


def test_a_negative_half_goes_away_from_zero() -> None:
    assert half_up(Decimal("-0.05"), 1) == Decimal("-0.1")


@given(
    st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**9), max_value=10**9, places=6), st.integers(0, 4)
)
def test_agrees_with_decimal_half_up(value: Decimal, decimals: int) -> None:
    assert half_up(value, decimals) == value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


@given(st.integers(0, 10**9), st.integers(1, 10**9), st.integers(0, 4))
def test_a_rate_is_off_by_at_most_half_a_unit(numerator: int, denominator: int, decimals: int) -> None:
    printed = percent(numerator, denominator, decimals)
    assert printed is not None
    error = Fraction(printed) - Fraction(100 * numerator, denominator)
    assert Fraction(-1, 2 * 10**decimals) < error <= Fraction(1, 2 * 10**decimals)


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=0, max_value=10**12, places=4))
def test_printing_loses_nothing(value: Decimal) -> None:
    assert Decimal(plain(value)) == value
    assert "E" not in plain(value) and not plain(value).endswith(".")
