"""Division codes: cut level by level, never digit by digit."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi.people import divisions


@pytest.mark.parametrize(
    ("code", "prefix", "level"),
    [
        ("500000000000", "50", "province"),
        ("500200000000", "5002", "city"),
        ("500235000000", "500235", "county"),
        ("500235100000", "500235100", "town"),
        ("500235116201", "500235116201", "village"),
        ("500235116210", "500235116210", "village"),
    ],
)
def test_a_code_is_cut_by_levels_and_keeps_its_own_zeros(code: str, prefix: str, level: str) -> None:
    assert divisions.prefix(code) == prefix
    assert divisions.level(code) == level


@pytest.mark.parametrize("code", ["", "50023511600", "5002351160000", "50023511600a", "５００２３５１１６０００"])
def test_a_wrong_code_is_refused_in_one_chinese_sentence(code: str) -> None:
    with pytest.raises(divisions.WrongDivisionCode, match="应为 12 位数字.*数据没有改动"):
        divisions.checked(code)


def test_a_county_covers_its_towns_and_a_town_does_not_cover_its_neighbour() -> None:
    assert divisions.covers("500235000000", "500235116201")
    assert not divisions.covers("500235116000", "500235117201")
    assert not divisions.covers("500235116000", "500235000000")


@given(st.text("0123456789", min_size=12, max_size=12))
def test_every_code_covers_itself_and_lies_in_its_town(code: str) -> None:
    assert divisions.covers(code, code)
    assert divisions.town_of(code)[:9] == code[:9]
