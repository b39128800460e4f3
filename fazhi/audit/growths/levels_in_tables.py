"""Growths told in a sentence whose two levels stand in a row of a table: 投诉1572件，同比降低24.36% over 投诉｜1572｜1955｜↓19.59%.

The other rows of the table show which of its columns is the level of before. A sentence that names no level, 举报量同比下降19.15%, is of
the table where another growth of the same sentence is that of its row.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from fazhi.audit.growths import changed_once
from fazhi.audit.growths.changed_once import MONTH, VERBS, YEAR
from fazhi.audit.rates.table_columns import GROWTH, columns
from fazhi.audit.text import rounding
from fazhi.audit.text.cells import headed, tables
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.manuscript import Manuscript
from fazhi.audit.text.passages import Passage
from fazhi.audit.text.table_rows import Table

SINCE_YEAR, SINCE_MONTH = re.compile(r"同比|去年|上年|同期"), re.compile(r"环比|上个?月|上周|上一?季度")
EMPTY = re.compile(r"^(?:已|共|累计|全年)|总?[量数](?=$|（)|（[^（）]*）$|[“”]")
NAMED = re.compile(rf"(?<![\u4e00-\u9fff\d])(?P<name>[\u4e00-\u9fff]{{2,12}}?)总?[量数]?同比{VERBS}(?=\d)")
HUNDRED, SHORTEST = 100, 2


@dataclass(slots=True)
class Row:
    """A row of a table: what it is of, the level now and that of before, and since when it has changed."""

    label: str
    now: Decimal
    before: Decimal
    since: str

    @property
    def change(self) -> Fraction:
        return HUNDRED * (Fraction(self.now) - Fraction(self.before)) / Fraction(self.before)

    def fits(self, figure: Figure, fall: bool) -> bool:
        return bool(rounding.fits(figure.value, -self.change if fall else self.change))


Refuted = tuple[Passage, tuple[int, int], Figure, Row]
"""(passage, span, the percentage, the row that refutes it)"""


def refuted(manuscript: Manuscript) -> Iterator[Refuted]:
    """Every growth of a sentence that the row of its own level refutes."""
    rows = [row for table in tables(manuscript) for row in _rows(table)]
    for passage in manuscript.passages if rows else ():
        if passage.paragraph.cell is None and "比" in passage.plain and "|" not in passage.original:
            yield from _by_level(passage, rows)
            yield from _by_name(passage, rows)


def _rows(table: Table) -> Iterator[Row]:
    for column in columns(table) if headed(table) else ():
        if column.relation != GROWTH:
            continue
        good = {id(each.cell): each for each in column.rows if each.fits}
        for row in table[1:]:
            for cell in row:
                if id(cell) in good:
                    left, right = good[id(cell)].left, good[id(cell)].right
                    heads = [table[0][at].text for at, each in enumerate(row) if each in (cell, left, right)]
                    since = _since("｜".join(heads))
                    now, before = (_number(each.text) for each in (left, right))
                    if since and before:
                        yield Row(EMPTY.sub("", row[0].text), now, before, since)


def _since(heads: str) -> str:
    if SINCE_MONTH.search(heads) is not None:
        return "" if SINCE_YEAR.search(heads) is not None else MONTH
    return YEAR if SINCE_YEAR.search(heads) is not None else ""


def _number(text: str) -> Decimal:
    digits = re.match(r"[\d,.]+", text)
    return Decimal(digits[0].replace(",", "")) if digits is not None else Decimal(0)


def _by_level(passage: Passage, rows: list[Row]) -> Iterator[Refuted]:
    for sentence in passage.sentences:
        for each in changed_once.told(passage, sentence):
            if each.figure.vague or each.figure.bound or each.level.vague or not each.figure.percent:
                continue
            level = each.level
            own = [row for row in rows if row.since == each.since and _labels(row, each.name)]
            own = [row for row in own if row.now == level.value or level.low <= row.now <= level.high]
            if own and not any(row.fits(each.figure, each.fall) for row in own):
                yield passage, (each.start, each.figure.end), each.figure, own[0]


def _labels(row: Row, name: str) -> bool:
    return len(row.label) >= SHORTEST and EMPTY.sub("", name).endswith(row.label)


def _by_name(passage: Passage, rows: list[Row]) -> Iterator[Refuted]:
    """投诉量同比增加103.07%；咨询量同比增加38.09%；举报量同比下降19.15%: the others show that it is told of this table."""
    told = list[tuple[Figure, int, list[Row], bool]]()
    for match in NAMED.finditer(passage.plain):
        figure = next((each for each in passage.figures if each.start == match.end()), None)
        own = [row for row in rows if row.since == YEAR and _labels(row, match["name"])]
        if figure is not None and figure.percent and own and not figure.vague and not figure.bound:
            fall = match["verb"][0] in changed_once.FALLS
            told.append((figure, match.start(), own, any(row.fits(figure, fall) for row in own)))
    right = sum(fits for *_rest, fits in told)
    for figure, start, own, fits in told:
        if not fits and right > len(told) - right and len(own) == 1:
            yield passage, (start, figure.end), figure, own[0]
