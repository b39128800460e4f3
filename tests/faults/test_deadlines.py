"""T-13: limits come out as the law has them: worked examples, a second count, and years whose notice is not in yet."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path

import chinese_calendar
import pytest

from fazhi.kernel import clocks, deadlines
from fazhi.kernel.models import Clock, LogEntry
from fazhi.kernel.today import ZONE, at
from fazhi.law import dates, workdays
from fazhi.law.tests.conftest import value
from fazhi.law.tests.worked import VECTORS, comes_out, counted
from fazhi.law.workdays import Calendar
from fazhi.people.actors import Actor
from fazhi.systems.disputes.tests.telling import report, take
from tests.faults import counting_days, lanes

WORKED = "手工核对的期限算例（工作日、自然日、月、年、调休、春节、闰日、跨年、倒算、延长）逐例算得"
RECOUNTED = "任取规则库中的期限、起算日（含 UTC 时刻）、中止和延长：与另一套日历、另一种算法所得的日期相同"
UNKNOWN = "放假通知未出的年份：给出暂定日期，不出错"
TICKED = "通知到后重算暂定期限，时钟前后跳一小时重复运行：只重算一次、只记一次"
NOTICE = {
    "year": 2027,
    "notice": {"title": "关于2027年部分节假日安排的通知", "number": "国办发明电〔2026〕0号", "issued": "2026-11-01"},
    "days_off": [{"name": "春节", "from": "2027-01-01", "to": "2027-02-12"}],
    "workdays": [],
}


class LibraryOnly(Calendar):
    """Rest days from the library alone, which knows no year before its notice."""

    def why_rest(self, day: date) -> str | None:
        return None if chinese_calendar.is_workday(day) else "放假"

    def is_settled(self, year: int) -> bool:
        return True


class EveryDay(Calendar):
    """No day is a rest day: working days are counted as if they were days."""

    def why_rest(self, day: date) -> str | None:
        return None

    def is_settled(self, year: int) -> bool:
        return True


class WeekendsOnly(EveryDay):
    """Saturday and Sunday, and no notice."""

    def why_rest(self, day: date) -> str | None:
        return "周末" if day.weekday() >= 5 else None


def worked(calendar: Calendar | None = None) -> list[str]:
    """The examples that do not come out."""
    found = [(one, counted(one, calendar)) for one in VECTORS]
    return [f"{one['name']}：算得 {got.internal}、{got.due}" for one, got in found if not comes_out(one, got)]


def recounted(taken: tuple[int, ...], calendar: Calendar | None = None) -> list[str]:
    return [said for one in taken for said in counting_days.trial(one, calendar)]


def unknown(calendar: Calendar | None = None) -> tuple[int, list[str]]:
    """Twenty working days from every day that ends in a year without a notice; what was no provisional date."""
    starts, wrong = [date(2026, 11, 27) + timedelta(days=offset) for offset in range(60)], []
    for start in starts:
        try:
            found = dates.deadline(value(20, "workday"), start, calendar=calendar)
            if not (found.provisional and found.years_needed == (2027,)) and found.due.year == 2027:
                wrong.append(f"{start}：{found.due} 不是暂定")
        except (NotImplementedError, KeyError, ValueError) as error:
            wrong.append(f"{start}：{type(error).__name__}")
    return len(starts), wrong


def test_every_worked_example_comes_out(record_property: lanes.Record) -> None:
    lanes.hold(record_property, "T-13", WORKED, len(VECTORS), (), worked())


def test_a_second_count_by_another_calendar_gives_the_same_days(record_property: lanes.Record) -> None:
    taken = lanes.seeds(300, 20_000)
    lanes.hold(record_property, "T-13", RECOUNTED, len(taken), taken, recounted(taken))


def test_a_year_without_a_notice_gives_a_provisional_date(record_property: lanes.Record) -> None:
    tries, wrong = unknown()
    lanes.hold(record_property, "T-13", UNKNOWN, tries, (), wrong)


MUTANTS: dict[str, Callable[[], tuple[int, list[str]]]] = {
    "只靠日历库，来年没有就出错": lambda: unknown(LibraryOnly()),
    "把工作日当自然日数": lambda: (len(VECTORS), worked(EveryDay())),
    "只除周末，不看放假通知": lambda: (len(VECTORS), worked(WeekendsOnly())),
    "复算：把工作日当自然日数": lambda: (100, recounted(tuple(range(100)), EveryDay())),
    "复算：只除周末，不看放假通知": lambda: (100, recounted(tuple(range(100)), WeekendsOnly())),
}


@pytest.mark.parametrize("name", MUTANTS)
def test_a_wrong_calendar_is_noticed(record_property: lanes.Record, name: str) -> None:
    tries, wrong = MUTANTS[name]()
    lanes.caught(record_property, "T-13", name, tries, wrong)


def test_the_day_of_the_event_counted_in_is_noticed(
    record_property: lanes.Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = dates._Count.run
    monkeypatch.setattr(
        dates._Count,
        "run",
        lambda count, start, number, unit, step=1: run(count, start - timedelta(days=step), number, unit, step),
    )
    lanes.caught(record_property, "T-13", "起算当日计入", len(VECTORS), worked())


@pytest.fixture
def provisional(in_town: str, actor: Callable[[str], Actor]) -> str:
    """An agreement of December: the days in which both may apply for its confirmation end in a year without a notice."""
    day, mediator = date(2026, 12, 10), actor("mediator")
    case = report(mediator, day)
    for step, papers in (("accept", ()), ("mediate", ("session_record",)), ("agree_oral", ())):
        case = take(case, step, mediator, day, papers)
    assert Clock.objects.filter(provisional=True).exists()
    return in_town


def ticks(folder: Path) -> list[str]:
    """The notice comes; the hour jumps back and forth, and each time what waited for the notice is computed again."""
    (folder / "calendar").mkdir()
    (folder / "calendar" / "2027.json").write_text(json.dumps(NOTICE, ensure_ascii=False), encoding="utf-8")
    running = Clock.objects.filter(state__in=clocks.RUNNING)
    waiting = running.filter(provisional=True).count()
    entries, midnight, changed = LogEntry.objects.count(), datetime(2026, 12, 31, 0, 30, tzinfo=ZONE), []
    for hours in (0, -1, 0, 1, 0):
        with at(midnight + timedelta(hours=hours)):
            changed.append(deadlines.recompute_provisional())
    wrong = [] if changed == [waiting, 0, 0, 0, 0] else [f"{waiting} 个暂定期限，各次重算 {changed}"]
    noted = LogEntry.objects.count() - entries
    wrong += [] if noted == waiting else [f"记了 {noted} 次"]
    left = [one for one in running if one.provisional or date(2027, 1, 1) <= one.due_on < date(2027, 2, 13)]
    return wrong + [f"{one.name} 仍是 {one.due_on}" for one in left]


def test_what_waited_for_a_notice_is_computed_once(
    provisional: str, tmp_path: Path, record_property: lanes.Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FAZHI_PLACES", str(tmp_path))
    lanes.hold(record_property, "T-13", TICKED, 5, (), ticks(tmp_path))


def test_a_limit_that_stays_provisional_is_noticed(
    provisional: str, tmp_path: Path, record_property: lanes.Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = workdays.standard()
    monkeypatch.setenv("FAZHI_PLACES", str(tmp_path))
    monkeypatch.setattr(workdays, "standard", lambda known_on=None: known)
    lanes.caught(record_property, "T-13", "通知到了也不重算", 5, ticks(tmp_path))
