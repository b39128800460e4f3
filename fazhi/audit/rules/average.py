"""日均、月均、每天: an average recomputed over the days or months of its period."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from fazhi.audit.means import means, printed_times, told_before, whole_of_stretches
from fazhi.audit.means.means import OF_A_SHARE, set_aside, whole_first
from fazhi.audit.means.of_another import of_another
from fazhi.audit.model import Finding, Kind, Verdict
from fazhi.audit.rules import Rule
from fazhi.audit.text import periods, rounding
from fazhi.audit.text.change_words import CHANGE
from fazhi.audit.text.figures import Figure, joined, summed
from fazhi.audit.text.former_levels import past
from fazhi.audit.text.items import in_list
from fazhi.audit.text.manuscript import Manuscript, finding
from fazhi.audit.text.passages import Passage, Sentence

# 日均接待来访18.3人次: what is averaged may stand between; after a bare 每天 only the usual words.
PER_UNIT = re.compile(
    r"(?:(?P<day>日均|夜均|平均每个?(?:工作日|[天日夜])|每[天日夜]平均)|(?P<month>月均|平均每月|每月平均)|(?P<year>年均|平均每年|每年平均))"
    r"(?P<deed>[\u4e00-\u9fff]{0,8}?)(?:约|为|达到?)?$"
    r"|(?P<bare>每[天日])(?:受理|接警|办理|接到|处理|接听|接处警|约|为|达)*$"
)
# After these the nearest count may have been spread out, whatever its own words.
DEED = re.compile(r"受理|接警|办理|接到|处理|接听|接处警|召开|开展|举办|组织|化解|调解|办结|接待|办件|收件|约|为|达")
OF_THE_YEAR = re.compile(r"全年(?:的)?(?=峰值|最[高低多少大小]|高峰|低谷|之最|新高|单[日月])")
NAMED_SPAN = re.compile(r"[\d年月日至到份～-]+|截[至止]|前|个|底|全年|[上下]半年|[一二三四]季度|累计")
PERIOD_WORD = re.compile(r"\d月|期[间内]|以来|自\d|截[至止]|季度|半年|本[周月]|当[日月]|高峰|节|专项|周")
THAT_MONTH, MONTH = re.compile(r"(?:当|该|单|此)月$"), re.compile(r"(?<!\d)1?\d月(?:份)?(?!\d{1,2}日)")
NOW, SEVERAL = re.compile(r"(?:；|。)(?:今年|本年|本期|今年以来)[，]?$"), 2
ENDS_WITH_MONTH = re.compile(r"\d月份?$")
SHORTEST, LONGEST = Fraction(60, 100), Fraction(75, 100)
"""Working days are about two thirds of all days."""
CLAUSE = re.compile(r"[，。；：（]")
PER = re.compile(r"[日夜月年]均|平均|每[天日夜月年]")
WORKING = re.compile(r"工作日|每个工作")
LEAD = 16
RECKONED = re.compile(
    r"(?:[按以依][^，。；]{0,6}|全年(?:开餐|开放|开门|运行|营业|办公|接诊|接待|服务))\d+个?(?:工作日|天|日)(?:[^，。；\d]{0,4}[计算]|对外|开放|办公|服务|，)"
)
UNIT_NAMES = {"day": "天", "month": "个月", "year": "年"}
IN_FULL = re.compile(
    r"(?:全年|[上下]半年|[一二三四]季度)[^。；]{0,40}，其中[^，。；]{2,20}，占[^，。；]{0,8}%，(?:日均|月均|平均每[天日月])"
)
SUFFIXES = ("/天", "/日", "每天", "每日")
NESTED, THOUSAND, ROW_LEAD = 2, 1000, 10
TELLING = 3
"""Figures of a mean that is hit by chance hardly ever."""
MOST_BEFORE = 40
"""So many figures before a mean its total is looked for: a text without full stops would ask for all of them each time."""
LONGEST_PERIOD = 366
SHORTEST_PERIOD = 330
"""A report written in December speaks of so many days of its year."""


@dataclass(frozen=True, slots=True)
class Mean:
    """A printed average: over what, of what deed, and where its words begin."""

    passage: Passage
    sentence: Sentence
    figure: Figure
    over: str
    """day | month | year"""
    deed: str
    start: int
    end: int


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """One finding for every average per day, month or year whose total and period the text gives."""
    for passage in manuscript.passages:
        text = passage.plain
        if not ("均" in text or "/天" in text or "/日" in text or "每天" in text or "每日" in text):
            continue
        for sentence in passage.sentences:
            for figure in sentence.figures:
                mean = _mean(passage, sentence, figure)
                if mean is not None:
                    yield _judge(manuscript, mean)


def _mean(passage: Passage, sentence: Sentence, figure: Figure) -> Mean | None:
    if figure.percent or not figure.count:
        return None
    text = passage.plain
    lead = text[max(sentence.start, figure.start - LEAD) : figure.start]
    match = PER_UNIT.search(lead) if "均" in lead or "每" in lead else None
    suffix = next((each for each in SUFFIXES if text.startswith(each, figure.end)), "")
    if match is None:
        return Mean(passage, sentence, figure, "day", "", figure.start, figure.end + len(suffix)) if suffix else None
    over = next((each for each in UNIT_NAMES if match[each]), "day")
    return Mean(
        passage,
        sentence,
        figure,
        over,
        match["deed"] or "",
        figure.start - len(match.group()),
        figure.end + len(suffix),
    )


def _told_since(mean: Mean) -> int:
    """Where the sentence begins; 其中 takes the period from the one before (8月有效警情6689起……。其中甲类5544起，198起/天)."""
    before = [each for each in mean.passage.sentences if each.start < mean.sentence.start]
    text, start = mean.passage.plain, mean.sentence.start
    opened = bool(before) and text.startswith("其中", start)
    # 8月报警6689起（239起/天）。其中……。甲类5544起（198起/天）: a paragraph of one period
    if before and text[mean.start - 1 : mean.start] == "（" and PERIOD_WORD.search(text, start, mean.start) is None:
        return before[0].start
    return before[-1].start if opened else start


def _judge(manuscript: Manuscript, mean: Mean) -> Finding:
    text, figure = mean.passage.plain, mean.figure
    totals = _in_front(mean) or _totals(mean) or _further_off(manuscript, mean)
    if not totals:
        return _report(mean, Verdict.UNSURE, "文中没有给出平均数的总数或起止日期，无法核对。")
    total = _row(mean, totals[0]) or totals[0]
    totals = totals if total is totals[0] else [total]
    # 8月份达到全年峰值13248件，日均427.4件: the greatest of the year, no period of its own
    of_all = whole_of_stretches.whole(mean.passage, figure)
    total, totals = (of_all, [of_all]) if of_all is not None else (total, totals)
    lead = OF_THE_YEAR.sub("", whole_of_stretches.lead(text, _told_since(mean), mean.start, of_all))
    printed = _printed(mean)
    span = periods.span(_of_that_month(lead), manuscript.year)
    own = span is None and not PERIOD_WORD.search(lead)
    if own:
        span = _of_document(manuscript)
    named: tuple[int, ...] = () if span is None else {"day": span.days, "month": (span.months,)}.get(mean.over, ())
    # 5月热线128件最多，月均102.3件: no mean is one of a single month.
    named = tuple(each for each in named if each > (mean.over == "month"))
    if not printed and not named:
        return _report(mean, Verdict.UNSURE, "文中没有给出平均数的总数或起止日期，无法核对。")
    if means.OF_BEFORE.search(text, mean.sentence.start, mean.start) is not None:
        return _report(mean, Verdict.UNSURE, "所写的是用来比较的另一时期的平均数，不作核对。")
    by_days = printed and RECKONED.search(lead) is not None
    if not by_days and OF_A_SHARE.search(text, min(total.end, mean.start), mean.start) is not None:
        return _report(mean, Verdict.UNSURE, "平均数之前另说了一部分的占比，所指可能是这一部分，不作核对。")
    working = WORKING.search(text, mean.sentence.start, mean.sentence.end) is not None and not printed
    if working or total.vague or total.bound or figure.vague or figure.bound:
        return _report(mean, Verdict.UNSURE, "按工作日平均或所写为约数，不作核对。")
    # 按全年248个工作日计算: the text says by how many days it divides.
    lengths = printed if by_days else (*printed, *named)
    if NOW.search(lead) is not None and printed and not by_days:
        # 去年只运行3个月，登记64件，月均21.3件；今年月均31.8件: the months printed are those of last year.
        return _report(mean, Verdict.UNSURE, "文中所写的期间属于另一时期，不作核对。")
    several = _of_all_months(mean, lead, manuscript.year)
    lengths = (*lengths, *several)
    if several:
        totals = [*totals, *_together(totals)]
    for each in totals:
        for length in lengths:
            if _fits(figure, each.low / length, each.high / length):
                message = f"{each.text}÷{length}{UNIT_NAMES[mean.over]}，相符。"
                computed = rounding.show(each.exactly / length, rounding.decimals(figure.value))
                return _report(mean, Verdict.RIGHT, message, computed)
    elsewhere = told_before.told_before(manuscript, mean.passage, figure, mean.deed, lengths)
    if several or elsewhere or _of_another(manuscript, mean, lengths):
        return _report(mean, Verdict.UNSURE, "与文中另一总数或全年的月数相符，请核对口径。")
    if not (totals := [each for each in totals if not of_another(mean.passage, mean.start, figure, each)]):
        return _report(mean, Verdict.UNSURE, "文中只有另一环节、上一年或一部分的总数，无法核对。")
    name, several_told = "" if printed or span is None else span.name, len(set(printed)) > 1
    return _mismatch(mean, totals[0], (printed or named)[0], name, several_told, _doubt(manuscript, mean, total, own))


def _row(mean: Mean, last: Figure) -> Figure | None:
    """1至6月分别立案24件、21件、…和35件，平均每月31件: the whole row is spread out, not the last of it."""
    text, row = mean.passage.plain, [last]
    for each in reversed([each for each in mean.passage.figures if each.end <= last.start]):
        if each.kind != last.kind or not each.exact or text[each.end : row[0].start] not in ("、", "和", "，"):
            break
        row.insert(0, each)
    dealt = "分别" in text[max(mean.sentence.start, row[0].start - ROW_LEAD) : row[0].start]
    if len(row) <= SEVERAL or not dealt:
        return None
    return replace(last, value=summed(row), text=joined(row).text)


def _of_all_months(mean: Mean, lead: str, year: int | None) -> tuple[int, ...]:
    """7月受理9214件、8月9806件、9月9620件，日均311.3件: of the three months together."""
    spans = [] if ENDS_WITH_MONTH.search(lead) else [periods.span(each.group(), year) for each in MONTH.finditer(lead)]
    if len(spans) < SEVERAL or any(each is None for each in spans):
        return ()
    return (sum(each.days[-1] for each in spans if each),) if mean.over == "day" else (len(spans),)


def _together(counts: list[Figure]) -> list[Figure]:
    return [replace(exact[0], value=summed(exact))] if (exact := [each for each in counts if each.exact]) else []


def _of_that_month(lead: str) -> str:
    """7月受高温影响，单月受理6231件，为全年最高，当月日均201件: 当月 is the month named last."""
    months = list(MONTH.finditer(lead)) if THAT_MONTH.search(lead) is not None else []
    return months[-1].group() if months else lead


def _of_another(manuscript: Manuscript, mean: Mean, lengths: tuple[int, ...]) -> bool:
    """全年1136件，上半年604件，下半年532件，平均每月94.7件: so exact a mean is no slip if a count of the paragraph gives it over that stretch."""
    figure = mean.figure
    if mean.deed.endswith(("由", "从")) or mean.over == "day" and _over_days_before(manuscript, mean):
        return True  # 日均由17.3条降为16.4条
    # 办件14326件，网上10172件，月均办件1194件: four figures tell as much as a decimal does.
    if not rounding.decimals(figure.value) and figure.value < THOUSAND:
        return False
    if mean.over == "month" and manuscript.whole_year:
        lengths = (*lengths, periods.CALENDAR_MONTHS)
    counts = [
        each for each in mean.passage.figures if _may_be_total(mean.passage, each, figure) and each.end <= mean.start
    ]
    # 办件31460件（2024年为28740件），日均…: of another year, and told in passing.
    counts = [each for each in counts if not _of_other_year(manuscript, mean, each)]
    # 全年18件，上半年8件、下半年10件，平均每月1.5件: of two figures, only what is not rounded tells.
    if sum(each.isdigit() for each in figure.text) < TELLING:
        return any(each.exact and each.exactly == length * figure.exactly for each in counts for length in lengths)
    rows = [sum((each.exactly for each in row), Fraction(0)) for row in _rows(mean.passage, counts)]
    return any(_fits(figure, each.low / length, each.high / length) for each in counts for length in lengths) or any(
        _fits(figure, each / length, each / length) for each in rows for length in lengths
    )


def _over_days_before(manuscript: Manuscript, mean: Mean) -> bool:
    """历时122天。其间巡查244航次，日均2航次; 4410人次，按105个上学日计算，每天42人次: the days were told before."""
    counts = [each for each in mean.passage.figures if each.end <= mean.start]
    counts = [each for each in counts[-MOST_BEFORE:] if _may_be_total(mean.passage, each, mean.figure)]
    counts = [each for each in counts if not _of_other_year(manuscript, mean, each)]
    lengths = set(printed_times.days_before(mean.passage, mean.start))
    return any(_fits(mean.figure, each.low / length, each.high / length) for each in counts for length in lengths)


def _of_other_year(manuscript: Manuscript, mean: Mean, count: Figure) -> bool:
    """2025年办件31460件，2024年28740件，日均…: is it a count of a year that neither the report nor the mean is of?"""
    named = count.period.isdigit() and manuscript.year is not None and int(count.period) != manuscript.year
    return set_aside(mean.passage, count, mean.start) or named and mean.figure.period != count.period


def _rows(passage: Passage, counts: list[Figure]) -> list[list[Figure]]:
    """一至四季度分别为58件、79件、96件、85件: counts of one unit that stand in a row make one total."""
    rows: list[list[Figure]] = []
    for each in counts:
        last = rows[-1][-1] if rows else None
        if last is not None and last.kind == each.kind and passage.plain[last.end : each.start] == "、":
            rows[-1].append(each)
        else:
            rows.append([each])
    return [row for row in rows if len(row) > 1]


def _fits(figure: Figure, low: Fraction, high: Fraction) -> bool:
    """Does a mean between the two print as the figure, in 万 as well (5.52万户)?"""
    if figure.step >= 1:
        return low <= figure.high and figure.low <= high
    return bool(rounding.fits(figure.value, low, high))


def _doubt(manuscript: Manuscript, mean: Mean, total: Figure, own: bool) -> bool:
    """Where no period is printed: may the mean be one over working days, or over the days until the report was written?"""
    if not own or mean.over != "day" or _printed(mean):
        return False
    days = total.exactly / mean.figure.exactly if mean.figure.value else Fraction(0)
    working = SHORTEST * LONGEST_PERIOD <= days <= LONGEST * LONGEST_PERIOD
    return working or manuscript.signed is None and SHORTEST_PERIOD <= days <= LONGEST_PERIOD


def _mismatch(mean: Mean, total: Figure, length: int, name: str, several: bool, doubt: bool) -> Finding:
    text, figure, unit = mean.passage.plain, mean.figure, UNIT_NAMES[mean.over]
    if IN_FULL.search(text, mean.sentence.start, mean.end) is not None:
        # 上半年29866人……，其中超速4129人，占13.8%，平均每天5人: the part is spoken of last.
        total = max(_totals(mean), key=lambda each: each.start, default=total)
    computed = rounding.show(total.exactly / length, max(rounding.decimals(figure.value), 1))
    stretch = f"{name}共{length}{unit}" if name else f"文中为{length}{unit}"
    message = f"{stretch}，{total.text}÷{length}＝{computed}，文中写{figure.text}。"
    if doubt:
        return _report(mean, Verdict.HINT, message + "若按工作日平均，请写明。", computed)
    nested = mean.deed == "" and total.end <= mean.start and text[total.end : mean.start].count("，") > NESTED
    part = IN_FULL.search(text, mean.sentence.start, mean.end) if name else None
    if part is not None and part.end() > mean.start >= part.start():
        nested = (
            False  # neither the whole nor the part, told without a break, gives it over the stretch of the sentence
        )
    doubtful = nested or several or total.sentence != figure.sentence and not mean.deed and not _printed(mean)
    return _report(mean, Verdict.HINT if doubtful else Verdict.WRONG, message, computed)


def _in_front(mean: Mean) -> list[Figure]:
    """报警41695起，其中有效6689起（239起/天）: in brackets, a mean is one of the count in front of them."""
    if mean.passage.plain[mean.start - 1 : mean.start] != "（" or mean.deed:
        return []
    return [each for each in mean.sentence.figures if each.end == mean.start - 1 and each.count and each.exact]


def _totals(mean: Mean) -> list[Figure]:
    """The counts that may have been spread out, the likeliest first: those that the deed names, else the nearest."""
    figure, text = mean.figure, mean.passage.plain
    at = bisect_left(mean.passage.figures, figure.start, key=lambda each: each.start)
    near = mean.passage.figures[max(0, at - MOST_BEFORE) : at]
    before = [each for each in near if each.end <= figure.start and _may_be_total(mean.passage, each, figure)]
    before = [each for each in before if not set_aside(mean.passage, each, mean.start)]
    here = [each for each in reversed(before) if each.start >= mean.sentence.start]
    if mean.deed:
        # 办理23412件，其中即办件19270件；……月均办件1951件: 办件 is what all of them are.
        all_of_them = mean.deed.endswith("件")
        named = [each for each in reversed(before) if _named(mean.deed, each)]
        named = [each for each in named if not (all_of_them and in_list(mean.passage, each))]
        if any(each.sentence == figure.sentence for each in named) or len({each.value for each in named}) == 1:
            return named
        if DEED.fullmatch(mean.deed) is None:
            return []
    here = [each for each in here if _same_subject(text, mean.sentence.start, mean, each)]
    listed = [each for each in here if in_list(mean.passage, each)]
    return whole_first([each for each in here if each not in listed]) + listed


def _further_off(manuscript: Manuscript, mean: Mean) -> list[Figure]:
    """Where the sentence prints the days and no total: the one count before that is compared with nothing, or that the
    deed names in the paragraph before."""
    if not _printed(mean):
        return []
    figure = mean.figure
    before = [each for each in mean.passage.figures if each.end <= mean.sentence.start]
    if mean.deed:
        number = bisect_left(manuscript.passages, mean.passage.index, key=lambda each: each.index)
        before = [*(manuscript.passages[number - 1].figures if number else []), *before]
        before = [each for each in before if _named(mean.deed, each)]
    found = [each for each in before if each.kind == figure.kind and each.value > figure.value and not each.compared]
    found = [each for each in found if CHANGE.search(each.head) is None]
    return found[-1:] if len({each.value for each in found}) == 1 else []


def _named(words: str, total: Figure) -> bool:
    """接待来访 ← 接待来访群众4325人次: does the total carry the last word of the deed?"""
    return words[-2:] in f"{total.head}|{total.tail}" or words[:2] in f"{total.head}|{total.tail}"


def _printed(mean: Mean) -> tuple[int, ...]:
    return printed_times.in_sentence(mean.passage, mean.sentence, mean.figure, mean.over, mean.start)


def _of_document(manuscript: Manuscript) -> periods.Span | None:
    """The year, half or quarter of the title, once it is over: a report signed afterwards speaks of all of it."""
    if manuscript.year is None or not manuscript.title:
        return None
    named = periods.span(manuscript.title, manuscript.year)
    if named is None:
        return None
    signed = manuscript.signed
    if signed is None:
        return named if named.months == periods.CALENDAR_MONTHS and manuscript.whole_year else None
    if signed.year <= manuscript.year and named.months in (0, periods.CALENDAR_MONTHS):
        return None
    return named


def _same_subject(text: str, start: int, mean: Mean, total: Figure) -> bool:
    """Nothing but 日均 begins the clause: 大配餐项目日均180人次 is no average of the total before it."""
    clause = CLAUSE.split(text[max(start, total.end) : mean.start])[-1]
    subject = NAMED_SPAN.sub("", PER.split(clause)[0])
    if len(subject) <= 1 or total.end > mean.start:
        return True
    return any(subject[at : at + 2] in total.head for at in range(len(subject) - 1))


def _may_be_total(passage: Passage, each: Figure, figure: Figure) -> bool:
    """A larger count of the same unit that is no average itself."""
    lead = passage.plain[max(0, each.start - 8) : each.start]
    more = CHANGE.search(each.head) is not None or lead.endswith(("每天", "每日"))  # 设计能力每日180吨，日均处理113吨
    return each.kind == figure.kind and each.value > figure.value and not more and "均" not in lead and not past(each)


def _report(mean: Mean, verdict: Verdict, message: str, computed: Decimal | None = None) -> Finding:
    return finding(
        mean.passage,
        (mean.start, mean.end),
        kind=Kind.RATE,
        verdict=verdict,
        rule="average",
        message=message,
        stated=mean.figure.text,
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
