"""What the columns of a table, or its rows, add up to: the line 合计, the column 小计, and a column that is the sum of its neighbours."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from fazhi.audit.text import misprints, rounding
from fazhi.audit.text.cells import NOTHING, ROW_NUMBER, TOTAL, amount, headed
from fazhi.audit.text.table_rows import Cell, Table

PARTIAL = re.compile(
    r"其中|占比|比重|比例|同比|环比|率|%|增[长幅减]|增加(?!值)|减[少幅]|下降|降幅|序号|编号|年度|年份|月份|^年|日期|时间|均|排名|名次|位次|累计"
)
SUBTOTAL = re.compile(r"小计")
NUMBERED = re.compile(r"^(?:[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）)")
CALLED_TOTAL = re.compile(r"^总[\u4e00-\u9fff]{0,2}[量数](?:（[^）]*）)?$|总[量数](?:（[^）]*）)?$")
# 涉及单位8、9、11，合计15: who is met in two lines is one all the same.
MET_TWICE = re.compile(r"单位|企业|主体|机构|部门|人数|人员|（[家户人名]）|家数|户数")
OTHER_THING = re.compile(r"金额|万元|亿元|（元）")
# 新收91｜结案91｜未结5: some were left of the year before.
NEW = re.compile(r"新|收|受理|接|立案")
FEWEST, FOUR, EIGHT, TWELVE = 2, 4, 8, 12
MOST_EXCEEDED = 2
LONGEST = 12
LARGE = 1_000_000
"""Amounts in 万元 were rounded as well; counts are hardly ever so many."""
NEAR = 20
"""A sum off by no more than a twentieth is that of the very cells, miswritten."""


@dataclass(frozen=True, slots=True)
class Sum:
    """A cell that is the sum of others, or should be: 合计 38, and the 20 and 18 above it."""

    cell: Cell
    label: str
    stated: Decimal
    parts: list[Decimal]

    @property
    def made(self) -> Decimal:
        """What the parts come to."""
        return sum(self.parts, Decimal(0))

    @property
    def fits(self) -> bool:
        """Amounts that were rounded before they were added may miss their total by half a place each."""
        off, place = abs(self.made - self.stated), min(rounding.place(each) for each in (*self.parts, self.stated))
        return off == 0 or (place < 1 or self.stated >= LARGE) and off * 2 <= place * len(self.parts)

    @property
    def tells(self) -> bool:
        """Do at least two cells make it? That 5 and nothing are 5 shows little."""
        return sum(1 for each in self.parts if each) >= FEWEST

    @property
    def slip(self) -> bool:
        """Is it off so little, or in such a way, that it can only be of these cells?"""
        return abs(self.made - self.stated) * NEAR <= self.stated or self.miswritten

    @property
    def miswritten(self) -> bool:
        """Is it, or one of its parts, a slip of what would come out?"""
        off = self.stated - self.made
        ways = [(self.stated, self.made), *((each, each + off) for each in self.parts if each and each + off >= 0)]
        return any(misprints.plain_slip(printed, right) for printed, right in ways)

    @property
    def turned(self) -> bool:
        """Is the total itself a slip of what the parts come to?"""
        return misprints.plain_slip(self.stated, self.made)

    @property
    def summed(self) -> bool:
        """满意度 98、97，合计 97.5: what is less than one of its parts is no sum of them, unless it is miswritten."""
        return self.stated >= max(self.parts) or misprints.plain_slip(self.stated, self.made)


@dataclass(frozen=True, slots=True)
class Sums:
    """The sums of one total: ``proof`` says whether those that do not come out are wrong."""

    of: list[Sum]
    by_row: bool
    named: bool = True
    exceeded: bool = False
    """Is the one that does not come out less than its parts, and the sum of no others of the row, while all other rows come out?"""

    certain: bool = False
    """Does the form itself say what is added?"""

    @property
    def proof(self) -> bool:
        """One alone must look like a slip; of several, most must come out. No name, and the one that does not must be miswritten."""
        wrong = [each for each in self.of if not each.fits]
        telling = [each for each in self.of if each.fits and each.tells]
        if self.certain:
            return True
        if not self.named:
            return len(wrong) == 1 and (wrong[0].miswritten or self.exceeded)
        return len(wrong) <= len(telling) or len(self.of) == 1 and self.of[0].tells and self.of[0].slip


def table_sums(table: Table) -> Iterator[Sums]:
    """The line 合计 against the rows, the column 合计 against the columns, and columns that are sums without saying so."""
    if len(table[0]) < FEWEST:
        return
    yield from _lines(table)
    yield from _named(table)
    yield from _called_total(table)
    yield from unnamed(table)


def _lines(table: Table) -> Iterator[Sums]:
    body = table[1:] if headed(table) else table
    labels = [label_of(each) for each in body]
    totals = [at for at, each in enumerate(labels) if TOTAL.match(each)]
    if len(totals) != 1 or any(PARTIAL.search(each) or SUBTOTAL.search(each) for each in labels):
        return
    if len({NUMBERED.match(each) is None for each in labels if not TOTAL.match(each)}) > 1:
        return
    at = totals[0]
    rows = body[:at] if at >= FEWEST else body[at + 1 :] if at == 0 else []
    if len(rows) < FEWEST or 0 < at < len(body) - 1 and rows == []:
        return
    found = []
    for column in range(1, len(table[0])):
        header = table[0][column].text if headed(table) else ""
        stated, parts = amount(body[at][column]), [part_of(each[column]) for each in rows]
        whole = [each for each in parts if each is not None]
        printed = [each for each in rows if amount(each[column]) is not None]
        if stated is None or PARTIAL.search(header) or len(whole) < len(parts) or len(printed) < FEWEST:
            continue
        sums = Sum(body[at][column], labels[at], stated, whole)
        found += [sums] if sums.summed and not met_twice(header, sums) and not _with_their_own(sums) else []
    if found:
        yield Sums(found, by_row=True)


def _with_their_own(sums: Sum) -> bool:
    """税收1431, 增值税900, 消费税531, 非税664: does a line tell the total of those behind it, without which all is right?"""
    for at, whole in enumerate(sums.parts):
        for end in range(at + 1 + FEWEST, len(sums.parts) + 1):
            own = sum(sums.parts[at + 1 : end], Decimal(0))
            if own == whole != 0 and sums.made - own == sums.stated:
                return True
    return False


def met_twice(header: str, sums: Sum) -> bool:
    """涉及人数55、60，合计110: less than they come to, and no slip of the hand."""
    less = MET_TWICE.search(header) is not None and sums.stated < sums.made
    return less and not misprints.turned(sums.stated, sums.made)


def label_of(row: list[Cell]) -> str:
    """The name of a row: its first cell, or the one behind its number."""
    second = row[1].text if len(row) > FEWEST and row[0].text.isdigit() else ""
    return second if second and amount(row[1]) is None else row[0].text


def part_of(cell: Cell) -> Decimal | None:
    """The number of a cell; nothing where it is empty or struck through."""
    return Decimal(0) if cell.text in NOTHING else amount(cell)


def _named(table: Table) -> Iterator[Sums]:
    """A column called 合计, 总计 or 小计, of the columns in front of it, or of those behind it where it is the first."""
    if not headed(table):
        return
    names = [each.text for each in table[0]]
    for at, name in enumerate(names):
        if not (TOTAL.match(name) or SUBTOTAL.search(name)):
            continue
        first = next((each for each in range(at) if _counts(table, each)), at)
        left, right = range(first, at), range(at + 1, _end(table, at + 1))
        # 小计 twice in a row of names: the second is of what stands behind the first.
        left = range(max([first, *(each + 1 for each in left if SUBTOTAL.search(names[each]))]), at)
        run = left if len(left) >= FEWEST else right
        if len(run) < FEWEST or any(PARTIAL.search(names[each]) or TOTAL.match(names[each]) for each in run):
            continue
        found = _of_columns(table, at, run)
        if found is not None:
            yield found


def _called_total(table: Table) -> Iterator[Sums]:
    """咨询40745｜投诉8660｜举报2046｜总接收量51451: the last of its columns by its name, which either other rows show or a slip of the hand."""
    for at, head in enumerate(table[0]) if headed(table) else ():
        run = range(next((each for each in range(1, at) if _counts(table, each)), at), at)
        if len(run) < FEWEST or CALLED_TOTAL.search(head.text) is None:
            continue
        if any(PARTIAL.search(table[0][each].text) for each in run):
            continue
        found = _of_columns(table, at, run)
        wrong = [each for each in found.of if not each.fits] if found is not None else []
        telling = sum(1 for each in found.of if each.fits and each.tells) if found is not None else 0
        if found is not None and wrong and (len(wrong) * FEWEST <= telling or len(found.of) == 1 and wrong[0].turned):
            yield found


def _end(table: Table, start: int) -> int:
    names = [each.text for each in table[0]]
    for at in range(start, len(names)):
        if PARTIAL.search(names[at]) or OTHER_THING.search(names[at]) or not _counts(table, at):
            return at
    return len(names)


def _counts(table: Table, column: int) -> bool:
    """Does a column hold numbers, and not those of its rows?"""
    cells = [row[column] for row in table[1:]]
    counted = sum(1 for each in cells if amount(each) is not None)
    names_rows = ROW_NUMBER.match(table[0][column].text) or column == 0 and not table[0][0].text
    return counted > 0 and all(part_of(each) is not None for each in cells) and not names_rows


def _of_columns(table: Table, at: int, run: range, named: bool = True) -> Sums | None:
    found = []
    for row in table[1:] if headed(table) else table:
        stated, parts = amount(row[at]), [part_of(row[each]) for each in run]
        whole = [each for each in parts if each is not None]
        if stated is None or len(whole) < len(parts):
            continue
        one = Sum(row[at], table[0][at].text if headed(table) else "", stated, whole)
        # 2014年8月｜（空）｜813｜…｜7210: what was left blank need not be nothing.
        if one.fits or one.miswritten or one.made > one.stated or all(row[each].text for each in run):
            found.append(one)
    return Sums(found, by_row=False, named=named) if found else None


def unnamed(table: Table) -> Iterator[Sums]:
    """承办件数｜办结数｜在办数｜超时: most rows show that the one column is the sum of those beside it."""
    width = min(len(table[0]), LONGEST)
    named = [TOTAL.match(each.text) or SUBTOTAL.search(each.text) for each in table[0]]
    for at in range(1, width):
        if headed(table) and (named[at] or PARTIAL.search(table[0][at].text)):
            continue
        runs = [range(at + 1, end) for end in range(at + 3, width + 1)]
        runs += [range(begin, at) for begin in range(1, at - 1)]
        for run in runs:
            found = _of_columns(table, at, run, named=False)
            if found is None or any(PARTIAL.search(table[0][each].text) for each in run):
                continue
            telling = sum(1 for each in found.of if each.fits and each.tells)
            wrong = sum(1 for each in found.of if not each.fits)
            if telling >= FOUR and wrong * FOUR <= telling:
                many = telling >= EIGHT or sum(1 for each in found.of if each.fits) >= TWELVE
                sure = many or _borne_out(table, at, found)
                yield replace(found, exceeded=sure and _exceeded(table, at, runs, found))
                break


def _exceeded(table: Table, at: int, runs: list[range], found: Sums) -> bool:
    """承办91｜办结91｜在办5: what is left out of a row makes it less than its total, and never greater."""
    missed = next((each for each in found.of if not each.fits), None)
    if missed is None or NEW.search(missed.label) is not None:
        return False
    if missed.made <= missed.stated or missed.made > MOST_EXCEEDED * missed.stated:
        return False
    row = next(each for each in table if each[at] is missed.cell)
    for run in runs:
        parts = [part_of(row[each]) for each in run]
        whole = [each for each in parts if each is not None]
        if len(whole) == len(parts) and sum(1 for each in whole if each) >= FEWEST and sum(whole) == missed.stated:
            return False
    return True


def _borne_out(table: Table, at: int, found: Sums) -> bool:
    """Is what the parts come to printed in the row as well, in a column that is like the total's in all other rows?"""
    missed = next((each for each in found.of if not each.fits), None)
    if missed is None:
        return False
    body = [row for row in table if any(row[at] is each.cell for each in found.of)]
    for column in range(len(table[0])):
        cells = [(amount(row[column]), row) for row in body]
        like = all(value == amount(row[at]) for value, row in cells if row[at] is not missed.cell)
        if column != at and like and any(value == missed.made for value, row in cells if row[at] is missed.cell):
            return True
    return False
