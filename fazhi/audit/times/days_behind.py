"""A day told to be so many days behind an event that is dated before: 5月22日召开听证会……6月8日，也就是听证会27天之后."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from fazhi.audit.text import dates, numerals

Behind = tuple[tuple[int, int], str, str]
"""(span, message, right day)"""
DAY = r"(?:(?P<{0}year>20\d\d)年)?(?<!\d)(?P<{0}month>1?\d)月(?P<{0}day>\d{{1,2}})日"
BEHIND = re.compile(
    DAY.format("")
    + r"(?:（[^（）\d]{1,8}）)?，?(?:也就是|也即|亦即|就是|正是|即|恰是|恰在|距|距离|在)(?P<event>[\u4e00-\u9fff]{2,10}?)"
    r"(?:召开|举行|结束|截止|期满|当[日天]|之日)?(?:起)?(?:的)?(?:第)?(?P<number>\d{1,3}|[一二三四五六七八九十百]{1,5})(?:天|日)(?:之后|以后|后)"
)
DATED = re.compile(DAY.format("") + r"(?:（[^（）\d]{1,8}）)?(?P<words>[^，。；]{0,20})")
FAR = 200


def behind(text: str) -> Iterator[Behind]:
    """Every such day that is not so many days behind the event; the first day may be counted with the others."""
    for match in BEHIND.finditer(text) if "后" in text else ():
        number = numerals.counted(match["number"])
        events = [
            each
            for each in DATED.finditer(text, max(0, match.start() - FAR), match.start())
            if match["event"] in each["words"]
        ]
        # A year that only one of the two prints is that of both.
        years = {each["year"] for each in (match, *events) if each["year"]}
        days = {_day(each, years) for each in events}
        later, first = _day(match, years), days.pop() if len(days) == 1 else None
        if later is None or first is None or not number or len(years) > 1 or later < first:
            continue
        apart = (later - first).days
        if apart not in (number, number - 1, number + 1):
            message = f"“{match.group()}”，而{events[0].group()}，相隔{apart}天，两处必有一误。"
            yield match.span(), message, f"{apart}天"


def _day(match: re.Match[str], years: set[str]) -> date | None:
    return dates.day(int(next(iter(years), dates.A_LEAP_YEAR)), int(match["month"]), int(match["day"]))
