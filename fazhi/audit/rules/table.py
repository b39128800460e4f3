"""Tables: the line 合计 against the lines above it, the column 合计 against the columns before it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from fazhi.audit.model import Finding, Kind, Verdict
from fazhi.audit.rules import Rule
from fazhi.audit.text.cells import NUMBER, TOTAL, Grid, grids
from fazhi.audit.text.manuscript import Manuscript, finding
from fazhi.audit.text.passages import Passage

PARTIAL = re.compile(r"小计|其中|占比|同比|率|%|增|序号|编号|年度|日期|时间")
FEWEST = 2


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """Every total of every table whose cells are all numbers and whose rows are all of one length."""
    for cells in grids(manuscript):
        yield from _lines(cells, by_row=True)
        yield from _lines(cells, by_row=False)


def _lines(cells: Grid, *, by_row: bool) -> Iterator[Finding]:
    """Totals of one direction: ``by_row`` looks for a row called 合计 and adds up the rows above."""
    grid = cells if by_row else {(column, row): passage for (row, column), passage in cells.items()}
    rows = sorted({row for row, _column in grid})
    labels = {row: grid[(row, 1)].plain for row in rows if (row, 1) in grid}
    totals = [row for row in rows if TOTAL.match(labels.get(row, ""))]
    if len(totals) != 1 or any(PARTIAL.search(label) for label in labels.values()):
        return
    total = totals[0]
    columns = [column for row, column in grid if row == total and column > 1]
    for column in columns:
        header = grid.get((rows[0], column))
        if header is not None and PARTIAL.search(header.plain):
            continue
        above = [grid.get((row, column)) for row in rows if row not in (total, rows[0])]
        values = [number(each) for each in above]
        stated = number(grid[(total, column)])
        if stated is None or len(values) < FEWEST or any(each is None for each in values):
            continue
        amount = sum((each for each in values if each is not None), Decimal(0))
        passage = grid[(total, column)]
        right = amount == stated
        yield finding(
            passage,
            (0, len(passage.plain)),
            kind=Kind.SUM,
            verdict=Verdict.RIGHT if right else Verdict.WRONG,
            rule="table",
            message=f"表中各{'行' if by_row else '列'}之和为{amount}，与“{labels[total]}”{'相符' if right else '不符'}。",
            stated=passage.plain,
            computed=amount,
            basis="" if right else "表内合计等于各行（列）之和",
        )


def number(passage: Passage | None) -> Decimal | None:
    """The number that is all a cell holds."""
    if passage is None or NUMBER.match(passage.plain) is None:
        return None
    return Decimal(passage.plain.replace(",", ""))


RULE = Rule(
    id="table",
    title="表格合计",
    source="表内合计等于各行（列）之和",
    why="改动一格后合计未重算。",
    wrong="婚姻纠纷20、邻里纠纷18，合计39",
    right="婚姻纠纷20、邻里纠纷18，合计38",
    check=check,
)
