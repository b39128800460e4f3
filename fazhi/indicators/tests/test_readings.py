"""Readings: the figures of a town and year, each with what proves it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from fazhi.indicators.definitions import all_definitions
from fazhi.indicators.readings import OutOfScope, period_of, read_all
from fazhi.indicators.tests.rows import OTHER_VILLAGE, add_disputes, add_staff, add_year
from fazhi.kernel import ledgers, today
from fazhi.kernel.ledgers import Criteria
from fazhi.people import scopes

STAFF = {"grid_worker": 52, "mediator": 36, "patrol": 36, "traffic": 5, "food_drug": 9}


def test_545_of_546_give_99_8_percent(town: str) -> None:
    add_year()
    with scopes.within(town):
        readings = read_all(town, 2022)
    assert readings["disputes.found"].value == 546
    assert readings["disputes.settled"].value == 545
    rate = readings["disputes.settled_rate"]
    assert (rate.value, rate.numerator, rate.denominator, rate.printed) == (Decimal("99.8"), 545, 546, "99.8%")


def test_what_is_still_open_is_found_without_settled_row_by_row(town: str) -> None:
    open_case, _ = add_disputes([{}, {"settled_on": date(2022, 5, 1)}])
    with scopes.within(town):
        reading = read_all(town, 2022)["disputes.open"]
    assert (reading.printed, reading.rows) == ("1起", (open_case.pk,))
    assert "“排查发现矛盾纠纷”减去“调处化解矛盾纠纷”" in reading.definition


def test_each_state_is_counted_separately(town: str) -> None:
    day = date(2022, 5, 1)
    add_disputes(
        [
            {},
            {"accepted_on": day},
            {"accepted_on": day, "mediated_on": day},
            {"accepted_on": day, "mediated_on": day, "agreed_on": day, "agreement_form": "oral"},
            {"accepted_on": day, "mediated_on": day, "agreed_on": day, "agreement_form": "oral", "performed_on": day},
            {"accepted_on": day, "reopened_on": day},
        ]
    )
    with scopes.within(town):
        readings = read_all(town, 2022)
    states = ("found", "accepted", "mediated", "agreed", "performed", "reopened", "settled")
    assert [int(readings[f"disputes.{name}"].value or 0) for name in states] == [6, 5, 3, 2, 1, 1, 0]


def test_the_staff_in_place_on_the_cut_off_day_are_counted(town: str) -> None:
    add_staff(STAFF)
    add_staff({"grid_worker": 3}, starts_on=date(2020, 1, 1), ends_on=date(2022, 12, 30))
    add_staff({"grid_worker": 4}, starts_on=date(2023, 1, 1))
    with scopes.within(town):
        readings = read_all(town, 2022)
    names = ("grid_workers", "mediators", "patrol_members", "traffic_persuaders", "food_drug_assistants")
    assert [readings[f"disputes.{name}"].value for name in names] == [52, 36, 36, 5, 9]
    assert readings["disputes.posts_at_pharmacies"].value == 1


def test_nothing_to_count_gives_no_rate_and_never_100_percent(town: str) -> None:
    with scopes.within(town):
        readings = read_all(town, 2022)
    rate = readings["disputes.settled_rate"]
    assert (rate.value, rate.shown, rate.printed) == (None, "—", "—")
    assert readings["disputes.found"].printed == "0起"
    assert readings["disputes.amount"].printed == "0万元"
    assert readings["disputes.settlement_days"].value is None


def test_settled_after_the_cut_off_day_is_not_settled_in_the_year(town: str) -> None:
    add_disputes([{"settled_on": date(2022, 12, 31)}, {"settled_on": date(2023, 1, 1)}])
    with scopes.within(town):
        assert read_all(town, 2022)["disputes.settled"].value == 1


def test_first_and_last_day_belong_to_the_year(town: str) -> None:
    days = [date(2021, 12, 31), date(2022, 1, 1), date(2022, 12, 31), date(2023, 1, 1)]
    add_disputes([{"found_on": day} for day in days])
    with scopes.within(town):
        assert read_all(town, 2022)["disputes.found"].value == 2


def test_while_the_year_runs_it_is_counted_up_to_today(town: str) -> None:
    add_disputes([{"found_on": date(2022, 3, 1)}, {"found_on": date(2022, 9, 1)}])
    with today.at(date(2022, 6, 30)), scopes.within(town):
        reading = read_all(town, 2022)["disputes.found"]
    assert (reading.value, reading.cut_off) == (1, date(2022, 6, 30))
    assert "年度尚未结束" in reading.statement


def test_the_sum_of_money_is_exact_and_in_ten_thousands(town: str) -> None:
    settled = {"settled_on": date(2022, 5, 1)}
    add_disputes([settled | {"amount": "0.10"}, settled | {"amount": "49.90"}, settled, {"amount": "90000"}])
    with scopes.within(town):
        # 50.00 yuan are 0.005 ten-thousands: the half goes up.
        assert read_all(town, 2022)["disputes.amount"].printed == "0.01万元"


def test_the_median_of_days_ignores_rows_without_both_dates(town: str) -> None:
    begun = {"accepted_on": date(2022, 5, 1)}
    add_disputes(
        [begun | {"settled_on": date(2022, 5, day)} for day in (2, 4, 11)] + [begun, {"settled_on": date(2022, 6, 1)}]
    )
    with scopes.within(town):
        reading = read_all(town, 2022)["disputes.settlement_days"]
    assert (reading.value, len(reading.rows)) == (3, 3)


def test_another_town_is_never_counted(town: str) -> None:
    add_disputes([{}, {}])
    add_disputes([{}, {}, {}], village=OTHER_VILLAGE)
    with scopes.within("500235000000"):
        assert read_all(town, 2022)["disputes.found"].value == 2


def test_outside_the_towns_scope_nothing_is_counted_instead_of_a_false_zero(town: str) -> None:
    with pytest.raises(OutOfScope), scopes.within("500235117000"):
        read_all(town, 2022)
    with pytest.raises(OutOfScope):
        read_all(town, 2022)


def test_each_ledger_is_asked_once(in_town: str) -> None:
    with CaptureQueriesContext(
        connection,
    ) as queries:
        read_all(in_town, 2022)
    tables = {ledgers.ledger(one.ledger).model._meta.db_table for one in all_definitions().values() if one.ledger}
    assert "disputes_round_row" in tables
    for table in tables:
        asked = [one for one in queries.captured_queries if f'"{table}"' in one["sql"]]
        assert len(asked) == 1, table
    # One more asks whose rows this connection may see.
    assert len(queries) == len(tables) + 1


def test_the_rows_of_a_reading_are_the_rows_of_the_ledger(town: str) -> None:
    add_year(settled=7, found=9)
    add_staff(STAFF)
    with scopes.within(town):
        for name, reading in read_all(town, 2022).items():
            one = all_definitions()[name]
            if not one.denominator:
                criteria = Criteria(conditions=one.conditions, period=period_of(2022))
                listed = ledgers.rows(ledgers.ledger(one.ledger), town, criteria)
                assert sorted(row["id"] for row in listed) == list(reading.rows), name


def test_a_reading_carries_what_proves_it(town: str) -> None:
    add_year(settled=2, found=3)
    with scopes.within(town):
        reading = read_all(town, 2022)["disputes.settled"]
    assert len(reading.rows) == 2
    assert "排查发现日期在2022年1月1日至2022年12月31日之间；化解日期不晚于2022年12月31日" in reading.definition
    assert reading.cut_off == date(2022, 12, 31)
    assert "计入 2 条" in reading.statement and "（全年）" in reading.statement
    assert (reading.version, reading.rounding) == (2, "整数，不舍入")


def test_the_rule_in_force_on_the_cut_off_day_is_named(town: str) -> None:
    with scopes.within(town):
        (rule,) = read_all(town, 2022)["disputes.confirmed"].rules
    assert (rule.code, rule.value, rule.standing) == ("MED-03", "不超过30日", "法定")
    assert "人民调解法" in rule.basis


def test_counting_without_naming_the_rows_gives_the_same_figures(town: str) -> None:
    add_year(settled=3, found=4)
    with scopes.within(town):
        named, counted = read_all(town, 2022), read_all(town, 2022, keys=False)
    assert [one.printed for one in named.values()] == [one.printed for one in counted.values()]
    assert [one.statement for one in named.values()] == [one.statement for one in counted.values()]
    assert all(one.counted == len(one.rows) for one in named.values())


def test_only_some_figures_bring_their_parts_along(town: str) -> None:
    with scopes.within(town):
        assert list(read_all(town, 2022, ["disputes.settled_rate"])) == [
            "disputes.settled",
            "disputes.found",
            "disputes.settled_rate",
        ]


def test_a_year_before_a_rule_existed_is_counted_and_says_there_was_none(in_town: str) -> None:
    read = read_all(in_town, 2018)
    told = [rule for reading in read.values() for rule in reading.rules if rule.code == "DEC-01"]
    assert told and all(rule.value == "2018年12月31日还没有这条规则" for rule in told)
