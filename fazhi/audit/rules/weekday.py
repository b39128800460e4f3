"""A day of the week that the date has not: 12月4日（星期五）."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from fazhi.audit.manuscript import Manuscript, finding
from fazhi.audit.model import Finding, Kind, Verdict
from fazhi.audit.rules import Rule

DATED = re.compile(r"(?:(20\d\d)年)?(?<!\d)(\d{1,2})月(\d{1,2})日[，（]?(?:星期|周|礼拜)([一二三四五六日天])(?!年)")
YEAR = re.compile(r"(20\d\d)年")
NAMES = "一二三四五六日"
EARLY = 3
"""A date of these months in a report on the year before may be one of the year in which it is written."""


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """Every date with a day of the week, its year printed or that of the report."""
    if not any(
        word in manuscript.text for word in ("日（星期", "日（周", "日星期", "日周", "日，星期", "日，周", "礼拜")
    ):
        return
    for passage, match, offset in manuscript.matches(DATED):
        month, day = int(match[2]), int(match[3])
        stated = NAMES.index(match[4].replace("天", "日"))
        years = _years(manuscript, match, offset)
        days = [each for each in (_weekday(year, month, day) for year in years) if each is not None]
        if not days or stated in days:
            continue
        right = f"{'星期'}{NAMES[days[0]]}"
        yield finding(
            passage,
            (match.start() - offset, match.end() - offset),
            kind=Kind.DATE,
            verdict=Verdict.WRONG,
            rule="weekday",
            message=f"{years[0]}年{month}月{day}日是{right}。",
            computed=right,
            basis="公历",
        )


def _years(manuscript: Manuscript, match: re.Match[str], offset: int) -> list[int]:
    """The years the date may be of, the likeliest first; none when the document does not tell."""
    if match[1]:
        return [int(match[1])]
    begins = manuscript.text.rfind("。", offset, match.start()) + 1 or offset
    named = [int(each) for each in YEAR.findall(manuscript.text, begins, match.start())[-1:]]
    signed = manuscript.signed
    own = manuscript.year if manuscript.year is not None or signed is None else signed.year
    years = [*named, *([] if own is None else [own])]
    if manuscript.planned(manuscript.located(match.start())[0]):
        return years + [each + 1 for each in years]
    if int(match[2]) > EARLY:
        return years
    day = (int(match[2]), int(match[3]))
    return years + [
        each + 1 for each in years if signed is None or (each + 1, *day) <= (signed.year, signed.month, signed.day)
    ]


def _weekday(year: int, month: int, day: int) -> int | None:
    try:
        return date(year, month, day).weekday()
    except ValueError:
        return None


RULE = Rule(
    id="weekday",
    title="日期与星期",
    source="公历",
    why="照抄上年的活动安排，日期改了星期没改。",
    wrong="2023年12月4日（星期三）",
    right="2023年12月4日（星期一）",
    check=check,
)
