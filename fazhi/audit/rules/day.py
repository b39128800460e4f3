"""Dates that are on no calendar: 2月30日, 13月, 4月31日."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator

from fazhi.audit.manuscript import Manuscript, finding
from fazhi.audit.model import Finding, Kind, Verdict
from fazhi.audit.rules import Rule

DATE = re.compile(r"(?:(?<!\d)((?:19|20)\d\d)年)?(?<!\d)(\d{1,2})月(\d{1,2})日(?!均)")
MONTH = re.compile(r"(?<!\d)((?:19|20)\d\d)年(\d{1,2})月(?!\d)")
FEBRUARY = 29


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """Every day that does not exist; a date whose parts ran together in conversion (20256月) is not read as one."""
    for passage, match, offset in manuscript.matches(DATE):
        year, month, day = match[1], int(match[2]), int(match[3])
        if 1 <= month <= 12 and 1 <= day <= _length(int(year) if year else None, month):
            continue
        span = (match.start() - offset, match.end() - offset)
        message = f"公历没有{match.group()}这一天。"
        yield finding(
            passage, span, kind=Kind.DATE, verdict=Verdict.WRONG, rule="day", message=message, basis="公历"
        )
    for passage, match, offset in manuscript.matches(MONTH):
        if not 1 <= int(match[2]) <= 12:
            span = (match.start() - offset, match.end() - offset)
            message = f"没有{match[2]}月。"
            yield finding(
                passage, span, kind=Kind.DATE, verdict=Verdict.WRONG, rule="day", message=message, basis="公历"
            )


def _length(year: int | None, month: int) -> int:
    if year is None:
        return FEBRUARY if month == 2 else calendar.monthrange(2024, month)[1]
    return calendar.monthrange(year, month)[1]


RULE = Rule(
    id="day",
    title="不存在的日期",
    source="公历",
    why="月底、闰月的日期手写易错。",
    wrong="2023年2月29日召开专题会议",
    right="2024年2月29日召开专题会议",
    check=check,
)
