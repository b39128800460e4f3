"""The tables of the yearly report on disclosure, which are the same in the whole country (国办公开办函〔2021〕30号, appendix).

Each line has six kinds of applicants and 总计; 第一项加第二项之和，等于第三项加第四项之和; and of reviews and suits four outcomes and 总计.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from fazhi.audit.sums.table_sums import Sum, Sums, part_of
from fazhi.audit.text import cells, listed_cells
from fazhi.audit.text.cells import Cell
from fazhi.audit.text.manuscript import Manuscript

APPLICANTS = "本年新收政府信息公开申请"
OUTCOMES = ("结果维持", "结果纠正", "尚未审结")
NEW, OLD, NEXT, TOTAL = "本年新收", "上年结转", "结转下年度", "总计"
ITEM = re.compile(r"（([一二三四五六])）|(?<!\d)([1-9])[.．、]")
LOWER = frozenset((8 + 3 + 5, 8 + 3 + 5 + 3))
"""So many reasons the form knows; those of （六）其他处理 came later."""
KINDS, SUITS, GROUP, LONGEST = 7, 15, 5, 400


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the form: its name, and its numbers."""

    name: str
    cells: list[Cell]

    @property
    def numbers(self) -> list[Decimal]:
        """What is left blank is nothing."""
        return [part_of(each) or Decimal(0) for each in self.cells]

    def sums(self, size: int) -> list[Sum]:
        """The last of each so many is that of those before it."""
        whole, every = self.numbers, range(0, len(self.cells), size)
        groups = [(self.cells[at + size - 1], whole[at : at + size]) for at in every]
        return [Sum(cell, TOTAL, found[-1], found[:-1]) for cell, found in groups]


@dataclass(frozen=True, slots=True)
class Unbalanced:
    """What was received and what became of it do not come to the same."""

    cell: Cell
    received: list[Decimal]
    settled: Decimal
    left: Decimal


def sums(manuscript: Manuscript) -> Iterator[Sums]:
    """The totals of the lines, and of the results where all lines are right."""
    text = manuscript.text
    lines = _of_applicants(manuscript)
    found = [one for each in lines for one in each.sums(KINDS)]
    suits = _lines(manuscript, SUITS, OUTCOMES[-1], "") if all(each in text for each in OUTCOMES) else []
    found += [one for each in suits for one in each.sums(GROUP)]
    if found:
        yield Sums(found, by_row=False, certain=True)
    if lines and all(each.fits for each in found):
        results = list(_results(lines))
        if results:
            yield Sums(results, by_row=True, certain=True)


def unbalanced(manuscript: Manuscript) -> Iterator[Unbalanced]:
    """The columns in which the first two items and the last two differ, where all lines and all results are right."""
    lines = _of_applicants(manuscript)
    if not lines or any(not each.fits for found in sums(manuscript) for each in found.of):
        return
    items = [_only(lines, name) for name in (NEW, OLD, TOTAL, NEXT)]
    new, old, total, rest = items
    if new is None or old is None or total is None or rest is None:
        return
    last = KINDS - 1
    received = [new.numbers[last], old.numbers[last]]
    if sum(received) != total.numbers[last] + rest.numbers[last]:
        yield Unbalanced(total.cells[last], received, total.numbers[last], rest.numbers[last])


def _only(lines: list[Line], name: str) -> Line | None:
    held = [each for each in lines if name in each.name]
    return held[0] if len(held) == 1 else None


def _results(lines: list[Line]) -> Iterator[Sum]:
    """（一）予以公开, …, （七）总计"""
    names = [each.name for each in lines]
    old = [at for at, each in enumerate(names) if OLD in each]
    total = [at for at, each in enumerate(names) if TOTAL in each]
    if len(old) != 1 or len(total) != 1 or not _whole("".join(names[old[0] + 1 : total[0]])):
        return
    parts = [each.numbers for each in lines[old[0] + 1 : total[0]]]
    for column, cell in enumerate(lines[total[0]].cells):
        yield Sum(cell, lines[total[0]].name, lines[total[0]].numbers[column], [each[column] for each in parts])


def _whole(names: str) -> bool:
    """Are the results all there, （一）至（六）, and 1 to 8, 1 to 3, 1 to 5 below them?"""
    found = [(match[1] or match[2], match[1] is not None) for match in ITEM.finditer(names)]
    groups = [each for each, upper in found if upper]
    count = 0
    for each, upper in found:
        count = 0 if upper else count + 1
        if not upper and each != f"{count}":
            return False
    lower = sum(1 for _each, upper in found if not upper)
    return groups == list("一二三四五六") and lower in LOWER


def _of_applicants(manuscript: Manuscript) -> list[Line]:
    return _lines(manuscript, KINDS, APPLICANTS, NEXT) if APPLICANTS in manuscript.text else []


def _lines(manuscript: Manuscript, size: int, first: str, last: str) -> list[Line]:
    """Those from the line where the one name stands to the line of the other."""
    begin = next((each.index for each in manuscript.passages if first in each.plain), 0)
    behind = (each.index for each in manuscript.passages if last and last in each.plain and each.index > begin)
    end = next(behind, begin + LONGEST) + KINDS
    rows = [row for block in cells.set_apart(manuscript) for row in block if row]
    within = [row for row in rows if begin <= row[0].passage.index <= end or begin <= row[-1].passage.index <= end]
    found = [each for row in within if (each := _line(row, size)) is not None]
    if not found:
        held = [each for run in listed_cells.rows(manuscript) for each in run if len(each.numbers) == size]
        held = [each for each in held if begin <= each.numbers[0].passage.index <= end]
        found = [Line("".join(word.text for word in each.words[-2:]), each.numbers) for each in held]
    return found


def _line(row: list[Cell], size: int) -> Line | None:
    """The last cells of a row, which are numbers or blank; those before them are its name."""
    numbers: list[Cell] = []
    while len(row) > size and not row[-1].text and any(each.text for each in row[-1 - size :]):
        row = row[:-1]  # a row of the heading had more cells
    for cell in reversed(row):
        if part_of(cell) is None:
            break
        numbers.insert(0, cell)
    name = "".join(each.text for each in row[: len(row) - len(numbers)])
    exact = size == KINDS or len([each for each in numbers if each.text]) == size
    filled = len(numbers) >= size and any(each.text for each in numbers[-size:])
    return Line(name, numbers[-size:]) if exact and filled and (name or size == SUITS) else None
