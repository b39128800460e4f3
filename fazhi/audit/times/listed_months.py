"""So many times, and the months one by one: 全年召开4次会议，分别于3月、6月、9月召开; and what months a quarter has."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from fazhi.audit.text import numerals
from fazhi.audit.text.passages import Passage

Listed = tuple[tuple[int, int], str, str, Decimal | str]
"""(span, message, what is printed, what it should be)"""
MONTH = r"1?\d月(?:份|\d{1,2}日)?"
TIMES = re.compile(
    r"(?<![\d.])(?P<count>\d{1,2}|[两二三四五六七八九十])(?:次|场|期|轮|批)[^，。；：\d]{0,16}，(?:时间)?分别(?:于|在|为|是|安排在)?"
    rf"(?P<months>{MONTH}(?:[、和及]{MONTH})+)(?![、和及至到各\d])"
)
PERIOD = re.compile(
    r"(?P<name>第?[一二三四]季度|[上下]半年)（(?P<first>1?\d)月?(?:份)?[-—～至到]{1,2}(?P<last>1?\d)月(?:份)?）"
)
QUARTERS = {name: (3 * at + 1, 3 * at + 3) for at, name in enumerate("一二三四")}
HALVES = {"上半年": (1, 6), "下半年": (7, 12)}


def listed(passage: Passage) -> Iterator[Listed]:
    """One for every count beside its months, and for every quarter or half beside its own."""
    text = passage.plain
    for match in TIMES.finditer(text) if "分别" in text else ():
        count = numerals.counted(match["count"])
        number = len(re.findall(MONTH, match["months"]))
        same = count == number
        message = f"列出的月份有{number}个，" + ("相符。" if same else f"文中写{match['count']}次。")
        yield match.span(), message, f"{count}", Decimal(number)
    for match in PERIOD.finditer(text):
        name = match["name"].removeprefix("第")
        first, last = HALVES.get(name) or QUARTERS[name[0]]
        same = (int(match["first"]), int(match["last"])) == (first, last)
        message = f"{name}是{first}月至{last}月，" + (
            "相符。" if same else f"文中写{match['first']}至{match['last']}月。"
        )
        yield match.span(), message, f"{match['first']}—{match['last']}月", f"{first}—{last}月"
