"""The rows of a table laid under one another: cells that merged ones swallowed are put back, lists side by side one below the other.

Web pages copied as text lose what a merged cell stood for: under 受理总量｜来源｜数量 the second row begins with its source, and
the last one, 总计｜98839, has no cell for the number of the row. A row may also begin with the name of its group, 事件高发前五｜暴露垃圾｜4654,
that the others of it leave out, or end with a remark and have none of the cells before it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from fazhi.audit.text.passages import Passage, plain_text

RULED = re.compile(r"^(?=.*[-=─━_┄┈+┼])[\s|｜│┃+:=─━_┄┈┼├┤┌┐└┘┬┴┏┓┗┛┠┨╋-]+$")
A_NUMBER = r"[-+↑↓▲▼]?\d[\d,]{0,20}(?:\.\d{1,10})?[万亿]?(?:件次|人次|批次|[件起人次个宗户家条元份项])?"
A_PERCENTAGE = r"[-+↑↓▲▼]?\d{1,4}(?:\.\d{1,10})?%"
NUMERIC, PERCENT = re.compile(f"^{A_NUMBER}$"), re.compile(f"^{A_PERCENTAGE}$")
EMPTY = re.compile(r"^[-—/\\]*$")
SUMMED = re.compile(r"^(?:全[省市县区州国])?(?:合计|总计|共计|总数|合\s*计|总\s*计)")
ROW_NUMBER = re.compile(r"^(?:序号|编号|序|NO\.?|No\.?)$")
REMARKS = re.compile(r"^(?:备\s*注|说\s*明|附\s*注)$")
TWO_HEADS, MOST_GROUPS = 2, 6
TWO, FOUR = 2, 4
WIDEST = 40


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its words, and where they stand in the plain text of its passage."""

    text: str
    passage: Passage
    start: int


Table = list[list[Cell]]


def blank(passage: Passage) -> Cell:
    """A cell without words, in a row that has others."""
    return Cell("", passage, 0)


def cells_of(block: list[Passage], mark: str, strokes: re.Pattern[str]) -> Table:
    """Lines as rows. A stroke in front of every row is the edge of the table; in front of one row it is an empty cell."""
    lines = [strokes.sub(mark, each.original).rstrip("\n") for each in block]
    edges = [sum(edge(each) for each in lines) * 2 > len(lines) and mark != "\t" for edge in _edges(mark)]
    return filled_up([_row(passage, line, mark, edges) for passage, line in zip(block, lines, strict=True)])


def _edges(mark: str) -> list[Callable[[str], bool]]:
    return [lambda line: line.lstrip().startswith(mark), lambda line: line.rstrip().endswith(mark)]


def _row(passage: Passage, line: str, mark: str, edges: list[bool]) -> list[Cell]:
    words_of = line if mark == "\t" else line.strip()
    words_of = words_of[1:] if edges[0] and words_of.startswith(mark) else words_of
    words_of = words_of[:-1] if edges[1] and words_of.endswith(mark) else words_of
    cells, position = [], 0
    for words in words_of.split(mark):
        text = plain_text(words.strip())[0]
        start = passage.plain.find(text, position)
        if start < 0:
            return []
        cells.append(Cell(text, passage, start))
        position = start + len(text)
    return cells


def filled_up(rows: Table) -> Table:
    """江北区｜｜｜: what is blank at the end of a row stays where the row is as wide as most; of others, and above all numbers, it is cut off."""
    cut = [_cut(row) for row in rows]
    counted = [any(map(_counted, row)) for row in cut]
    widths = Counter(len(row) for row, numbers in zip(rows, counted, strict=True) if numbers)
    width = max(widths, key=lambda each: widths[each], default=0)
    first = counted.index(True) if True in counted else len(rows)
    return [
        row if len(row) == width and (short and at > first or _filled(row) > 1) else short
        for at, (row, short) in enumerate(zip(rows, cut, strict=True))
    ]


def _filled(row: list[Cell]) -> int:
    return sum(1 for cell in row if cell.text)


def one_head(table: Table) -> Table:
    """地区｜事故起数｜（空）｜死亡人数 over （空）｜本期｜同比｜本期: two lines of names as one."""
    while len(table) > TWO_HEADS and _named_below(table[0], table[1]) and not any(map(_counted, table[0])):
        lower = [below if below.text else above for above, below in zip(table[0], table[1], strict=True)]
        table = [lower, *table[TWO_HEADS:]]
    return table


def _named_below(upper: list[Cell], lower: list[Cell]) -> bool:
    """Names only, under merged ones: none at the front, where all lines have one."""
    names = [cell.text for cell in lower if cell.text]
    merged = any(not cell.text for cell in upper[1:])
    return merged and len(names) > 1 and not lower[0].text and not any(map(_counted, lower))


def _counted(cell: Cell) -> bool:
    return _kind(cell) in ("number", "share")


def _cut(row: list[Cell]) -> list[Cell]:
    """Without the blank cells at its end."""
    filled = [at for at, cell in enumerate(row) if cell.text]
    return row[: filled[-1] + 1] if filled else []


def laid(rows: Table) -> Iterator[Table]:
    """The tables of a block: a row that cannot be laid under those before it begins another."""
    table: Table = []
    for at, row in enumerate(rows):
        placed = _placed(row, table, rows[at + 1 : at + TWO]) if table else row
        if placed is None:
            if len(table) > 1:
                yield table
            placed, table = row, []
        table = [*table, placed] if 1 < len(placed) <= WIDEST else table
    if len(table) > 1:
        yield table


def _placed(row: list[Cell], table: Table, behind: Table) -> list[Cell] | None:
    width, missing = len(table[0]), len(table[0]) - len(row)
    if missing == 0:
        return row
    if missing == -1:
        return _without_group(row, [*table[1:], *behind])
    if missing < 0 or len(row) < TWO:
        return None
    if len(row) > TWO and REMARKS.match(table[0][-1].text) and _kind(row[-1]) == "words" and _kind(row[-2]) == "number":
        return [*row[:-1], *[blank(row[0].passage)] * missing, row[-1]]
    if missing == 1 and SUMMED.match(row[0].text) and ROW_NUMBER.match(table[0][0].text):
        return [row[0], *row]
    empty = blank(row[0].passage)
    models = [each for each in table[1:] if len({_kind(cell) for cell in each}) > 1]
    for before in range(missing + 1) if models else ():
        if _alike(row, models[0][before : before + len(row)]):
            return [*[empty] * before, *row, *[empty] * (width - before - len(row))]
    return None


def _without_group(row: list[Cell], others: Table) -> list[Cell] | None:
    """事件高发前五｜暴露垃圾｜4654｜7800 below 部件总数｜2200｜2086: the name of the group in front, where all else stands as in the row beside it."""
    named = len(row) >= FOUR and [_kind(each) for each in row[:TWO]] == ["words", "words"]
    models = [each for each in others if len(each) == len(row) - 1 and _kind(each[-1])] if named else []
    return row[1:] if models and _kind(models[-1][0]) == "words" and _alike(row[1:], models[-1]) else None


def _alike(row: list[Cell], other: list[Cell]) -> bool:
    kinds = [(_kind(one), _kind(two)) for one, two in zip(row, other, strict=True)]
    return all(one == two or "" in (one, two) for one, two in kinds) and any(
        one == two == "number" for one, two in kinds
    )


def _kind(cell: Cell) -> str:
    if EMPTY.match(cell.text):
        return ""
    return "share" if PERCENT.match(cell.text) else "number" if NUMERIC.match(cell.text) else "words"


def folded(table: Table) -> Table:
    """单位｜收案｜受理｜单位｜收案｜受理: the lists that stand side by side under the same names, one below the other."""
    names = [each.text for each in table[0]]
    size = next((each for each in range(2, len(names) // 2 + 1) if _repeats(names, each)), None)
    if size is None:
        return table
    groups = [
        row[at : at + size]
        for at in range(0, len(names), size)
        for row in table[1:]
        if [each.text for each in row] != names
    ]
    held = [each for each in groups if any(cell.text for cell in each)]
    return [table[0][:size], *sorted(held, key=lambda row: SUMMED.match(row[0].text) is not None)]


def _repeats(names: list[str], size: int) -> bool:
    times = len(names) // size
    named = [each for each in names[1:size] if each]
    return (
        1 < times <= MOST_GROUPS and names == names[:size] * times and len(named) == size - 1 and _words(names[1:size])
    )


def _words(names: list[str]) -> bool:
    return not any(NUMERIC.match(each) or PERCENT.match(each) for each in names)
