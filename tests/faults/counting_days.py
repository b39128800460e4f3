"""Periods counted a second time (T-13), otherwise than the house counts: by position in a list of days, rest days from
another calendar than ours (the `chinesecalendar` library, which rests on the same notices and was typed by others).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache
from random import Random
from typing import Any

import chinese_calendar

from fazhi.law import LawError, dates, rules
from fazhi.law.dates import Pause
from fazhi.law.shapes import RuleValue
from fazhi.law.workdays import Calendar

FIRST, LAST = date(2019, 1, 1), date(2026, 12, 31)
ALL = [FIRST + timedelta(days=at) for at in range((LAST - FIRST).days + 1)]
COUNTED = ("day", "workday", "month", "year", "month_day")
EVENING = timedelta(hours=8)


@cache
def working() -> list[date]:
    """Every working day of the years that the other calendar knows."""
    return [day for day in ALL if chinese_calendar.is_workday(day)]


class Beyond(Exception):
    """The period leaves the years that the other calendar knows."""


@dataclass(frozen=True)
class Asked:
    """One period: a rule as it held on the day of its event, what paused it, whether it was lengthened."""

    value: RuleValue
    start: date | datetime
    pauses: tuple[Pause, ...]
    extended: bool

    @property
    def day(self) -> date:
        """The day of the event in Shanghai; a server may keep its time in UTC."""
        return (self.start + EVENING).date() if isinstance(self.start, datetime) else self.start

    def __str__(self) -> str:
        paused = "、".join(f"{one.first}—{one.last}" for one in self.pauses)
        return f"{self.value.code} 自 {self.start}{'，中止 ' + paused if paused else ''}{'，延长' if self.extended else ''}"


@cache
def counted_rules() -> tuple[str, ...]:
    """Ids of the rules whose number is a period of days or longer."""
    book = rules.load()
    return tuple(name for name in book._rules if book.rule(name).unit in COUNTED)


def asked(random: Random) -> Asked:
    """A period that might be asked for in a town."""
    day = random.choice(ALL)
    while True:
        try:
            value = rules.load().value_on(random.choice(counted_rules()), day)
            break
        except LawError:
            continue
    spans = random.choices(range(-10, 60), k=random.randint(0, 3)) if value.pauses else []
    pauses = []
    for offset in spans:
        first = day + timedelta(days=offset)
        ground = random.choice(value.pauses)
        pauses.append(Pause(first, first + timedelta(days=random.randint(0, 20)), ground.basis))
    start: date | datetime = day
    if random.random() < 0.3:
        # In UTC it is still the day before, from four in the afternoon on.
        start = datetime(day.year, day.month, day.day, random.randrange(24), random.randrange(60), tzinfo=UTC) - EVENING
    return Asked(value, start, tuple(pauses), value.extension is not None and random.random() < 0.5)


def recounted(one: Asked) -> tuple[date, date]:
    """Last day before and after rolling. Raises Beyond."""
    paused = {day for pause in one.pauses for day in _span(pause.first, pause.last)}
    value, step = one.value, -1 if one.value.direction == "backward" else 1
    end = _period(one.day, value.value, value.unit, step, paused)
    if one.extended and value.extension is not None:
        end = _period(end, value.extension.value, value.extension.unit, 1, paused)
    return end, _at(working(), bisect_left(working(), end)) if value.roll == "forward" else end


def _period(start: date, number: Any, unit: str, step: int, paused: Collection[date]) -> date:
    if unit in ("month", "year"):
        number, unit = abs((_months(start, number * (12 if unit == "year" else 1) * step) - start).days), "day"
    elif unit == "month_day":
        month, day = (int(part) for part in str(number).split("-"))
        year = start.year if (month, day) > (start.month, start.day) else start.year + 1
        number, unit = (date(year, month, day) - start).days, "day"
    days = [day for day in (ALL if unit == "day" else working()) if day not in paused]
    if not number:
        return start
    return _at(days, bisect_right(days, start) + number - 1 if step > 0 else bisect_left(days, start) - number)


def _months(day: date, number: int) -> date:
    first = date(day.year + (day.month - 1 + number) // 12, (day.month - 1 + number) % 12 + 1, 1)
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return first.replace(day=min(day.day, last.day))


def _span(first: date, last: date) -> list[date]:
    return [first + timedelta(days=at) for at in range((last - first).days + 1)]


def _at(days: list[date], position: int) -> date:
    if not 0 <= position < len(days):
        raise Beyond
    return days[position]


def trial(seed: int, calendar: Calendar | None = None) -> list[str]:
    """What the house says otherwise of one period."""
    random = Random(seed)
    while True:
        one = asked(random)
        try:
            internal, due = recounted(one)
            break
        except Beyond:
            continue
    found = dates.deadline(one.value, one.start, pauses=one.pauses, extended=one.extended, calendar=calendar)
    if (found.start, found.internal, found.due, found.provisional) == (one.day, internal, due, False):
        return []
    return [f"seed {seed}，{one}：应为 {internal}、{due}，算得 {found.internal}、{found.due}"]
