"""An opening without a title, and the heading or the words behind it that speak of another time.

2025年，北城街道…现将全年工作情况报告如下： / 一、2024年法治政府建设基本情况; 现将今年…报告如下 / 一、上年度…; 上半年，…现将本月…如下.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from fazhi.audit.text.manuscript import TITLE_LINES, Manuscript
from fazhi.audit.text.passages import Passage

Told = tuple[Passage, tuple[int, int], str, str | None]
OPENS = re.compile(r"(?P<year>20\d\d)年(?:度|以来)?，")
REPORTS = re.compile(r"现[将就][^。；]{0,40}(?:报告|汇报|总结|通报|情况)如下")
THIS_YEAR = re.compile(r"现[将就](?:今年|本年度?)[^。；]{0,30}(?:报告|汇报|总结|通报|情况)如下")
HEADING = re.compile(r"一、(?P<year>20\d\d)年度?[^，。；：]{0,24}(?:情况|成效|举措|做法|工作|成绩)$")
LAST_YEAR = re.compile(r"一、(?P<when>上一?年度?|去年)[^，。；：]{0,30}(?:情况|成效|举措|做法|工作|成绩)$")
NOW = re.compile(r"今年|本年|下一?年|明年|20\d\d年")
STRETCH = re.compile(r"(?:20\d\d年)?(?P<stretch>[上下]半年|前三季度|第?[一二三四]季度|全年)，")
THIS_MONTH = re.compile(r"[将將](?P<month>[本当當]月)[^。；]{0,30}如下")
BEHIND = 3
"""Paragraphs behind the opening in which its first heading stands."""


def told(manuscript: Manuscript) -> Iterator[Told]:
    """Every such heading, and every such month."""
    for position, passage in enumerate(manuscript.passages[:TITLE_LINES]):
        stretch = STRETCH.match(passage.plain)
        month = THIS_MONTH.search(passage.plain) if stretch is not None else None
        if stretch is not None and month is not None:
            message = f"本段开头写{stretch['stretch']}，这里却写“{month['month']}”。"
            yield passage, month.span("month"), message, stretch["stretch"]
        following = manuscript.passages[position + 1 : position + 1 + BEHIND]
        if REPORTS.search(passage.plain) is not None:
            yield from _of_another_year(passage, following)
        if THIS_YEAR.search(passage.plain) is not None:
            yield from _of_last_year(manuscript, following)


def _of_another_year(passage: Passage, following: list[Passage]) -> Iterator[Told]:
    opening = OPENS.match(passage.plain)
    if opening is None or "上年" in passage.plain or "去年" in passage.plain:
        return
    for each in following:
        heading = HEADING.match(each.plain)
        if heading is not None and heading["year"] != opening["year"] and heading["year"] not in passage.plain:
            message = f"开头报告的是{opening['year']}年的工作，标题却写{heading['year']}年，当是沿用上年文稿未改。"
            yield each, (heading.start("year"), heading.end("year") + 1), message, f"{opening['year']}年"


def _of_last_year(manuscript: Manuscript, following: list[Passage]) -> Iterator[Told]:
    if any(each.level == 1 and each.ordinal > 1 and NOW.search(each.words) for each in manuscript.headings):
        return
    for each in following:
        heading = LAST_YEAR.match(each.plain)
        if heading is not None:
            message = f"开头说报告今年的情况，标题却写“{heading['when']}”。"
            yield each, heading.span("when"), message, "今年"
