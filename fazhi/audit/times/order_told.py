"""Days whose order, or whose distance, the words beside them tell otherwise: 7月2日在征求意见结束后召开听证会, though asked until 7月4日;
8月9日公告，8月3日听证，公告早于听证会14天."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from fazhi.audit.text import dates, numerals
from fazhi.audit.text.passages import Passage

Told = tuple[tuple[int, int], str]
"""(span, message)"""
DAY = re.compile(r"(?:(?P<year>20\d\d)年)?(?<!\d)(?P<month>1?\d)月(?P<day>\d{1,2})日(?:（[^（）\d]{1,8}）)?")
NUMBER = r"(?P<number>\d{1,3}|[一二三四五六七八九十]{1,3})个?(?:天|日|自然日)"
# 公告早于听证会14天, 听证会比公告晚14天, 公告比听证会提前了14天
EARLIER = re.compile(
    r"(?P<one>[\u4e00-\u9fff]{2,8}?)(?:时间|日期|日)?(?:(?P<before>[早先]于|提前于)|(?P<after>[晚迟后]于)|[比较])(?P<other>[\u4e00-\u9fff]{2,8}?)(?:时间|日期|日)?(?(before)|(?(after)|(?:(?P<sooner>提前|早|提早)|(?:推迟|晚|迟))))"
    rf"(?:了|整整|正好)?(?:{NUMBER})?(?=[，。；、（）]|$)"
)
# 听证会前20天公告, 提前20天发布公告, 公告20天后举行听证会
NOTICE = r"(?:公告|公布|发布|通知|告知|送达|张贴|发出|公示)"
AHEAD = re.compile(
    rf"(?:[\u4e00-\u9fff]{{1,6}}会(?:召开|举行)?前|提前|比[\u4e00-\u9fff]{{2,8}}提前)(?:了|整整)?{NUMBER}(?:即|就|已|向[\u4e00-\u9fff]{{2,6}})?(?={NOTICE})"
)
# A term of the law or of a plan is no day of the sentence.
A_TERM = re.compile(
    r"时限|期限|法定|规定|计划|承诺|预[计定]|目标|上年|去年|往年|常年|原定|要求|不少于|至少|[均都]|每|工作日|除外"
)
# 在征求意见结束后, 公示期满后
OVER = r"(?:结束|期满|届满|截止|完成|完毕)(?:之|以)?后"
AFTER = re.compile(rf"(?:在|待|于|，)*(?P<what>[\u4e00-\u9fff]{{2,10}}?)(?:期|工作|活动)?{OVER}")
THEN = re.compile(rf"(?P<what>[\u4e00-\u9fff]{{2,10}}?)(?:期|工作|活动)?{OVER}(?:，)?(?:即|随即|又|再)?(?:于|在|的)?$")
# 第一批轮训结束后: of a part, and nothing is said of the whole.
A_PART = re.compile(r"第|首[批轮次场期]|前[一二两三]|[每各另]|部分|阶段|单[个项]|本[批轮次]|当[天日]|上午")
TURNED_AGAIN = re.compile(r"另|分别|第[二三]|再次|二次|又一|次年|翌年|明年")
UNTIL = re.compile(
    r"(?:至|到|截止到|截至|-)(?P<last>(?:(?P<year>20\d\d)年)?(?:(?P<month>1?\d)月)?(?P<day>\d{1,2})日)(?:（[^（）\d]{1,8}）)?"
)
REACH, STORY, A_YEAR, FAR = 16, 120, 365, 100
TWO = 2


def told(passage: Passage) -> Iterator[Told]:
    """Every day that its own words place otherwise."""
    text = passage.plain
    if text.count("日") < TWO or text.count("月") < TWO:
        return
    if any(each in text for each in ("于", "比", "提前", "前")):
        for match in (*EARLIER.finditer(text), *AHEAD.finditer(text)):
            yield from _apart(text, match)
    if "后" in text:
        yield from _after_the_end(text)


def _apart(text: str, match: re.Match[str]) -> Iterator[Told]:
    """Two days of the sentence, the one named to be so many days before the other."""
    begin = max(text.rfind(mark, 0, match.start()) for mark in "。；\n") + 1
    end = next((at for at in range(match.end(), len(text)) if text[at] in "，。；"), len(text))
    days = list(DAY.finditer(text, begin, match.start()))
    if len(days) != TWO or len(DAY.findall(text, begin, end)) != TWO or A_TERM.search(text, days[-1].end(), end):
        return
    first, last = _day(days[0]), _day(days[1])
    if first is None or last is None or UNTIL.search(text, days[0].end(), days[1].end()):
        return
    apart = (last - first).days
    span = (days[0].start(), match.end())
    number = numerals.counted(match["number"]) if match["number"] else None
    near = min(abs(apart), A_YEAR - abs(apart))
    named = match.re is EARLIER
    if named and not _both_named(text, match, days):
        return
    # 提前7天通知, of ten days: that the notice was in time is true. 早于听证会7天 tells how long it was.
    off = number is not None and (abs(near - number) > 1 if named else near < number - 1)
    if off:
        yield span, f"{days[0].group()}与{days[1].group()}相隔{near}天，文中写“{match.group()}”。"
    elif named and abs(apart) < FAR and _turned(text, match, days, apart):
        yield span, f"“{match.group()}”与{days[0].group()}、{days[1].group()}的先后不符。"


def _both_named(text: str, match: re.Match[str], days: list[re.Match[str]]) -> bool:
    """Is each of the two deeds told with one of the days?"""
    told = text[max(0, days[0].start() - REACH) : match.start()]
    return match["one"][-2:] in told and match["other"][:2] in told and match["one"] != match["other"]


def _turned(text: str, match: re.Match[str], days: list[re.Match[str]], apart: int) -> bool:
    """Told behind its day, as all are in 8月9日公告，8月3日听证; of one that is named with both nothing is known."""
    behind = [text[days[0].end() : days[1].start()], text[days[1].end() : match.start()]]
    one, other = (
        [match[name][cut] in each for each in behind] for name, cut in (("one", slice(-2, None)), ("other", slice(2)))
    )
    if one.count(True) != 1 or other.count(True) != 1 or one == other or not apart:
        return False
    one_earlier = (apart > 0) == one[0]
    return one_earlier != bool(match["before"] or match["sooner"])


def _after_the_end(text: str) -> Iterator[Told]:
    """公开征求意见至7月4日；7月2日在征求意见结束后…: what comes after the end is dated before it."""
    for day in DAY.finditer(text):
        match = AFTER.match(text, day.end())
        before = text[max(0, day.start() - 24) : day.start()]
        match = match or THEN.search(re.split(r"[。；](?=.)", before)[-1])
        at = _day(day)
        if match is None or at is None or A_PART.search(match["what"]) is not None:
            continue
        until = _ended(text, day.start(), match["what"])
        if until is None or TURNED_AGAIN.search(text, until[0].end(), day.end() + REACH) is not None:
            continue
        if 0 < (until[1] - at).days < FAR:
            span = (until[0].start(), max(day.end(), match.end() if match.re is AFTER else 0))
            yield span, f"“{until[0]['last']}”才结束的事，“{day.group()}”已在其后，日期倒了过来。"


def _ended(text: str, position: int, what: str) -> tuple[re.Match[str], date] | None:
    """The stretch of the same matter told last before, and its last day."""
    found = None
    for match in UNTIL.finditer(text, max(0, position - STORY), position):
        around = text[max(0, match.start() - 2 * REACH) : min(position, match.end() + REACH)]
        months = (
            [match["month"]]
            if match["month"]
            else re.findall(r"(1?\d)月", text[max(0, match.start() - 8) : match.start()])
        )
        end = dates.day(int(match["year"] or dates.A_LEAP_YEAR), int(months[-1]), int(match["day"])) if months else None
        if end is not None and what[-2:] in around:
            found = (match, end)
    return found


def _day(match: re.Match[str]) -> date | None:
    return dates.day(int(match["year"] or dates.A_LEAP_YEAR), int(match["month"]), int(match["day"]))
