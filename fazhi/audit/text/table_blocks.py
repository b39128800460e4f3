"""Columns that come again under the same names: 地区｜事故起数｜同比｜±%｜死亡人数｜同比｜±%｜受伤人数｜同比｜±%.

Each group of them is made alike, so all of them are laid below one another, and bear witness together.
"""

from __future__ import annotations

from fazhi.audit.text.table_rows import NUMERIC, PERCENT, Table

WIDEST = 6
"""So many columns at most make up one group."""


def stacked(table: Table) -> Table | None:
    """The groups below one another, each with the names of its rows; nothing where no name of a column comes again."""
    names = [each.text for each in table[0]]
    if any(NUMERIC.match(each) or PERCENT.match(each) for each in names):
        return None
    for size in range(2, min(WIDEST, (len(names) - 1) // 2) + 1):
        starts = range(1, len(names), size)
        if (len(names) - 1) % size == 0 and all(_alike(names, start, size) for start in starts):
            head = [table[0][0], *table[0][1 : size + 1]]
            return [head, *([row[0], *row[start : start + size]] for start in starts for row in table[1:])]
    return None


def _alike(names: list[str], start: int, size: int) -> bool:
    """What is counted has a name of its own in each group; the columns behind it have not."""
    own, first = names[start + 1 : start + size], names[2 : size + 1]
    return own == first and all(first)
