"""Tables with a column of percentages that follows from two other columns: each row against its own two numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from itertools import permutations

from fazhi.audit.model import Finding, Kind, Verdict
from fazhi.audit.rules import Rule
from fazhi.audit.text import rounding
from fazhi.audit.text.cells import NUMBER, Cell, tables
from fazhi.audit.text.manuscript import Manuscript, finding

PERCENT = re.compile(r"^[-+]?\d{1,4}(?:\.\d{1,10})?%$")
WITNESSES = 2
"""So many other rows must show how the column is made, and so many for each row that deviates from it."""
MOST_COLUMNS = 8
RELATIONS = {"share": "÷", "growth": "较"}


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """Every percentage of a table that the other rows refute."""
    for table in tables(manuscript):
        width = min(len(row) for row in table)
        for column in range(1, min(width, MOST_COLUMNS)):
            yield from _column(table, column, min(width, MOST_COLUMNS))


def _column(table: list[list[Cell]], column: int, width: int) -> Iterator[Finding]:
    rows = [row for row in table if PERCENT.match(row[column].text)]
    if len(rows) <= WITNESSES:
        return
    numbers = [each for each in range(1, width) if each != column]
    best: tuple[int, str, int, int] | None = None
    for left, right in permutations(numbers, 2):
        for relation in RELATIONS:
            judged = [_judge(row, column, left, right, relation) for row in rows]
            fitting = sum(1 for each in judged if each is not None and each[0] and not each[2])
            if None not in judged and (best is None or fitting > best[0]):
                best = (fitting, relation, left, right)
    if best is None or best[0] < WITNESSES:
        return
    fitting, relation, left, right = best
    results = [(row, _judge(row, column, left, right, relation)) for row in rows]
    wrong = [(row[column], result[1], row) for row, result in results if result is not None and not result[0]]
    if len(wrong) * WITNESSES <= fitting:
        for cell, computed, row in wrong:
            yield _report(cell, computed, f"{row[left].text}{RELATIONS[relation]}{row[right].text}", fitting)


def _judge(row: list[Cell], column: int, left: int, right: int, relation: str) -> tuple[bool, Decimal, bool] | None:
    """(fits, computed, fits whatever the relation is: 100% of equal numbers); ``None`` where a cell is no number."""
    first, second = row[left].text, row[right].text
    if not NUMBER.match(first) or not NUMBER.match(second):
        return None
    above, below = Fraction(first.replace(",", "")), Fraction(second.replace(",", ""))
    if below <= 0 or (relation == "share" and above > below):
        return None
    stated = Decimal(row[column].text.strip("%"))
    value = 100 * above / below if relation == "share" else 100 * (above - below) / below
    computed = rounding.show(value, max(1, rounding.decimals(stated)))
    return bool(rounding.fits(stated, value)), computed, above == below


def _report(cell: Cell, computed: Decimal, formula: str, witnesses: int) -> Finding:
    return finding(
        cell.passage,
        (cell.start, cell.start + len(cell.text)),
        kind=Kind.RATE,
        verdict=Verdict.WRONG,
        rule="table_rate",
        message=f"{formula}应为{computed}%，表中写{cell.text}；同列有{witnesses}行与此算法相符。",
        stated=cell.text,
        computed=computed,
        basis="表中同一列的比率用同一算法",
    )


RULE = Rule(
    id="table_rate",
    title="表格比率",
    source="表中同一列的比率用同一算法；以其余各行为证",
    why="表中改了件数，办结率、增幅没有跟着重算。",
    wrong="受理286、办结284、99.3%；受理117、办结115、93.8%；受理158、办结157、99.4%",
    right="受理286、办结284、99.3%；受理117、办结115、98.3%；受理158、办结157、99.4%",
    check=check,
)
