"""The day of the week beside a date: 12月4日（星期日）, which was a Monday."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache

from fazhi.audit.model import Finding, Kind, Verdict
from fazhi.audit.rules import Rule
from fazhi.audit.text import dates, plans, wording
from fazhi.audit.text.manuscript import TITLE_LINES, Manuscript, finding
from fazhi.audit.text.passages import Passage

STATED = re.compile(
    r"(?<![\d至到、\-～])(?:(?P<year>20\d\d)年)?(?P<month>1?\d)月(?P<day>\d{1,2})日(?:[上下]午)?(?:（[^（）。；，]{2,10}，|[（，])?"
    r"(?P<name>(?:星期|周|礼拜)(?P<of>[一二三四五六日天]))(?=[）。，；、\u4e00-\u9fff]|$)(?!至|到|、)"
)
YEAR = re.compile(r"(20\d\d)年(?!以来|来|起|至今)")  # 对2010年以来的文件开展清理，6月16日公布
NAMED = ("星期", "礼拜", "日（周", "日周", "日，周")
DAYS = "一二三四五六日"
LAST_YEAR = {"去年", "上年"}
EARLY = 3
"""In the first months after the year a report is written; a date without a year may then be of those months."""


@cache
def _other_year() -> re.Pattern[str]:
    return re.compile(wording.load("dates")["other_year"])


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """Every date whose day of the week the calendar contradicts, in every year that may be meant."""
    for passage in manuscript.passages:
        if any(each in passage.plain for each in NAMED):
            yield from _of_passage(manuscript, passage)


def _of_passage(manuscript: Manuscript, passage: Passage) -> Iterator[Finding]:
    for match in STATED.finditer(passage.plain):
        start = match.start()
        years = _years(manuscript, passage, match, start)
        days = [day for year in years if (day := _day(year, match)) is not None]
        stated = DAYS.index(match["of"].replace("天", "日"))
        if not days or any(day.weekday() == stated for day in days):
            continue
        right = f"星期{DAYS[days[0].weekday()]}"
        yield finding(
            passage,
            match.span(),
            kind=Kind.DATE,
            verdict=Verdict.WRONG,
            rule="weekday",
            message=f"{days[0].year}年{days[0].month}月{days[0].day}日是{right}，文中写{match['name']}。",
            stated=match["name"],
            computed=right,
            basis="公历",
        )


def _years(manuscript: Manuscript, passage: Passage, match: re.Match[str], start: int) -> list[int]:
    """The years that the date may be of, the likeliest first; none when the words around leave it open."""
    if match["year"]:
        return [int(match["year"])]
    sentence = max(passage.plain.rfind(mark, 0, start) for mark in "。；！？") + 1
    lead = passage.plain[sentence:start]
    named = YEAR.findall(lead)
    if named:
        return [int(named[-1])]
    headed = _headed(manuscript, passage)
    year = manuscript.year or headed or _issued(manuscript)
    other = {match.group() for match in _other_year().finditer(lead)}
    if year is None or other - LAST_YEAR:
        return []
    # A report read out in January calls the year that it is about 去年 as well.
    years = (
        [year]
        + ([year - 1] if other else [])
        + ([headed] if headed else [])
        + [int(each) for each in YEAR.findall(passage.plain[:sentence])]
    )
    signed = manuscript.signed
    written_later = signed is None or (signed.year, signed.month) >= (year + 1, int(match["month"]))
    if int(match["month"]) <= EARLY and written_later or passage.index in plans.planned(manuscript):
        years.append(year + 1)
    return years


def _headed(manuscript: Manuscript, passage: Passage) -> int | None:
    """The one year in the heading of the part that a paragraph stands in: 一、2023年工作回顾."""
    tops = [each for each in manuscript.headings if each.level == 1 and each.paragraph <= passage.index]
    years = set(YEAR.findall(tops[-1].words)) if tops else set()
    return int(years.pop()) if len(years) == 1 else None


def _issued(manuscript: Manuscript) -> int | None:
    """The only year in the head of a bulletin: its number, its date, its title."""
    head = "".join(passage.plain for passage in manuscript.passages[:TITLE_LINES])
    years = set(YEAR.findall(head))
    return int(years.pop()) if len(years) == 1 else None


def _day(year: int, match: re.Match[str]) -> date | None:
    return dates.day(year, int(match["month"]), int(match["day"]))


RULE = Rule(
    id="weekday",
    title="日期与星期",
    source="公历",
    why="沿用上年文稿时改了日期没改星期；星期一错，会期、活动日就无从查考。",
    wrong="2023年12月4日（星期日）开展宪法宣传",
    right="2023年12月4日（星期一）开展宪法宣传",
    check=check,
)
