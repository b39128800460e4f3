"""Totals that a report never prints: 全年审查的事项中，合同82件、文件17件、决策8件、处罚20件，与上年的98件相比增长29.6%.

What is told behind such a list, to the next one, is told of all that it comes to. Only a list that words announce as one of all
(…中, 按渠道划分, 包括) counts, of three items and more behind their names, whose sum and the like of it stand nowhere near.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise, zip_longest

from fazhi.audit.text.change_words import EARLIER
from fazhi.audit.text.figures import Figure, summed
from fazhi.audit.text.manuscript import Manuscript
from fazhi.audit.text.passages import Passage

OPENED = re.compile(
    r"(?:[\u4e00-\u9fff]中|(?:按|从|以)[^，。；：\d]{1,14}(?:划分|来看|看|统计|分类?|讲|计)|^[^，。；：\d]{0,14}分(?:类别|领域|区域|类型|渠道|行业|级别)看?)[，：][^，。；：、\d]{1,16}$"
    r"|(?:，|的[\u4e00-\u9fff]{2,8})(?:包括|涉及)[^，。；：、\d]{1,16}$|^(?:全年|上半年|今年|年内)[^，。；：\d]{2,16}的[^，。；：\d]{2,8}，[^，。；：、\d]{1,16}$"
)
TOLD = re.compile(r"[合总共]|之和|相加|累计|加起来")
ITEM = re.compile(r"[、，；和及][^，。；：、（）\d]{1,16}")
NO_ITEM = re.compile(
    r"其中|均|每|增|减|升|降|较|比|上年|去年|同期|累计|另|未|不满意|成功|办结|完成|审结|合格|采纳|率|占"
)
FEWEST, MOST = 3, 12
LEAST = 5


@dataclass(frozen=True, slots=True)
class Unprinted:
    """A list of all of some things, and where what is told of them ends."""

    passage: Passage
    parts: tuple[Figure, ...]
    until: int

    @property
    def amount(self) -> Decimal:
        """What the list comes to."""
        return summed(list(self.parts))

    @property
    def exactly(self) -> Fraction:
        """The same as a fraction."""
        return Fraction(self.amount)

    @property
    def behind(self) -> list[Figure]:
        """The figures that may be told of all of it."""
        return [each for each in self.passage.figures if self.parts[-1].end <= each.start < self.until]


def unprinted_totals(manuscript: Manuscript) -> list[Unprinted]:
    """Every such list, in the order of the text; looked for once."""
    known: list[Unprinted] | None = manuscript.memory.get("unprinted totals")
    if known is None:
        known = manuscript.memory["unprinted totals"] = [
            each
            for passage in manuscript.passages
            if passage.paragraph.place != "table" and len(passage.figures) > FEWEST
            for each in _of_passage(passage)
        ]
    return known


def _of_passage(passage: Passage) -> Iterator[Unprinted]:
    rows = list(_rows(passage))
    for row, following in zip_longest(rows, rows[1:]):
        if _of_all(passage, row):
            end = len(passage.plain) if following is None else following[0].start
            yield Unprinted(passage, tuple(row), end)


def _rows(passage: Passage) -> Iterator[list[Figure]]:
    """The longest stretches of counts of one unit that follow one another, each behind its own name."""
    row: list[Figure] = []
    for last, each in pairwise([*passage.figures, None]):
        if each is not None and last is not None and _follows(passage.plain, last, each):
            row = [*(row or [last]), each]
            continue
        if FEWEST <= len(row) <= MOST:
            yield row
        row = []


def _follows(text: str, last: Figure, figure: Figure) -> bool:
    return (
        last.unit == figure.unit
        and _item(last)
        and _item(figure)
        and ITEM.fullmatch(text, last.end, figure.start) is not None
    )


def _item(figure: Figure) -> bool:
    sound = figure.count and figure.exact and not figure.spelled and not figure.compared and bool(figure.unit)
    return sound and len(figure.head) > 1 and NO_ITEM.search(figure.head) is None


def _of_all(passage: Passage, row: list[Figure]) -> bool:
    """Do words announce the list, and stands no count in its sentence before it that it may divide?"""
    first = row[0]
    sentence = next(each for each in passage.sentences if each.start <= first.start < each.end)
    before = [each for each in sentence.figures if each.end <= first.start and each.count]
    amount = summed(row)
    if (
        any(each.kind == first.kind for each in before)
        or amount < LEAST
        or any(2 * each.value == amount for each in row)
    ):
        return False
    same = [each for each in passage.figures if each.kind == first.kind and each.count]
    if any(each.end <= first.start and 2 * each.value >= amount or each.value == amount for each in same):
        return False  # the total of another sentence, or of more
    behind = [
        each for each in same if each.start >= row[-1].end and not each.compared and EARLIER.search(each.head) is None
    ]
    if any(TOLD.search(each.head) for each in behind):
        return False
    begin = before[-1].end if before else sentence.start
    return OPENED.search(passage.plain[begin : first.start]) is not None
