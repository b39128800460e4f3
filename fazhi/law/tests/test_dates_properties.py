"""What holds for every period, whatever the days."""

from calendar import monthrange
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from fazhi.law import dates
from fazhi.law.dates import Pause

from .conftest import HEARING, value

# Years with notices, so that nothing is provisional: periods stay within 2019-2026.
starts = st.dates(date(2019, 1, 1), date(2025, 6, 30))
units = st.sampled_from(["day", "workday"])
numbers = st.integers(0, 90)


@st.composite
def pauses(draw: st.DrawFn, start: date) -> list[Pause]:
    spans = draw(st.lists(st.tuples(st.integers(-10, 120), st.integers(0, 30)), max_size=4))
    firsts = [(start + timedelta(days=offset), length) for offset, length in spans]
    return [Pause(first, first + timedelta(days=length), HEARING.basis) for first, length in firsts]


@given(starts, st.integers(0, 40), st.sampled_from(["day", "workday", "month"]), st.integers(0, 12))
def test_later_start_never_ends_earlier(start: date, later: int, unit: str, number: int) -> None:
    first, second = (dates.deadline(value(number, unit), day) for day in (start, start + timedelta(days=later)))
    assert first.internal <= second.internal and first.due <= second.due


@given(starts, numbers, st.sampled_from(["day", "month"]))
def test_rolled_day_is_the_first_working_day(start: date, number: int, unit: str) -> None:
    result = dates.deadline(value(min(number, 18) if unit == "month" else number, unit), start)
    assert dates.is_workday(result.due)
    assert isinstance(result.internal, date)
    between = [result.internal + timedelta(days=offset) for offset in range((result.due - result.internal).days)]
    assert not any(dates.is_workday(day) for day in between)


@given(starts, numbers, units, st.data())
def test_every_day_between_start_and_due_is_counted_or_explained(
    start: date, number: int, unit: str, data: st.DataObject
) -> None:
    result = dates.deadline(value(number, unit), start, pauses=data.draw(pauses(start)))
    skipped = [one.day for one in result.skipped]
    assert skipped == sorted(set(skipped))
    assert all(start < day < result.due for day in skipped) or number == 0
    assert all(one.why for one in result.skipped)
    if number:
        assert number + len(skipped) == (result.due - start).days


@given(starts, st.integers(1, 90), units, st.data())
def test_pauses_never_shorten_and_credit_no_day_twice(start: date, number: int, unit: str, data: st.DataObject) -> None:
    spans = data.draw(pauses(start))
    plain, paused = dates.deadline(value(number, unit), start), dates.deadline(value(number, unit), start, pauses=spans)
    assert paused.internal >= plain.internal and paused.due >= plain.due
    covered = {day for day in (one.day for one in paused.skipped) if any(p.first <= day <= p.last for p in spans)}
    assert sum(one.days for one in paused.pauses) == len([day for day in covered if day <= paused.internal])


@given(starts, st.integers(1, 90), units, st.data())
def test_every_path_to_a_date_gives_the_same_date(start: date, number: int, unit: str, data: st.DataObject) -> None:
    spans = data.draw(pauses(start))
    longer = dates.deadline(value(number, unit), start, pauses=spans, extended=True)
    assert dates.extend(dates.deadline(value(number, unit), start, pauses=list(reversed(spans)))) == longer
    assert dates.recompute(longer) == longer


@given(starts, st.integers(1, 60))
def test_working_days_forward_and_back_meet(start: date, number: int) -> None:
    end = dates.add_workdays(start, number)
    assert dates.is_workday(end) and dates.workdays_between(start, end) == number
    back = dates.add_workdays(end, -number)
    assert dates.workdays_between(back, end) == number
    assert back == start if dates.is_workday(start) else back < start


@given(st.dates(date(1950, 1, 1), date(2100, 1, 1)), st.integers(-240, 240))
def test_month_ends_on_the_corresponding_or_last_day(day: date, number: int) -> None:
    end = dates.add_months(day, number)
    assert (end.year - day.year) * 12 + end.month - day.month == number
    assert end.day == min(day.day, monthrange(end.year, end.month)[1])


@given(starts, st.integers(1, 60), units)
def test_backward_minimum_leaves_at_least_that_many_days(start: date, number: int, unit: str) -> None:
    result = dates.deadline(value(number, unit, roll="none", direction="backward"), start)
    assert result.due == result.internal < start
    counted = (start - result.due).days - len(result.skipped)
    assert counted == number
