"""Columns that come again under the same names: 地区｜事故起数｜同比｜±%｜死亡人数｜同比｜±%｜受伤人数｜同比｜±%.

Each group of them is made alike, so all of them are laid below one another, and bear witness together.
"""

from __future__ import annotations

from fazhi.audit.text.table_rows import EMPTY, NUMERIC, PERCENT, Table

FEWEST = 2
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


def sides(table: Table) -> list[Table]:
    """收入｜预算数｜支出｜预算数: two tables side by side, each with the names of its own rows."""
    for at in range(2, len(table[0]) - 1):
        names = [row[at].text for row in table[1:]]
        words = [each for each in names if EMPTY.match(each) is None and not _counted(each)]
        if len(words) >= FEWEST and not any(_counted(each) for each in names) and _numbers(table, at + 1):
            left = [row[:at] for row in table]
            if any(_numbers(left, each) for each in range(1, at)):
                right = [row[at:] for row in table if any(cell.text for cell in row[at:])]
                return [left, *(sides(right) if len(right) > 1 else [])]
    return [table]


def _counted(text: str) -> bool:
    return NUMERIC.match(text) is not None or PERCENT.match(text) is not None


def _numbers(table: Table, column: int) -> bool:
    return sum(_counted(row[column].text) for row in table[1:]) >= FEWEST
