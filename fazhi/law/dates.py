"""Counting periods of law, and explaining every day that did not count.

The day of the event is not counted (民事诉讼法 85②). Days count every day, work-days only working days, months and
years end on the corresponding day or the last of the month (民法典 202), hours run on through nights and holidays.
Whether a last day on a rest day rolls is said by the rule, never assumed. Days are dates, hours times in Asia/Shanghai.
"""

import calendar as months
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from fazhi.law import citations, workdays
from fazhi.law.errors import LawError
from fazhi.law.reading import BEIJING, read_day, read_moment
from fazhi.law.shapes import ROLLS, TIME_UNITS, PauseGround, RuleValue
from fazhi.law.workdays import Calendar

__all__ = [
    "Deadline", "Pause", "Skipped", "add_months", "add_workdays", "deadline", "extend", "is_workday", "read_day",
    "read_moment", "recompute", "standard_calendar", "workdays_between",
]  # fmt: skip

_ONE_DAY = timedelta(days=1)
standard_calendar = workdays.standard


@dataclass(frozen=True)
class Pause:
    """Days `first` to `last`, both included, that do not count; `basis` must be one the rule allows."""

    first: date
    last: date
    basis: str
    note: str = ""


@dataclass(frozen=True)
class Skipped:
    """One day between start and due that did not count, and why."""

    day: date
    why: str


@dataclass(frozen=True)
class Credited:
    """A pause with its ground and the days it was worth; a day under two pauses is credited once, to the first."""

    pause: Pause
    ground: PauseGround
    days: int


@dataclass(frozen=True)
class Deadline:
    """A period counted out. `internal` is the last day before rolling, `due` after; for hours both are times.

    `provisional` (暂定): the notice of one of `years_needed` is not in; `recompute` gives the final date when it is.
    """

    rule: str
    basis: str
    start: date | datetime
    internal: date | datetime
    due: date | datetime
    provisional: bool
    skipped: tuple[Skipped, ...]
    pauses: tuple[Credited, ...]
    extension: int
    years_needed: tuple[int, ...]
    receipt: dict[str, Any]
    value: RuleValue = field(repr=False)

    def as_json(self) -> dict[str, Any]:
        return {
            "rule": self.rule,
            "basis": self.basis,
            "from": self.start.isoformat(),
            "internal": self.internal.isoformat(),
            "due": self.due.isoformat(),
            "provisional": self.provisional,
            "skipped": [{"day": one.day.isoformat(), "why": one.why} for one in self.skipped],
            "pauses": [
                {
                    "from": one.pause.first.isoformat(),
                    "to": one.pause.last.isoformat(),
                    "why": one.ground.title,
                    "basis": one.ground.citation or one.ground.basis,
                    "days": one.days,
                }
                for one in self.pauses
            ],
        }


def is_workday(day: date, calendar: Calendar | None = None) -> bool:
    return (calendar or workdays.standard()).is_workday(day)


def add_workdays(day: date, number: int, calendar: Calendar | None = None) -> date:
    """The day `number` working days after (before, when negative) a day that is itself not counted."""
    count = _Count(calendar or workdays.standard())
    return count.run(day, abs(number), "workday", 1 if number >= 0 else -1)


def workdays_between(start: date, end: date, calendar: Calendar | None = None) -> int:
    """How many working days lie after `start` up to and including `end`; 0 when `end` is not later."""
    book = calendar or workdays.standard()
    return sum(book.is_workday(start + _ONE_DAY * offset) for offset in range(1, (end - start).days + 1))


def add_months(day: date, number: int) -> date:
    """The corresponding day `number` months on, or the last day of that month when it has none."""
    year, month = divmod(day.year * 12 + day.month - 1 + number, 12)
    if not date.min.year <= year <= date.max.year:
        raise LawError(f"从 {day} 起算 {number} 个月超出了日历范围，请核对起算日。")
    return date(year, month + 1, min(day.day, months.monthrange(year, month + 1)[1]))


class _Count:
    """Walks day by day, keeping every day that does not count and every unsettled year that mattered."""

    def __init__(self, calendar: Calendar, pauses: Sequence[tuple[Pause, PauseGround]] = ()) -> None:
        self.calendar = calendar
        self.pauses = pauses
        self.credited = [0] * len(pauses)
        self.skipped: list[Skipped] = []
        self.years: set[int] = set()
        self.unsettled: set[int] = set()

    def run(self, start: date, number: int, unit: str, step: int = 1) -> date:
        """The `number`-th counting day (day or workday) from a start that is not counted."""
        day = start
        try:
            while number:
                day += _ONE_DAY * step
                why = self._pause(day) or (self.why_rest(day) if unit == "workday" else None)
                if why is None:
                    number -= 1
                else:
                    self.skipped.append(Skipped(day, why))
        except OverflowError as error:
            raise LawError(f"从 {start} 起算超出了日历范围，请核对起算日。") from error
        return day

    def why_rest(self, day: date) -> str | None:
        self.years.add(day.year)
        if not self.calendar.is_settled(day.year):
            self.unsettled.add(day.year)
        return self.calendar.why_rest(day)

    def roll(self, day: date) -> date:
        """The first working day on or after `day`; the last day gives way, so it is among the skipped."""
        try:
            while (why := self.why_rest(day)) is not None:
                if not self.skipped or self.skipped[-1].day < day:
                    self.skipped.append(Skipped(day, f"届满日遇{why}，顺延"))
                day += _ONE_DAY
        except OverflowError as error:
            raise LawError(f"从 {day} 起顺延超出了日历范围，请核对起算日。") from error
        return day

    def _pause(self, day: date) -> str | None:
        for position, (pause, ground) in enumerate(self.pauses):
            if pause.first <= day <= pause.last:
                self.credited[position] += 1
                return f"期限中止：{ground.title}（{ground.citation or ground.basis}）"
        return None


def deadline(
    value: RuleValue,
    start: date | datetime,
    *,
    pauses: Sequence[Pause] = (),
    extended: bool = False,
    extension: int | None = None,
    calendar: Calendar | None = None,
) -> Deadline:
    """Count out a rule's period from the day (or, for hours, the time) of its event, which is not counted.

    `extended` grants the extension the rule allows, `extension` fewer units of it. Pass the value of the day the event
    happened: a clock keeps the rule it began with. LawError for what the rule does not allow.
    """
    name = f"规则 {value.code}（{value.title}）"
    if value.unit not in TIME_UNITS:
        raise LawError(f"{name}规定的不是期限，不能推算日期。")
    if value.roll not in ROLLS:
        raise LawError(f"{name}的顺延方式「{value.roll}」无法识别，只能是 {'、'.join(ROLLS)}，已停止推算。")
    if value.direction == "backward" and value.roll != "none":
        raise LawError(f"{name}是倒算的期限，不得顺延，已停止推算。")
    granted = _granted(value, name, extended, extension)
    grounds = [(pause, _ground(value, name, pause)) for pause in sorted(pauses, key=lambda one: (one.first, one.last))]
    count = _Count(calendar or workdays.standard(), grounds)
    ends: tuple[date, date, date]
    if value.unit in ("hour", "minute"):
        ends = _count_hours(value, name, start, bool(pauses))
    else:
        begun = _beijing(start).date() if isinstance(start, datetime) else start
        internal = _count_days(value, name, begun, granted, count)
        ends = (begun, internal, count.roll(internal) if value.roll == "forward" else internal)
    return Deadline(
        rule=value.id,
        basis=value.citation,
        start=ends[0],
        internal=ends[1],
        due=ends[2],
        provisional=bool(count.unsettled),
        skipped=tuple(sorted(count.skipped, key=lambda one: one.day)),
        pauses=tuple(Credited(*pair, days) for pair, days in zip(grounds, count.credited, strict=True)),
        extension=granted,
        years_needed=tuple(sorted(count.unsettled)),
        receipt=_receipt(value, granted, count),
        value=value,
    )


def extend(before: Deadline, number: int | None = None, *, calendar: Calendar | None = None) -> Deadline:
    """Lengthen a deadline once, by what the rule allows or by less; a second time is refused."""
    if before.extension:
        raise LawError(f"规则 {before.value.code}（{before.value.title}）的期限已经延长过一次，依法不得再次延长。")
    pauses = [one.pause for one in before.pauses]
    return deadline(
        before.value, before.start, pauses=pauses, extended=number is None, extension=number, calendar=calendar
    )


def recompute(before: Deadline, calendar: Calendar | None = None) -> Deadline:
    """The same period counted again, when a missing notice has come or an extra holiday was announced."""
    pauses = [one.pause for one in before.pauses]
    return deadline(before.value, before.start, pauses=pauses, extension=before.extension or None, calendar=calendar)


def _beijing(moment: datetime) -> datetime:
    return moment.replace(tzinfo=BEIJING) if moment.tzinfo is None else moment.astimezone(BEIJING)


def _granted(value: RuleValue, name: str, extended: bool, number: int | None) -> int:
    if not extended and number is None:
        return 0
    allowed = value.extension
    if allowed is None:
        raise LawError(f"{name}没有可以延长的规定，不能延长。")
    wanted = allowed.value if number is None else number
    if not 0 < wanted <= allowed.value:
        raise LawError(f"{name}最多延长 {allowed.value}（{allowed.citation or allowed.basis}），不能延长 {wanted}。")
    return wanted


def _ground(value: RuleValue, name: str, pause: Pause) -> PauseGround:
    if not pause.basis.strip():
        raise LawError(f"{pause.first} 至 {pause.last} 的中止没有写明依据，不予扣除，请写明法律依据。")
    if pause.last < pause.first:
        raise LawError(f"中止的结束日 {pause.last} 早于开始日 {pause.first}，请核对。")
    named = (pause.basis.strip(), _cited(pause.basis, pause.first))
    for ground in value.pauses:
        if ground.basis in named or (ground.citation and ground.citation in named):
            return ground
    allowed = "、".join(f"{ground.title}（{ground.citation or ground.basis}）" for ground in value.pauses)
    reason = f"可以扣除的只有：{allowed}" if allowed else "该期限没有可以中止的规定"
    raise LawError(f"{name}不能以「{pause.basis}」中止：{reason}。")


def _cited(reference: str, day: date) -> str:
    """One article may be written `penalty-law#60`, `penalty-law-2021#60` or by title: compare what is printed."""
    try:
        return citations.cite(reference, day)
    except LawError:
        return ""


def _count_hours(
    value: RuleValue, name: str, start: date | datetime, paused: bool
) -> tuple[datetime, datetime, datetime]:
    if not isinstance(start, datetime):
        raise LawError(f"{name}以小时或者分钟计算，请写明起算时刻，如 {start}T09:30。")
    if paused:
        raise LawError(f"{name}连续计算，夜间和节假日不停，不能中止。")
    begun = _beijing(start)
    try:
        end = begun + timedelta(**{f"{value.unit}s": int(value.value)})
    except OverflowError as error:
        raise LawError(f"从 {begun.date()} 起算超出了日历范围，请核对起算时刻。") from error
    return begun, end, end


def _count_days(value: RuleValue, name: str, start: date, granted: int, count: _Count) -> date:
    if value.direction == "backward":
        if granted or count.pauses:
            raise LawError(f"{name}是倒算的最短期限，不能延长也不能中止。")
        return _one_period(start, value.value, value.unit, count, -1)
    day = _one_period(start, value.value, value.unit, count, 1)
    # The extension runs on from the last counted day, not from the rolled one: rolling is no part of the period.
    return _one_period(day, granted, value.extension.unit, count, 1) if granted and value.extension else day


def _one_period(start: date, number: int | str, unit: str, count: _Count, step: int) -> date:
    if unit in ("day", "workday"):
        return count.run(start, int(number), unit, step)
    if unit == "month_day":
        month, day = (int(part) for part in str(number).split("-"))
        this_year, next_year = (
            date(year, month, min(day, months.monthrange(year, month)[1])) for year in (start.year, start.year + 1)
        )
        end = this_year if this_year > start else next_year
    else:
        end = add_months(start, int(number) * (12 if unit == "year" else 1) * step)
    return count.run(start, abs((end - start).days), "day", step)


def _receipt(value: RuleValue, granted: int, count: _Count) -> dict[str, Any]:
    """What the date was computed from, in plain JSON, kept with a clock to explain its date years later."""
    return {
        "rule": value.id,
        "code": value.code,
        "value": value.value,
        "unit": value.unit,
        "bound": value.bound,
        "roll": value.roll,
        "since": value.since.isoformat(),
        "basis": value.basis,
        "citation": value.citation,
        "confidence": value.confidence,
        "place": value.place,
        "extension": granted or None,
        "calendar": {
            str(year): [notice.number for notice in count.calendar.years.get(year, ())] for year in sorted(count.years)
        },
    }
