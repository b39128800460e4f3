"""Years that contradict the title: opening sentence, headings, the plan, totals of another year."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fazhi.audit.manuscript import Manuscript, finding
from fazhi.audit.model import Finding, Kind, Verdict
from fazhi.audit.outline import Heading
from fazhi.audit.passages import Passage
from fazhi.audit.rules import Rule

YEAR = re.compile(r"(?<!\d)(20\d\d)年")
OPENING = re.compile(r"(?:现将|现就)[^。；]{0,16}?(20\d\d)年[^。；]{0,30}(?:报告|汇报|总结|通报)如下")
PLAN = re.compile(r"计划|打算|安排|下一步|思路|下步|努力方向")
PAST = re.compile(r"举措|成效|不足|问题|履行|工作开展|工作情况|做法|成绩|回顾")
STATEMENT = re.compile(r"(?:^|。)(?:[（(]?[一二三四五六七八九十]+[）)、])?(20\d\d)年(?:度|以来)?，")
TOTAL = re.compile(r"共|累计|全年")
DEED = re.compile(r"排查|调解|化解|受理|办理|开展|组织|召开|举办|检查|审查|查处|整改|接待")
PART_OF_YEAR = re.compile(r"半年|季度|\d月|[一二三四五六七八九十]月")
COMPARING = re.compile(r"同比|上年|去年|相比|较20|比20|自20|以来|截至|起|评为|荣获|获评|获得|五年|历年|规划|计划|此前")
FUTURE = re.compile(r"^[^。]{0,24}(?:将|要|继续|进一步)")
CHINESE_MONTHS = ("一月", "二月", "三月", "四月", "五月", "六月", "七月", "八月", "九月", "十月", "十一月", "十二月")
TITLE_MONTH = re.compile(
    r"(?<![\d一二三四五六七八九十])(1?\d|十[一二]?|[一二三四五六七八九])月(?:份)?[^，。；\d]{0,24}(?:通报|报告|月报|情况|分析)"
)
QUOTED_TITLE = re.compile(r"标题(?:为|写|是|写作)[“《]?([^，。”》]{2,40})")
BODY_MONTH = re.compile(r"(?:20\d\d年)(1?\d)月(?:份)?(?!\d)")


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """Every year or month that cannot stand beside the title's."""
    yield from _months(manuscript)
    year = manuscript.year
    if year is None:
        return
    if manuscript.title_passages and not PART_OF_YEAR.search(manuscript.title):
        for passage, match, offset in manuscript.matches(OPENING):
            if int(match[1]) != year:
                span = (match.start(1) - offset, match.end(1) + 1 - offset)
                yield _report(passage, span, Verdict.WRONG, f"标题为{year}年，开头写成{match[1]}年。", f"{year}年")
        tops = [each for each in manuscript.headings if each.level == 1]
        for number, top in enumerate(tops):
            end = tops[number + 1].passage if number + 1 < len(tops) else len(manuscript.passages)
            yield from _section(manuscript, top, manuscript.passages[top.passage : end], year)


def _section(manuscript: Manuscript, top: Heading, body: list[Passage], year: int) -> Iterator[Finding]:
    plan = PLAN.search(top.words) is not None and PAST.search(top.words) is None
    expected = year + 1 if plan else year
    named = YEAR.search(top.words)
    if named is not None and not PART_OF_YEAR.search(top.words) and (plan or PAST.search(top.words)):
        stated = int(named[1])
        if stated != expected:
            position = body[0].plain.find(named.group())
            what = "下一年度计划" if plan else f"{year}年工作"
            message = f"标题为{year}年，这一部分写的是{what}，年份却是{stated}年。"
            verdict = Verdict.WRONG if stated <= year or not plan else Verdict.HINT
            yield _report(body[0], (position, position + 5), verdict, message, f"{expected}年")
    for passage in body:
        for match in STATEMENT.finditer(passage.plain):
            result = _statement(passage, match, year, plan)
            if result is not None:
                yield result


def _statement(passage: Passage, match: re.Match[str], year: int, plan: bool) -> Finding | None:
    stated = int(match[1])
    sentence = re.split(r"[。]", passage.plain[match.end() :], maxsplit=1)[0]
    span = (match.start(1), match.end(1) + 1)
    if plan:
        if stated <= year and FUTURE.search(sentence) and not COMPARING.search(sentence):
            message = f"这是{year + 1}年的安排，句首却写{stated}年。"
            return _report(passage, span, Verdict.WRONG, message, f"{year + 1}年")
        return None
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
        message = f"标题为{month}月，正文开头写{found[1]}月。"
        span = (found.start() - offset, found.end() - offset)
        yield _report(passage, span, Verdict.WRONG, message, f"{month}月")


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
