"""Rows of a table told whole: 第一产业增加值30.02亿元，增长8.0% over 第一产业｜30.02｜8.2, where the growths of the other rows are those of the table."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from fazhi.audit.repeats.told_in_tables import Refuted, Row, Told, in_sentences, printed_of, told, told_rows
from fazhi.audit.text.cells import tables
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.manuscript import Manuscript
from fazhi.audit.text.passages import Passage

GROWN = re.compile(r"^[^\d。；]{0,16}(?:增长|上升|增加|提高|下降|降低|减少)$")
FEWEST, SHORTEST = 2, 3


@dataclass(frozen=True, slots=True)
class Pair:
    """The growth right behind a number of the text, and the row that has that number."""

    level: Told
    growth: Figure
    at: int


def refuted(manuscript: Manuscript) -> Iterator[Refuted]:
    """The one growth that is not that of the row, while those of two other rows are."""
    rows = list(told_rows(tables(manuscript)))
    for passage in manuscript.passages if rows else ():
        if in_sentences(passage) and len(passage.figures) > FEWEST:
            yield from _of_passage(passage, [row for row in rows if row.label in passage.plain])


def _of_passage(passage: Passage, rows: list[Row]) -> Iterator[Refuted]:
    by_column: dict[tuple[int, int, int], list[tuple[Pair, bool]]] = defaultdict(list)
    for pair in _pairs(passage, rows):
        for column, cell in pair.level.cells.items():
            if column != pair.at and _places(cell) == _places(printed_of(pair.growth)):
                by_column[pair.level.table, pair.at, column].append((pair, cell == printed_of(pair.growth)))
    for (_table, _at, column), judged in by_column.items():
        wrong = [pair for pair, fits in judged if not fits]
        if len(wrong) == 1 and len(judged) - 1 >= FEWEST:
            yield passage, wrong[0].growth, wrong[0].level.cells[column], wrong[0].level.label


def _pairs(passage: Passage, rows: list[Row]) -> Iterator[Pair]:
    for figure, behind in pairwise(passage.figures):
        if not behind.percent or behind.vague or behind.bound or behind.sentence != figure.sentence:
            continue
        if GROWN.match(passage.plain[figure.end : behind.start]) is None:
            continue
        for each in told(passage, figure, rows):
            at = next((column for column, cell in each.cells.items() if cell == each.printed), -1)
            if at >= 0 and len(each.printed.replace(".", "")) >= SHORTEST:
                yield Pair(each, behind, at)


def _places(number: str) -> int:
    return len(number.partition(".")[2])
