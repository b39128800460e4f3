"""Cells that hold a level and its change, 7781（↑13.39%）, made two columns: 投诉｜17397｜15223｜↑14.28%."""

from __future__ import annotations

import re

from fazhi.audit.text.table_rows import Cell, Table

BOTH = re.compile(
    r"^(?P<level>\d[\d,]{0,14}(?:\.\d{1,10})?)（(?P<change>(?:[-+↑↓▲▼]|上升|增长|增加|提高|下降|降低|减少)?\d{1,4}(?:\.\d{1,10})?%)）$"
)


def taken_apart(table: Table) -> Table:
    """The table with each column of which most cells hold both as two; the head stands over both."""
    for at in range(len(table[0]) - 1, 0, -1):
        if 2 * sum(BOTH.match(row[at].text) is not None for row in table) > len(table):
            table = [[*row[:at], *_two(row[at]), *row[at + 1 :]] for row in table]
    return table


def _two(cell: Cell) -> list[Cell]:
    match = BOTH.match(cell.text)
    if match is None:
        return [cell, cell]
    return [Cell(match[each], cell.passage, cell.start + match.start(each)) for each in ("level", "change")]
