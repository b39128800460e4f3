"""Stretches of time whose length is printed beside their ends: 12月1日至7日，共8天; 自7月1日至6月30日，为期三个月."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from decimal import Decimal

from fazhi.audit.model import Finding, Kind, Verdict
from fazhi.audit.rules import Rule
from fazhi.audit.text import numerals
from fazhi.audit.text.manuscript import Manuscript, finding
from fazhi.audit.text.passages import Passage
from fazhi.audit.text.periods import Span
from fazhi.audit.times import days_told, elapsed, intervals, listed_months
from fazhi.audit.times.begun_and_ended import stretches

LENGTH = re.compile(
    r"(?P<word>共计?|为期|历时|长达|持续|前后|集中|连续[\u4e00-\u9fff]{0,6}?|整整|[正刚恰]好|[，（]用(?=[^，。；]{1,5}时间)|（|(?<=日）))(?:整整|[正刚恰]好|共计?|了)?"
    r"(?P<number>\d{1,3}|[一二两三四五六七八九十]{1,4}|半)"
    r"(?P<unit>天|日(?!前|内)|个月|周(?![一二三四五六日年])|个星期|年)(?![内前后余多])"
)
OF_MONTH = re.compile(r"(?<![\d至到\-～])(?:(20\d\d)年)?(1?\d)月(?:份)?（(?:共|全月|按)?(\d\d)天")
OF_YEAR = re.compile(r"(?<![\d])(?:(20\d\d)年)?全年(?:共)?（?(36[4-7])天")
OTHER_YEAR = re.compile(r"去年|上年|明年|下一?年|20\d\d年")
PARTS = re.compile(r"工作日|分\d|分[两三四五六七八]|分期|[批次轮]|除|其中|间|每|陆续|先后")
FIRM = ("为期", "历时", "长达", "持续", "，用", "（用", "整整")
BEHIND = re.compile(r"[，（：](?:活动)?(?:时间)?(?:为|是)?[从自由]?$")
USED = re.compile(r"用[^，。；\d]{1,5}时间")
REACH = 40
"""Characters between the days and the length."""
BESIDE = 4
A_MONTH = 30.44
NEARLY = 0.6
WEEK, YEAR = 7, 365


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """One finding for every printed length that can be counted."""
    for passage in manuscript.passages:
        text = passage.plain
        told: set[int] = set()
        """Where the lengths end that were told of: two readers may see one."""
        if "月" in text and any(word in text for word in ("天", "日", "期", "历时", "个月")):
            for match in LENGTH.finditer(text):
                result = _judge(manuscript, passage, match)
                if result is not None:
                    told.add(match.end())
                    yield result
        for span, message, stated, right in listed_months.listed(passage) if "月" in text else ():
            verdict = Verdict.RIGHT if stated == f"{right}" else Verdict.WRONG
            yield _report(passage, span, verdict, message, right, stated)
        if "时" in text and "日" in text:
            for span, message, right in elapsed.elapsed(passage):
                yield _report(passage, span, Verdict.WRONG, message, right)
        if text.count("月") >= 2 and any(word in text for word in ("隔", "用时", "历时", "耗时", "用了", "相距")):
            for span, message, right in intervals.intervals(passage):
                if span[1] in told:
                    continue
                yield _report(passage, span, Verdict.WRONG, message, right)
        if "超过" in text and text.count("月") >= 2:
            for span, message, right in intervals.within(passage):
                yield _report(passage, span, Verdict.WRONG, message, right)
        if "天" in text and "月" in text:
            for span, message, right in days_told.told(text, manuscript.year):
                if span[1] not in told and not any(span[0] < end <= span[1] for end in told):
                    yield _report(passage, span, Verdict.WRONG, message, right)
        if "天" in text:
            yield from _of_month(manuscript, passage)


def _judge(manuscript: Manuscript, passage: Passage, match: re.Match[str]) -> Finding | None:
    text, start = passage.plain, match.start()
    begin = max(text.rfind(mark, 0, start) for mark in "。；\n") + 1
    ends = [each for each in stretches(text, begin, start, manuscript.year) if start - each.end <= REACH]
    number = _number(match["number"])
    firm = match["word"] in FIRM or match["word"].startswith("连续")
    # 为期一周的集中宣传，时间从12月1日至12月7日
    behind = stretches(text, match.end(), match.end() + 2 * REACH, manuscript.year) if firm and not ends else []
    if not ends + behind or number is None:
        return None
    days = ends[-1] if ends else behind[0]
    between = text[days.end : start] if ends else text[match.end() : days.start]
    if behind and (BEHIND.search(between) is None or "。" in between or len(between) > REACH):
        return None
    close = len(between) <= BESIDE and "，" not in between.strip("，（")
    if text.endswith(("已", "已经"), 0, start):
        return None  # 8月4日至8日持续晴热，已连续31天无雨: begun before
    if match["word"].endswith("用") and ("了" in between or len(USED.findall(text[begin : start + REACH])) > 1):
        return None  # 8月1日至31日，组织了回头看，用两个月时间巩固; 用两个月时间摸底，用五个月时间整治
    if re.search(r"\d", between) or PARTS.search(between.replace("时间", "")) or not (firm or close):
        return None
    span, unit, half = days.span, match["unit"], match["number"] == "半"
    if span is None or not span.days[0] or half and unit != "年":
        return None
    expected = _expected(span, unit, days.whole)
    words = text[begin if ends else start : match.end()]
    verdict = _verdict(span, 0.5 if half else number, unit, days.whole, words)
    if verdict is None and days.whole and match["word"].startswith("共") and unit == "个月":
        verdict = Verdict.WRONG  # 1月至12月，共11个月: that counts the months
    if verdict is Verdict.RIGHT and unit in ("天", "日") and number not in span.days:
        # The first day left out: nothing to say of 历时6天, a slip in 12月1日至7日，共6天.
        verdict = None if firm else Verdict.WRONG
    if verdict is None:
        return None
    message = f"“{days.text}”共{expected}，"
    message += "相符。" if verdict is Verdict.RIGHT else f"文中写{match.group().lstrip('（，')}。"
    return _report(passage, (min(days.start, start), max(days.end, match.end())), verdict, message, expected)


def _number(words: str) -> int | None:
    if words == "半":
        return 0
    return int(words) if words.isdigit() else numerals.read(words)


def _expected(span: Span, unit: str, whole_months: bool) -> str:
    days = span.days[-1]
    if unit in ("天", "日"):
        return f"{days}天"
    if unit in ("周", "个星期"):
        return f"{days / WEEK:.1f}周"
    return f"{span.months if whole_months else round(days / A_MONTH)}个月"


def _verdict(span: Span, number: float, unit: str, whole_months: bool, words: str) -> Verdict | None:
    """``None`` where the length may count working days, or leave out the first day."""
    days = span.days
    if unit in ("天", "日"):
        if number in days or not whole_months and number == days[0] - 1:
            return Verdict.RIGHT
        return None if days_told.worked(days[0], number, words) else Verdict.WRONG
    length = {"周": WEEK, "个星期": WEEK, "年": YEAR}.get(unit, A_MONTH)
    # 4月至6月 may begin in the middle of April, and last two months; four it cannot.
    slack = 1.2 if whole_months and number < span.months else NEARLY
    exact = abs(days[-1] / length - number) <= (NEARLY if unit != "年" else 0.1)
    if exact:
        return Verdict.RIGHT
    return None if abs(days[-1] / length - number) <= slack and unit != "年" else Verdict.WRONG


def _of_month(manuscript: Manuscript, passage: Passage) -> Iterator[Finding]:
    """9月（31天）, 全年365天 of 2024."""
    for match in OF_MONTH.finditer(passage.plain):
        year, month = int(match[1] or manuscript.year or 0), int(match[2])
        if not 1 <= month <= 12:
            continue
        lengths = {28, 29} if month == 2 and not year else {calendar.monthrange(year or 2023, month)[1]}
        right = f"{max(lengths)}天"
        if int(match[3]) in lengths:
            yield _report(passage, match.span(), Verdict.RIGHT, f"{month}月有{right}，相符。", right)
        elif int(match[3]) > 27:
            message = f"{month}月有{right}，文中写{match[3]}天。"
            yield _report(passage, match.span(), Verdict.WRONG, message, right)
    for match in OF_YEAR.finditer(passage.plain):
        begin = max(passage.plain.rfind(mark, 0, match.start()) for mark in "。；\n") + 1
        if manuscript.year is None or match[1] is None and OTHER_YEAR.search(passage.plain, begin, match.start()):
            continue
        year = int(match[1] or manuscript.year)
        right = f"{365 + calendar.isleap(year)}天"
        same = right == f"{match[2]}天"
        message = f"{year}年有{right}，" + ("相符。" if same else f"文中写{match[2]}天。")
        yield _report(passage, match.span(), Verdict.RIGHT if same else Verdict.WRONG, message, right)


def _report(
    passage: Passage,
    span: tuple[int, int],
    verdict: Verdict,
    message: str,
    computed: Decimal | str,
    stated: str = "",
) -> Finding:
    return finding(
        passage,
        span,
        kind=Kind.DATE,
        verdict=verdict,
        rule="duration",
        message=message,
        stated=stated,
        computed=computed,
        basis="公历" if verdict is Verdict.WRONG else "",
    )


RULE = Rule(
    id="duration",
    title="起止与天数",
    source="公历；起止两日都计",
    why="改了起止日期没有改天数，或者大小月记错。",
    wrong="12月1日至7日，共8天",
    right="12月1日至7日，共7天",
    check=check,
)
