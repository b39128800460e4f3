"""同比 reckoned from the year before the last: 由2022年的1204次、2023年的1152次降到今年的1086次，同比下降9.8% (5.7%).

The word says that the base is the year before. Where two earlier years are told beside this year's level, the percentage does not
follow from the later one and does from the earlier one, the wrong one of the two was taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from fazhi.audit.text import rounding
from fazhi.audit.text.change_words import CHANGE
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.manuscript import Manuscript
from fazhi.audit.text.passages import Passage

YEAR_ON_YEAR = re.compile(
    r"(?:同比|比上年|较上年)(?P<way>[\u4e00-\u9fff]{0,4}?(?:增长|上升|提高|增幅|增加|升幅|下降|降幅|减少|降低|回落|减幅))(?:了|为|达|达到|是)?$"
)
FALL = re.compile(r"降|减|落")
YEAR = re.compile(r"20\d\d(?=年)")
LAST = re.compile(r"[上去]年")
# 上年收到615件，前年收到548件
BEFORE_LAST = re.compile(r"前年|上上年")
PART = re.compile(r"(?:今年|本年)?(?:[上下]半年|[前一二三四]季度|前?1?\d(?:至1?\d)?个?月)")
SAME_PART = re.compile(r"^[上去]年同期")
CLAUSE = re.compile(r"[，。；：（、]|[到至]今年")
BASIS = "同比增减幅度＝（本期数－上年同期数）÷上年同期数"
LEAD, FARTHEST = 16, 40
BACK, HUNDRED = 2, 100
UNTOLD = 0
"""The year of a text that tells none: 上年 and 前年 are reckoned from it all the same."""
NEAR = 40
"""So many figures before and behind are looked at."""


@dataclass(frozen=True, slots=True)
class Taken:
    """The percentage, where its words begin, this year's level, the base that the words name, the one that was taken, and the change in per cent."""

    passage: Passage
    figure: Figure
    start: int
    now: Figure
    base: Figure
    taken: Figure
    change: Fraction


def year_before_last(manuscript: Manuscript) -> Iterator[Taken]:
    """Every such percentage."""
    year = manuscript.year or UNTOLD
    for passage in manuscript.passages:
        for at, figure in enumerate(passage.figures if "同比" in passage.plain or "上年" in passage.plain else ()):
            lead = passage.plain[max(0, figure.start - LEAD) : figure.start]
            words = YEAR_ON_YEAR.search(lead) if figure.percent and not figure.vague and not figure.bound else None
            if words is not None:
                near = passage.figures[max(0, at - NEAR) : at + NEAR]
                yield from _of(year, passage, near, figure, words)


def _of(year: int, passage: Passage, near: list[Figure], figure: Figure, words: re.Match[str]) -> Iterator[Taken]:
    told = [
        (each, year_of(year, passage, each))
        for each in near
        if figure.sentence - BACK <= each.sentence <= figure.sentence and _level(each)
    ]
    here = [(each, of) for each, of in told if each.sentence == figure.sentence]
    bases = [each for each, of in here if of == year - 1]
    bases = [each for each in bases if each.end <= figure.start] or bases
    sign = -1 if FALL.search(words["way"]) else 1
    if len(bases) != 1:
        return
    # 追回386.4万元，……三项合计539.1万元。……2021年为521.3万元，2022年为452.7万元，今年继续回落: this year's may stand before
    # 上半年受理3286件，去年同期3054件，前年同期3127件: this year's is that of the part of the year then
    part = {each.period for each, _ in told if PART.fullmatch(each.period)}
    alike = len(part) == 1 and all(SAME_PART.search(each.head) for each in bases)
    told = [(each, year if alike and each.period in part else of) for each, of in told]
    levels = [each for each, of in told if of == year and each.end <= figure.start and each.kind == bases[0].kind]
    levels = [each for each in levels if each.sentence == figure.sentence][-1:] or levels
    if any(_fits(figure.value, each, bases[0], sign) for each in levels):
        return
    for now in reversed(levels):
        for taken, of in here:
            before = of is not None and of < year - 1 and taken.kind == now.kind
            if before and _fits(figure.value, now, taken, sign):
                start = figure.start - len(words[0])
                yield Taken(passage, figure, start, now, bases[0], taken, sign * _change(now, bases[0]))
                return


def _level(figure: Figure) -> bool:
    return figure.count and not figure.vague and not figure.bound and CHANGE.search(figure.head) is None


def year_of(year: int, passage: Passage, figure: Figure) -> int | None:
    """2022年为735件 → 2022; 上年为698件 → the year before; 612件 → this year; ``None`` for what is told of a part of a year."""
    lead = CLAUSE.split(passage.plain[max(0, figure.start - FARTHEST) : figure.start])[-1]
    named = YEAR.findall(lead)
    if named:
        return int(named[-1])
    if BEFORE_LAST.search(lead) is not None:
        return year - 2
    if LAST.search(lead) is not None or figure.compared:
        return year - 1
    return year if figure.period in ("", str(year)) else None


def _change(now: Figure, base: Figure) -> Fraction:
    return HUNDRED * (now.exactly - base.exactly) / base.exactly


def _fits(stated: Decimal, now: Figure, base: Figure, sign: int) -> bool:
    return base.value > 0 and bool(rounding.fits(stated, sign * _change(now, base)))
