"""A title or heading at the head of a paragraph, and the period that its own text opens with.

热线二月情况通报。2017年3月，共办理工单2495件      二〇一二年工作回顾：2023年，全乡生产总值完成48193万元
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from fazhi.audit.text.manuscript import Manuscript
from fazhi.audit.text.passages import Passage

Told = tuple[Passage, tuple[int, int], str, str]
"""(passage, span, message, right words)"""
MONTHS = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二")
MONTH_TITLE = re.compile(
    r"^(?P<title>[^，。；：\d]{0,24}?(?:20\d\d年)?(?P<month>1?\d|十[一二]?|[一二三四五六七八九])月份?[^，。；：\d]{0,14}(?:通报|小结|月报|简报|总结|报告))"
    r"[。：](?:20\d\d年)?(?P<told>1?\d)月份?，"
)
NOT_A_MONTH = re.compile(r"[一二三四五六七八九十\d至到—-]$")
YEAR_HEADING = re.compile(
    r"(?:^|(?<=[。\n]))(?:[一二三四五六]、)?(?P<year>20\d\d|[二2][〇○零0][〇○零一二三四五六七八九\d]{2})年(?:度)?(?:[^，。；：\d]{0,8})(?:回顾|总结)[：。](?P<told>20\d\d)年，"
)
DIGITS = {sign: f"{value}" for value, sign in enumerate("〇一二三四五六七八九")} | {"零": "0", "○": "0"}


def told(manuscript: Manuscript) -> Iterator[Told]:
    """Every such period that is another than its heading's."""
    for passage in manuscript.passages[:3]:
        match = MONTH_TITLE.match(passage.plain)
        if match is None or NOT_A_MONTH.search(passage.plain[: match.start("month")]):
            continue
        named = match["month"]
        month = int(named) if named.isdigit() else MONTHS.index(named) + 1
        if month != int(match["told"]):
            yield (
                passage,
                match.span("title"),
                f"标题写{named}月，正文写的却是{match['told']}月。",
                f"{match['told']}月",
            )
    for passage in manuscript.passages:
        named = "回顾" in passage.plain or "总结" in passage.plain
        for match in YEAR_HEADING.finditer(passage.plain) if named and "20" in passage.plain else ():
            year = "".join(DIGITS.get(each, each) for each in match["year"])
            if year != match["told"]:
                span = (match.start("year"), match.start("told") - 1)
                yield passage, span, f"标题写{match['year']}年，正文写的却是{match['told']}年。", f"{match['told']}年"
