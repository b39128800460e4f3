"""Days that cannot stand where they stand: a deed dated after the signature, a deadline that is past, an end before its start."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from fazhi.audit.manuscript import Manuscript, finding
from fazhi.audit.model import Finding, Kind, Verdict
from fazhi.audit.passages import Passage
from fazhi.audit.rules import Rule

FULL = re.compile(r"(20\d\d)年(\d{1,2})月(\d{1,2})日")
DEED = re.compile(r"，?[^，。；]{0,8}?(?:召开|启动|举行|举办|组织|开展|印发|挂牌|成立|立案|受理|签订|建成|投入使用)")
FUTURE = re.compile(r"将|拟|计划|预计|力争|前|起施行|起实施|届时|安排")
DEADLINE = re.compile(
    r"(20\d\d)年(?:\d{1,2}月(?:\d{1,2}日|[底末])?|[底末]|年底)?(?:之?前|以前)|(?:到|至)(20\d\d)年(?:\d{1,2}月)?[底末]"
)
AIM = re.compile(r"完成|实现|达到|建成|达|力争|确保|全覆盖|新增")
DONE = re.compile(r"已|以来|较|比|同期|上年|去年|截至|截止|曾|原定|自20")
STEP = re.compile(r"(?<![\d年])(\d{1,2})月(\d{1,2})日([\u4e00-\u9fff]{1,6})")
LATEST = 9
"""In the last months of a year its report may be written already."""
STARTS = re.compile(r"立案|受理|进场|启动|开工|登记|接报|交办|申请|报名|接到|收到")
ENDS = re.compile(r"决定|签|结案|办结|竣工|完工|拆除|化解|验收|答复|撤场|送达")


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """Every such day of a document whose year, or day of signature, is known."""
    yield from _after_signature(manuscript)
    yield from _past_deadlines(manuscript)
    yield from _signed_early(manuscript)
    for passage in manuscript.passages:
        if passage.plain.count("日") > 1 and passage.plain.count("月") > 1:
            yield from _reversed(passage)


def _after_signature(manuscript: Manuscript) -> Iterator[Finding]:
    """2025年11月15日启动 in a report signed on 20 January 2025."""
    signed = manuscript.signed
    if signed is None or manuscript.year is None or not manuscript.year <= signed.year <= manuscript.year + 1:
        return
    for day in manuscript.days:
        text = day.passage.plain
        if (day.year, day.month, day.day) <= (signed.year, signed.month, signed.day):
            continue
        sentence = text[text.rfind("。", 0, day.start) + 1 : day.end + 12]
        if DEED.match(text, day.end) and not FUTURE.search(sentence) and not manuscript.planned(day.passage):
            message = f"报告落款为{signed.year}年{signed.month}月{signed.day}日，此处所记的事却在其后。"
            yield _report(day.passage, (day.start, day.end), message)


def _signed_early(manuscript: Manuscript) -> Iterator[Finding]:
    """2023年1月12日 under a report on all of 2023 (one on 法治政府建设 is looked at by rule deadline)."""
    signed, year = manuscript.signed, manuscript.year
    if signed is None or year is None or not manuscript.whole_year or manuscript.annual_report:
        return
    if signed.year == year and signed.month <= LATEST:
        message = f"报告写的是{year}年全年的工作，落款却是{signed.year}年{signed.month}月，年份当有误。"
        yield _report(signed.passage, (signed.start, signed.end), message)


def _past_deadlines(manuscript: Manuscript) -> Iterator[Finding]:
    """2024年6月底前完成 in the plan that a report on 2024 makes for 2025."""
    year = manuscript.year
    if year is None or not manuscript.whole_year:
        return
    for passage, match, offset in manuscript.matches(DEADLINE):
        stated = int(match[1] or match[2])
        start, end = match.start() - offset, match.end() - offset
        if stated > year or not manuscript.planned(passage):
            continue
        begins = max(passage.plain.rfind(mark, 0, start) for mark in "。；") + 1
        closes = re.search(r"[。；]|$", passage.plain[end:])
        sentence = passage.plain[begins : end + (closes.start() if closes else 0)]
        if AIM.search(sentence) and not DONE.search(sentence):
            yield _report(passage, (start, end), f"这是{year + 1}年的安排，所定期限{match.group()}却已过去。")


def _reversed(passage: Passage) -> Iterator[Finding]:
    """3月8日立案、2月17日作出决定: the end of one case before its beginning."""
    found = list(STEP.finditer(passage.plain))
    for first, second in pairwise(found):
        if re.search(r"[。；]|20\d\d年|次年|翌年|去年|上年", passage.plain[first.end() : second.start()]):
            continue
        if STARTS.search(first[3]) is None or ENDS.search(second[3]) is None:
            continue
        try:
            days = [date(2024, int(each[1]), int(each[2])) for each in (first, second)]
        except ValueError:
            continue
        if days[1] < days[0]:
            message = f"{second[1]}月{second[2]}日在{first[1]}月{first[2]}日之前，先后颠倒。"
            yield _report(passage, (first.start(), second.end()), message)


def _report(passage: Passage, span: tuple[int, int], message: str) -> Finding:
    return finding(
        passage,
        span,
        kind=Kind.DATE,
        verdict=Verdict.WRONG,
        rule="ahead",
        message=message,
        basis="日期的先后应与落款、年度和事情的进程一致",
    )


RULE = Rule(
    id="ahead",
    title="日期的先后",
    source="落款日期、报告年度和事情本身的进程",
    why="沿用旧稿改日期，年份改多改少一年，期限成了过去，开始落在结束之后。",
    wrong="2023年度报告的下一步打算：2023年6月底前完成换届",
    right="2023年度报告的下一步打算：2024年6月底前完成换届",
    check=check,
)
