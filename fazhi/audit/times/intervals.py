"""How far apart two days lie, printed behind them: 6月9日初赛、6月30日决赛，中间隔了两周."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from fazhi.audit.text import dates, numerals
from fazhi.audit.text.passages import Passage

Interval = tuple[tuple[int, int], str, str]
"""(span, message, right length)"""
APART = re.compile(
    r"(?:(?P<took>用时|历时|耗时|仅用|只用|前后用)|(?:中间|前后|其间|时间|两[次场轮者])?(?:仅仅?|只|整整|正好|恰好)?(?:相隔|间隔|相距|隔))(?:了|仅|只有|整整|正好)?"
    r"(?P<number>\d{1,3}|[一二两三四五六七八九十]{1,3}|半)(?P<unit>天|日|周|个?星期|个?礼拜|个月|月)(?![内前余多左以])"
)
# 于8月20日申请司法确认，没有超过三十日的法定期限
WITHIN = re.compile(
    r"(?:没有|没|未|并未)(?:超过|逾|超出)(?P<number>\d{1,3}|[一二两三四五六七八九十]{1,4})(?P<unit>日|天)(?!内?工作)(?:的)?(?:法定|规定)?(?:期限|时限|期间|$|，|。|的)"
)
FAR = 40
DAY = re.compile(r"(?:(?P<year>20\d\d)年)?(?<!\d)(?P<month>1?\d)月(?P<day>\d{1,2})日")
NO_FIGURE = re.compile(r"\d|每|工作日|除")
WORKED = re.compile(r"工作日|延长|延期|除|中止|补正|另")
REACH = 16
A_MONTH = 30.44
A_WEEK = 7
SLACK = {"天": 1.0, "周": 3.0, "月": 8.0}
"""Days by which a length in that unit may be rounded."""


def intervals(passage: Passage) -> Iterator[Interval]:
    """Every printed length that the two days before it are not apart."""
    text = passage.plain
    for match in APART.finditer(text):
        begin = max(text.rfind(mark, 0, match.start()) for mark in "。；\n") + 1
        days = list(DAY.finditer(text, begin, match.start()))
        number = _number(match["number"])
        if match["took"] and match["unit"] in "天日":
            continue  # told of by the days of the story
        if len(days) != 2 or not number or NO_FIGURE.search(text, days[-1].end(), match.start()):
            continue
        first, last = _day(days[0]), _day(days[1])
        if first is None or last is None or last <= first or match.start() - days[1].end() > REACH:
            continue
        unit = "月" if match["unit"].endswith("月") else "天" if match["unit"] in "天日" else "周"
        length = {"天": 1.0, "周": A_WEEK, "月": A_MONTH}[unit]
        apart = (last - first).days
        if abs(apart - number * length) > SLACK[unit]:
            message = f"{days[0].group()}至{days[1].group()}相隔{apart}天，文中写“{match.group()}”。"
            yield (days[0].start(), match.end()), message, f"{apart}天"


def within(passage: Passage) -> Iterator[Interval]:
    """8月6日签订协议，9月20日申请确认，没有超过三十日: the days told are farther apart than that."""
    text = passage.plain
    for match in WITHIN.finditer(text):
        begin = max(text.rfind(mark, 0, match.start()) for mark in "。；\n") + 1
        days = list(DAY.finditer(text, begin, match.start()))
        number = _number(match["number"])
        if len(days) != 2 or not number or match.start() - days[1].end() > FAR:
            continue
        first, last = _day(days[0]), _day(days[1])
        if first is None or last is None or last <= first or WORKED.search(text, days[0].end(), match.start()):
            continue
        apart = (last - first).days
        if apart > number + 1:
            message = f"{days[0].group()}至{days[1].group()}相隔{apart}天，已超过{match['number']}{match['unit']}。"
            yield (days[0].start(), match.end()), message, f"{apart}天"


def _number(words: str) -> float | None:
    if words == "半":
        return 0.5
    return int(words) if words.isdigit() else numerals.read(words)


def _day(match: re.Match[str]) -> date | None:
    return dates.day(int(match["year"] or dates.A_LEAP_YEAR), int(match["month"]), int(match["day"]))
