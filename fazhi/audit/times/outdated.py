"""What a plan says is still to come although its year, or its month, was over when the plan was written."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache

from fazhi.audit.text import plans, wording
from fazhi.audit.text.manuscript import Manuscript
from fazhi.audit.text.passages import Passage
from fazhi.audit.times import untimely_years

Outdated = tuple[tuple[int, int], str, str | None]
"""(span, message, right year)"""
COMING = re.compile(
    r"(?:^|(?<=[，；。：、）]))(?:[并且于在到]|力争|确保|争取|计划)?(?P<year>20\d\d)年(?!度|以)"
    r"(?P<part>第?[一二三四]季度|[上下]半年|年?[底末]|(?P<month>1?\d)月(?:份|底|末|[上中下]旬)?(?:\d{1,2}日)?)?"
    r"(?P<before>之?前|以前)?(?P<deed>[^，；。]{2,40})"
)
# 推进指挥室于2024年3月底前建成投用: within a clause only a term is one to come.
WITHIN = re.compile(
    r"(?<=[\u4e00-\u9fff])(?P<year>20\d\d)年(?P<part>年?[底末]|(?P<month>1?\d)月(?:份|底|末|[上中下]旬)?(?:\d{1,2}日)?)(?P<before>之?前|以前)(?P<deed>[^，；。]{2,40})"
)
REST = re.compile(
    r"(?:剩余|其余|余下|(?:尚|还|仍)?未(?:完成|整改|办结|化解|结案))的?\d{1,4}[件个项起宗户处条][^，。；\d]{0,12}?(?<![原本])(?:计划|拟|预计|将|力争|确保)(?:于|在)?"
    r"(?P<year>20\d\d)年(?:(?P<month>1?\d)月(?:底|末|\d{1,2}日)?|年?底)(?:之?前|以前)"
)
WAS_TO = re.compile(r"已|原")
STRIVEN = re.compile(r"(?:争取|力争|确保|计划)(?:在|于)?$")
LATE = re.compile(r"^年?[底末]|四季度|下半年")
MONTH = re.compile(r"(?<![\d年])(?P<month>1?\d)月(?:\d{1,2}日|[底末])(?:之前|以前|前)(?P<deed>[^，；。]{2,30})")
OTHER_YEAR = re.compile(r"明年|次年|来年|翌年|20\d\d年")
YEAR = re.compile(r"(?<![—－～至-])20\d\d(?=年)")
SENTENCE = "。；"
PART = re.compile(r"第?([一二三四])季度|([上下])半年")
ORDER, HALVES = "一二三四", "上下"
LAST_MONTH_OF_DRAFTS = 10
HALF = 6


@cache
def _words(key: str) -> re.Pattern[str]:
    return re.compile(wording.load("dates")[key])


def outdated(manuscript: Manuscript, passage: Passage) -> Iterator[Outdated]:
    """Times of a planned paragraph that lay behind."""
    coming = plans.year(manuscript) or _of_the_same_year(manuscript)
    if coming is not None and "20" in passage.plain:
        for match in (*COMING.finditer(passage.plain), *WITHIN.finditer(passage.plain)):
            if int(match["year"]) < coming and _behind(manuscript, passage, match, coming):
                message = f"这是{coming}年的安排，此处却写{match['year']}年。"
                yield match.span("year"), message, f"{coming}年"
        for match in _words("begun").finditer(passage.plain):
            if int(match["year"]) < coming:
                message = f"这是{coming}年的安排，此处却写{match['year']}年度。"
                yield match.span("year"), message, f"{coming}年度"
        yield from untimely_years.untimely(manuscript, passage, coming)
    if "季度" in passage.plain or "半年" in passage.plain:
        yield from _part_behind(manuscript, passage)
    if "月" in passage.plain and _of_second_half(manuscript, passage):
        yield from _first_half(passage)


def rests_behind(manuscript: Manuscript, passage: Passage) -> Iterator[tuple[tuple[int, int], str]]:
    """整改12个，剩余2个计划于2022年6月底前完成, in a report written in January 2023: what is left was to be done before."""
    signed, year = manuscript.signed, manuscript.year
    if year is None or "前" not in passage.plain or "20" not in passage.plain:
        return
    for match in REST.finditer(passage.plain):
        stated, month = int(match["year"]), int(match["month"] or 12)
        before = (stated, month) < (signed.year, signed.month) if signed is not None else stated < year
        if before and stated >= year - 1 and WAS_TO.search(match.group()) is None:
            term = match.group().rpartition(match["year"])[2]
            yield match.span("year"), f"尚未完成的，期限却写{stated}{term}，成文时已经过去。"


def _behind(manuscript: Manuscript, passage: Passage, match: re.Match[str], coming: int) -> bool:
    """Is it told as to come, and over when the plan was written?"""
    signed, stated = manuscript.signed, int(match["year"])
    late = LATE.search(match["part"] or "") is not None or int(match["month"] or 0) > LAST_MONTH_OF_DRAFTS
    if stated == coming - 1 and late and plans.year(manuscript) == coming and (signed is None or signed.year < coming):
        return False  # written in November, a plan may begin with 2024年底前
    deed = match["deed"]
    lead = passage.plain[max(0, match.start() - 6) : match.start()]
    if STRIVEN.search(lead) is not None and match["before"]:
        return True
    if _words("behind").search(deed) is not None or _words("behind").search(lead) is not None:
        return False
    if match["before"]:
        set_for = _words("of_term").search(deed) is None and _words("about").search(lead) is None
        return _words("ahead").search(deed) is not None or set_for and _words("term_ahead").search(deed) is not None
    begin = max(passage.plain.rfind(mark, 0, match.start()) for mark in SENTENCE + "：") + 1
    end = min(at if (at := passage.plain.find(mark, match.end())) >= 0 else len(passage.plain) for mark in SENTENCE)
    if any(int(each) > stated for each in YEAR.findall(passage.plain, begin, end)):
        return False
    return _words("ahead" if match["part"] else "firmly_ahead").search(deed) is not None


def _of_the_same_year(manuscript: Manuscript) -> int | None:
    """The plan at the end of 上半年工作总结, or of a bulletin on a quarter, is for the rest of the year or later."""
    return manuscript.year if len(PART.findall(manuscript.subject)) == 1 else None


def _part_behind(manuscript: Manuscript, passage: Passage) -> Iterator[Outdated]:
    """力争第二季度按期办结率达到99%, in the bulletin on the third quarter."""
    title = PART.findall(manuscript.subject)
    if len(title) != 1:
        return
    quarter, half = title[0]
    for match in _words("quarter_ahead").finditer(passage.plain):
        begin = max(passage.plain.rfind(mark, 0, match.start()) for mark in SENTENCE) + 1
        if OTHER_YEAR.search(passage.plain, begin, match.start("part")) is not None:
            continue
        by_quarter = quarter and match["quarter"] and ORDER.index(match["quarter"]) <= ORDER.index(quarter)
        by_half = half and match["half"] and HALVES.index(match["half"]) <= HALVES.index(half)
        if by_quarter or by_half:
            yield match.span("part"), f"本文写的就是{manuscript.subject}，“{match['part']}”已经过去。", None


def _of_second_half(manuscript: Manuscript, passage: Passage) -> bool:
    """Does the paragraph, or the heading above it, speak of 下半年?"""
    piece = _words("piece").search(passage.plain)
    if piece is not None:
        return _words("second_half").search(piece.group()) is not None
    tops = _tops(manuscript)
    above = bisect_right(tops, passage.index, key=lambda each: each[0]) - 1
    return above >= 0 and tops[above][1]


def _tops(manuscript: Manuscript) -> list[tuple[int, bool]]:
    """(paragraph, does it speak of 下半年?) of every heading of the first level."""
    tops: list[tuple[int, bool]] | None = manuscript.memory.get("second half")
    if tops is None:
        tops = manuscript.memory["second half"] = [
            (each.paragraph, _words("second_half").search(each.words) is not None and "上半年" not in each.words)
            for each in manuscript.headings
            if each.level == 1
        ]
    return tops


def _first_half(passage: Passage) -> Iterator[Outdated]:
    """（二）下半年：4月底前完成12个点."""
    for match in MONTH.finditer(passage.plain):
        month = int(match["month"])
        begin = max(passage.plain.rfind(mark, 0, match.start()) for mark in SENTENCE) + 1
        lead = passage.plain[begin : match.start()]
        if not 1 <= month <= HALF or OTHER_YEAR.search(lead) is not None:
            continue
        if _words("ahead").search(match["deed"]) is None or _words("behind").search(match["deed"]) is not None:
            continue
        yield match.span(), f"这是下半年的安排，期限却写{month}月。", None
