"""Counts and their shares in a table that does not say of what they are: 餐饮服务｜40｜27, 文化娱乐｜27｜18.2, 居民服务｜26｜17.6 of 148 told before.

The total may stand in the line 合计 of any column, be what the column adds up to, or have been told anywhere in the document;
and rows of two lists may stand one below the other, each of a total of its own. Most rows show which it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from fazhi.audit.rates import unprinted_bases
from fazhi.audit.text import misprints, rounding
from fazhi.audit.text.cells import ROW_NUMBER, TOTAL, headed
from fazhi.audit.text.table_rows import Cell, Table

SHARE = re.compile(r"占比|比例|比重|占.{0,8}[%比量]|百分比|构成")
OTHER = re.compile(r"同比|环比|增|减|率|排名|名次|位次|均")
PERCENT = re.compile(r"^\d{1,3}(?:\.\d{1,10})?%?$")
COUNT = re.compile(r"^(\d{1,15}(?:,\d{3}){0,4})(?:件|起|人|次|个|宗|户|家|人次|批次)?$")
HUNDRED = 100
PAIR, FEWEST = 2, 3
WIDEST = 16


@dataclass(frozen=True, slots=True)
class Line:
    """A share with its count."""

    number: int
    cell: Cell
    count: int
    stated: Decimal

    def fits(self, base: int) -> bool:
        """Is it that of the base?"""
        return bool(rounding.fits_counts(self.stated, self.count, base))

    @property
    def telling(self) -> bool:
        """Does it show its total, being told to a tenth and more?"""
        return rounding.decimals(self.stated) > 0 and self.stated >= 1


@dataclass(frozen=True, slots=True)
class Off:
    """A share that no total of its column makes, and about what it would be."""

    cell: Cell
    count: int
    base: int
    witnesses: int

    @property
    def computed(self) -> Fraction:
        """The count in percent of the total."""
        return Fraction(HUNDRED * self.count, self.base)


@dataclass(slots=True)
class Reading:
    """The totals of a column of shares, and the lines that fit each of them."""

    lines: list[Line]
    of: dict[int, list[Line]]

    @property
    def covered(self) -> int:
        """So many lines are explained."""
        return sum(len(each) for each in self.of.values())

    @property
    def wrong(self) -> list[Line]:
        """The lines that no total explains."""
        held = {each.number for lines in self.of.values() for each in lines}
        return [each for each in self.lines if each.number not in held]


def off(table: Table, printed: frozenset[Decimal]) -> Iterator[Off]:
    """The shares that the others of their column refute."""
    named = headed(table)
    for at in range(1, min(len(table[0]), WIDEST)):
        head = table[0][at].text if named else ""
        if OTHER.search(head) is not None or named and SHARE.search(head) is None:
            continue
        best: Reading | None = None
        for beside in range(1, min(len(table[0]), WIDEST)):
            name = table[0][beside].text
            if beside == at or named and (OTHER.search(name) or SHARE.search(name)) or ROW_NUMBER.match(name):
                continue
            found = _reading(table, at, beside, printed)
            best = found if found is not None and (best is None or found.covered > best.covered) else best
        if best is not None:
            yield from _refuted(best)


def _reading(table: Table, at: int, beside: int, printed: frozenset[Decimal]) -> Reading | None:
    lines, totals = _lines(table, at, beside)
    if len(lines) < FEWEST:
        return None
    every = sum(each.count for each in lines)
    bases = {*totals, every} | (set() if totals else _told(lines, printed))
    found, rest = Reading(lines, {}), lines
    while len(rest) >= PAIR:
        fitting = {base: [each for each in rest if each.fits(base)] for base in bases if base > 0}
        base = max(fitting, key=lambda each: (len(fitting[each]), each == every), default=0)
        held = fitting.get(base, [])
        few = len(lines) == FEWEST
        if len(held) < (PAIR if few else FEWEST) or sum(each.telling for each in held) < (1 if few else PAIR):
            break
        if _among(held, found) or len(totals) == 0 and base != every and sum(each.count for each in held) > base:
            break
        found.of[base] = held
        rest = [each for each in rest if each not in held]
    return found if found.of else None


def _lines(table: Table, at: int, beside: int) -> tuple[list[Line], set[int]]:
    """The rows that have both a count and a share, and the count of the line 合计."""
    lines, totals = list[Line](), set[int]()
    body = table[1:] if headed(table) else table
    marked = headed(table) and "%" in table[0][at].text or any(row[at].text[-1:] == "%" for row in body)
    for number, row in enumerate(body):
        count = COUNT.match(row[beside].text)
        if count is None:
            continue
        value = int(count[1].replace(",", ""))
        if any(TOTAL.match(each.text) for each in row[: min(at, beside)]):
            totals.add(value)
        elif marked and PERCENT.match(row[at].text) and value > 0:
            lines.append(Line(number, row[at], value, Decimal(row[at].text.strip("%"))))
    return lines, totals


def _told(lines: list[Line], printed: frozenset[Decimal]) -> set[int]:
    """The numbers of the document of which some line may be the stated share."""
    ranges = [unprinted_bases.totals(Fraction(each.count), each.stated) for each in lines if each.telling]
    known = [each for each in ranges if each is not None]
    whole = [int(each) for each in printed if each == int(each)]
    return {value for value in whole if any(low <= value <= high for low, high in known)}


def _among(held: list[Line], found: Reading) -> bool:
    """Do the lines of another total stand among these? Lists stand one below the other."""
    first, last = held[0].number, held[-1].number
    return any(first < each.number < last for lines in found.of.values() for each in lines)


def _refuted(reading: Reading) -> Iterator[Off]:
    wrong = reading.wrong
    if FEWEST * len(wrong) > len(reading.lines) or not wrong:
        return
    full = sum(each.stated for each in reading.lines) == HUNDRED
    for line in wrong:
        bases = _beside(line, reading)
        found = [Off(line.cell, line.count, base, len(reading.of[base])) for base in bases if base >= line.count]
        alike = [each for each in found if misprints.misprinted(line.stated, each.computed)]
        if not found or reading.covered == PAIR and not alike:
            continue
        each = (alike or found)[0]
        shown = rounding.show(each.computed, rounding.decimals(line.stated))
        if not full or abs(shown - line.stated) > rounding.place(line.stated):
            yield each


def _beside(line: Line, reading: Reading) -> list[int]:
    """The totals of the lines next to it, above and below."""
    held = sorted((each.number, base) for base, lines in reading.of.items() for each in lines)
    above = [base for number, base in held if number < line.number][-1:]
    below = [base for number, base in held if number > line.number][:1]
    return list(dict.fromkeys([*above, *below]))
