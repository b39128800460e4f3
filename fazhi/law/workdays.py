"""The work-day calendar: which days are rest days, by which State Council notice, and which are not settled yet.

Working days are never computed from the weekday alone: the law on holidays leaves them to a yearly notice.
A year without a notice is answered from weekends and statutory days as far as certain; the answer is provisional.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

from fazhi.law import places as localities
from fazhi.law.errors import LawError

FOLDER = Path(__file__).resolve().parent / "calendar"
_STATUTORY = "statutory.json"
_WEEKDAYS = ("周一", "周二", "周三", "周四", "周五", "周六", "周日")
_ONE_DAY = timedelta(days=1)
# From a day on, the statutory days of fixed date: (month, day, name).
_FixedDays = tuple[date, tuple[tuple[int, int, str], ...]]


@dataclass(frozen=True)
class Notice:
    """The notice a year rests on; `number` like 国办发明电〔2025〕7号."""

    title: str
    number: str
    issued: date


@dataclass(frozen=True)
class Calendar:
    """Rest days by name and notice, working weekends by notice, statutory days for years without a notice."""

    off: dict[date, tuple[str, Notice]] = field(default_factory=dict)
    working: dict[date, Notice] = field(default_factory=dict)
    years: dict[int, tuple[Notice, ...]] = field(default_factory=dict)
    statutory: dict[date, str] = field(default_factory=dict)
    fixed: tuple[_FixedDays, ...] = ()

    def is_settled(self, year: int) -> bool:
        """Whether the notice for that year is in; False means every answer about the year is provisional."""
        return year in self.years

    def is_workday(self, day: date) -> bool:
        return self.why_rest(day) is None

    def why_rest(self, day: date) -> str | None:
        """Why nobody works that day, in the words an official would use; None on a working day."""
        if day in self.off:
            name, notice = self.off[day]
            return f"{name}放假（{notice.number}）"
        if day in self.working:
            return None
        unsettled = "" if self.is_settled(day.year) else f"，{day.year}年放假通知未收录，暂定"
        if unsettled and (statutory := self._statutory_name(day)):
            return f"{statutory}（法定节假日{unsettled}）"
        if day.weekday() >= 5:
            return _WEEKDAYS[day.weekday()] + (f"（{unsettled[1:]}）" if unsettled else "")
        return None

    def why_work(self, day: date) -> str | None:
        """Why a Saturday or Sunday counts as a working day; None for every other day."""
        notice = self.working.get(day)
        return None if notice is None else f"{_WEEKDAYS[day.weekday()]}调休上班（{notice.number}）"

    def _statutory_name(self, day: date) -> str | None:
        if day in self.statutory:
            return self.statutory[day]
        for since, days in reversed(self.fixed):
            if day >= since:
                return next((name for month, number, name in days if (month, number) == (day.month, day.day)), None)
        return None


def _days(span: dict[str, str]) -> Iterable[date]:
    day, end = date.fromisoformat(span["from"]), date.fromisoformat(span["to"])
    if end < day:
        raise ValueError
    while day <= end:
        yield day
        day += _ONE_DAY


def _notice(block: dict[str, Any]) -> Notice:
    content = block["notice"]
    return Notice(content["title"], content["number"], date.fromisoformat(content["issued"]))


def _lay(calendar: Calendar, year: int, block: dict[str, Any]) -> None:
    """Lay one notice over what earlier notices said: the later word about a day holds."""
    notice = _notice(block)
    calendar.years[year] = (*calendar.years.get(year, ()), notice)
    for span in block["days_off"]:
        for day in _days(span):
            calendar.off[day] = (span["name"], notice)
            calendar.working.pop(day, None)
    for text in block["workdays"]:
        day = date.fromisoformat(text)
        calendar.working[day] = notice
        calendar.off.pop(day, None)


def read(folders: Iterable[Path], known_on: date | None = None) -> Calendar:
    """The calendar of folders of year files, as it was known on a day (all notices when None).

    LawError names the file that cannot be used. A notice issued after `known_on` is left out.
    """
    calendar = Calendar()
    fixed: list[_FixedDays] = []
    blocks: list[tuple[int, dict[str, Any]]] = []
    for path in (path for folder in folders for path in sorted(folder.glob("*.json"))):
        try:
            content = json.loads(path.read_text(encoding="utf-8"))
            if path.name == _STATUTORY:
                fixed += _read_statutory(content, calendar)
                continue
            if content["year"] != int(path.stem):
                raise ValueError
            blocks += [(content["year"], _checked(block)) for block in (content, *content.get("amendments", ()))]
        except (OSError, ValueError, KeyError, TypeError) as error:
            where = f"{path.parent.name}/{path.name}"
            raise LawError(f"{where}：工作日历文件格式不对，请对照已有年份的文件修改。") from error
    for year, block in sorted(blocks, key=lambda pair: str(pair[1]["notice"]["issued"])):
        if known_on is None or _notice(block).issued <= known_on:
            _lay(calendar, year, block)
    return Calendar(calendar.off, calendar.working, calendar.years, calendar.statutory, tuple(sorted(fixed)))


def _read_statutory(content: dict[str, Any], calendar: Calendar) -> list[_FixedDays]:
    for span in content["moving"]:
        calendar.statutory.update(dict.fromkeys(_days(span), span["name"]))
    return [
        (date.fromisoformat(version["from"]), tuple((one["month"], one["day"], one["name"]) for one in version["days"]))
        for version in content["fixed"]
    ]


def _checked(block: dict[str, Any]) -> dict[str, Any]:
    """Go once through everything of a notice, so that a fault is found while its file is known."""
    _lay(Calendar(), 0, block)
    return block


@lru_cache(maxsize=8)
def _standard(folders: tuple[Path, ...], known_on: date | None) -> Calendar:
    return read(folders, known_on)


def standard(known_on: date | None = None) -> Calendar:
    """The calendar of this house, read once: the years of the package and those added under `places/calendar/`."""
    local = localities.folder()
    added = () if local is None else (local.resolve() / "calendar",)
    return _standard((FOLDER, *added), known_on)
