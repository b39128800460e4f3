"""日均、月均、每天: an average recomputed over the days or months of its period."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from fazhi.audit import rounding
from fazhi.audit.figures import Figure, figures
from fazhi.audit.manuscript import Manuscript, finding
from fazhi.audit.model import Finding, Kind, Verdict
from fazhi.audit.passages import Passage
from fazhi.audit.rules import Rule

PER_DAY = re.compile(r"(?:日均|平均每[天日]|每[天日]平均|每[天日])(?:受理|接警|办理|接到|处理|接听|接处警|约|为|达)*$")
PER_MONTH = re.compile(
    r"(?:月均|平均每月|每月平均)(?:受理|接警|办理|接到|处理|接听|召开|开展|举办|组织|化解|调解|办结|接待|约|为|达)*$"
)
PER_EACH = re.compile(r"平均每(期|场|次|件|个|户|家|村|人|名)(?:参加|培训|参与|覆盖|约|为|达)*$")
WORKING = re.compile(r"工作日|每个工作")
RANGE = re.compile(
    r"(?:(\d{4})年)?(1?\d)月(\d{1,2})日(?:零时)?(?:至|到|-{1,2}|～)(?:(\d{4})年)?(?:(1?\d)月)?(\d{1,2})日"
)
MONTH = re.compile(r"(?:(20\d\d)年)?(?<!\d)(1?\d)月(?:份)?(?!\d|底)")
SPANS = {
    "全年": (365, 366),
    "上半年": (181, 182),
    "下半年": (184,),
    "一周": (7,),
    "本周": (7,),
    "上周": (7,),
    "这一周": (7,),
}
YEAR = re.compile(r"(20\d\d)年(?:度)?(?!\d|1?\d月)")
QUARTERS = {"一季度": (90, 91), "二季度": (91,), "三季度": (92,), "四季度": (92,)}


@dataclass(frozen=True, slots=True)
class Span:
    """The lengths that a named period may have, in days, and its months."""

    days: tuple[int, ...]
    months: int
    name: str


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """One finding for every average per day or month whose total and period stand in the same sentence."""
    for passage in manuscript.passages:
        text = passage.plain
        if not ("均" in text or "/天" in text or "/日" in text or "每天" in text or "每日" in text):
            continue
        for figure in _all(passage):
            per_day = PER_DAY.search(text[max(0, figure.start - 12) : figure.start]) is not None
            per_day = per_day or text.startswith(("/天", "/日", "每天", "每日"), figure.end)
            per_month = PER_MONTH.search(text[max(0, figure.start - 12) : figure.start]) is not None
            if (per_day or per_month) and figure.kind != "%":
                yield _judge(manuscript, passage, figure, per_day)
            each = PER_EACH.search(text[max(0, figure.start - 12) : figure.start])
            if each is not None:
                yield from _per_each(passage, figure, each[1])


def _all(passage: Passage) -> list[Figure]:
    """The figures of the passage and those written 40.8起/天, which count nothing by themselves."""
    return passage.figures or list(figures(passage.plain))


def _judge(manuscript: Manuscript, passage: Passage, figure: Figure, per_day: bool) -> Finding:
    text = passage.plain
    sentence = next((each for each in passage.sentences if each.start <= figure.start < each.end), None)
    start = sentence.start if sentence is not None else 0
    before = [] if sentence is None else [each for each in sentence.figures if each.end <= figure.start]
    total = next((each for each in reversed(before) if _may_be_total(passage, each, figure)), None)
    if total is not None and not _same_subject(text, start, figure, total):
        total = None
    span = _span(text[start : figure.start], manuscript.year, text)
    if total is None or span is None:
        return _report(passage, figure, Verdict.UNSURE, "文中没有给出平均数的总数或起止日期，无法核对。")
    if WORKING.search(text, start, figure.start) or not total.exact or figure.vague or figure.bound:
        return _report(passage, figure, Verdict.UNSURE, "按工作日平均或所写为约数，不作核对。")
    lengths = span.days if per_day else (span.months,)
    if not lengths[0]:
        return _report(passage, figure, Verdict.UNSURE, "文中没有给出可以计算月均的起止月份，无法核对。")
    places = rounding.decimals(figure.value)
    for length in lengths:
        roundings = rounding.fits(figure.value, total.exactly / length)
        if roundings:
            message = f"{total.text}÷{length}{'天' if per_day else '个月'}，相符。"
            computed = rounding.show(total.exactly / length, places)
            return _report(passage, figure, Verdict.RIGHT, message, computed)
    length = lengths[0]
    mean = total.exactly / length
    computed = rounding.show(mean, max(places, 1))
    unit = "天" if per_day else "个月"
    message = f"{span.name}共{length}{unit}，{total.text}÷{length}＝{computed}，文中写{figure.text}。"
    nested = text[total.end : figure.start].count("，") > 2
    verdict = Verdict.HINT if nested else Verdict.WRONG
    return _report(passage, figure, verdict, message, computed)


def _same_subject(text: str, start: int, figure: Figure, total: Figure) -> bool:
    """Nothing but 日均 begins the clause: 大配餐项目日均180人次 is no average of the total before it."""
    clause = re.split(r"[，。；：（]", text[max(start, total.end) : figure.start])[-1]
    subject = re.split(r"日均|月均|平均|每[天日月]", clause)[0]
    return len(subject) <= 1 or subject in total.head or total.end > figure.start


def _per_each(passage: Passage, figure: Figure, unit: str) -> Iterator[Finding]:
    """培训班12期，培训1356人次，平均每期113人次"""
    before = [each for each in passage.figures if each.end <= figure.start and each.sentence == figure.sentence]
    total = next((each for each in reversed(before) if _may_be_total(passage, each, figure)), None)
    number = [each for each in before if each.unit == unit and each.exact and each.value > 0]
    if total is None or len(number) != 1 or not total.exact or figure.vague or figure.bound:
        return
    mean = total.exactly / number[0].exactly
    right = bool(rounding.fits(figure.value, mean))
    computed = rounding.show(mean, max(1, rounding.decimals(figure.value)))
    message = f"{total.text}÷{number[0].text}＝{computed}，{'相符' if right else f'文中写{figure.text}'}。"
    yield _report(passage, figure, Verdict.RIGHT if right else Verdict.WRONG, message, computed)


def _may_be_total(passage: Passage, each: Figure, figure: Figure) -> bool:
    """A larger count of the same unit that is no average itself."""
    lead = passage.plain[max(0, each.start - 8) : each.start]
    return each.kind == figure.kind and each.value > figure.value and "均" not in lead


def _span(lead: str, year: int | None, whole: str) -> Span | None:
    """The last period named before the average."""
    ranges = list(RANGE.finditer(lead))
    if ranges:
        return _range(ranges[-1], year)
    named = [(lead.rfind(name), name) for name in (*SPANS, *QUARTERS) if name in lead]
    months = list(MONTH.finditer(lead))
    years = list(YEAR.finditer(lead))
    if months and (not named or months[-1].start() > max(named)[0]):
        match = months[-1]
        month = int(match[2])
        if not 1 <= month <= 12 or re.search(r"(?:至|到|-|～|截至|截止)$", lead[: match.start()]) or "累计" in lead:
            return None
        return Span(_month_days(month, int(match[1]) if match[1] else year), 1, f"{month}月")
    if named:
        name = max(named)[1]
        lengths = SPANS.get(name) or QUARTERS.get(name) or (0,)
        if name == "全年" and (years or year):
            lengths = (366 if calendar.isleap(int(years[-1][1]) if years else year or 1) else 365,)
        months_long = {"全年": 12, "上半年": 6, "下半年": 6}.get(name, 3 if name in QUARTERS else 0)
        return Span(lengths, months_long, name)
    if years:
        length = 366 if calendar.isleap(int(years[-1][1])) else 365
        return Span((length,), 12, f"{years[-1][1]}年")
    return None


def _month_days(month: int, year: int | None) -> tuple[int, ...]:
    if month == 2 and year is None:
        return (28, 29)
    return (calendar.monthrange(year or 2023, month)[1],)


def _range(match: re.Match[str], year: int | None) -> Span | None:
    start_year = int(match[1]) if match[1] else year or 2023
    end_month = int(match[5]) if match[5] else int(match[2])
    end_year = int(match[4]) if match[4] else start_year + (1 if end_month < int(match[2]) else 0)
    try:
        length = (date(end_year, end_month, int(match[6])) - date(start_year, int(match[2]), int(match[3]))).days + 1
    except ValueError:
        return None
    return Span((length,), 0, match.group()) if length > 0 else None


def _report(
    passage: Passage, figure: Figure, verdict: Verdict, message: str, computed: Decimal | None = None
) -> Finding:
    text = passage.plain
    start, end = figure.start, figure.end
    lead = text[max(0, start - 12) : start]
    match = PER_DAY.search(lead) or PER_MONTH.search(lead) or PER_EACH.search(lead)
    if match is not None:
        start -= len(match.group())
    for word in ("/天", "/日", "每天", "每日"):
        if text.startswith(word, end):
            end += len(word)
    return finding(
        passage,
        (start, end),
        kind=Kind.RATE,
        verdict=verdict,
        rule="average",
        message=message,
        stated=figure.text,
        computed=computed,
        basis="平均数＝总数÷期间的天数（月数）" if verdict is Verdict.WRONG else "",
    )


RULE = Rule(
    id="average",
    title="日均、月均",
    source="平均数＝总数÷期间的天数（月数）；大小月、平闰年以公历为准",
    why="照抄上月模板时天数不变：8月按28天算出的日均即是一例。",
    wrong="8月份有效报警6689起（239起/天）",
    right="7月8日至14日受理诉求71184件，日均10169件",
    check=check,
)
