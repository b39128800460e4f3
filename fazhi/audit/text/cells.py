"""Tables as rows of cells: those of a .docx or .html, and lines of plain text whose cells are set apart by tabs, upright strokes or blanks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from fazhi.audit.text import listed_cells, spaced_rows, table_rows
from fazhi.audit.text.double_cells import split_cells
from fazhi.audit.text.manuscript import Manuscript
from fazhi.audit.text.passages import STROKES, Passage
from fazhi.audit.text.table_rows import ROW_NUMBER, Cell, Table, blank, cells_of

TOTAL = re.compile(r"^(?:全[省市县区州国])?(?:合计|总计|共计|总数|合\s*计|总\s*计)(?:（[^）]*）)?$")
NUMBER = re.compile(r"^-?\d{1,15}(?:,\d{3}){0,4}(?:\.\d{1,10})?$")
COUNTED = re.compile(r"^(-?\d{1,15}(?:,\d{3}){0,4}(?:\.\d{1,10})?)(?:件次|人次|批次|[件起人次个宗户家条])?$")
NOTHING = frozenset(("", "-", "--", "/", "—", "——", "\\", "无"))
YEAR = re.compile(r"^20[0-4]\d年?$")
DIGIT = re.compile(r"[-+]?\d")
MARKS = (("\t", re.compile("\t")), ("|", STROKES))

Grid = dict[tuple[int, int], list[Passage]]
__all__ = [
    "NOTHING",
    "NUMBER",
    "ROW_NUMBER",
    "TOTAL",
    "Cell",
    "Grid",
    "Table",
    "amount",
    "headed",
    "set_apart",
    "tables",
    "turned",
]


def tables(manuscript: Manuscript) -> list[Table]:
    """Every table whose rows are of one length, or can be laid under one another; what stands side by side is put in one column.

    Looked for once in a document: seven rules ask.
    """
    known: list[Table] | None = manuscript.memory.get("tables")
    if known is None:
        laid = (table for rows in _blocks(manuscript) for table in table_rows.laid(rows))
        known = [split_cells(table_rows.folded(table_rows.one_head(each))) for each in laid]
        manuscript.memory["tables"] = known
    return known


def _blocks(manuscript: Manuscript) -> Iterator[Table]:
    """The rows of each table, as they are printed."""
    yield from set_apart(manuscript)
    yield from spaced_rows.blocks(manuscript)
    yield from listed_cells.blocks(manuscript)


def set_apart(manuscript: Manuscript) -> Iterator[Table]:
    """Those of a .docx or .html, and those whose cells marks set apart."""
    for grid in _grids(manuscript):
        width = max(column for _row, column in grid)
        rows = [
            _filled({column: held for (number, column), held in grid.items() if number == row}, width)
            for row in sorted({row for row, _column in grid})
        ]
        yield table_rows.filled_up(rows)
    for mark, strokes in MARKS:
        yield from _set_apart(manuscript, mark, strokes)


def _grids(manuscript: Manuscript) -> list[Grid]:
    """Each table as (row, column) → what stands in the cell."""
    tables: dict[int, Grid] = {}
    for passage in manuscript.passages:
        if passage.paragraph.cell is not None:
            table, row, column = passage.paragraph.cell
            if column <= table_rows.WIDEST:
                tables.setdefault(table, {}).setdefault((row, column), []).append(passage)
    return list(tables.values())


def _filled(row: dict[int, list[Passage]], width: int) -> list[Cell]:
    beside = next(iter(row.values()))[0]
    return [_cell(row[each]) if each in row else blank(beside) for each in range(1, width + 1)]


def _cell(held: list[Passage]) -> Cell:
    """同比 over （%） is one name; numbers below one another are not one number."""
    counted = any(DIGIT.match(each.plain) for each in held)
    return Cell((" " if counted else "").join(each.plain for each in held), held[0], 0)


def turned(table: Table) -> Table:
    """Its columns as rows."""
    return [list(column) for column in zip(*table, strict=True)]


def headed(table: Table) -> bool:
    """Does the first row name the columns?"""
    names = table[0][1:]
    years = len(names) > 1 and all(YEAR.match(each.text) for each in names)  # 项目｜2015｜2016
    return years or all(amount(each) is None for each in names) and any(each.text for each in names)


def amount(cell: Cell) -> Decimal | None:
    """The number that is all a cell holds, with its unit or without: 284, 1,284 and 75件."""
    match = COUNTED.match(cell.text)
    return Decimal(match[1].replace(",", "")) if match is not None else None


def _set_apart(manuscript: Manuscript, mark: str, strokes: re.Pattern[str]) -> Iterator[Table]:
    block: list[Passage] = []
    ruled = 0
    for passage in manuscript.passages:
        if block and table_rows.RULED.match(passage.original):
            ruled += 1
            continue
        held = passage.paragraph.cell is None and strokes.search(passage.original) is not None
        if block and (not held or not 0 < passage.index - block[-1].index <= (ruled + 1) * manuscript.stride):
            yield cells_of(block, mark, strokes)
            block = []
        if held:
            block, ruled = [*block, passage], 0
    if block:
        yield cells_of(block, mark, strokes)
