"""Counting periods: what is counted, what pauses, what is refused, what is kept."""

from datetime import UTC, date, datetime, timedelta

import pytest

from fazhi.law import LawError, dates, rules
from fazhi.law.dates import Pause

from .conftest import HEARING, value

MONDAY = date(2026, 3, 2)


def pause(first: date, last: date, basis: str = HEARING.basis) -> Pause:
    return Pause(first, last, basis)


def test_start_day_is_not_counted() -> None:
    assert dates.deadline(value(1, "day"), MONDAY).due == date(2026, 3, 3)


def test_hours_run_on_through_nights_and_holidays(book: rules.RuleBook) -> None:
    friday_evening = datetime.fromisoformat("2026-02-13T22:30")
    result = dates.deadline(book.value_on("ENF-01", friday_evening.date()), friday_evening)
    assert result.due.isoformat() == "2026-02-14T22:30:00+08:00"
    assert result.skipped == ()


def test_time_of_another_zone_is_turned_into_beijing_time(book: rules.RuleBook) -> None:
    moment = datetime(2026, 2, 13, 20, 0, tzinfo=UTC)
    assert (
        dates.deadline(book.value_on("EMG-13", date(2026, 2, 14)), moment).due.isoformat()
        == "2026-02-14T05:00:00+08:00"
    )
    assert dates.deadline(value(1, "day", roll="none"), moment).start == date(2026, 2, 14)


def test_hours_without_a_time_are_refused(book: rules.RuleBook) -> None:
    with pytest.raises(LawError, match="请写明起算时刻"):
        dates.deadline(book.value_on("ENF-01", MONDAY), MONDAY)


def test_pause_days_are_not_counted_and_named() -> None:
    result = dates.deadline(value(10, "day", roll="none"), MONDAY, pauses=[pause(date(2026, 3, 4), date(2026, 3, 6))])
    assert result.due == date(2026, 3, 15)
    assert [one.day.day for one in result.skipped] == [4, 5, 6]
    assert {one.why for one in result.skipped} == {"期限中止：听证（《中华人民共和国行政许可法》第四十五条）"}


def test_pause_over_a_weekend_credits_each_day_once() -> None:
    plain = dates.deadline(value(10, "workday"), MONDAY)
    # Friday to Monday: two working days are lost, not four.
    paused = dates.deadline(value(10, "workday"), MONDAY, pauses=[pause(date(2026, 3, 6), date(2026, 3, 9))])
    assert (plain.due, paused.due) == (date(2026, 3, 16), date(2026, 3, 18))


def test_overlapping_pauses_are_credited_once() -> None:
    both = [pause(date(2026, 3, 4), date(2026, 3, 8)), pause(date(2026, 3, 6), date(2026, 3, 10))]
    result = dates.deadline(value(10, "day", roll="none"), MONDAY, pauses=both)
    one = dates.deadline(value(10, "day", roll="none"), MONDAY, pauses=[pause(date(2026, 3, 4), date(2026, 3, 10))])
    assert result.due == one.due == date(2026, 3, 19)
    assert [credited.days for credited in result.pauses] == [5, 2]


def test_pause_that_ends_after_the_old_deadline_still_counts_whole() -> None:
    result = dates.deadline(value(10, "day", roll="none"), MONDAY, pauses=[pause(date(2026, 3, 11), date(2026, 3, 31))])
    assert result.due == date(2026, 4, 2)


def test_pause_after_the_period_ended_gives_nothing() -> None:
    result = dates.deadline(value(10, "day", roll="none"), MONDAY, pauses=[pause(date(2026, 3, 13), date(2026, 3, 20))])
    assert (result.due, result.pauses[0].days) == (date(2026, 3, 12), 0)


def test_pause_in_months_moves_the_end_by_its_days() -> None:
    result = dates.deadline(
        value(1, "month", roll="none"), MONDAY, pauses=[pause(date(2026, 3, 10), date(2026, 3, 14))]
    )
    assert result.due == date(2026, 4, 7)


def test_pause_basis_may_be_written_by_family_or_title() -> None:
    for basis in ("licensing-law#45", "行政许可法#45"):
        span = [pause(date(2026, 3, 4), date(2026, 3, 6), basis)]
        assert dates.deadline(value(10, "day", roll="none"), MONDAY, pauses=span).due == date(2026, 3, 15)


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (pause(date(2026, 3, 4), date(2026, 3, 6), " "), "没有写明依据"),
        (pause(date(2026, 3, 4), date(2026, 3, 6), "mediation-law-2010#33"), "不能以.*可以扣除的只有：听证"),
        (pause(date(2026, 3, 6), date(2026, 3, 4)), "早于开始日"),
    ],
)
def test_pause_without_lawful_basis_is_refused(given: Pause, message: str) -> None:
    with pytest.raises(LawError, match=message):
        dates.deadline(value(10, "day"), MONDAY, pauses=[given])


def test_rule_without_pauses_refuses_any(book: rules.RuleBook) -> None:
    with pytest.raises(LawError, match="没有可以中止的规定"):
        dates.deadline(book.value_on("MED-03", MONDAY), MONDAY, pauses=[pause(MONDAY, MONDAY)])


def test_extension_runs_from_the_last_counted_day_not_the_rolled_one(book: rules.RuleBook) -> None:
    start = date(2025, 12, 17)  # 60 days end on 15 February 2026, in the festival
    plain, longer = (dates.deadline(book.value_on("PET-05", start), start, extended=more) for more in (False, True))
    assert (plain.internal, plain.due) == (date(2026, 2, 15), date(2026, 2, 24))
    assert longer.internal == date(2026, 3, 17)


def test_second_extension_is_refused() -> None:
    first = dates.extend(dates.deadline(value(60, "day"), MONDAY))
    with pytest.raises(LawError, match="不得再次延长"):
        dates.extend(first)


@pytest.mark.parametrize("number", [0, 31])
def test_extension_beyond_the_maximum_is_refused(number: int) -> None:
    with pytest.raises(LawError, match="最多延长 30"):
        dates.extend(dates.deadline(value(60, "day"), MONDAY), number)


def test_shorter_extension_is_possible() -> None:
    longer = dates.extend(dates.deadline(value(60, "day", roll="none"), MONDAY), 10)
    assert (longer.due, longer.extension) == (date(2026, 5, 11), 10)


def test_rule_without_extension_refuses_one(book: rules.RuleBook) -> None:
    with pytest.raises(LawError, match="没有可以延长的规定"):
        dates.deadline(book.value_on("MED-03", MONDAY), MONDAY, extended=True)


@pytest.mark.parametrize("roll", ["backward", "", "Forward"])
def test_unknown_roll_setting_is_refused_not_read_as_none(roll: str) -> None:
    with pytest.raises(LawError, match="顺延方式"):
        dates.deadline(value(10, "day", roll=roll), MONDAY)


def test_backward_minimum_is_neither_rolled_nor_lengthened() -> None:
    with pytest.raises(LawError, match="不得顺延"):
        dates.deadline(value(7, "day", direction="backward"), MONDAY)
    with pytest.raises(LawError, match="不能延长也不能中止"):
        dates.deadline(value(7, "day", direction="backward", roll="none"), MONDAY, extended=True)


def test_number_that_is_no_period_gives_no_date(book: rules.RuleBook) -> None:
    with pytest.raises(LawError, match="不是期限"):
        dates.deadline(book.value_on("PEN-15", MONDAY), MONDAY)


def test_end_of_the_calendar_is_a_sentence_not_a_crash() -> None:
    for unit in ("day", "workday", "month", "year"):
        with pytest.raises(LawError, match="日历范围"):
            dates.deadline(
                value(5, unit, roll="none"), date(9999, 12, 30) if unit.endswith("day") else date(9999, 12, 1)
            )


def test_receipt_holds_what_the_date_was_computed_from(book: rules.RuleBook) -> None:
    start = date(2026, 2, 12)
    receipt = dates.deadline(book.value_on("PEN-05", start, "500235108000"), start).receipt
    assert receipt == {
        "rule": "enforcement.hearing_request",
        "code": "PEN-05",
        "value": 5,
        "unit": "workday",
        "bound": "at_most",
        "roll": "none",
        "since": "2021-07-15",
        "basis": "penalty-law-2021#64(1)",
        "citation": "《中华人民共和国行政处罚法》第六十四条第一项",
        "confidence": "statute",
        "place": None,
        "extension": None,
        "calendar": {"2026": ["国办发明电〔2025〕7号"]},
    }


def test_json_has_exactly_the_promised_fields() -> None:
    span = [pause(date(2026, 3, 4), date(2026, 3, 4))]
    shown = dates.deadline(value(3, "day", roll="none"), MONDAY, pauses=span).as_json()
    assert list(shown) == ["rule", "basis", "from", "internal", "due", "provisional", "skipped", "pauses"]
    assert shown["from"] == "2026-03-02" and shown["due"] == "2026-03-06" and shown["provisional"] is False
    assert shown["skipped"] == [{"day": "2026-03-04", "why": shown["skipped"][0]["why"]}]
    assert shown["pauses"][0] | {"why": ""} == {
        "from": "2026-03-04", "to": "2026-03-04", "why": "", "basis": HEARING.citation, "days": 1,
    }  # fmt: skip


@pytest.mark.parametrize(
    "text", ["2026-02-12", "2026.2.12", "2026/2/12", "2026年2月12日", " 2026 年 2 月 12 日 ", "20260212"]
)
def test_days_are_read_as_people_write_them(text: str) -> None:
    assert dates.read_day(text) == date(2026, 2, 12)


@pytest.mark.parametrize(
    ("text", "message"), [("2022.2.30", "不存在"), ("2022-13-01", "不存在"), ("明天", "不是日期"), ("", "不是日期")]
)
def test_impossible_days_are_refused_with_the_words_that_were_typed(text: str, message: str) -> None:
    with pytest.raises(LawError, match=f"「{text}」.*{message}"):
        dates.read_day(text)


@pytest.mark.parametrize(
    "text", ["2026-02-12T09:30", "2026-02-12 09:30:00", "2026年2月12日 9时30分", "2026-02-12T01:30Z"]
)
def test_times_are_read_as_beijing_time(text: str) -> None:
    moment = dates.read_moment(text)
    assert isinstance(moment, datetime) and moment.isoformat() == "2026-02-12T09:30:00+08:00"


def test_impossible_time_is_refused() -> None:
    with pytest.raises(LawError, match="24 小时制"):
        dates.read_moment("2026-02-12 25:00")


def test_working_days_between_two_days() -> None:
    assert dates.workdays_between(date(2026, 2, 12), date(2026, 2, 26)) == 5
    assert dates.workdays_between(MONDAY, MONDAY - timedelta(days=3)) == 0
    assert dates.add_workdays(date(2026, 2, 26), -5) == date(2026, 2, 12)
