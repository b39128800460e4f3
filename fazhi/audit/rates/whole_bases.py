"""Counts and their growths in a table without the counts of the year before: 事故起数5｜±%-16.66 is of 6, and -20.00 of no whole number.

Only where the other rows are all of whole numbers, and few enough that this is no chance.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from fazhi.audit.rates import table_heads
from fazhi.audit.text import rounding
from fazhi.audit.text.cells import headed
from fazhi.audit.text.table_blocks import stacked
from fazhi.audit.text.table_rows import Cell, Table

GROWTH = re.compile(r"^(?P<sign>[-+↑↓▲▼]|上升|增长|增加|提高|下降|降低|减少)?(?P<number>\d{1,4}(?:\.\d{1,4})?)%?$")
COUNT = re.compile(r"^\d{1,5}$")
# 同比（百分点）, 率, 增加值: no growth of a count.
OTHER = re.compile(r"百分点|率|值|额|元|均|比重|占")
FALLS = ("-", "↓", "▼", "下降", "降低", "减少")
WITNESSES = 3
HUNDRED, TEN = 100, 10


@dataclass(frozen=True, slots=True)
class Grown:
    """A growth with its count."""

    cell: Cell
    count: int
    stated: Decimal

    @property
    def whole(self) -> bool:
        """Is there a whole number that grew to the count by so much?"""
        factor = 1 + Fraction(self.stated) / HUNDRED
        if factor <= 0:
            return True
        near = int(self.count / factor)
        return any(self._of(base) for base in range(max(1, near - 2), near + 4))

    def _of(self, base: int) -> bool:
        return bool(rounding.fits(self.stated, Fraction(HUNDRED * (self.count - base), base)))

    @property
    def telling(self) -> bool:
        """Of so small a count hardly one growth in ten is that of a whole number."""
        places = rounding.decimals(self.stated)
        return places > 0 and 0 < self.count < TEN ** (places + 1)


def odd(table: Table) -> Iterator[tuple[Grown, int]]:
    """The one growth of a column of no whole number, and how many others bear witness."""
    for each in (stacked(table), table):
        if each is None or not headed(each):
            continue
        found = False
        for at in range(2, len(each[0])):
            name, counted = each[0][at].text, each[0][at - 1].text
            if (
                table_heads.GROWN.search(name) is None
                or OTHER.search(name + counted)
                or table_heads.GROWN.search(counted)
            ):
                continue
            rows = list(_grown(each, at))
            wrong = [row for row in rows if not row.whole]
            witnesses = sum(1 for row in rows if row.telling and row.whole and row.stated != row.stated.to_integral())
            if len(wrong) == 1 and wrong[0].telling and witnesses >= WITNESSES:
                found = True
                yield wrong[0], witnesses
        if found:
            return


def _grown(table: Table, at: int) -> Iterator[Grown]:
    for row in table[1:]:
        count, match = COUNT.match(row[at - 1].text), GROWTH.match(row[at].text)
        if count is not None and match is not None:
            sign = -1 if match["sign"] in FALLS else 1
            yield Grown(row[at], int(count[0]), sign * Decimal(match["number"]))
