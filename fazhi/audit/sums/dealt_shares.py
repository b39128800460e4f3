"""Shares dealt out to names that are all there is: 东部、中部、西部及东北地区分别占45.1%、26%、11.2%、7.8%; 城乡火灾数量比为城市39%、农村69%.

A second row of the sentence that is as long is of the same names (相应的死亡人数比例为32.2%、30.8%、31.1%、5.9%).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from fazhi.audit.text import rounding
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.partitions import closed, named_rest
from fazhi.audit.text.passages import Passage, Sentence

HUNDRED, PAIR, MOST = Decimal(100), 2, 6
JOINT = re.compile(r"[、，和与及]|以及")
OWN = re.compile(r"(?:^|[，、：为是])(?P<name>[^，。；：、为是\d%]{1,6})$")
NAMED = re.compile(r"[、，和与及](?P<name>[^，。；：、\d%]{1,6})")
LIST = re.compile(
    r"(?P<names>[^，。；：、和与及\d]{1,8}(?:、[^，。；：、和与及\d]{1,8}){0,4}(?:[、和与及]|以及)[^，。；：、和与及\d]{1,4}?)"
    r"(?=地区|产业|的|人|户|分别|依次|占|比)"
)
# 占比分别提高, 比重上升: those are changes.
SHARE = re.compile(
    r"(?:占[^，。；\d增升高降落少]{0,10}|(?:比重|比例)[^，。；\d增升高降落少]{0,6}|比为)(?:[^，。；\d增升高降落少]{1,6})?$"
)
MARK = re.compile(r"[、和与及]|以及")
LEAD, BACK = 12, 120
FAR = Decimal(40)
"""What misses 100 % by more is no whole, whatever the names."""


def dealt_shares(passage: Passage) -> Iterator[list[Figure]]:
    """Every such row that does not make 100 %."""
    for sentence in passage.sentences:
        names: list[str] = []
        for row in _rows(passage, sentence):
            own = _own_names(passage, row)
            told = own or _told(passage, sentence, row) or (names if len(names) == len(row) else [])
            if not told or not _of_shares(passage, sentence, row):
                continue
            named = [replace(each, head=name, tail="") for each, name in zip(row, told, strict=True)]
            if named_rest(named) or not closed(named):
                continue
            names = told
            off = abs(sum((each.value for each in row), Decimal(0)) - HUNDRED)
            place = max(rounding.place(each.value) for each in row)
            if place * (len(row) + 1) / 2 < off < FAR:
                yield row


def _rows(passage: Passage, sentence: Sentence) -> Iterator[list[Figure]]:
    """The percentages that stand one behind the other, with no more than a mark, or a mark and a name, between."""
    row: list[Figure] = []
    for each in sentence.figures:
        if row and not _joined(passage.plain, row[-1], each):
            if PAIR <= len(row) <= MOST:
                yield row
            row = []
        if each.percent and not each.vague and not each.bound:
            row.append(each)
    if PAIR <= len(row) <= MOST:
        yield row


def _joined(text: str, last: Figure, each: Figure) -> bool:
    marks = (JOINT, NAMED)
    return each.percent and any(mark.fullmatch(text, last.end, each.start) is not None for mark in marks)


def _own_names(passage: Passage, row: list[Figure]) -> list[str]:
    """城市39%、农村61%: each behind its own name."""
    text = passage.plain
    first = OWN.search(text, max(0, row[0].start - LEAD), row[0].start)
    others = [NAMED.fullmatch(text, last.end, each.start) for last, each in pairwise(row)]
    if first is None or any(each is None for each in others):
        return []
    return [first["name"], *(each["name"] for each in others if each is not None)]


def _told(passage: Passage, sentence: Sentence, row: list[Figure]) -> list[str]:
    """东部、中部、西部及东北: the names listed before the row, if there are as many."""
    for match in LIST.finditer(passage.plain, max(sentence.start, row[0].start - BACK), row[0].start):
        names = MARK.split(match["names"])
        if len(names) == len(row):
            return names
    return []


def _of_shares(passage: Passage, sentence: Sentence, row: list[Figure]) -> bool:
    return SHARE.search(passage.plain, max(sentence.start, row[0].start - 2 * LEAD), row[0].start) is not None
