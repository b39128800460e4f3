"""Gapless numbers per town, kind and year, from a counter row raised in the transaction that uses the number."""

from __future__ import annotations

from django.db import connection

from fazhi.kernel.structure import Numbering

RAISE = """
INSERT INTO kernel_numbercounter (town, kind, year, last) VALUES (%s, %s, %s, 1)
ON CONFLICT (town, kind, year) DO UPDATE SET last = kernel_numbercounter.last + 1 RETURNING last
"""


def next_serial(town: str, kind: str, year: int) -> int:
    """The next serial; a rolled-back transaction gives it back, so there is neither gap nor duplicate."""
    with connection.cursor() as cursor:
        cursor.execute(RAISE, [town, kind, year])
        return int(cursor.fetchone()[0])


def next_number(town: str, numbering: Numbering, year: int) -> str:
    """The next number in its written form, e.g. 矛调〔2022〕17号."""
    return numbering.pattern.format(year=year, serial=next_serial(town, numbering.kind, year))
