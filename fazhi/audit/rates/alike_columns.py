"""Short columns made as others of the document are: 应处置647｜处置532｜82.23% behind two counts, as 应结案632｜结案523｜82.75% in the same row.

A column of two or three rows hardly shows how it is made: a share of 100% tells nothing, and the other row is the one that has slipped.
But where every rate of a document stands right behind its two numbers, and one row of the column comes out as well, it is made alike.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from fazhi.audit.rates.table_columns import GROWTH, PERCENT, POINTS, SHARE, Column, at_these_prices, judged
from fazhi.audit.text.cells import headed
from fazhi.audit.text.table_rows import Cell, Table

ARROWS = frozenset("↑↓▲▼")
# Of the two numbers right before a rate: how it is made, and which of them comes first.
MANNERS = ((SHARE, 1, 2), (GROWTH, 1, 2), (GROWTH, 2, 1), (POINTS, 1, 2), (POINTS, 2, 1))
FIRST, FEWEST_ELSEWHERE, LONGEST = 3, 3, 12
"""The first column with two numbers before it; so many rows of other columns must be made alike; and so many rows at most has a column that needs them."""
Manner = tuple[str, int, int]


@dataclass(frozen=True, slots=True)
class Known:
    """A column as one of the manners has it; and is it marked by arrows?"""

    column: Column
    key: tuple[Manner, bool]

    @property
    def off(self) -> int:
        """So many rows do not come out."""
        return sum(1 for each in self.column.rows if not each.fits)


def columns(tables: list[Table]) -> Iterator[Column]:
    """Each column with one row that does not come out, and at least one that does, where the other columns of the document are made so."""
    known = [each for table in tables for at in range(FIRST, len(table[0])) for each in _known(table, at)]
    fitting, off = Counter[tuple[Manner, bool]](), Counter[tuple[Manner, bool]]()
    for each in known:
        fitting[each.key] += each.column.fitting
        off[each.key] += each.off
    for each in known:
        elsewhere, others_off = fitting[each.key] - each.column.fitting, off[each.key] - each.off
        if each.off == 1 and elsewhere >= FEWEST_ELSEWHERE and FEWEST_ELSEWHERE * others_off <= elsewhere:
            yield replace(each.column, elsewhere=elsewhere)


def _known(table: Table, at: int) -> Iterator[Known]:
    """The manner that most rows of a column show, if one does."""
    rows = [row for row in (table[1:] if headed(table) else table) if _rate(row[at])]
    marked = all(row[at].text[0] in ARROWS for row in rows)
    best: Known | None = None
    for manner in MANNERS if len(rows) <= LONGEST else ():
        relation, left, right = manner
        found = [judged(row[at], row[at - left], row[at - right], relation, padded=False) for row in rows]
        column = Column(relation, [each for each in found if each is not None])
        if 2 * len(column.rows) > len(rows) and column.fitting > (best.column.fitting if best is not None else 0):
            best = Known(column, (manner, marked))
    if best is not None:
        yield replace(best, column=at_these_prices(best.column, table)) if best.key[0][0] == GROWTH else best


def _rate(cell: Cell) -> bool:
    """99.55%, ↑1.87"""
    return PERCENT.match(cell.text) is not None or cell.text[:1] in ARROWS and cell.text[1:2].isdigit()
