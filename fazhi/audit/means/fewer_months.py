"""A monthly mean of a year that was divided by eleven or ten months: 全年法律咨询1236人次，月均112.4人次 is 1236÷11.

The report is one of a whole year and nothing printed tells of a shorter time; no count near by gives the mean over twelve months,
and the one that its words name gives it over fewer, to three figures at least.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from fractions import Fraction

from fazhi.audit.means import means
from fazhi.audit.means.divisors import Divisor
from fazhi.audit.means.means import Mean
from fazhi.audit.means.other_operands import Slip
from fazhi.audit.text import periods, rounding
from fazhi.audit.text.change_words import CHANGE
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.former_levels import past
from fazhi.audit.text.manuscript import Manuscript
from fazhi.audit.text.passages import Passage

MONTH = "month"
FEWER = (11, 10)
# 前11个月受理40080件; 自3月投入使用; 截至11月底; 上半年; 一季度
SHORTER = re.compile(r"个月|\d月|[上下]半年|以来|[投启][入用]|成立|新建|试运行")
TELLING, NAME = 3, 2
BACK = 7
"""So many paragraphs back the total may stand, where the deed names it."""


def fewer_months(manuscript: Manuscript, passage: Passage) -> Iterator[Slip]:
    """Every such mean of a passage."""
    if not manuscript.whole_year:
        return
    for figure in passage.figures:
        claim = means.mean(passage, figure)
        if claim is None or claim.over != MONTH or figure.vague or figure.bound or means.foreign(claim):
            continue
        if rounding.telling(claim.stated) < TELLING:
            continue
        found = _of(manuscript, claim)
        if found is not None:
            yield found


def _of(manuscript: Manuscript, claim: Mean) -> Slip | None:
    totals = [*_here(claim), *_farther(manuscript, claim)]
    if any(means.fits(claim, each, periods.CALENDAR_MONTHS) for _of_passage, each in totals):
        return None
    for passage, each in totals:
        if past(each, passage.now) or not _named(claim, each) or _of_less(claim, passage, each):
            continue
        fewer = next((number for number in FEWER if means.fits(claim, each, number)), 0)
        if fewer:
            year = Fraction(periods.CALENDAR_MONTHS)
            return Slip(claim, each, Divisor(year, year, year, f"{year}个月", None, True), f"{fewer}个月")
    return None


def _here(claim: Mean) -> list[tuple[Passage, Figure]]:
    before = [each for each in reversed(means.around(claim)) if each.end <= claim.start]
    return [(claim.passage, each) for each in before if _total(claim, each)]


def _farther(manuscript: Manuscript, claim: Mean) -> list[tuple[Passage, Figure]]:
    """全年执法检查5128次……  全年月均检查466.2次: what the deed names in the paragraphs before."""
    if len(claim.deed) < NAME:
        return []
    at = bisect_left(manuscript.passages, claim.passage.index, key=lambda each: each.index)
    before = manuscript.passages[max(0, at - BACK) : at]
    return [(one, each) for one in reversed(before) for each in reversed(one.figures) if _total(claim, each)]


def _total(claim: Mean, each: Figure) -> bool:
    if each.vague or each.bound or CHANGE.search(each.head) is not None:
        return False
    return each.kind == claim.figure.kind


def _named(claim: Mean, total: Figure) -> bool:
    """月均检查 ← 全年执法检查5128次; 月均办理医保业务 ← 医保7426件; with no deed at all, the total told last."""
    if len(claim.deed) < NAME:
        last = next((each for _passage, each in _here(claim) if not past(each, claim.passage.now)), None)
        return last is total or total.head.startswith("全年")
    words = (claim.deed[:NAME], claim.deed[-NAME:])
    return any(each in total.head for each in words) or total.head[-NAME:] in claim.deed


def _of_less(claim: Mean, passage: Passage, total: Figure) -> bool:
    """Does what is told of the mean or of its total speak of a part of the year?"""
    here = passage is claim.passage
    told = passage.plain[: claim.start if here else len(passage.plain)]
    begin = told.rfind("。", 0, total.start) + 1 if here else 0
    own = claim.passage.plain[claim.passage.plain.rfind("。", 0, claim.start) + 1 : claim.start]
    return SHORTER.search(told, begin) is not None or SHORTER.search(own) is not None
