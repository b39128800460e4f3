"""Cells that hold a level and, in brackets, its change: 15223（↑14.28%）, 3120（-2.5%）. A column of them is two columns."""

from __future__ import annotations

import re

from fazhi.audit.text.table_rows import Cell, Table, blank

DOUBLE = re.compile(
    r"^(?P<level>\d[\d,]{0,20}(?:\.\d{1,10})?)\s*（(?P<change>(?:[-+↑↓▲▼]|上升|增长|增加|提高|下降|降低|减少)?\d{1,4}(?:\.\d{1,10})?%)）$"
)
CHANGE = "增减（%）"
FEWEST = 2


def split_cells(table: Table) -> Table:
    """The table with each column of such cells as two, the level and the change."""
    double = [column for column in range(len(table[0])) if _double(table, column)]
    return [_split(row, double, number == 0) for number, row in enumerate(table)] if double else table


def _double(table: Table, column: int) -> bool:
    """Are two cells and more of a column such, and more than half of it?"""
    held = sum(1 for row in table if DOUBLE.match(row[column].text))
    return held >= FEWEST and 2 * held > len(table)


def _split(row: list[Cell], double: list[int], first: bool) -> list[Cell]:
    cells: list[Cell] = []
    for column, cell in enumerate(row):
        match = DOUBLE.match(cell.text) if column in double else None
        if column not in double:
            cells.append(cell)
        elif match is None:
            named = Cell(cell.text.partition("（")[0], cell.passage, cell.start)
            cells += [named, Cell(CHANGE, cell.passage, cell.start) if first else blank(cell.passage)]
        else:
            change = Cell(match["change"], cell.passage, cell.start + match.start("change"))
            cells += [Cell(match["level"], cell.passage, cell.start), change]
    return cells
