"""Tables with a column of counts and a column of shares: each share against its own count and the table's total."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from fazhi.audit import rounding
from fazhi.audit.manuscript import Manuscript, finding
from fazhi.audit.model import Finding, Kind, Verdict
from fazhi.audit.passages import Passage
from fazhi.audit.rules import Rule
from fazhi.audit.rules.table import TOTAL, Grid, grids, number

SHARE = re.compile(r"占比|比例|比重|占.{0,8}[%比]|百分比|构成")
CHANGE = re.compile(r"同比|环比|增|减|率")
PERCENT = re.compile(r"^\d{1,3}(?:\.\d{1,10})?%$")
WITNESSES = 2


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """Every share of a table in which at least two others fit the same total."""
    for grid in grids(manuscript):
        rows = sorted({row for row, _column in grid})
        columns = sorted({column for _row, column in grid})
        for column in columns[1:]:
            header, counts = grid.get((rows[0], column)), grid.get((rows[0], column - 1))
            if header is None or counts is None or CHANGE.search(header.plain) or CHANGE.search(counts.plain):
                continue
            if SHARE.search(header.plain):
                yield from _column(grid, rows[1:], column)


def _column(grid: Grid, rows: list[int], column: int) -> Iterator[Finding]:
    lines: list[tuple[Passage, Decimal, Decimal]] = []
    total: Decimal | None = None
    for row in rows:
        label, cell = grid.get((row, 1)), grid.get((row, column))
        count = number(grid.get((row, column - 1)))
        if count is None or cell is None:
            continue
        if label is not None and TOTAL.match(label.plain):
            total = count
        elif PERCENT.match(cell.plain):
            lines.append((cell, count, Decimal(cell.plain[:-1])))
    base = total if total is not None else sum((count for _cell, count, _stated in lines), Decimal(0))
    if base <= 0 or base != int(base):
        return
    fits = [rounding.fits_counts(stated, int(count), int(base)) for _cell, count, stated in lines]
    fitting = sum(1 for each in fits if each)
    plugged = sum(stated for _cell, _count, stated in lines) == 100
    for (cell, count, stated), fit in zip(lines, fits, strict=True):
        if fit or fitting < WITNESSES:
            continue
        places = max(1, rounding.decimals(stated))
        computed = rounding.show(Fraction(100 * int(count), int(base)), places)
        bumped = plugged and abs(computed - stated) <= Decimal(1).scaleb(-rounding.decimals(stated))
        yield finding(
            cell,
            (0, len(cell.plain)),
            kind=Kind.RATE,
            verdict=Verdict.HINT if bumped else Verdict.WRONG,
            rule="table_share",
            message=f"{count}÷{base}＝{computed}%，表中写{cell.plain}。"
            + ("当是为凑足100%而调整尾数。" if bumped else ""),
            stated=cell.plain,
            computed=computed,
            basis="" if bumped else "占比＝该行数÷合计；表中其余各行均与此相符",
        )


RULE = Rule(
    id="table_share",
    title="表格占比",
    source="占比＝该行数÷合计",
    why="表中改了件数，占比没有跟着重算。",
    wrong="婚姻20（40%）、邻里18（36%）、其他12（34%）",
    right="婚姻20（40%）、邻里18（36%）、其他12（24%）",
    check=check,
)
