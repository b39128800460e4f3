"""Days that cannot follow one another: a report signed before its year, a plan whose day has passed, a case decided
before it was opened."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from itertools import pairwise
from typing import Any

from fazhi.audit.model import Finding, Kind, Verdict
from fazhi.audit.rules import Rule
from fazhi.audit.text import dates, plans, stretches, wording
from fazhi.audit.text.manuscript import FOLLOW_UP, TITLE_LINES, Manuscript, finding
from fazhi.audit.text.passages import Passage
from fazhi.audit.times import (
    asked_first,
    closing_dates,
    counted_days,
    days_behind,
    order_told,
    outdated,
    signing,
    stories,
    turned_chains,
    turned_months,
    turned_stretches,
)

REACH = 24
LONGEST_MONTH = 31
LAST_MONTH_OF_DRAFTS = 10
"""From November on the report of a year may already be written."""
OF_PART = re.compile(r"半年|季度|\d月|[一二三四五六七八九十]月|计划|要点|安排|打算|方案|规划|政府工作报告")
TOLD = 3
"""So often a report that speaks of 全年 tells of a year gone by."""
STRETCH = re.compile(
    r"(?P<half>[上下])半年|(?:第|前)?(?P<quarter>[一二三四])季度|(?<!\d)(?:1月?[至\-～])?(?P<month>1?\d)月(?:份|底)?(?!\d)"
)
NOT_OVER = re.compile(r"计划|要点|安排|打算|方案|规划|通知|意见|下一步|暨|及")
OVER = re.compile(r"总结|工作情况|执法情况|办理情况|年报$|法治政府建设")
DEADLINE = re.compile(
    r"(?:(?<=[到于在，；。：、])|^|确保|力争|争取|计划)(20\d\d)年(?:(1?\d)月)?(?:年?[底末])?(?:前|之前|以前)?"
)
BASE_YEAR = re.compile(
    r"(?:由|从)(20\d\d)年的?\d[^，。；]{0,12}?(?:增|提|升|扩|降|减|压)[^，。；\d]{0,3}(?:至|到|为)(?=\d)"
    r"|(?:比|较)(20\d\d)年(?=实际|的\d|增|减|提|下)"
)
TITLE_PERIOD = re.compile(r"(第[一二三四]季度|[上下]半年)[^，。；]{0,16}(?:通报|报告|总结|情况|分析)$")
YEAR = re.compile(r"(20\d\d)年")
NEXT_ISSUE = re.compile(
    r"(?P<year>20\d\d年)?(?P<period>第[一二三四]季度|[上下]半年)[^，。；]{0,6}(?:通报|报告|总结|分析)(?:将|拟|预计)"
)
STEP = re.compile(r"(?<![\d年至到\-～])(?:(20\d\d)年)?(1?\d)月(\d{1,2})日([^，。；、\d]{0,16})")
SPAN_OF_DAYS = re.compile(r"(?<!\d)(1?\d)月(\d{1,2})日?(?:至|到|-{1,2}|～)(?:\1月)?(\d{1,2})日")
FROM_TO_DAYS = re.compile(
    r"(20\d\d)年(1?\d)月(\d{1,2})日(?:[起始]，?)?(?:至|到|-{1,2}|～)(20\d\d)年(1?\d)月(\d{1,2})日"
)
# 统计周期为2025年10月1日至9月30日, in a bulletin on October
OVER_A_YEAR = re.compile(r"(20\d\d)年(1?\d)月(\d{1,2})日(?:至|到|-{1,2}|～)(1?\d)月(\d{1,2})日")
LEAST_BETWEEN = 60
"""Days from the last day to the first: otherwise the last may be of the next year (2024年11月1日至3月31日)."""
SENTENCE = re.compile(r"[^。；！？]+")
THIS_YEAR = re.compile(r"今年|本年|全年|新增|年底|目前|比|较")
RESULTS = re.compile(
    r"截至[^，。；]{4,14}，(?:已|共|累计)?[\u4e00-\u9fff]{0,6}(?:化解|办结|结案|审结|整改|完成|调处|调解)"
)
AS_OF = re.compile(r"截至(?:目前，?)?((20\d\d)年(1?\d)月(?:(\d{1,2})日|底|末))")
# 2025年2月，向县委报告2025年度法治政府建设情况: by 1 April the year before is reported.
REPORTED_EARLY = re.compile(r"(20\d\d)年[1-4]月(?:\d{1,2}日)?，?[^。；\d]{0,40}报告(20\d\d)年度?[^。；\d]{0,12}情况")
# What is set against a level: of the beginning of the year, or of the end of the year before.
SINCE_BEGINNING = re.compile(r"(?<![比较与同从由])(?:年初|上年末|上年底|去年底)(?:的|数)?(?:为|是|有)?(?=\d)")
FROM_THE_BEGINNING = 120
GIVEN = re.compile(r"（(20\d\d)年(1?\d)月\d{1,2}日")
STORY = 80
"""Characters between two steps of one matter that is told of in one sentence."""
CLOSE = 4
"""Months: so far back a later step may be dated without the year between being meant."""


@cache
def _words(key: str) -> re.Pattern[str]:
    return re.compile(wording.load("dates")[key])


@cache
def _stages() -> list[re.Pattern[str]]:
    return [re.compile(each) for each in wording.load("dates")["stages"]]


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """Every day that the document itself shows to be misdated."""
    planned = plans.planned(manuscript)
    signed = list(_signature(manuscript, planned))
    yield from signed
    for closing, until in closing_dates.early(manuscript) if not signed else ():
        message = f"文中的数已统计到{until}，成文日期却早于此，年份当有误。"
        yield _report(closing.passage, (closing.start, closing.end), message, None)
    for passage in manuscript.passages:
        if passage.index in planned:
            if "20" in passage.plain or "季度" in passage.plain or "半年" in passage.plain:
                yield from _plan(manuscript, passage)
            for span, message, right in outdated.outdated(manuscript, passage):
                yield _report(passage, span, message, right)
        elif "20" in passage.plain and "月" in passage.plain:
            yield from _after_signature(manuscript, passage)
            yield from _months_after(manuscript, passage)
            yield from _as_of(manuscript, passage)
        for span, message in (
            *turned_chains.turned(manuscript, passage),
            *(stretches.turned(manuscript, passage) if "月" in passage.plain else ()),
            *turned_months.turned(passage),
            *(outdated.rests_behind(manuscript, passage) if passage.index not in planned else ()),
        ):
            yield _report(passage, span, message, None)
        for span, message, right in turned_stretches.turned(passage.plain):
            yield _report(passage, span, message, right or None)
        if "日" in passage.plain:
            yield from _steps(passage)
            yield from _span(manuscript, passage)
            early = asked_first.published_early(passage.plain)
            for span, message in (*stories.turned(passage), *order_told.told(passage), *early):
                yield _report(passage, span, message, None)
            for span, message, right in (*counted_days.misdated(passage), *days_behind.behind(passage.plain)):
                yield _report(passage, span, message, right)
        if "个" in passage.plain and "第" in passage.plain and ("日" in passage.plain or "节" in passage.plain):
            for span, message, right in counted_days.counted(manuscript, passage, passage.index in planned):
                yield _report(passage, span, message, right)


def _span(manuscript: Manuscript, passage: Passage) -> Iterator[Finding]:
    """7月18日至12日, 2024年3月1日至2024年2月20日: the last day lies before the first."""
    if last_month(manuscript.subject) is not None:
        for match in OVER_A_YEAR.finditer(passage.plain):
            first, last = (dates.day(int(match[1]), int(match[at]), int(match[at + 1])) for at in (2, 4))
            if first is not None and last is not None and last < first and (first - last).days < LEAST_BETWEEN:
                yield _report(passage, match.span(), f"“{match.group()}”起日晚于止日。", None)
    for match in FROM_TO_DAYS.finditer(passage.plain):
        first, last = (dates.day(*(int(match[at + step]) for step in (0, 1, 2))) for at in (1, 4))
        if first is not None and last is not None and last < first:
            yield _report(passage, match.span(), f"“{match.group()}”起日晚于止日。", None)
    for match in SPAN_OF_DAYS.finditer(passage.plain):
        if int(match[3]) < int(match[2]) <= LONGEST_MONTH:
            yield _report(passage, match.span(), f"“{match.group()}”起日晚于止日。", None)


def _signature(manuscript: Manuscript, planned: frozenset[int]) -> Iterator[Finding]:
    """2022年工作总结 with a plan for 2023, signed on 6 January 2022."""
    signed, year = manuscript.signed, manuscript.year
    if signed is None or year is None or not manuscript.title:
        return
    end = last_month(manuscript.subject)
    if end is not None and (signed.year, signed.month) < (year, end):
        message = f"本文写到{year}年{end}月，成文日期却早于此。"
        yield _report(signed.passage, (signed.start, signed.end), message, None)
        return
    beyond = signing.told_beyond(manuscript, signed, planned) if NOT_OVER.search(manuscript.subject) is None else None
    if beyond is not None:
        message = f"成文日期为{signed.month}月{signed.day}日，文中却已写到“{beyond}”。"
        yield _report(signed.passage, (signed.start, signed.end), message, None)
        return
    if OF_PART.search(manuscript.subject):
        return
    if signed.year > year or (signed.year == year and signed.month > LAST_MONTH_OF_DRAFTS):
        return
    told = (
        manuscript.whole_year
        and manuscript.text.count("全年") >= TOLD
        or signed.year < year
        and OVER.search(manuscript.subject) is not None
        or planned
        and _year_over(manuscript, planned, year)
    )
    if not re.search(rf"{year}年?度?", manuscript.title) or not told:
        return
    if manuscript.annual_report and year >= wording.load("report")["dates"]["first_year"]:
        return  # rule deadline speaks of it
    right = f"{year + 1}年{signed.month}月{signed.day}日"
    message = f"标题为{year}年，文中已列全年数和下一步安排，成文日期却早于年终，年份当有误。"
    yield _report(signed.passage, (signed.start, signed.end), message, right)


def last_month(title: str) -> int | None:
    """6 for 上半年工作总结, 8 for 8月份情况通报; nothing for plans, or where several stretches are named."""
    if NOT_OVER.search(title):
        return None
    found = list(STRETCH.finditer(title))
    if len(found) != 1:
        return None
    match = found[0]
    if match["half"]:
        return 6 if match["half"] == "上" else 12
    if match["quarter"]:
        return 3 * (1 + "一二三四".index(match["quarter"]))
    month = int(match["month"])
    return month if 1 <= month <= 12 else None


def _year_over(manuscript: Manuscript, planned: frozenset[int], year: int) -> bool:
    """Is it told as past: by a plan for the next year, or by figures up to its December?"""
    ahead = (f"{year + 1}年", "明年", "下一年")
    for passage in manuscript.passages:
        if passage.index in planned and any(word in passage.plain[:REACH] for word in ahead):
            return True
    return f"截至{year}年12月" in manuscript.text


def _plan(manuscript: Manuscript, passage: Passage) -> Iterator[Finding]:
    """A deadline that lay behind when the report was written, a base year that lay ahead."""
    signed, year = manuscript.signed, manuscript.year
    if year is None:
        return
    written = (signed.year, signed.month) if signed is not None and signed.year >= year else (year, 0)
    for match in DEADLINE.finditer(passage.plain) if "20" in passage.plain else ():
        clause = re.split(r"[；。]", passage.plain[match.end() :], maxsplit=1)[0][:REACH]
        before = passage.plain[max(0, match.start() - 6) : match.start()]
        looked_back = _words("since").search(before) or _words("looked_back").search(before + clause.partition("，")[0])
        if match.group()[-1] not in "底末前" or looked_back is not None:
            continue
        if (int(match[1]), int(match[2] or 12)) < written and _words("reach").search(clause) is not None:
            message = f"这是{year}年之后的安排，期限却写{match[1]}年。"
            yield _report(passage, match.span(1), message, f"{year + 1}年")
    for match in BASE_YEAR.finditer(passage.plain) if "20" in passage.plain else ():
        lead = re.split(r"[；。]", passage.plain[: match.start()])[-1]
        if any(int(each) > int(match[1] or match[2]) for each in YEAR.findall(lead)):
            continue  # 2025年比2024年增长: a plan of several years
        if int(match[1] or match[2]) > max(year, written[0] - (written[1] > 0 and written[0] > year)):
            message = f"这是{year}年之后的安排，用来比较的基数只能是{year}年的，不是{match[1] or match[2]}年的。"
            yield _report(passage, match.span(1 if match[1] else 2), message, f"{year}年")
    if "季度" not in passage.plain and "半年" not in passage.plain:
        return
    period = _period(manuscript)
    for match in NEXT_ISSUE.finditer(passage.plain):
        if match["period"] == period and match["year"] in (None, f"{year}年"):
            message = f"本文即{period}的，此处说的是下一期。"
            yield _report(passage, (match.start(), match.end("period")), message, None)


def _period(manuscript: Manuscript) -> str:
    """第三季度, 上半年: the part of the year that a bulletin is about, by a title anywhere in its head."""
    for passage in manuscript.passages[:TITLE_LINES]:
        match = TITLE_PERIOD.search(passage.plain)
        if match is not None:
            return match[1]
    return ""


def _after_signature(manuscript: Manuscript, passage: Passage) -> Iterator[Finding]:
    """自2025年11月15日启动, in a report signed on 20 January 2025."""
    signed = manuscript.signed
    written = None if signed is None else dates.day(signed.year, signed.month, signed.day)
    if signed is None or written is None or manuscript.year is None or signed.year < manuscript.year:
        return
    for match in STEP.finditer(passage.plain):
        day = dates.day(int(match[1]), int(match[2]), int(match[3])) if match[1] else None
        if day is None or day <= written or passage is signed.passage:
            continue
        around = passage.plain[max(0, match.start() - 8) : match.end()]
        if _words("done").search(match[4]) is not None and _words("to_come").search(around) is None:
            message = f"成文日期为{signed.year}年{signed.month}月{signed.day}日，此处已完成的事却在其后。"
            yield _report(passage, (match.start(1), match.start(4)), message, None)


def _months_after(manuscript: Manuscript, passage: Passage) -> Iterator[Finding]:
    """于2025年5月印发实施，进一步明确了…, in a report signed in January 2025."""
    signed = manuscript.signed
    if signed is None or manuscript.year is None or signed.year < manuscript.year:
        return
    for match in (
        *_words("month_done").finditer(passage.plain),
        *_words("month_at_last").finditer(passage.plain),
    ):
        around = passage.plain[max(0, match.start() - 12) : match.end() + 6].replace(match["deed"], "")
        if (int(match[1]), int(match[2])) > (signed.year, signed.month) and not _words("to_come").search(around):
            message = f"成文日期为{signed.year}年{signed.month}月，此处已完成的事却在其后。"
            yield _report(passage, match.span(), message, None)


def _as_of(manuscript: Manuscript, passage: Passage) -> Iterator[Finding]:
    """截至2024年12月31日, in the report on 2023 or one signed in January 2024; a year reported before it is over."""
    signed, year = manuscript.signed, manuscript.year
    for match in AS_OF.finditer(passage.plain):
        stated = (int(match[2]), int(match[3]))
        after_signing = signed is not None and signed.year >= (year or 0) and stated > (signed.year, signed.month)
        beyond = signed is None and year is not None and manuscript.whole_year and stated > (year + 1, 6)
        beyond = beyond and stated > max(_given(manuscript), _followed_up(manuscript))
        if after_signing or beyond:
            message = f"文中写到“{match.group()}”，晚于本文的{'成文日期' if after_signing else '年度'}。"
            yield _report(passage, match.span(1), message, None)
        elif (
            year is not None
            and manuscript.whole_year
            and stated == (year - 1, 12)
            and (_of_this_year(passage, match) or _set_off(passage, match, year))
        ):
            message = f"这一段写的是{year}年的工作，却统计到“{match.group()}”。"
            yield _report(passage, match.span(1), message, f"{year}年12月")
    for match in REPORTED_EARLY.finditer(passage.plain):
        if match[1] == match[2]:
            right = f"{int(match[2]) - 1}年"
            message = f"{match[1]}年初报告的应是上一年度的情况，文中写{match[2]}年度。"
            yield _report(passage, match.span(), message, right)


def _given(manuscript: Manuscript) -> tuple[int, int]:
    """（2023年12月26日，在区人大常委会会议上）, under the title of a report on 2022: when it was given."""
    heads = "".join(each.plain for each in manuscript.passages[:TITLE_LINES] if GIVEN.match(each.plain))
    return max(((int(each[1]), int(each[2])) for each in GIVEN.finditer(heads)), default=(0, 0))


def _followed_up(manuscript: Manuscript) -> tuple[int, int]:
    """2023年度…审计查出问题整改情况报告: what was found in a year is put right in the whole of the next one, and told of in its end."""
    followed = manuscript.year is not None and FOLLOW_UP.search(manuscript.title) is not None
    return (manuscript.year + 1, 12) if followed and manuscript.year is not None else (0, 0)


def _of_this_year(passage: Passage, match: re.Match[str]) -> bool:
    """全年排查286起…。截至2022年12月31日，成功化解279起: results of the year told before, with nothing newer set against them."""
    text = passage.plain
    begin = max(text.rfind(mark, 0, match.start()) for mark in "。；\n") + 1
    sentence = text[begin : text.find("。", match.end()) if "。" in text[match.end() :] else len(text)]
    return "全年" in text[:begin] and THIS_YEAR.search(sentence) is None and RESULTS.search(sentence) is not None


def _set_off(passage: Passage, match: re.Match[str], year: int) -> bool:
    """截至2023年12月底，共有8642户。年初为8778户，年内新增…, in the report on 2024: the beginning of the year is another time."""
    rest = passage.plain[match.end() : match.end() + FROM_THE_BEGINNING]
    begun = SINCE_BEGINNING.search(rest)
    return begun is not None and not re.search(rf"截至|{year}年|目前|现有", rest[: begun.end()])


def _steps(passage: Passage) -> Iterator[Finding]:
    """3月8日立案、2月17日作出决定: a later step of one matter dated before an earlier one."""
    for sentence in SENTENCE.finditer(passage.plain):
        if sentence.group().count("日") < 2 or _words("other_year").search(sentence.group()) is not None:
            continue
        steps: list[tuple[date, int, re.Match[str]]] = []
        year = 2024
        for match in STEP.finditer(passage.plain, sentence.start(), sentence.end()):
            year = int(match[1]) if match[1] else year
            day, stage = dates.day(year, int(match[2]), int(match[3])), _stage(match[4])
            if day is not None and stage is not None:
                steps.append((day, stage, match))
        for (day, stage, match), (later, after, other) in pairwise(steps):
            between = passage.plain[match.end() : other.start()]
            near = len(between) <= 1 or len(between) <= STORY and _words("other_matter").search(between) is None
            if after > stage and later < day and (day.month - later.month) <= CLOSE and near:
                message = f"“{match.group()}”在前、“{other.group()}”在后，日期却倒了过来。"
                yield _report(passage, (match.start(), other.end()), message, None)


def _stage(words: str) -> int | None:
    """How far a matter is when the first deed named in ``words`` is done."""
    found = [(match.start(), number) for number, stage in enumerate(_stages()) if (match := stage.search(words))]
    return min(found)[1] if found else None


def _report(passage: Passage, span: tuple[int, int], message: str, computed: Any) -> Finding:
    return finding(
        passage,
        span,
        kind=Kind.DATE,
        verdict=Verdict.WRONG,
        rule="chronology",
        message=message,
        computed=computed,
        basis="日期先后应与文中所述相符",
    )


RULE = Rule(
    id="chronology",
    title="日期的先后",
    source="成文日期、标题年度和文中各日期须前后相符",
    why="套用上年文稿，成文日期、下一步的期限还是旧年份；抄写办案经过时日期写倒。",
    wrong="3月8日立案、2月17日作出处罚决定",
    right="2月17日立案、3月8日作出处罚决定",
    check=check,
)
