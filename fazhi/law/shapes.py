"""The shapes of a rule: what stands in a book, and what held on one day in one place."""

from dataclasses import dataclass
from datetime import date
from typing import Any

# What can be counted out as a date, and what is a mere number.
TIME_UNITS = ("minute", "hour", "day", "workday", "month", "year", "month_day")
UNITS = (*TIME_UNITS, "yuan", "people", "percent", "times", "lesson", "text")
BOUNDS = ("at_least", "at_most", "exactly")
ROLLS = ("none", "forward")
DIRECTIONS = ("forward", "backward")

UNIT_TITLES = {
    "minute": "分钟", "hour": "小时", "day": "日", "workday": "个工作日", "month": "个月", "year": "年",
    "yuan": "元", "people": "人", "percent": "%", "times": "次", "lesson": "学时", "text": "", "month_day": "",
}  # fmt: skip
BOUND_TITLES = {"at_least": "不少于", "at_most": "不超过", "exactly": ""}


def amount(value: int | str, unit: str) -> str:
    """7 + workday → 7个工作日; 03-01 + month_day → 3月1日."""
    if unit == "month_day":
        month, day = str(value).split("-")
        return f"每年{int(month)}月{int(day)}日"
    return f"{value}{UNIT_TITLES[unit]}"


@dataclass(frozen=True)
class Extension:
    """How far a period may be lengthened, once, and by whom; `value` is the maximum."""

    value: int
    unit: str
    basis: str
    approver: str
    citation: str = ""


@dataclass(frozen=True)
class PauseGround:
    """A ground on which days do not count, with the article that says so."""

    title: str
    basis: str
    citation: str = ""


@dataclass(frozen=True)
class DatedValue:
    """A number from a day on, with its own basis; `place` is the division prefix of the overlay it came from."""

    since: date
    value: int | str
    basis: str
    confidence: str
    place: str | None = None


@dataclass(frozen=True)
class Rule:
    """One rule of a book with all its dated values, oldest first."""

    id: str
    code: str
    title: str
    unit: str
    bound: str
    values: tuple[DatedValue, ...]
    roll: str = "none"
    direction: str = "forward"
    open_to: tuple[str, ...] = ()
    extension: Extension | None = None
    pauses: tuple[PauseGround, ...] = ()
    note: str = ""
    source: str = ""

    @property
    def system(self) -> str:
        return self.id.partition(".")[0]


@dataclass(frozen=True)
class RuleValue:
    """What held on one day in one place: the number, how to count it, and what it rests on."""

    id: str
    code: str
    title: str
    unit: str
    bound: str
    value: int | str
    basis: str
    confidence: str
    since: date
    place: str | None
    citation: str
    roll: str = "none"
    direction: str = "forward"
    extension: Extension | None = None
    pauses: tuple[PauseGround, ...] = ()
    note: str = ""

    @property
    def standing(self) -> str:
        """法定, 本地规定 (filled or tightened by a place) or 待本地确认 (our default, not law)."""
        if self.confidence == "statute":
            return "法定"
        return "本地规定" if self.place else "待本地确认"

    @property
    def phrase(self) -> str:
        """不超过30日, 不少于7个工作日, 每年3月1日 …"""
        return BOUND_TITLES[self.bound if self.unit not in ("text", "month_day") else "exactly"] + amount(
            self.value, self.unit
        )

    def as_json(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "code": self.code,
            "title": self.title,
            "unit": self.unit,
            "bound": self.bound,
            "value": self.value,
            "basis": self.citation,
            "confidence": self.confidence,
            "since": self.since.isoformat(),
            "place": self.place,
        }
