"""Is a report signed before what it tells of was over: a bulletin on September signed on the 6th, told up to the 30th?"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

from fazhi.audit.text import wording
from fazhi.audit.text.manuscript import Day, Manuscript
from fazhi.audit.text.passages import Passage

UNTIL = re.compile(
    r"(?:至|到|-{1,2}|～|截[至止])(?:(?P<year>20\d\d)年)?(?:(?P<month>1?\d)月)?(?P<day>\d{1,2})日(?![之以]?前)"
    r"|截[至止](?:(?P<of>20\d\d)年)?(?P<last>1?\d)月[底末]"
)
MONTH_BEFORE = re.compile(r"(?<!\d)(1?\d)月\d{1,2}日?$")
YEAR_BEFORE = re.compile(r"(20\d\d)年(?:1?\d月\d{1,2}日)?(?:起)?$")
LEAD = 14
SLACK = timedelta(days=10)
"""So long before its end a report may be signed that already speaks of 截至12月底."""


@cache
def _words(key: str) -> re.Pattern[str]:
    return re.compile(wording.load("dates")[key])


def told_beyond(manuscript: Manuscript, signed: Day, planned: frozenset[int]) -> str | None:
    """The first day told of as past that lies well after the signature, as printed."""
    if signed.year != manuscript.year:
        return None
    try:
        limit = date(signed.year, signed.month, signed.day) + SLACK
    except ValueError:
        return None
    for passage in manuscript.passages:
        if passage.index in planned or passage is signed.passage or "月" not in passage.plain:
            continue
        for day, words in _told(passage, signed.year):
            if day > limit and day.year == signed.year:
                return words
    return None


def _told(passage: Passage, year: int) -> Iterator[tuple[date, str]]:
    """The ends of stretches of time: 统计周期为10月1日至10月31日, 截至9月底."""
    text = passage.plain
    for match in UNTIL.finditer(text):
        begin = max(text.rfind(mark, 0, match.start()) for mark in "。；\n") + 1
        lead = text[max(begin, match.start() - LEAD) : match.start()]
        clause = re.split(r"[，。；）]", text[match.end() : match.end() + LEAD])[0]
        if _words("other_year").search(text, begin, match.start()) or _words("to_come").search(lead + clause):
            continue
        month = match["month"] or match["last"]
        if month is None:
            before = MONTH_BEFORE.search(lead)
            month = before[1] if before is not None else None
        named = match["year"] or match["of"]
        if named is None:
            own = YEAR_BEFORE.search(lead)
            named = own[1] if own is not None else str(year)
        day = _day(int(named), int(month or 0), int(match["day"] or 0))
        if day is not None:
            yield day, match.group()


def _day(year: int, month: int, day: int) -> date | None:
    if not 1 <= month <= 12:
        return None
    last = calendar.monthrange(year, month)[1]
    return date(year, month, day or last) if day <= last else None
