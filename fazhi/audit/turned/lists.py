"""A list that comes to the total before it, to the unit, if two figures of one number are turned round.

全年投入64.8万元，……主要用在四个方面：补助38.4万元，监控14.7万元，奖补5.6万元，宣传5.2万元 (6.5): the words that open a list are without number;
that three items and more make a count before them but for two figures turned round is no chance.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from fazhi.audit.corroboration import counts, printed
from fazhi.audit.text import misprints
from fazhi.audit.text.figures import Figure, summed
from fazhi.audit.text.passages import Passage

FEWEST, MOST = 3, 20
SMALLEST = 50
"""Of small numbers too many are the sum of some others."""
BACK, FAR = 4, 8
"""So many paragraphs before a list, and so many of their counts, may be its total."""
TELLING = 100
TWICE = 2
"""No slip of one part makes a list twice its total, or half of it."""
TOTALS = 3
"""So many counts of its unit before a list may be its total."""
JOINED = re.compile(
    r"(?:（\d[\d.]*%）|[，（]?占(?:比|[^，。；：、\d]{0,8})\d[\d.]*%）?)?[、，；][^，。；：、（）\d]{1,18}"
)

# 中央3.14亿元（含国债1.87亿元）、省级1.26亿元、…: the list began before the bracket.
BRACKETED = re.compile(r"）、[^，。；：、（）\d]{1,18}$")
MARK = re.compile(r"[、，；](?=[^、，；]*$)")
OPENS = re.compile(r"其中|包括|分为|：")
OF = "的"
"""完成目标4800人的109.08%: what something is a share of."""
OF_BEFORE = re.compile(r"上年|去年|同期|[比较]")


@dataclass(frozen=True, slots=True)
class Turned:
    """A list and its total, of which one number has two figures turned round."""

    parts: list[Figure]
    total: Figure


def turned(passages: Sequence[Passage], number: int) -> Iterator[Turned]:
    """Every list of a passage that comes out so; of four items and more its total may stand in a paragraph before."""
    passage = passages[number]
    row = counts(passage)
    for parts in _lists(passage, row):
        if (
            _left_one_out(passage, parts)
            or _of_several_matters(passage.plain, parts)
            or BRACKETED.search(passage.plain, 0, parts[0].start)
        ):
            continue
        totals = _totals(passage, row, parts)
        if len(parts) > FEWEST:
            before = [each for one in passages[max(0, number - BACK) : number] for each in counts(one)]
            totals += [each for each in before if each.kind == parts[0].kind and each.value >= TELLING][-FAR:]
        # 程序类233个、证据类114个、文书类97个、管理类47个, of 518: it is the 114 or the 47, but one of them.
        found = {id(each.total): each for each in _of_list(parts, totals)}
        if len(found) == 1:
            yield from found.values()


def _lists(passage: Passage, row: Sequence[Figure]) -> Iterator[list[Figure]]:
    """Counts told one right behind the other, from where a list opens as far as it goes.

    Their units may differ: 婚姻登记业务3389件，结婚登记1784对、离婚登记863对、补领742件.
    """
    text, parts = passage.plain, list[Figure]()
    for before, each in zip([None, *row], row, strict=False):
        gap = text[before.end if before else 0 : each.start]
        goes_on = parts and JOINED.fullmatch(gap) is not None
        if not goes_on or OPENS.search(gap) or OF_BEFORE.search(gap):
            yield from [parts] if FEWEST <= len(parts) <= MOST else []
            parts = []
        parts.append(each)
    yield from [parts] if FEWEST <= len(parts) <= MOST else []


def _left_one_out(passage: Passage, parts: Sequence[Figure]) -> bool:
    """油烟29件，市政公用（燃气、排水）22件，其他14件: is one of them in the text that was not read?"""
    between = (each for each in passage.figures if parts[0].start < each.start < parts[-1].start)
    return any(each.kind == parts[0].kind and all(each is not part for part in parts) for each in between)


def _of_several_matters(text: str, parts: Sequence[Figure]) -> bool:
    """立案17件、撤案22件；纠正漏捕7人、漏诉11人；书面纠正48件次，已采纳40件次: do units differ, and the marks between the counts as well?"""
    marks = {match.group() for one, two in pairwise(parts) if (match := MARK.search(text, one.end, two.start))}
    return len({each.kind for each in parts}) > 1 and len(marks) > 1


def _totals(passage: Passage, row: Sequence[Figure], parts: Sequence[Figure]) -> list[Figure]:
    """The nearest counts of its unit before a list, of its sentence or the one before."""
    first, kinds = parts[0], {each.kind for each in parts}
    before = [each for each in row if each.end <= first.start and each.kind in kinds]
    return [
        each
        for each in before[-TOTALS:]
        if first.sentence - each.sentence <= 1 and not passage.plain.startswith(OF, each.end)
    ]


def _of_list(parts: list[Figure], totals: Sequence[Figure]) -> Iterator[Turned]:
    if any(summed(parts) == each.value for each in totals):
        return
    for total in totals:
        amount = summed(parts)
        missing = total.value - amount
        if total.value < SMALLEST or any(each.value >= total.value for each in parts):
            continue
        if not total.value < TWICE * amount < TWICE * TWICE * total.value:
            continue
        if slipped(total, amount) or any(slipped(each, each.value + missing) for each in parts):
            yield Turned(parts, total)


def slipped(figure: Figure, wanted: Decimal) -> bool:
    """Is what is printed what is wanted, in single units, with two figures turned round?"""
    stated = None if figure.spelled else printed(figure)
    return stated is not None and wanted > 0 and misprints.turned(stated, wanted / figure.scale)
