"""Tables copied as text whose cells only blanks set apart: 售后服务 15.64 17.49 ↑1.85, three such lines or more one after the other."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fazhi.audit.text import table_rows
from fazhi.audit.text.manuscript import Manuscript
from fazhi.audit.text.passages import Passage
from fazhi.audit.text.table_rows import Table

BLANKS = re.compile(r"[ \u00a0\u3000]+")
NAME = re.compile(r"^[\u4e00-\u9fff（(]")
MARKED = re.compile(r"[|｜│┃\t。；：，]")
FEWEST_CELLS, FEWEST_ROWS = 3, 3


def blocks(manuscript: Manuscript) -> Iterator[Table]:
    """The rows of each such table."""
    block: list[Passage] = []
    width = 0
    for passage in manuscript.passages:
        cells = _width(passage)
        if block and (cells != width or not 0 < passage.index - block[-1].index <= manuscript.stride):
            yield from _table(block)
            block = []
        if cells:
            block, width = [*block, passage], cells
    yield from _table(block)


def _width(passage: Passage) -> int:
    """How many cells a line has; none unless it begins with a name and all the rest are numbers."""
    text = passage.original.strip()
    if passage.paragraph.cell is not None or MARKED.search(text) is not None or NAME.match(text) is None:
        return 0
    name, *rest = BLANKS.split(text)
    numbers = all(table_rows.NUMERIC.match(each) or table_rows.PERCENT.match(each) for each in rest)
    return 1 + len(rest) if numbers and 1 + len(rest) >= FEWEST_CELLS and not name[-1].isdigit() else 0


def _table(block: list[Passage]) -> Iterator[Table]:
    if len(block) >= FEWEST_ROWS:
        yield table_rows.cells_of(block, " ", BLANKS)
