"""日均、月均、每天: an average recomputed over the days or months of its period."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from fazhi.audit import periods, rounding
from fazhi.audit.figures import Figure
from fazhi.audit.manuscript import Manuscript, finding
from fazhi.audit.model import Finding, Kind, Verdict
from fazhi.audit.passages import Passage
from fazhi.audit.rules import Rule

PER_DAY = re.compile(r"(?:日均|平均每[天日]|每[天日]平均|每[天日])(?:受理|接警|办理|接到|处理|接听|接处警|约|为|达)*$")
PER_MONTH = re.compile(
    r"(?:月均|平均每月|每月平均)(?:受理|接警|办理|接到|处理|接听|召开|开展|举办|组织|化解|调解|办结|接待|约|为|达)*$"
)
NAMED_SPAN = re.compile(r"[\d年月日至到份～-]+|截[至止]|前|个|底|全年|[上下]半年|[一二三四]季度|累计")
PERIOD_WORD = re.compile(r"\d月|期间|以来|自\d|截[至止]|季度|半年|本[周月]|当[日月]|高峰|节|专项|周")
SHORTEST, LONGEST = Fraction(60, 100), Fraction(75, 100)
"""Working days are about two thirds of all days."""
CLAUSE = re.compile(r"[，。；：（]")
PER = re.compile(r"日均|月均|平均|每[天日月]")
WORKING = re.compile(r"工作日|每个工作")


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """One finding for every average per day or month whose total and period stand in the same sentence."""
    for passage in manuscript.passages:
        text = passage.plain
        if not ("均" in text or "/天" in text or "/日" in text or "每天" in text or "每日" in text):
            continue
        for figure in passage.figures:
            per_day = PER_DAY.search(text[max(0, figure.start - 12) : figure.start]) is not None
            per_day = per_day or text.startswith(("/天", "/日", "每天", "每日"), figure.end)
            per_month = PER_MONTH.search(text[max(0, figure.start - 12) : figure.start]) is not None
            if (per_day or per_month) and figure.kind != "%":
                yield _judge(manuscript, passage, figure, per_day)


def _judge(manuscript: Manuscript, passage: Passage, figure: Figure, per_day: bool) -> Finding:
    text = passage.plain
    sentence = next((each for each in passage.sentences if each.start <= figure.start < each.end), None)
    start = sentence.start if sentence is not None else 0
    before = [] if sentence is None else [each for each in sentence.figures if each.end <= figure.start]
    total = next((each for each in reversed(before) if _may_be_total(passage, each, figure)), None)
    if total is not None and not _same_subject(text, start, figure, total):
        total = None
    lead = text[start : figure.start]
    span = periods.span(lead, manuscript.year)
    own = span is None and total is not None and not PERIOD_WORD.search(lead)
    if own:
        span = _of_document(manuscript)
    if total is None or span is None:
        return _report(passage, figure, Verdict.UNSURE, "文中没有给出平均数的总数或起止日期，无法核对。")
    if WORKING.search(text, start, figure.start) or total.vague or total.bound or figure.vague or figure.bound:
        return _report(passage, figure, Verdict.UNSURE, "按工作日平均或所写为约数，不作核对。")
    lengths = span.days if per_day else (span.months,)
    if not lengths[0]:
        return _report(passage, figure, Verdict.UNSURE, "文中没有给出可以计算月均的起止月份，无法核对。")
    places = rounding.decimals(figure.value)
    for length in lengths:
        roundings = rounding.fits(figure.value, total.low / length, total.high / length)
        if roundings:
            message = f"{total.text}÷{length}{'天' if per_day else '个月'}，相符。"
            computed = rounding.show(total.exactly / length, places)
            return _report(passage, figure, Verdict.RIGHT, message, computed)
    length = lengths[0]
    mean = total.exactly / length
    computed = rounding.show(mean, max(places, 1))
    unit = "天" if per_day else "个月"
    message = f"{span.name}共{length}{unit}，{total.text}÷{length}＝{computed}，文中写{figure.text}。"
    working = SHORTEST * length * figure.exactly <= total.exactly <= LONGEST * length * figure.exactly
    if own and per_day and working:
        message += "若按工作日平均，请写明。"
        return _report(passage, figure, Verdict.HINT, message, computed)
    nested = text[total.end : figure.start].count("，") > 2
    verdict = Verdict.HINT if nested else Verdict.WRONG
    return _report(passage, figure, verdict, message, computed)


def _of_document(manuscript: Manuscript) -> periods.Span | None:
    """The year, half or quarter of the title, once it is over: a report signed afterwards speaks of all of it."""
    if manuscript.year is None or manuscript.signed is None or not manuscript.title:
        return None
    named = periods.span(manuscript.title, manuscript.year)
    if named is None or manuscript.signed.year <= manuscript.year and named.months in (0, periods.CALENDAR_MONTHS):
        return None
    return named


def _same_subject(text: str, start: int, figure: Figure, total: Figure) -> bool:
    """Nothing but 日均 begins the clause: 大配餐项目日均180人次 is no average of the total before it."""
    clause = CLAUSE.split(text[max(start, total.end) : figure.start])[-1]
    subject = PER.split(clause)[0]
    subject = NAMED_SPAN.sub("", subject)
    return len(subject) <= 1 or subject in total.head or total.end > figure.start


def _may_be_total(passage: Passage, each: Figure, figure: Figure) -> bool:
    """A larger count of the same unit that is no average itself."""
    lead = passage.plain[max(0, each.start - 8) : each.start]
    return each.kind == figure.kind and each.value > figure.value and "均" not in lead


def _report(
    passage: Passage, figure: Figure, verdict: Verdict, message: str, computed: Decimal | None = None
) -> Finding:
    text = passage.plain
    start, end = figure.start, figure.end
    lead = text[max(0, start - 12) : start]
    match = PER_DAY.search(lead) or PER_MONTH.search(lead)
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
