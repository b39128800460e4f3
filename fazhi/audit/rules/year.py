"""Years that contradict the title: opening sentence, headings, the plan, totals of another year."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fazhi.audit.model import Finding, Kind, Verdict
from fazhi.audit.rules import Rule
from fazhi.audit.text.manuscript import FOLLOW_UP, PAST, PLAN, Manuscript, finding
from fazhi.audit.text.outline import Heading
from fazhi.audit.text.passages import Passage
from fazhi.audit.times import opened_by_title, opening_headings, opening_years, paired_headings

YEAR = re.compile(r"(?<!\d)(20\d\d)年")
# 现将集中整改期（2024年1月10日至7月10日）进展情况通报如下: a stretch of days is no year of a report.
OPENING = re.compile(
    r"(?:现将|现就|现对)[^。；]{0,16}?(20\d\d)年(?!\d{1,2}月\d{1,2}日[至到—-])[^。；]{0,30}(?:(?:报告|汇报|总结|通报|简报)如下|进行(?:总结|汇报|通报|报告))"
)
STATEMENT = re.compile(r"(?:^|。)(?:[（(]?[一二三四五六七八九十]+[）)、])?(20\d\d)年(?:度|以来)?，")
TOTAL = re.compile(r"共|累计|全年")
DEED = re.compile(r"排查|调解|化解|受理|办理|开展|组织|召开|举办|检查|审查|查处|整改|接待")
PART_OF_YEAR = re.compile(r"半年|季度|\d月|[一二三四五六七八九十]月")
COMPARING = re.compile(r"同比|上年|去年|相比|较20|比20|自20|以来|截至|起|评为|荣获|获评|获得|五年|历年|规划|计划|此前")
FUTURE = re.compile(r"^[^。]{0,24}?(?:将|要|准备|打算|继续|进一步|围绕|力争|重点|加大|深入|全面)")
# 2022年，全乡共排查163起，比2022年的151起增加12起.
COMPARED = re.compile(r"(?:比|较|与)(20\d\d)年(?:同期)?的?\d")
MIDDLE = re.compile(r"(?<=[，：])(?P<year_word>(?P<year>20\d\d)年)(?=[\u4e00-\u9fff])(?![度底末初起以前后内间的为是])")
NOT_LEFT_OVER = re.compile(
    r"同比|上年|去年|相比|比|较|与20|自20|从20|由20|以来|截至|荣?获|评|五年|三年|历年|规划|计划|此前|以前|曾|原有|至今|年来|先后|近[一二三两几\d]|增|减少|下降|降幅|印发|出台|列入|纳入|《|（[^）]*20\d\d|结转|遗留|首[次个]|试点|年起|成立|建成|启动|办理的|受理的"
)
REACH, AHEAD = 40, 8
FEWEST_TOLD = 2
"""Counts that follow: one alone may be told of the year before for its own sake."""
# 2022年政府工作报告: the year in which the assembly hears it, of the work of the year before.
OF_A_MEETING = re.compile(r"(?:政府|人大|常委会|政协|法院|检察院)工作报告")
SITUATION = re.compile(r"基本情况|总体情况")
CHINESE_MONTHS = ("一月", "二月", "三月", "四月", "五月", "六月", "七月", "八月", "九月", "十月", "十一月", "十二月")
TITLE_MONTH = re.compile(
    r"(?<![\d一二三四五六七八九十])(1?\d|十[一二]?|[一二三四五六七八九])月(?:份)?[^，。；\d]{0,24}(?:通报|报告|月报|情况|分析)"
)
QUOTED_TITLE = re.compile(r"(?:标题|题)(?:为|写|是|写作)[“《]?([^，。”》]{2,40})")
QUARTERS = ("第一季度", "第二季度", "第三季度", "第四季度")
HALVES = ("上半年", "下半年")
DONE_ONCE = re.compile(r"，[^，。；：\d]{2,24}(?:印发|下发|出台|召开|举办|启动|部署|成立|制定)")
TITLE_PERIOD = re.compile(r"(第[一二三四]季度|[上下]半年)")
OPENING_MONTHS = re.compile(r"(?:[一二三四五六七八九十]、[^，。]{0,12}。)?(1?\d)月?(?:至|-|到|～)(1?\d)月(?=，|份)")
# 现将1至9月工作总结如下, under 上半年.
TOLD_MONTHS = re.compile(
    r"现将[^，。；\d]{0,8}(?:20\d\d年)?(1?\d)月?(?:至|-|到|～)(1?\d)月[^，。；\d]{0,20}(?:如下|报告|总结|通报)"
)
STATED_PERIOD = re.compile(
    r"(?:[（(]?[一二三四五六七八九十\d]+[）)、.])?(?:(20\d\d)年)?(第[一二三四]季度|[上下]半年)，"
)
PLAN_HEAD = re.compile(r"(?:[一二三四五六七八九]、)[^，。]{0,14}?(?:计划|打算|安排|下一步|思路|下步|努力方向|要求)")
PAST_HEAD = re.compile(r"[一二三四五六七八九]、")
# 从2017年6月起，我市每月组织普查: since when, and not of when.
BODY_MONTH = re.compile(r"(?<!从)(?<!自)(?:20\d\d年)(1?\d)月(?:份)?(?!\d|[起以前底末]|[至到～-]{1,2}\d)")


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """Every year or month that cannot stand beside the title's."""
    yield from _months(manuscript)
    yield from _quarters(manuscript)
    for passage, span, message, right in (
        *opening_years.told(manuscript),
        *opening_headings.told(manuscript),
        *opened_by_title.told(manuscript),
        *paired_headings.told(manuscript),
    ):
        yield _report(passage, span, Verdict.WRONG, message, right)
    year = manuscript.year
    if year is None:
        return
    if not manuscript.title_passages:
        return
    for passage, match, offset in manuscript.matches(OPENING):
        told_later = FOLLOW_UP.search(manuscript.title) is not None and int(match[1]) > year
        if str(year) not in YEAR.findall(match.group()) and not told_later:
            span = (match.start(1) - offset, match.end(1) + 1 - offset)
            yield _report(passage, span, Verdict.WRONG, f"标题为{year}年，开头写成{match[1]}年。", f"{year}年")
    if not PART_OF_YEAR.search(manuscript.title) and not OF_A_MEETING.search(manuscript.title):
        tops = [each for each in manuscript.headings if each.level == 1]
        for number, top in enumerate(tops):
            end = tops[number + 1].passage if number + 1 < len(tops) else len(manuscript.passages)
            yield from _section(manuscript, top, manuscript.passages[top.passage : end], year)


def _section(manuscript: Manuscript, top: Heading, body: list[Passage], year: int) -> Iterator[Finding]:
    plan = PLAN.search(top.words) is not None and PAST.search(top.words) is None
    expected = year + 1 if plan else year
    named = YEAR.search(top.words)
    if (
        named is not None
        and not PART_OF_YEAR.search(top.words)
        and (plan or PAST.search(top.words) or SITUATION.search(top.words))
    ):
        stated = int(named[1])
        # 六、问题与2024年安排: a heading that looks back, and then ahead.
        ahead = stated == year + 1 and PLAN.search(top.words, named.end(), named.end() + AHEAD) is not None
        if stated != expected and not ahead:
            position = body[0].plain.find(named.group())
            what = "下一年度计划" if plan else f"{year}年工作"
            message = f"标题为{year}年，这一部分写的是{what}，年份却是{stated}年。"
            verdict = Verdict.WRONG if stated <= year or not plan else Verdict.HINT
            yield _report(body[0], (position, position + 5), verdict, message, f"{expected}年")
    for passage in body:
        if not plan and manuscript.whole_year and f"{year - 1}年" in passage.plain:
            yield from _left_over(passage, year)
        for match in STATEMENT.finditer(passage.plain):
            result = _statement(passage, match, year, plan)
            if result is not None:
                yield result


def _statement(passage: Passage, match: re.Match[str], year: int, plan: bool) -> Finding | None:
    stated = int(match[1])
    sentence = re.split(r"[。]", passage.plain[match.end() :], maxsplit=1)[0]
    span = (match.start(1), match.end(1) + 1)
    if plan:
        future = FUTURE.search(sentence)
        if stated <= year and future is not None and not COMPARING.search(future.group()):
            message = f"这是{year + 1}年的安排，句首却写{stated}年。"
            return _report(passage, span, Verdict.WRONG, message, f"{year + 1}年")
        return None
    compared = COMPARED.search(sentence)
    if stated == year - 1 and compared is not None and int(compared[1]) == stated and TOTAL.search(sentence):
        message = f"这里写{stated}年，又与{stated}年相比；标题为{year}年，当为{year}年的数。"
        return _report(passage, span, Verdict.WRONG, message, f"{year}年")
    others = {int(each) for each in YEAR.findall(passage.plain)}
    if stated == year or FUTURE.search(sentence) or COMPARING.search(sentence) or year in others or len(others) > 1:
        return None
    if (
        stated in (year - 1, year + 1)
        and TOTAL.search(sentence)
        and DEED.search(sentence)
        and any(each.count and match.end() <= each.start < match.end() + len(sentence) for each in passage.figures)
    ):
        message = f"标题为{year}年，此处的全年数却写{stated}年，当是沿用上年文稿未改。"
        return _report(passage, span, Verdict.WRONG, message, f"{year}年")
    return _report(passage, span, Verdict.HINT, f"标题为{year}年，此处写{stated}年，请核对。", None)


def _left_over(passage: Passage, year: int) -> Iterator[Finding]:
    """…的重要内容，2023年县政府常务会会前学法12次，举办培训班3期, in a report on 2024: a count of the year before, compared with none."""
    for match in MIDDLE.finditer(passage.plain):
        if int(match["year"]) != year - 1:
            continue
        begin = max(passage.plain.rfind(mark, 0, match.start()) for mark in "。；\n") + 1
        end = re.search(r"[。；]|$", passage.plain[match.end() :])
        sentence = passage.plain[begin : match.end() + (end.start() if end else 0)]
        if NOT_LEFT_OVER.search(sentence) or len(YEAR.findall(sentence)) > 1:
            continue
        if any(begin <= each.start < match.start() and each.count for each in passage.figures):
            continue  # 接报58条，2023年为83条
        counts = [
            each for each in passage.figures if match.end() - 1 <= each.start < match.end() + REACH and each.count
        ]
        if len(counts) >= FEWEST_TOLD and not any(each.vague or each.bound for each in counts):
            message = f"标题为{year}年，此处的数却写{year - 1}年，当是沿用上年文稿未改。"
            yield _report(passage, match.span("year_word"), Verdict.WRONG, message, f"{year}年")


def _months(manuscript: Manuscript) -> Iterator[Finding]:
    """A monthly bulletin whose title names another month than its first sentence."""
    title, month = manuscript.title, None
    quoted = QUOTED_TITLE.search(manuscript.text) if not title else None
    match = TITLE_MONTH.search(title if quoted is None else quoted[1])
    if match is None:
        return
    month = _month(match[1])
    start = 0 if quoted is None else quoted.end()
    body = next(
        (
            (passage, found, offset)
            for passage, found, offset in manuscript.matches(BODY_MONTH)
            if found.start() >= start and passage not in manuscript.title_passages
        ),
        None,
    )
    if body is not None and month is not None and int(body[1][1]) != month and int(body[1][1]) <= 12:
        passage, found, offset = body
        first = next((each.index for each in manuscript.passages if each not in manuscript.title_passages), 0)
        told = "".join(each.plain for each in manuscript.passages if first <= each.index < passage.index)
        # 2022年3月，区委办公室印发《…分解表》: what was done once, and no time that the text is about
        if DONE_ONCE.match(passage.plain, found.end() - offset) is not None:
            return
        # 7月份，共受理…… before the table with a column of June; 自2月1日至28日…。对比1月份.
        if re.search(rf"(?<!\d)0?{month}月", told + passage.plain[: found.start() - offset]) is not None:
            return
        message = f"标题为{month}月，正文开头写{found[1]}月。"
        begin = found.start()
        if quoted is not None and manuscript.located(quoted.start())[0] is passage:
            begin = quoted.start()  # 题为二月通报，正文写2017年3月: which of the two is wrong is not known
        span = (begin - offset, found.end() - offset)
        yield _report(passage, span, Verdict.WRONG, message, f"{month}月")


def _quarters(manuscript: Manuscript) -> Iterator[Finding]:
    """A quarterly or half-yearly text whose opening, or whose plan, speaks of another quarter or half."""
    title = manuscript.title
    period = TITLE_PERIOD.search(title)
    if period is None or len(TITLE_PERIOD.findall(title)) > 1:
        return
    names = QUARTERS if period[1].endswith("季度") else HALVES
    ordinal = names.index(period[1][-len(names[0]) :])
    months = 12 // len(names)
    plan = ""
    for passage in manuscript.passages[len(manuscript.title_passages) :]:
        head = PLAN_HEAD.match(passage.plain)
        if head is not None and period[1] in head.group() and "20" not in head.group():
            at = head.group().find(period[1])
            right = names[(ordinal + 1) % len(names)]
            message = f"标题为{period[1]}，下一步的安排当是{right}的。"
            yield _report(passage, (at, at + len(period[1])), Verdict.WRONG, message, right)
        plan = passage.plain if head is not None else ("" if PAST_HEAD.match(passage.plain) else plan)
        opening = OPENING_MONTHS.match(passage.plain) or TOLD_MONTHS.search(passage.plain)
        if opening is not None and not plan:
            first, last = int(opening[1]), int(opening[2])
            expected = (months * ordinal + 1, months * ordinal + months)
            told = opening.re is TOLD_MONTHS
            if (first, last) != expected and (told or last - first + 1 == months):
                right = f"{expected[0]}月至{expected[1]}月"
                message = f"标题为{period[1]}，此处写{opening.group(0)}，应为{right}。"
                yield _report(passage, (opening.start(1), opening.end(2) + 1), Verdict.WRONG, message, right)
        stated = STATED_PERIOD.match(passage.plain)
        if plan and stated is not None and stated[2] in names:
            yield from _planned(manuscript, passage, stated, names, ordinal)


def _planned(
    manuscript: Manuscript, passage: Passage, stated: re.Match[str], names: tuple[str, ...], ordinal: int
) -> Iterator[Finding]:
    """第四季度，各单位要…: the plan is for a period after the one reported on."""
    year = int(stated[1]) if stated[1] else manuscript.year
    named = names.index(stated[2])
    if manuscript.year is None or year is None or FUTURE.search(passage.plain[stated.end() :]) is None:
        return
    if (year, named) <= (manuscript.year, ordinal):
        following = names[(ordinal + 1) % len(names)]
        right = f"{manuscript.year + (ordinal + 1) // len(names)}年{following}"
        message = f"这是下一阶段的安排，句首却写{stated.group(0).rstrip('，')}，当为{right}。"
        yield _report(
            passage, (stated.start(1) if stated[1] else stated.start(2), stated.end(2)), Verdict.WRONG, message, right
        )


def _month(words: str) -> int | None:
    if words.isdigit():
        return int(words) if 1 <= int(words) <= 12 else None
    name = f"{words}月"
    return CHINESE_MONTHS.index(name) + 1 if name in CHINESE_MONTHS else None


def _report(passage: Passage, span: tuple[int, int], verdict: Verdict, message: str, computed: str | None) -> Finding:
    basis = "年份、月份应与标题一致" if verdict is Verdict.WRONG else ""
    return finding(
        passage, span, kind=Kind.DATE, verdict=verdict, rule="year", message=message, computed=computed, basis=basis
    )


RULE = Rule(
    id="year",
    title="年份与标题",
    source="标题所载年度；年度报告写上一年度的工作和下一年度的安排",
    why="在上年文稿上改写时，开头、小标题和句首的年份最容易漏改。",
    wrong="标题为2022年，开头写“现将我镇2021年法治政府建设情况报告如下”",
    right="标题为2022年，第四部分为“2023年法治政府建设的计划和打算”",
    check=check,
)
