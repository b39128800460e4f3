"""The work-day years: what the notices say, what is not settled, and what a county may add."""

import json
import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest

from fazhi.law import LawError, dates, workdays

from .conftest import value

DAYS = [date(2019, 1, 1) + timedelta(days=offset) for offset in range((date(2026, 12, 31) - date(2019, 1, 1)).days + 1)]


def test_every_day_of_eight_years_agrees_with_another_calendar() -> None:
    other = pytest.importorskip("chinese_calendar")
    calendar = workdays.standard()
    assert [day for day in DAYS if calendar.is_workday(day) != other.is_workday(day)] == []


@pytest.mark.parametrize(
    ("day", "rest"),
    [
        (date(2026, 1, 4), False),  # Sunday worked for 元旦
        (date(2026, 2, 23), True),
        (date(2026, 2, 28), False),
        (date(2026, 10, 7), True),
        (date(2019, 5, 2), True),  # by the notice that came in March 2019
        (date(2018, 12, 31), True),  # moved by the notice of the next year
        (date(2018, 12, 29), False),
        (date(2026, 3, 2), False),
    ],
)
def test_days_named_in_a_notice(day: date, rest: bool) -> None:
    assert dates.is_workday(day) is not rest


@pytest.mark.parametrize("year", range(2019, 2027))
def test_each_year_names_its_notice(year: int) -> None:
    notices = workdays.standard().years[year]
    assert all(notice.number.startswith("国办发明电〔") and str(year) in notice.title for notice in notices)
    assert notices[0].issued.year == year - 1


def test_extra_holiday_announced_in_the_year_moves_running_terms() -> None:
    rule = value(3, "workday")
    before = dates.deadline(rule, date(2020, 1, 23), calendar=workdays.standard(date(2020, 1, 20)))
    after = dates.recompute(before)
    assert (before.due, after.due) == (date(2020, 2, 3), date(2020, 2, 5))
    assert before.receipt["calendar"] == {"2020": ["国办发明电〔2019〕16号"]}
    assert after.receipt["calendar"] == {"2020": ["国办发明电〔2019〕16号", "国办发明电〔2020〕1号"]}
    assert after.skipped[-1].why == "春节放假（国办发明电〔2020〕1号）"


def test_later_notice_takes_back_a_working_saturday() -> None:
    saturday = date(2020, 2, 1)
    assert workdays.standard(date(2020, 1, 20)).why_work(saturday) == "周六调休上班（国办发明电〔2019〕16号）"
    assert workdays.standard().why_work(saturday) is None


def test_year_without_notice_is_provisional_and_says_so() -> None:
    result = dates.deadline(value(10, "workday"), date(2027, 1, 28))
    assert result.provisional and result.years_needed == (2027,)
    # Weekends and the four statutory days of the festival, as far as they are certain.
    assert result.due == date(2027, 2, 15)
    assert result.skipped[-1].why == "周日（2027年放假通知未收录，暂定）"
    assert "春节（法定节假日，2027年放假通知未收录，暂定）" in {one.why for one in result.skipped}


@pytest.mark.parametrize(
    "day", [date(2027, 10, 1), date(2028, 5, 2), date(2030, 6, 5), date(2044, 1, 1), date(2016, 5, 1)]
)
def test_statutory_days_are_rest_days_in_a_year_without_notice(day: date) -> None:
    assert not dates.is_workday(day)


def test_second_of_may_is_no_statutory_day_before_2025() -> None:
    assert dates.is_workday(date(2017, 5, 2))


def test_plain_days_without_roll_do_not_depend_on_a_notice() -> None:
    assert not dates.deadline(value(30, "day", roll="none"), date(2027, 1, 28)).provisional


def test_provisional_date_becomes_final_when_a_county_adds_the_notice(tmp_path: Path, monkeypatch) -> None:
    before = dates.deadline(value(10, "workday"), date(2027, 1, 28))
    (tmp_path / "calendar").mkdir()
    notice = {"title": "关于2027年部分节假日安排的通知", "number": "国办发明电〔2026〕0号", "issued": "2026-11-01"}
    year = {
        "year": 2027,
        "notice": notice,
        "days_off": [{"name": "春节", "from": "2027-02-05", "to": "2027-02-12"}],
        "workdays": ["2027-02-14"],
    }
    (tmp_path / "calendar" / "2027.json").write_text(json.dumps(year), encoding="utf-8")
    monkeypatch.setenv("FAZHI_PLACES", str(tmp_path))
    after = dates.recompute(before)
    assert not after.provisional and after.years_needed == ()
    assert after.due == date(2027, 2, 18)


def test_calendar_handed_in_is_the_only_one_read() -> None:
    weekends_only = workdays.Calendar(years={2026: ()})
    assert dates.deadline(value(5, "workday"), date(2026, 2, 12), calendar=weekends_only).due == date(2026, 2, 19)


@pytest.mark.parametrize(
    "broken",
    [
        "{",
        '{"year": 2031}',
        '{"year": 2027, "notice": {"title": "", "number": "", "issued": "2026-11-31"}, "days_off": [], "workdays": []}',
        '{"year": 2027, "notice": {"title": "", "number": "", "issued": "2026-11-30"}, "days_off": [], "workdays": ["x"]}',
    ],
)
def test_broken_year_file_is_named(tmp_path: Path, broken: str) -> None:
    shutil.copy(workdays.FOLDER / "2026.json", tmp_path)
    (tmp_path / "2027.json").write_text(broken, encoding="utf-8")
    with pytest.raises(LawError, match=r"2027\.json.*格式不对"):
        workdays.read([tmp_path])
