"""Stretches that end before they begin, told with hours or with 起……止: 6月18日20时至6月12日20时; 自3月3日起至3月1日止.

Within one month there is no turn of the year between them. 2014年初至2023年底十一年间 tells a number of years that it has not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from fazhi.audit.text import numerals

Turned = tuple[tuple[int, int], str, str]
"""(span, message, right words or nothing)"""
HOUR = r"(?:(?:凌晨|上午|下午|晚上?|夜间)?\d{1,2}(?:时|点|[:：]\d\d)(?:\d{1,2}分|整)?)?"
IN_BRACKETS = r"(?:（[^（）\d]{1,8}）)?"
STRETCH = re.compile(
    rf"(?<![\d/.至到\-～])(?:(?P<year>20\d\d)年)?(?P<month>1?\d)月(?P<first>\d{{1,2}})日{IN_BRACKETS}(?P<hour>{HOUR})(?P<begun>起|开始)?，?"
    rf"(?:一直|持续|截)?(?:至|到|-{{1,2}}|～)(?:当月|同月|本月|(?:(?P=year)年)?(?P=month)月)(?P<last>\d{{1,2}})日{IN_BRACKETS}{HOUR}(?:止|为止|结束|截止)?"
)
LATER = re.compile(r"次年|翌年|来年|明年|下年|每年|历年|常年|跨年")
LEAD = 16
# 2014年初至2023年底十一年间, 2019年至2023年的六年里
YEARS = re.compile(
    r"(?P<first>20\d\d)年(?P<begun>初|1月|伊始)?(?:起|以来)?(?:至|到|-{1,2}|～)(?P<last>20\d\d)年(?P<ended>底|末|12月)?[，的这]{0,2}(?:前后|整整)?"
    r"(?P<number>\d{1,2}|[一二三四五六七八九十]{1,3})(?:个年头|年)(?:间|来|里|中|时间|之间|期间|内)"
)


def turned(text: str) -> Iterator[Turned]:
    """Every stretch within one month of which the last day lies before the first, every wrong number of years."""
    for match in STRETCH.finditer(text) if text.count("日") > 1 else ():
        told = match["hour"] or match["begun"]  # a plain one is told of as a span of days
        around = text[max(0, match.start() - LEAD) : match.end()]
        if told and int(match["last"]) < int(match["first"]) <= 31 and LATER.search(around) is None:
            yield match.span(), f"“{match.group()}”起日晚于止日。", ""
    for match in YEARS.finditer(text) if text.count("20") > 1 else ():
        number = numerals.counted(match["number"])
        years = int(match["last"]) - int(match["first"]) + 1
        # 2019年至2023年 may be four years or five; from the beginning of the one to the end of the other it is five.
        right = (years,) if match["begun"] and match["ended"] else (years - 1, years)
        if years > 1 and number and number not in right:
            yield match.span(), f"“{match.group()}”前后共{years}年，文中写{match['number']}年。", f"{years}年"
