"""Tables as rows of cells: those of a .docx or .html, and lines of plain text whose cells are set apart by tabs or upright strokes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from fazhi.audit.text.manuscript import Manuscript
from fazhi.audit.text.passages import Passage, plain_text

MARKS = ("\t", "|")
TOTAL = re.compile(r"^(?:合计|总计|共计|总数|合\s*计|总\s*计)(?:（[^）]*）)?$")
NUMBER = re.compile(r"^-?\d{1,15}(?:,\d{3}){0,4}(?:\.\d{1,10})?$")


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its words, and where they stand in the plain text of its passage."""

    text: str
    passage: Passage
    start: int


Grid = dict[tuple[int, int], Passage]
Table = list[list[Cell]]


def tables(manuscript: Manuscript) -> Iterator[Table]:
    """Every table whose rows are all of one length."""
    for grid in grids(manuscript):
        rows = sorted({row for row, _column in grid})
        table = [[Cell(grid[key].plain, grid[key], 0) for key in sorted(grid) if key[0] == row] for row in rows]
        if len({len(row) for row in table}) == 1:
            yield table
    for mark in MARKS:
        yield from _set_apart(manuscript, mark)


def grids(manuscript: Manuscript) -> list[Grid]:
    """Each table as (row, column) → passage; tables with several paragraphs in a cell are left out."""
    tables: dict[int, Grid] = {}
    unclear: set[int] = set()
    for passage in manuscript.passages:
        if passage.paragraph.cell is not None:
            table, row, column = passage.paragraph.cell
            cells = tables.setdefault(table, {})
            if (row, column) in cells:
                unclear.add(table)
            cells[(row, column)] = passage
    return [cells for table, cells in tables.items() if table not in unclear and _even(cells)]


def _even(cells: Grid) -> bool:
    """Do all rows have the same columns? Merged cells shift a row, and nothing can then be added up."""
    rows: dict[int, set[int]] = {}
    for row, column in cells:
        rows.setdefault(row, set()).add(column)
    return len({max(columns) for columns in rows.values()}) == 1


def turned(table: Table) -> Table:
    """Its columns as rows."""
    return [list(column) for column in zip(*table, strict=True)]


def _set_apart(manuscript: Manuscript, mark: str) -> Iterator[Table]:
    table: Table = []
    for passage in manuscript.passages:
        row = _row(passage, mark) if passage.original.count(mark) > 1 else []
        if table and (not row or len(row) != len(table[0]) or passage.index != table[-1][0].passage.index + 1):
            yield table
            table = []
        if row:
            table.append(row)
    if table:
        yield table


def _row(passage: Passage, mark: str) -> list[Cell]:
    cells, position = [], 0
    words_of = passage.original.split(mark) if mark == "\t" else passage.original.strip().strip(mark).split(mark)
    for words in words_of:
        text = plain_text(words.strip())[0]
        start = passage.plain.find(text, position)
        if start < 0:
            return []
        cells.append(Cell(text, passage, start))
        position = start + len(text)
    return cells
