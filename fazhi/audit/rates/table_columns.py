"""Columns of a table that follow from two others: a rate, a growth, the difference of two rates. The other rows show which.

事故起数55｜同比-19｜±%-25.7: a growth also follows from what was counted and by how much that changed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import permutations

from fazhi.audit.rates import table_heads
from fazhi.audit.text import misprints, rounding
from fazhi.audit.text.cells import ROW_NUMBER, headed
from fazhi.audit.text.table_blocks import stacked
from fazhi.audit.text.table_rows import Cell, Table

SIGN = r"(?P<sign>[-+↑↓▲▼]|上升|增长|增加|提高|下降|降低|减少)"
PERCENT = re.compile(rf"^{SIGN}?(?P<number>\d{{1,4}}(?:\.\d{{1,10}})?)%$")
BARE = re.compile(rf"^{SIGN}?(?P<number>\d{{1,4}}(?:\.\d{{1,10}})?)(?:个百分点)?$")
SIGNED = re.compile(rf"^{SIGN}\d{{1,4}}(?:\.\d{{1,10}})?(?:个百分点)?$")
PRECISE = re.compile(r"^[-+]?\d{1,4}\.\d{1,10}$")
LEVEL = re.compile(r"^(?P<number>\d{1,15}(?:,\d{3}){0,4}(?:\.\d{1,10})?)(?P<unit>[万亿]?[^\d%‰.,]{0,3}|%)$")
# 不合格率（%）, 同比（百分点）: the head of the column says what its bare numbers are.
OF_HUNDRED = re.compile(r"率|%|占比|比重|比例|百分|[同环]比|增[长幅减]|±")
# 完成率102.88%, 完成预算%: what was done may be more than what was to be done.
OF_TASK = re.compile(r"完成|达|进度|执行|为.{0,6}%")
FALLS = ("-", "↓", "▼", "下降", "降低", "减少")
WITNESSES = 2
"""So many other rows must show how the column is made, and so many for each row that deviates from it."""
MOST_COLUMNS, NEAREST = 24, 7
"""A column is made of others no further from it."""
TRIED = 8
"""So many rows are looked at first."""
TWO_PLACES, BESIDE, UNMARKED, BUDGETED = 2, 3, 4, 3
BASIS = "表中同一列的比率用同一算法"
SHARE, GROWTH, POINTS, CHANGE = "share", "growth", "points", "change"
RELATIONS = (SHARE, POINTS, GROWTH, CHANGE)
FORMULAS = {SHARE: "{}÷{}", GROWTH: "{}较{}", POINTS: "{}－{}", CHANGE: "本期{}、增减{}，"}
HUNDRED = 100


@dataclass(frozen=True, slots=True)
class Row:
    """One rate with the two numbers it is made of, and what they make: (fits, is no matter of course, value to be printed)."""

    cell: Cell
    left: Cell
    right: Cell
    fits: bool
    telling: bool
    computed: Decimal


@dataclass(frozen=True, slots=True)
class Column:
    """All rows of a column of rates, and how they are made."""

    relation: str
    rows: list[Row]
    told: bool = False
    """Do the names of the columns say it as well?"""
    elsewhere: int = 0
    """So many rows of other columns are made alike."""

    @property
    def fitting(self) -> int:
        """The rows that show it."""
        return sum(1 for each in self.rows if each.fits and each.telling)

    @property
    def wrong(self) -> list[Row]:
        """The rows the others refute."""
        wrong = [each for each in self.rows if not each.fits]
        fitting = self.fitting + self.elsewhere
        return wrong if len(wrong) <= (WITNESSES * fitting if self.told else fitting // WITNESSES) else []


def columns(table: Table) -> Iterator[Column]:
    """Each column of rates that at least two of its rows explain, or one where the names of the columns do so too."""
    seen = set[int]()
    for each in (stacked(table), table):
        for column in _columns(each) if each is not None else ():
            if seen.isdisjoint(id(row.cell) for row in column.rows):
                seen.update(id(row.cell) for row in column.rows)
                yield column


def _columns(table: Table) -> Iterator[Column]:
    width = min(len(table[0]), MOST_COLUMNS)
    named = headed(table) and not any(PERCENT.match(cell.text) for cell in table[0])
    for at in range(1, width):
        header = table[0][at].text if named else ""
        told = OF_HUNDRED.search(header) is not None
        shape = BARE if told or _of_points(table, at) else PERCENT
        rows = [row for row in table if shape.match(row[at].text) or PERCENT.match(row[at].text)]
        rows = [row for row in rows if row is not table[0] or not named]
        compared = _compared(table, rows, at) if named else None
        if compared is None and not rows:
            compared = _unmarked(table, at, named)
        if compared is not None:
            yield compared
        if compared is not None or len(rows) <= WITNESSES:
            continue
        best = _best(table, rows, at, width)
        if best is None or shape is BARE and not told and best.relation != POINTS:
            continue
        if best.fitting >= WITNESSES + (shape is BARE and not told):
            yield best if best.relation != GROWTH else at_these_prices(best, table)


def _compared(table: Table, rows: Table, at: int) -> Column | None:
    """2022年1—9月｜2023年1—9月｜同比增幅（%）: the names of the columns say it, and at least one row comes out."""
    pair = table_heads.compared(table, at)
    if pair is None:
        return None
    shares = all(row[pair[0]].text[-1:] == "%" != row[at].text[-1:] for row in rows)
    relation = POINTS if shares or table_heads.of_points(table, at) else GROWTH
    counted = [row for row in rows if relation == POINTS or not table_heads.measured_in_money(row[0].text)]
    known = [judged(row[at], row[pair[0]], row[pair[1]], relation, _padded(rows, at)) for row in counted]
    column = Column(relation, [each for each in known if each is not None], told=True)
    # 2023年比2022年增减26, 25, 16: that one of them is a growth as well is chance.
    return column if column.fitting and len(column.rows) <= (WITNESSES + 1) * column.fitting else None


def _unmarked(table: Table, at: int, named: bool) -> Column | None:
    """支出｜1,750.6｜1,142.7｜53.20: no sign says that these are percentages; that four rows come out, and all others but few, does."""
    rows = [row for row in (table[1:] if named else table) if PRECISE.match(row[at].text)]
    beside = range(max(1, at - BESIDE), at) if len(rows) > UNMARKED else range(0)
    best: Column | None = None
    for left, right in permutations(beside, 2):
        for relation in (SHARE, GROWTH):
            known = [judged(row[at], row[left], row[right], relation, False) for row in rows]
            column = Column(relation, [each for each in known if each is not None])
            if best is None or _tells_more(column, best):
                best = column
    if best is None or best.fitting < UNMARKED or UNMARKED * (len(best.rows) - best.fitting) > best.fitting:
        return None
    return best if best.relation != GROWTH else at_these_prices(best, table)


def at_these_prices(column: Column, table: Table) -> Column:
    """地区生产总值330.2｜310.5｜5.4% among 税收20.5｜19.4｜5.7%: some growths are told at the prices of another year.

    In a table of taxes or expenses no one row alone is: the only one that does not come out has slipped.
    """
    priced = {id(cell) for row in table if table_heads.measured_in_money(row[0].text) for cell in row}
    fiscal = {id(cell) for row in table if table_heads.of_the_budget(table, row[0].text) for cell in row}
    wrong = [each for each in column.rows if not each.fits]
    shown = sum(1 for each in column.rows if each.fits and each.telling and id(each.cell) in fiscal)
    alone = wrong if len(wrong) == 1 and shown >= BUDGETED and priced <= fiscal and column.fitting > UNMARKED else []
    rows = [each for each in column.rows if each.fits or each in alone or id(each.cell) not in priced or _slip(each)]
    return Column(column.relation, rows)


def _slip(row: Row) -> bool:
    """A figure wrong, or divided by the level now: 24039｜21561｜10.31 for 11.49. No other prices are shown so by chance to the second place."""
    stated, now, before = _number(row.cell), LEVEL.match(row.left.text), LEVEL.match(row.right.text)
    if misprints.misprinted(abs(stated), abs(Fraction(row.computed))):
        return True
    if now is None or before is None or rounding.decimals(stated) < TWO_PLACES or _level(now) <= 0:
        return False
    return bool(rounding.fits(stated, 100 * (_level(now) - _level(before)) / _level(now)))


def _padded(rows: Table, at: int) -> bool:
    """57.10%, 53.30%, 50%: two places are shown, one was reckoned."""
    return all(_number(row[at]).as_tuple().digits[-1] == 0 for row in rows if "." in row[at].text)


def _of_points(table: Table, at: int) -> bool:
    """售后服务｜15.64｜17.49｜↑1.85, 全院｜24.76%｜15.78%｜8.98: signs before bare numbers, or percentages beside them, say what they are."""
    signed = [row for row in table if SIGNED.match(row[at].text)]
    beside = [row for row in table if BARE.match(row[at].text) and sum(cell.text[-1:] == "%" for cell in row) > 1]
    return 2 * max(len(signed), len(beside)) > len(table)


def _best(table: Table, rows: Table, at: int, width: int) -> Column | None:
    near = range(max(1, at - NEAREST), min(width, at + NEAREST + 1))
    numbers = [each for each in near if each != at and not ROW_NUMBER.match(table[0][each].text)]
    padded = _padded(rows, at)
    best: Column | None = None
    changes = {each for each in numbers if _changes(table, each) and _changes(table, at)}
    for left, right in permutations(numbers, 2):
        for relation in RELATIONS if right in changes else RELATIONS[:-1]:
            first = [judged(row[at], row[left], row[right], relation, padded) for row in rows[:TRIED]]
            if not any(each is not None and each.fits for each in first):
                continue
            rest = (judged(row[at], row[left], row[right], relation, padded) for row in rows[TRIED:])
            known = [each for each in (*first, *rest) if each is not None]
            column = Column(relation, known)
            if len(known) * 2 > len(rows) and (best is None or _tells_more(column, best)):
                best = column
    return best


def _changes(table: Table, column: int) -> bool:
    """Is it a column of changes, by its name, or, where no column has one, by the signs of its numbers?"""
    if headed(table):
        return table_heads.GROWN.search(table[0][column].text) is not None
    return any(SIGNED.match(row[column].text.removesuffix("%")) for row in table)


def _tells_more(column: Column, best: Column) -> bool:
    """Of two readings that as many rows show, the one that more rows can be read by: 胜诉率｜78%｜72%｜▼6%, 周期｜6.2个月｜5.8个月｜▼6.5%."""
    return (column.fitting, len(column.rows)) > (best.fitting, len(best.rows))


def _number(cell: Cell) -> Decimal:
    match = BARE.match(cell.text.removesuffix("%"))
    if match is None:
        return Decimal(0)
    return Decimal(match["number"]) * (-1 if match["sign"] in FALLS else 1)


def judged(cell: Cell, left: Cell, right: Cell, relation: str, padded: bool) -> Row | None:
    """``None`` where a cell is no number, or where such a rate cannot be."""
    one, other = LEVEL.match(left.text), LEVEL.match(right.text)
    if relation == CHANGE:
        return _changed(cell, left, right, padded)
    if one is None or other is None or one["unit"] != other["unit"]:
        return None
    stated, above, below = _number(cell), _level(one), _level(other)
    if relation == POINTS:
        return _difference(cell, left, right, stated) if cell.text[-1:] != "%" or one["unit"] == "%" else None
    if below <= 0 or relation == SHARE and above > below and stated <= HUNDRED:
        return None
    low, high = _ends(one), _ends(other)
    if relation == SHARE:
        value, ends = 100 * above / below, (100 * low[0] / high[1], 100 * low[1] / high[0])
    else:
        value = 100 * (above - below) / below
        ends = (100 * low[0] / high[1] - 100, 100 * low[1] / high[0] - 100)
    fits = _fits(stated, ends, padded)
    # 胜诉率｜78%｜72%｜-6%: among growths, a rate is often told by its points.
    fits = fits or relation == GROWTH and one["unit"] == "%" and _difference(cell, left, right, stated).fits
    computed = rounding.show(value, max(1, rounding.decimals(stated)))
    return Row(cell, left, right, fits, above not in (0, below) and stated != 0, computed)


def _fits(stated: Decimal, ends: tuple[Fraction, Fraction], padded: bool) -> bool:
    shown = Decimal(f"{stated:f}".rstrip("0").rstrip(".")) if padded and stated and "." in f"{stated:f}" else stated
    return bool(rounding.fits(stated, *ends) or rounding.fits(shown, *ends))


def _changed(cell: Cell, left: Cell, right: Cell, padded: bool) -> Row | None:
    """55｜-19｜-25.7: by how much it changed, of what it was before. What did not change shows nothing."""
    level, change = LEVEL.match(left.text), BARE.match(right.text)
    if level is None or change is None or level["unit"] == "%" or "." in left.text + right.text:
        return None
    now, by, stated = _level(level), Fraction(_number(right)), _number(cell)
    if now <= 0 or now - by <= 0 or by == 0:
        return None
    value = 100 * by / (now - by)
    computed = rounding.show(value, max(1, rounding.decimals(stated)))
    return Row(cell, left, right, _fits(stated, (value, value), padded), True, computed)


def _difference(cell: Cell, left: Cell, right: Cell, stated: Decimal) -> Row:
    """24.76%｜15.78%｜8.98: what was reckoned before it was rounded may be off by the last place."""
    one, other = (Decimal(each.text.replace(",", "").strip("%")) for each in (left, right))
    off = abs(one - other - stated)
    return Row(cell, left, right, off <= rounding.place(stated), one != other and other != 0, one - other)


def _level(match: re.Match[str]) -> Fraction:
    return Fraction(match["number"].replace(",", ""))


def _ends(match: re.Match[str]) -> tuple[Fraction, Fraction]:
    """15.6万件 is anything from 15.55 to 15.65; whole numbers are as they are."""
    value, scaled = _level(match), match["unit"][:1] in ("万", "亿") or "." in match["number"]
    half = Fraction(rounding.place(Decimal(match["number"].replace(",", "")))) / 2 if scaled else Fraction(0)
    return value - half, value + half
