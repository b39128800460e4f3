"""Dates that are on no calendar: 2月30日, 13月, 4月31日."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator

from fazhi.audit.model import Finding, Kind, Verdict
from fazhi.audit.rules import Rule
from fazhi.audit.text.manuscript import Manuscript, finding

DATE = re.compile(r"(\d{1,2})月(\d{1,2})日(?!均)")
YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)年$")
MONTH = re.compile(r"\d\d年(1[3-9]|[2-9]\d|0?0)月(?!\d)")
FEBRUARY = 29


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """Every day that does not exist; a date whose parts ran together in conversion (20256月) is not read as one."""
    for passage, match, offset in manuscript.matches(DATE):
        before = manuscript.text[max(0, match.start() - 6) : match.start()]
        if before[-1:].isdigit():
            continue
        named = YEAR.search(before)
        year, month, day = named and named[1], int(match[1]), int(match[2])
        if 1 <= month <= 12 and 1 <= day <= _length(int(year) if year else None, month):
            continue
        start = match.start() - (5 if named else 0)
        span = (start - offset, match.end() - offset)
        message = f"公历没有{manuscript.text[start : match.end()]}这一天。"
        yield finding(passage, span, kind=Kind.DATE, verdict=Verdict.WRONG, rule="day", message=message, basis="公历")
    for passage, match, offset in manuscript.matches(MONTH):
        start = match.start() - 2 if manuscript.text.startswith(("19", "20"), match.start() - 2) else match.start()
        span = (start - offset, match.end() - offset)
        message = f"没有{match[1]}月。"
        yield finding(passage, span, kind=Kind.DATE, verdict=Verdict.WRONG, rule="day", message=message, basis="公历")


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
