"""Stretches of days and months that end before they begin: 9月20日至11月20日 turned round, 6月至5月; a day outside the month named beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fazhi.audit.text import dates
from fazhi.audit.text.manuscript import Manuscript
from fazhi.audit.text.passages import Passage

Stretch = tuple[tuple[int, int], str]
"""(span, message)"""
DAYS = re.compile(r"(?<![\d年/.])(?:20\d\d年)?(1?\d)月(\d{1,2})日(?:起)?(?:至|到|-{1,2}|～)(1?\d)月(\d{1,2})日")
MONTHS = re.compile(
    r"(?:^|(?<=[，。；.、（]))(1?\d)月(?:份)?(?:至|到|-{1,2}|～)(1?\d)月(?:份|底)?，(?=组织|开展|集中|对|在|我|全|联合|牵头)"
)
# A school year, a year of assessment, a cycle kept every year run over the turn of the year.
OVER_THE_YEAR = re.compile(
    r"次年|翌年|来年|明年|去年|上年|每年|历年|常年|20\d\d年|学年|学期|教学|考核|评估|统计|周期|口径|年度|防火|禁渔|采暖|供暖|有效|任期|租|合同|保险|协议|服务期|保修"
)
LEAD = 30
FEWEST, MOST = 2, 75
"""Days that are left of the year: a cycle leaves none, a winter many more."""
# Events of the month itself; money for June may be paid in July, and a quarter be weighed when it is over.
EVENT = r"[^，。；]{0,3}(?:降雨|暴雨|降水|洪水|洪峰|山洪|台风|寒潮|降雪|大雪|高温|演练|巡查|检查|大集|赶集|集市|走访|夜查|宣讲)"
# 4月28日，一季度最后一次调度会
OF_PART = re.compile(
    r"(?<![\d至到\-～])(?P<day>(?P<month>1?\d)月\d{1,2}日)(?:[上下]午|晚上?|当[天晚日])?，(?:也是|正是|即|全[县市区镇乡]|我[县市区镇乡局])?"
    r"(?:第?(?P<quarter>[一二三四])季度|(?P<half>[上下])半年)的?(?:最后|第|首)[一二三四五]?(?:轮|次|场)" + EVENT
)
# 9月28日夜间，6月的最后一轮强降雨
BESIDE = re.compile(
    r"(?<![\d至到\-～])(?P<day>(?P<month>1?\d)月\d{1,2}日)(?:凌晨|清晨|[上下]午|夜间|晚上?|夜里|当[天晚日])?，(?:也是|正是|即)?"
    r"(?P<other>1?\d)月(?:份)?的?(?:最后|第|首)[一二三四五]?(?:轮|次|场)" + EVENT
)


def turned(manuscript: Manuscript, passage: Passage) -> Iterator[Stretch]:
    """Every day outside the month beside it, every stretch of a report on one year that leaves out but a few weeks of it."""
    text = passage.plain
    if "月" not in text:
        return
    if "日" in text:
        yield from _beside(text)
    if manuscript.year is None:
        return
    for match in DAYS.finditer(text):
        first, last = (dates.day(dates.A_LEAP_YEAR, int(match[at]), int(match[at + 1])) for at in (1, 3))
        around = text[max(0, match.start() - LEAD) : match.start()] + text[match.start(1) : match.end() + 4]
        if first is None or last is None or OVER_THE_YEAR.search(around) is not None:
            continue
        if FEWEST < (first - last).days <= MOST and first.month != last.month:
            yield match.span(), f"“{match.group()}”起日晚于止日。"
    for match in MONTHS.finditer(text):
        begins, ends = int(match[1]), int(match[2])
        around = text[max(0, match.start() - LEAD) : match.end()]
        if 1 <= begins - ends <= FEWEST and begins <= 12 and not OVER_THE_YEAR.search(around):
            yield match.span(), f"“{match.group().rstrip('，')}”起月晚于止月。"


def _beside(text: str) -> Iterator[Stretch]:
    """9月28日夜间，6月的最后一轮强降雨; 4月28日，一季度最后一次集中检查."""
    for match in BESIDE.finditer(text):
        if int(match["month"]) != int(match["other"]):
            yield match.span(), f"“{match['day']}”不在{match['other']}月。"
    for match in OF_PART.finditer(text):
        quarter, half = match["quarter"], match["half"]
        begins = 3 * "一二三四".index(quarter) + 1 if quarter else 6 * "上下".index(half) + 1
        if not begins <= int(match["month"]) < begins + (3 if quarter else 6):
            yield match.span(), f"“{match['day']}”不在{f'{quarter}季度' if quarter else f'{half}半年'}。"
