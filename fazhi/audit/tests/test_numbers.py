"""Numerals, rounding and figures, each checked against a second way of computing."""

from __future__ import annotations

from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fazhi.audit import Verdict, audit_text
from fazhi.audit.formats.numbering import chinese, printed
from fazhi.audit.text import numerals, rounding
from fazhi.audit.text.figures import figures
from fazhi.audit.text.misprints import misprinted


@given(st.integers(1, 9999))
def test_chinese_numerals_read_back_what_word_prints(number: int) -> None:
    assert numerals.read(chinese(number)) == number


@pytest.mark.parametrize(
    ("words", "value"), [("两千", 2000), ("十二", 12), ("一万二千", 12000), ("一百零五", 105), ("二〇", 20)]
)
def test_chinese_numerals_as_spoken(words: str, value: int) -> None:
    assert numerals.read(words) == value


@pytest.mark.parametrize("words", ["一二", "", "几十", "三四"])
def test_lists_of_digits_are_no_numerals(words: str) -> None:
    assert numerals.read(words) is None


@given(st.integers(0, 10**6), st.integers(1, 10**6), st.integers(0, 3))
def test_both_roundings_of_a_rate_fit_and_no_other(part: int, whole: int, places: int) -> None:
    exact = Decimal(100 * part) / Decimal(whole)
    unit = Decimal(1).scaleb(-places)
    value = Fraction(100 * part, whole)
    half_up = Decimal(0)
    if abs(exact) < Decimal(10) ** 20:
        half_up = exact.quantize(unit, rounding=ROUND_HALF_UP)
        assert rounding.HALF_UP in rounding.fits(half_up, value) or (exact / unit) % 1 == Decimal("0.5")
        assert rounding.TRUNCATION in rounding.fits(exact.quantize(unit, rounding=ROUND_DOWN), value)
    assert rounding.fits(half_up + 2 * unit, value) == frozenset()
    assert rounding.fits(half_up - 2 * unit, value) == frozenset()


@given(st.integers(1, 400), st.integers(0, 400), st.integers(0, 2))
def test_what_some_count_gives_is_never_called_impossible(base: int, part: int, places: int) -> None:
    part = min(part, base)
    stated = rounding.show(Fraction(100 * part, base), places)
    assert rounding.possible(stated, base)


@settings(deadline=None)  # the first call loads the rules
@given(st.integers(2, 5000), st.data())
def test_a_rate_printed_from_its_counts_is_right_and_bumped_by_two_units_is_wrong(
    whole: int, data: st.DataObject
) -> None:
    part = data.draw(st.integers(max(1, whole // 2), whole - 1))
    stated = rounding.show(Fraction(100 * part, whole), 1)
    sentence = "全年共排查矛盾纠纷{}件，化解{}件，化解率{}%。"
    assert audit_text(sentence.format(whole, part, stated)).count(Verdict.WRONG) == 0
    bumped = stated + Decimal("0.2") if stated < 99 else stated - Decimal("0.2")
    assert audit_text(sentence.format(whole, part, bumped)).count(Verdict.WRONG) == 1


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("发放资料5,120份", ["5,120份"]),
        ("投入3.2万元", ["3.2万元"]),
        ("覆盖两万余人次", ["两万余人次"]),
        ("2022年1月31日", []),
        ("第24条、12345热线、1+N、5G、A类", []),
        ("一件事一次办、四个亲自、第一责任人", []),
        ("〔2023〕3号", []),
        ("召开会议三次", ["三次"]),
        ("：546起纠纷，化解3", ["546起", "3"]),
        ("首场比分3：1，次场0：3", []),
    ],
)
def test_only_counts_are_figures(text: str, values: list[str]) -> None:
    assert [each.text for each in figures(text)] == values


@settings(deadline=None)
@given(st.text(alphabet="0123456789.%，。、；（）其中共占率件起人次万余近约日月年增长下降为达分别 ", max_size=80))
def test_no_line_of_figures_makes_the_auditor_stumble(text: str) -> None:
    for each in audit_text(text).findings:
        assert text.splitlines()[each.paragraph - 1][each.start : each.end] == each.quote


def test_list_numbers_beyond_what_word_spells_are_digits() -> None:
    assert [printed(number, "chineseCounting") for number in (12, 9999, 12345, -1)] == [
        "十二",
        "九千九百九十九",
        "12345",
        "-1",
    ]


def test_a_base_of_nothing_and_numbers_nobody_counts_to_are_no_stumbling_block() -> None:
    for text in (
        "受理0件，办结0件，处置率100%。",
        "9" * 3000 + "件，占3%。",
        f"受理{'9' * 400}件，同比增长23.6%（上年1304件）。",
        f"合格率百分之{'一' * 40}。",
    ):
        assert [each for each in audit_text(text).findings if each.verdict is Verdict.WRONG] == []


def test_a_misprint_is_one_wrong_figure_or_the_same_figures_in_another_order() -> None:
    assert misprinted(Decimal("99.9"), Fraction(54500, 546))
    assert misprinted(Decimal("96.7"), Fraction(9760, 100))
    assert not misprinted(Decimal("83.4"), Fraction(469600, 4955))
    assert not misprinted(Decimal(98), Fraction(97))
    assert not misprinted(Decimal("97.6"), Fraction(976, 10))
