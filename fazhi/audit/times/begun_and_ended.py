"""Stretches of time told by their beginning and their end: 从3月1日开始至6月30日结束; 自4月起至9月止; 5月8日开班，5月12日结业."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from fazhi.audit.text import dates, periods
from fazhi.audit.text.periods import CALENDAR_MONTHS, Span

DAY = r"(?:(?P<{0}year>20\d\d)年)?(?<!\d)(?P<{0}month>1?\d)月(?:(?P<{0}day>\d{{1,2}})日|(?P<{0}bound>份|初|底|末))?"
BEGUN = r"(?:正式|集中)?(?:起|开始|启动|开班|开幕|开展|动员部署|部署|进驻|入驻|报到|开营|开课|开赛|开镰|启程|出发)"
ENDED = (
    r"(?:止|为止|结束|收官|结业|闭幕|收尾|完成|离开|撤离|撤回|返程|返回|结营|闭营|结课|落幕|收官|收工|期满|届满|截止)"
)
STRETCH = re.compile(
    rf"(?:[自从于])?{DAY.format('first_')}(?P<begun>{BEGUN})?[，、]?(?:并?[至到于])?(?:当年|同年)?{DAY.format('last_')}(?:全面|正式|全部|圆满)?(?P<ended>{ENDED})"
)
# 4月14日（星期三）公开征求意见，至5月13日截止; 6月5日（星期一）至7月4日
DATED = re.compile(
    rf"(?:[自从于])?{DAY.format('first_')}(?:（[^（）\d]{{1,8}}）)?[^，。；：、\d]{{0,14}}[，、]?(?:一直|(?:公开)?(?:征求[^，。；：、\d]{{0,4}}意见|征集[^，。；：、\d]{{0,4}}|公示|公告|挂网|张贴|展示|意见征集|意见征求)(?:时间|期)?)?(?:持续|延续|截)?[至到止]{DAY.format('last_')}(?:（[^（）\d]{{1,8}}）)?(?:截止|期满|届满|为止|止|结束)?"
)


@dataclass(frozen=True, slots=True)
class Stretch:
    """From where to where it is printed, its lengths, and whether these are of whole months."""

    start: int
    end: int
    text: str
    span: Span | None
    whole: bool


def stretches(text: str, begin: int, end: int, year: int | None) -> list[Stretch]:
    """Every stretch of days or months from … to …, in the order of the text."""
    found = [
        Stretch(match.start(), match.end(), match.group(), periods.span(match.group(), year), pattern is periods.MONTHS)
        for pattern in (periods.RANGE, periods.MONTHS)
        for match in pattern.finditer(text, begin, end)
    ]
    return sorted([*found, *_told(text, begin, end, year)], key=lambda each: (each.end, -each.start))


def _told(text: str, begin: int, end: int, year: int | None) -> Iterator[Stretch]:
    for match in STRETCH.finditer(text, begin, end):
        span = _days(match, year) if match["first_day"] and match["last_day"] else _months(match)
        if span is not None:
            yield Stretch(match.start(), match.end(), match.group(), span, not match["first_day"])
    for match in DATED.finditer(text, begin, end):
        span = _days(match, year) if match["first_day"] and match["last_day"] else None
        if span is not None and periods.RANGE.match(text, match.start()) is None:
            start = match.start("first_year") if match["first_year"] else match.start("first_month")
            yield Stretch(start, match.end(), text[start : match.end()], span, False)


def _days(match: re.Match[str], year: int | None) -> Span | None:
    of_year = int(match["first_year"] or year or dates.A_LEAP_YEAR - 1)
    first = dates.day(of_year, int(match["first_month"]), int(match["first_day"]))
    later = int(match["last_month"]) < int(match["first_month"])
    last = dates.day(int(match["last_year"] or of_year + later), int(match["last_month"]), int(match["last_day"]))
    if first is None or last is None or last <= first:
        return None
    return Span(((last - first).days + 1,), 0, match.group())


def _months(match: re.Match[str]) -> Span | None:
    """Whole months; 11月底 and 起……止 mean all of the last one, and 7月初 all of the first."""
    if match["first_day"] or match["last_day"] or match["begun"] is None or match["last_bound"] == "初":
        return None
    first, last = int(match["first_month"]), int(match["last_month"])
    years = int(match["last_year"]) - int(match["first_year"]) if match["last_year"] and match["first_year"] else 0
    months = last - first + 1 + CALENDAR_MONTHS * (years or (last < first))
    if not 1 <= first <= CALENDAR_MONTHS or not 1 <= last <= CALENDAR_MONTHS or months < 1:
        return None
    return Span((months * 30, months * 31), months, match.group())
