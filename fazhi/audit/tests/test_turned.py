"""A plain slip of one number proves what the words leave open; a number that is like nothing due is doubted more."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi.audit import Finding, Verdict, audit_text
from fazhi.audit.text import misprints

LIST = "承接县级行政执法事项96项，其中行政处罚{}项、行政检查9项、行政强制5项。"
PAIR = "全年共办件39868件，其中中心大厅28376件、村（社区）代办{}件。"


def only(text: str) -> Finding:
    (found,) = audit_text(f"某乡2024年度工作总结\n{text}").of(Verdict.WRONG)
    return found


def none_wrong(text: str) -> bool:
    return audit_text(f"某乡2024年度工作总结\n{text}").of(Verdict.WRONG) == []


def test_a_list_that_need_not_tell_all_is_wrong_where_two_figures_turned_round_make_it_whole() -> None:
    found = only(LIST.format(28))
    assert (found.stated, found.computed) == ("28项", 82)
    assert "两位数字写颠倒了" in found.message


def test_the_same_list_is_not_called_wrong_where_no_slip_makes_it_whole() -> None:
    assert none_wrong(LIST.format(27))


def test_a_figure_lost_from_one_of_two_parts_is_told_where_the_number_is_long() -> None:
    found = only(PAIR.format(1149))
    assert (found.stated, found.computed) == ("1149件", 11492)
    assert "漏写了一位" in found.message


def test_of_two_parts_a_short_number_proves_nothing() -> None:
    assert none_wrong("城市管理类879件，占比9.52%，其中，下水道堵塞175件、机动车乱停放164件。")


def test_two_parts_between_which_something_else_is_told_are_no_list() -> None:
    assert none_wrong("全年共办件39868件，其中中心大厅28376件，都按期办结，村级代办1149件。")


def test_a_point_in_another_place_is_told() -> None:
    found = only("镇级财政总收入6136.3万元。其中税收收入4873.5万元，非税收入126.28万元，收入质量稳中向好。")
    assert (found.stated, found.computed) == ("126.28万元", 12628000)


@pytest.mark.parametrize(
    "text",
    [
        "一是发生事故167起、死亡74人、受伤183人。去年同期死亡69人，受伤190人。受伤人数下降3.68%，死亡人数上升7.25%。",
        "乡中心办理13742件，村级办理7644件。\n上年全乡办件19105件。\n乡中心全年248个工作日，日均办件55.4件。",
    ],
    ids=["a change of levels of one name", "a mean of what stands in a paragraph before"],
)
def test_a_number_unlike_what_is_due_that_others_bear_out_is_not_called_wrong(text: str) -> None:
    assert none_wrong(text)


def test_a_change_reckoned_over_the_wrong_one_of_two_levels_stays_wrong() -> None:
    assert only("全年查处案件86件，上年查处案件67件，今年增加19件，增长22.1%。").stated == "22.1%"


@given(st.integers(min_value=10, max_value=10**9), st.integers(min_value=0, max_value=3))
def test_whatever_turned_round_gives_a_number_is_turned_round_from_it(number: int, places: int) -> None:
    printed = Decimal(number).scaleb(-places)
    for right in misprints.turns(printed):
        assert right != printed
        assert misprints.turned(printed, right)
        assert misprints.how(printed, right) == "两位数字写颠倒了"
        assert printed in misprints.turns(right) or f"{printed:f}".startswith("0")


@given(st.decimals(min_value=0, max_value=10**9, places=2))
def test_no_number_is_a_slip_of_itself(number: Decimal) -> None:
    assert misprints.how(number, number) == ""
