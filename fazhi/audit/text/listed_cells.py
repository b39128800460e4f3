"""Tables copied as text with every cell in a line of its own: 投诉类别 | 数量 | 比例 below one another, then 日用百货, 75, 19.1, …

Where a row ends no line says; but a name followed by as many numbers each time is a row, and as many words before the first are the head.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from fazhi.audit.text.manuscript import Manuscript
from fazhi.audit.text.passages import Passage, plain_text
from fazhi.audit.text.table_rows import EMPTY, NUMERIC, PERCENT, ROW_NUMBER, SUMMED, Cell, Table, blank

END = re.compile(r"[\s|｜│┃]+$|^[\s|｜│┃]+")
INSIDE = re.compile(r"[|｜│┃\t。；！？]")
CHANGED = re.compile(
    r"^(?:上升|增长|增加|提高|下降|降低|减少)\d{1,4}(?:\.\d{1,10})?%$|^\d[\d,]*(?:\.\d{1,10})?（[-+↑↓▲▼\d.%]+）$"
)
# 表2 投诉前五位统计表, 单位：件、万元: what stands above a table.
ABOVE = re.compile(r"^表\s*\d|^图|单位[：:]|表$|情况$|^（|^[一二三四五六七八九十]、|：")
SPANNED = frozenset(("法人或其他组织", "申请人情况"))
"""Names over those of several columns, in a form that everybody has."""
LONGEST, EDGES = 32, 40
"""Characters of a cell at most, and of the blanks and strokes around it."""
FEWEST_CELLS, FEWEST_ROWS, WIDE, TITLE, TWO = 8, 3, 5, 10, 2


@dataclass(slots=True)
class Row:
    """Words, and the numbers behind them."""

    words: list[Cell]
    numbers: list[Cell]


def blocks(manuscript: Manuscript) -> Iterator[Table]:
    """The rows of each such table, the names of its columns first if it has any."""
    for run in rows(manuscript):
        for table in _alike(run):
            yield from _table(table)


def rows(manuscript: Manuscript) -> Iterator[list[Row]]:
    """The names and numbers of each run of such lines."""
    for run in _runs(manuscript):
        yield _rows(_unnumbered(run))


def _runs(manuscript: Manuscript) -> Iterator[list[Cell]]:
    """Short lines one after the other, of which many are numbers only."""
    run: list[Cell] = []
    index = 0
    for passage in manuscript.passages:
        cell = _cell(passage)
        if cell is None or run and passage.index > index + manuscript.stride:
            yield from _held(run)
            run = []
        if cell is not None:
            run, index = [*run, cell] if cell.text else run, passage.index
    yield from _held(run)


def _held(run: list[Cell]) -> Iterator[list[Cell]]:
    if len(run) >= FEWEST_CELLS and sum(map(_counted, run)) * FEWEST_ROWS >= len(run):
        yield run


def _cell(passage: Passage) -> Cell | None:
    """A line that can be a cell; one of strokes only is one without words."""
    if passage.paragraph.cell is not None or len(passage.original) > LONGEST + EDGES:
        return None
    text = END.sub("", passage.original)
    if len(text) > LONGEST or INSIDE.search(text) is not None:
        return None
    words = plain_text(text)[0]
    start = passage.plain.find(words)
    return Cell(words, passage, start) if start >= 0 else None


def _counted(cell: Cell) -> bool:
    text = cell.text
    number = NUMERIC.match(text) or PERCENT.match(text) or CHANGED.match(text) or EMPTY.match(text)
    return text != "" and number is not None


def _unnumbered(run: list[Cell]) -> list[Cell]:
    """Without the numbers of the rows, 1, 2, 3, each before a name, under 序号; what stands before that is no name of a column."""
    first = next((at + 1 for at, each in enumerate(run) if ROW_NUMBER.match(each.text)), 0)
    chain: list[int] = []
    for at in range(first, len(run) - 1) if first else ():
        if run[at].text == f"{len(chain) + 1}" and not _counted(run[at + 1]):
            chain.append(at)
    steps = {behind - before for before, behind in pairwise(chain)}
    if len(chain) < FEWEST_ROWS or len(steps) > 1:
        return run
    return [each for at, each in enumerate(run) if at >= first and at not in chain]


def _rows(run: list[Cell]) -> list[Row]:
    rows: list[Row] = []
    for cell in run:
        if _counted(cell):
            if rows:
                rows[-1].numbers.append(cell)
        elif rows and not rows[-1].numbers:
            rows[-1].words.append(cell)
        else:
            rows.append(Row([cell], []))
    return [each for each in rows if each.numbers]


def _alike(rows: list[Row]) -> Iterator[list[Row]]:
    """Rows with as many numbers, up to one before which the words of a new head stand. A table with others in between is left alone."""
    table: list[Row] = []
    for row in rows:
        if table and len(row.words) > len(row.numbers):
            yield table
            table = []
        table.append(row)
    yield table


def _table(rows: list[Row]) -> Iterator[Table]:
    sizes = Counter(len(each.numbers) for each in rows)
    size = max(sizes, key=lambda each: sizes[each], default=0)
    if len(rows) == 1 or size < 1:
        yield from _single(rows[0]) if rows else ()
        return
    names = rows[0].words[:-1]
    if len(rows[0].numbers) == 1 < size and len(rows[0].words) > size:
        # 受理总量｜来源｜数量: the one number of all lines stands before the name of the first.
        names, rows = rows[0].words[1:], rows[1:]
    if any(len(each.numbers) != size for each in rows):
        # One cell is lacking or too many: which, nobody knows; the rows without totals still bear witness.
        rows = [each for each in rows if len(each.numbers) == size and not SUMMED.match(each.words[-1].text)]
    groups, head = _head(names, size)
    if groups == 0 or len(rows) < (FEWEST_ROWS if groups > 1 or not head or head[0] is None else TWO):
        return
    one = [[each.words[-1], *each.numbers] for each in rows]
    width = groups * (size + 1)
    body = [[cell for row in one[at : at + groups] for cell in row] for at in range(0, len(one), groups)]
    body = [[*row, *[blank(row[0].passage)] * (width - len(row))] for row in body]
    yield [[each or blank(body[0][0].passage) for each in head], *body] if head else body


def _single(row: Row) -> Iterator[Table]:
    """申请数量, 受理数量, 许可数量, …, 2207, 2207, …: names, and just as many numbers."""
    size, empty = len(row.numbers), blank(row.words[0].passage)
    names = _without_titles(row.words, size)
    if len(names) == size >= WIDE:
        yield [[empty, *names], [empty, *row.numbers]]


def _without_titles(names: list[Cell], size: int) -> list[Cell]:
    """行政许可实施数量（宗）, 表2 投诉前五位统计表: what is written above a table."""
    own = list(names)
    while len(own) > size and (ABOVE.search(own[0].text) or len(own[0].text) >= TITLE):
        own = own[1:]
    return own


def _head(names: list[Cell], size: int) -> tuple[int, list[Cell | None]]:
    """How many lists stand side by side, and the names of all columns; no list where the names do not go with the numbers."""
    own = _without_titles(names, size + 1)
    if any(each.text in SPANNED for each in names):
        return 1, []
    if not own or ABOVE.search(own[0].text) and len(own) < size:
        return 1, []
    for width, lead in ((size + 1, False), (size, True)):
        groups, spare = divmod(len(own), width)
        if groups == 0 or spare or width < 2 and groups > 1:
            continue
        columns = [own[at : at + width] for at in range(0, len(own), width)]
        first = [each.text for each in columns[0]]
        if all([each.text for each in one][not lead :] == first[not lead :] for one in columns):
            return groups, [cell for each in columns for cell in ([None, *each] if lead else each)]
    # 事故起数｜死亡人数 over 采矿｜±%｜…: which names are whose, nobody knows; of so many numbers none was blank.
    return (1, []) if size > WIDE else (0, [])
