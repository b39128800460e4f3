"""How many days and months a named period has: 8月, 上半年, 1至11月, 7月8日至14日, 2024年, 截至11月底."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date

RANGE = re.compile(
    r"(?:(\d{4})年)?(1?\d)月(\d{1,2})日(?:零时|起)?(?:至|到|-{1,2}|～)(?:(\d{4})年)?(?:(1?\d)月)?(\d{1,2})日"
)
MONTHS = re.compile(r"(?:(20\d\d)年)?(?<!\d)(1?\d)月?(?:份)?(?:至|到|-{1,2}|～)(1?\d)月(?:份|底)?(?!\d)")
UNTIL = re.compile(r"(?:截[至止]|前)(?:(20\d\d)年)?(1?\d)(?:月(?:份|底|末)|个月)")
MONTH = re.compile(r"(?:(20\d\d)年)?(?<!\d)(1?\d)月(?:份)?(?!\d|底)")
SPANS = {
    "全年": (365, 366),
    "上半年": (181, 182),
    "下半年": (184,),
    "前三季度": (273, 274),
    "一周": (7,),
    "本周": (7,),
    "上周": (7,),
    "这一周": (7,),
}
YEAR = re.compile(r"(20\d\d)年(?:度)?(?!\d|1?\d月)")
QUARTERS = {"一季度": (90, 91), "二季度": (91,), "三季度": (92,), "四季度": (92,)}
CALENDAR_MONTHS = 12
LONGEST = 1_000
"""No period is looked for so many characters back."""


@dataclass(frozen=True, slots=True)
class Span:
    """The lengths that a named period may have, in days, and its months."""

    days: tuple[int, ...]
    months: int
    name: str


# 去年5月 may be told as 去年 alone, so that a year is of any length.
LENGTHS = re.compile(r"(?P<quarter>季)|(?P<half>半年)|(?P<month>\d月)")


def of_one_length(one: str, other: str) -> bool:
    """7月受理9214件……。受理量环比二季度（30215件）下降: a month is compared with no quarter; where no length is named, anything may be."""
    first, second = (LENGTHS.search(each) for each in (one, other))
    return first is None or second is None or first.lastgroup == second.lastgroup


def span(lead: str, year: int | None) -> Span | None:
    """The last period named in ``lead``; ``year`` is that of the document."""
    lead = lead[-LONGEST:]
    ranges = list(RANGE.finditer(lead))
    if ranges:
        return _range(ranges[-1], year)
    several = list(MONTHS.finditer(lead)) + list(UNTIL.finditer(lead))
    if several:
        return _several(max(several, key=lambda each: each.start()), year)
    # 前三季度 ends where its 三季度 does, and is the longer name.
    named = [(lead.rfind(name) + len(name), len(name), name) for name in (*SPANS, *QUARTERS) if name in lead]
    months = list(MONTH.finditer(lead))
    years = list(YEAR.finditer(lead))
    if months and (not named or months[-1].start() > max(named)[0]):
        match = months[-1]
        month = int(match[2])
        if (
            not 1 <= month <= CALENDAR_MONTHS
            or re.search(r"(?:至|到|-|～|截至|截止)$", lead[: match.start()])
            or "累计" in lead
        ):
            return None
        return Span(_month_days(month, int(match[1]) if match[1] else year), 1, f"{month}月")
    if named:
        name = max(named)[2]
        lengths = SPANS.get(name) or QUARTERS.get(name) or (0,)
        if name == "全年" and (years or year):
            lengths = (366 if calendar.isleap(int(years[-1][1]) if years else year or 1) else 365,)
        months_long = {"全年": 12, "上半年": 6, "下半年": 6, "前三季度": 9}.get(name, 3 if name in QUARTERS else 0)
        return Span(lengths, months_long, name)
    if years:
        length = 366 if calendar.isleap(int(years[-1][1])) else 365
        return Span((length,), 12, f"{years[-1][1]}年")
    return None


def _several(match: re.Match[str], year: int | None) -> Span | None:
    """1至11月 and 截至11月底: whole months."""
    first, last = (int(match[2]), int(match[3])) if match.re is MONTHS else (1, int(match[2]))
    if not 1 <= first <= last <= CALENDAR_MONTHS:
        return None
    of_year = int(match[1]) if match[1] else year
    low = high = 0
    for month in range(first, last + 1):
        days = _month_days(month, of_year)
        low, high = low + days[0], high + days[-1]
    return Span((low,) if low == high else (low, high), last - first + 1, match.group())


def _month_days(month: int, year: int | None) -> tuple[int, ...]:
    if month == 2 and year is None:
        return (28, 29)
    return (calendar.monthrange(year or 2023, month)[1],)


def _range(match: re.Match[str], year: int | None) -> Span | None:
    start_year = int(match[1]) if match[1] else year or 2023
    end_month = int(match[5]) if match[5] else int(match[2])
    end_year = int(match[4]) if match[4] else start_year + (1 if end_month < int(match[2]) else 0)
    try:
        length = (date(end_year, end_month, int(match[6])) - date(start_year, int(match[2]), int(match[3]))).days + 1
    except ValueError:
        return None
    return Span((length,), 0, match.group()) if length > 0 else None
