"""A column that is two others together, wherever they stand: 呼入10059｜有效3200｜刑事44｜…｜无效6859. The other rows show it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from fazhi.audit.sums.table_sums import FOUR, PARTIAL, Sum, Sums, part_of
from fazhi.audit.text.cells import ROW_NUMBER, amount, headed
from fazhi.audit.text.table_rows import Cell, Table

WIDEST = 16
FIRST = 4


def pairs(table: Table) -> Iterator[Sums]:
    """Each column that two others make in most rows, where the one row in which they do not has a slip."""
    body = table[1:] if headed(table) else table
    width = min(len(table[0]), WIDEST)
    if len(body) <= FOUR:
        return
    columns = [at for at in range(1, width) if not _aside(table, at)]
    done = set[int]()
    for at in columns:
        for left, right in combinations([each for each in columns if each != at], 2):
            beside = {left, right} in ({at - 2, at - 1}, {at + 1, at + 2})
            if beside or at in done or not any(_fits(row, at, left, right) for row in body[:FIRST]):
                continue
            found = _of_rows(table, body, at, left, right)
            if found is not None:
                done.add(at)
                yield found


def _aside(table: Table, at: int) -> bool:
    head = table[0][at].text if headed(table) else ""
    return PARTIAL.search(head) is not None or ROW_NUMBER.match(head) is not None


def _fits(row: list[Cell], at: int, left: int, right: int) -> bool:
    total, one, other = amount(row[at]), part_of(row[left]), part_of(row[right])
    return total is not None and one is not None and other is not None and one + other == total


def _of_rows(table: Table, body: Table, at: int, left: int, right: int) -> Sums | None:
    label = table[0][at].text if headed(table) else ""
    found = []
    for row in body:
        stated, one, other = amount(row[at]), part_of(row[left]), part_of(row[right])
        if stated is not None and one is not None and other is not None:
            found.append(Sum(row[at], label, stated, [one, other]))
    sums = Sums(found, by_row=False, named=False)
    telling = sum(1 for each in found if each.fits and each.tells)
    wrong = [each for each in found if not each.fits]
    return sums if len(wrong) == 1 and telling >= FOUR and wrong[0].miswritten else None
