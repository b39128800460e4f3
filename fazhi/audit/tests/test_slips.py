"""Of figures that contradict each other, the correction goes to the one that slipped, and where nothing tells there is none."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi.audit import Finding, Verdict, audit_text
from fazhi.audit.model import Kind
from fazhi.audit.slips import receipts
from fazhi.audit.summary import correction_word, proven
from fazhi.audit.text.figures import figures

GROWN = "今年接收投诉举报1527件，上年为1306件，增加221件，增长16.9%，其中投诉{}件、举报{}件。"
LIST = "全年排查隐患{}处，其中消防类{}处、用电类{}处、燃气类{}处。"


def wrong(text: str) -> list[Finding]:
    return audit_text(text).of(Verdict.WRONG)


def test_of_a_total_that_is_borne_out_the_correction_goes_to_the_part_that_slipped() -> None:
    (found,) = wrong(GROWN.format(1184, 334))
    assert (found.stated, found.computed) == ("334件", 343)
    assert "当是“举报334件”写错" in found.message


def test_what_is_marked_is_the_part_that_slipped_and_not_the_whole_list() -> None:
    (found,) = wrong(GROWN.format(1184, 334))
    assert found.quote == "举报334件"


def test_two_figures_turned_round_tell_more_than_that_a_small_number_may_be_anything() -> None:
    (found,) = wrong(GROWN.format(1100, 334).replace("。", "、咨询84件。"))
    assert (found.stated, found.computed) == ("334件", 343)


def test_where_either_part_may_have_slipped_there_is_no_correction() -> None:
    (found,) = wrong(GROWN.format(1284, 343))
    assert found.computed is None
    assert "错的当是其中一项" in found.message


def test_a_total_with_two_figures_in_each_others_place_gets_the_sum() -> None:
    (found,) = wrong("今年接收投诉举报1572件，其中投诉1184件、举报343件。")
    assert (found.stated, found.computed, found.either) == ("1572件", 1527, False)
    assert proven(found)


def test_where_nothing_tells_the_sum_is_no_more_than_what_the_parts_make() -> None:
    (found,) = wrong(LIST.format(47, 23, 16, 9))
    assert (found.stated, found.computed, found.either) == ("47处", 48, True)
    assert correction_word(found) == "按其余各数算得"
    assert "没有别的凭据" in found.message
    assert found.as_json()["either"] is True


def test_a_total_of_which_right_shares_were_taken_is_not_the_slip() -> None:
    (found,) = wrong(LIST.format(248, 132, 85, 37) + "消防类占53.2%，用电类占34.3%。")
    assert (found.stated, found.computed) == ("37处", 31)
    assert found.quote == "燃气类37处"


def test_a_total_printed_once_more_is_not_the_slip() -> None:
    found = wrong(LIST.format(248, 132, 58, 31) + "\n上述248处隐患都已建档。")
    assert [(each.stated, each.computed) for each in found] == [("58处", 85)]


def test_a_total_printed_once_more_of_another_thing_is_not_borne_out() -> None:
    (found,) = wrong(LIST.format(235, 87, 63, 75) + "\n有235处古树名木挂牌保护。")
    assert (found.computed, found.either) == (225, True)


def test_one_slip_behind_a_sum_and_a_share_is_told_once() -> None:
    audit = audit_text(LIST.format(248, 123, 85, 31) + "消防类隐患占隐患总数的53.2%。")
    (sums,), (share,) = audit.of(Verdict.WRONG), audit.of(Verdict.HINT)
    assert (sums.stated, sums.computed) == ("123处", 132)
    assert (share.stated, share.computed) == ("53.2%", None)
    assert "当是“其中消防类123处”写错所致" in share.message


def test_a_mean_that_is_right_of_what_is_due_is_no_slip_of_its_own() -> None:
    audit = audit_text("全年办理便民服务事项15362件，其中镇级窗口办理9147件、村级代办6485件，月均办理1302.7件。")
    (total,), (mean,) = audit.of(Verdict.WRONG), audit.of(Verdict.HINT)
    assert (total.stated, total.computed) == ("15362件", 15632)
    assert mean.computed is None and "15362件”写错所致" in mean.message


def test_of_a_difference_the_level_that_a_right_growth_speaks_against_is_the_slip() -> None:
    (found,) = wrong("全县实有经营主体38642户，比上年末的35914户净增2548户，增长7.1%。")
    assert (found.stated, found.computed) == ("38642户", 38462)


def test_a_difference_that_only_may_be_wrong_keeps_its_correction() -> None:
    (found,) = wrong("今年开展专题学习31场，比上年的27场多7场。")
    assert (found.stated, found.computed) == ("7场", 4)


def test_a_change_between_two_named_quarters_is_told_of_no_other_two() -> None:
    found = wrong("一季度96件，二季度105件，三季度129件，四季度88件，三季度比二季度增加42件。")
    assert [each.message.partition("，")[0] for each in found] == ["129件与105件相差24"]


def test_a_percentage_that_hardly_any_count_makes_shows_the_count_that_slipped() -> None:
    (found,) = wrong("全镇在岗执法人员63人，取得执法证56人，持证率92.06%。")
    assert (found.stated, found.computed) == ("56人", 58)


def test_a_percentage_that_no_other_count_makes_is_the_slip() -> None:
    (found,) = wrong("全镇在岗执法人员63人，取得执法证56人，持证率88.98%。")
    assert (found.stated, found.computed) == ("88.98%", Decimal("88.89"))


def test_of_two_places_that_contradict_each_other_neither_is_proven() -> None:
    found = wrong("某镇2024年度总结\n全年开展执法检查369次。\n虽然全年开展执法检查396次，但力量不足。")
    assert found and not any(proven(each) for each in found if each.kind is Kind.REPEAT)


@pytest.mark.parametrize(
    "text",
    [
        "全年受理527件，其中投诉184件、举报343件。从渠道看，电话214件、网络303件。",
        LIST.format(248, 132, 85, 38) + "\n上述248处隐患都已建档。",
        "全县实有经营主体38999户，比上年末的35914户净增2548户。\n全年净增的2548户分布在各镇。",
    ],
    ids=["by another list", "elsewhere", "a difference"],
)
def test_what_is_borne_out_is_given_no_correction(text: str) -> None:
    (found,) = wrong(text)
    assert (found.computed, found.either) == (None, False)
    assert "与文中别处相符" in found.message


def test_a_level_with_two_figures_turned_is_the_slip_where_the_difference_is_none() -> None:
    (found,) = wrong("今年开展执法检查621次，比上年的503次多109次。")
    assert (found.stated, found.computed) == ("621次", 612)


def test_a_level_that_a_right_growth_reckoned_without_is_the_slip() -> None:
    (found,) = wrong("全县实有经营主体38562户，比上年末的35914户净增2548户，增长7.1%。")
    assert (found.stated, found.computed) == ("38562户", 38462)


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("全年信访事项62件，其中初次信访46件、重复信访16件，重复信访占74.2%。", "74.2%"),
        ("全所共有工作人员12人，其中专业技术人员5人，占33.3%。", "33.3%"),
    ],
    ids=["the share of the other part", "a third of a few"],
)
def test_a_percentage_that_has_another_reason_stays_the_slip(text: str, stated: str) -> None:
    assert [each.stated for each in wrong(text)] == [stated]


def told(stated: str, message: str) -> receipts.Receipt:
    finding = Finding(1, 0, 1, stated, Kind.SUM, stated, None, Verdict.WRONG, "parts", message)
    receipt = receipts.read(finding)
    assert receipt is not None
    return receipt


@pytest.mark.parametrize(
    ("stated", "message"),
    [
        ("99.8%", "文中称化解率99.8%，按545起÷546起应为99.8%。"),
        ("11.3%", "文中写增11.3%，按相差0.62万元推算，(5.24万－4.71万)÷4.71万＝11.3%不符。"),
        ("18件", "分项12＋2＋4＝18，与总数18件不符。"),
        ("5.13万元", "分项1.93万＋1.68万＋1.52万＝5.13万，与总数5.13万元不符。"),
        ("6场", "31场与25场相差6，文中写6场。"),
        ("269户", "按文中所写的增减，571户－302户＝269户，与所写的269户不符。"),
        ("30.4%", "文中写30.4%，按所写的基数应为194件÷（121件＋176件＋194件＋147件）＝30.4%。"),
        ("1817元", "8.36万元÷46件＝1817元，文中写1817元。"),
    ],
)
def test_the_account_of_a_message_is_read_as_it_is_printed(stated: str, message: str) -> None:
    assert told(stated, message).comes_out


@pytest.mark.parametrize(
    "message",
    ["（2件＋3件＝5件，文中写5件。", "2件）＋（3件＝5件，文中写5件。", "6件÷0件＝5件，文中写5件。", "共5件。"],
)
def test_what_cannot_be_reckoned_is_no_account(message: str) -> None:
    finding = Finding(1, 0, 1, "5件", Kind.SUM, "5件", None, Verdict.WRONG, "parts", message)
    assert receipts.read(finding) is None


@given(
    st.lists(st.integers(1, 9999), min_size=2, max_size=6, unique=True),
    st.integers(1, 9999),
    st.data(),
)
def test_an_account_comes_out_with_what_is_due(items: list[int], total: int, data: st.DataObject) -> None:
    receipt = told(f"{total}件", f"分项{'＋'.join(map(str, items))}＝{sum(items)}，与总数{total}件不符。")
    which = data.draw(st.sampled_from([each for each in (*items, total) if items.count(each) + (total == each) == 1]))
    (figure,) = figures(f"{which}件")
    due = receipt.due(figure)
    assert due is not None
    assert receipt.holds(figure, due)
    assert due <= 0 or not receipt.holds(figure, due + 1)
