"""Tables with a column (or a row) of counts and one of shares: each share against its own count and the table's total."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from fazhi.audit.model import Finding, Kind, Verdict
from fazhi.audit.rates import counted_columns, unprinted_bases
from fazhi.audit.rules import Rule
from fazhi.audit.text import rounding
from fazhi.audit.text.cells import TOTAL, Cell, Table, headed, tables, turned
from fazhi.audit.text.manuscript import Manuscript, finding

SHARE = re.compile(r"占比|比例|比重|占.{0,8}[%比]|百分比|构成")
CHANGE = re.compile(r"同比|环比|增|减|率")
PERCENT = re.compile(r"^\d{1,3}(?:\.\d{1,10})?%$")
BARE = re.compile(r"^\d{1,2}\.\d{1,10}$")
COUNT = re.compile(r"^(\d{1,15}(?:,\d{3}){0,4})(?:件|起|人|次|个|宗|户|家|人次|批次)?$")
WITNESSES = 2
HUNDRED = 100


@dataclass(frozen=True, slots=True)
class Line:
    """A share with its count."""

    cell: Cell
    count: Decimal
    stated: Decimal

    def fits(self, base: Decimal) -> bool:
        """Is it that of the base?"""
        return bool(rounding.fits_counts(self.stated, int(self.count), int(base)))


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """Every share of a table in which at least two others fit the same total."""
    printed = frozenset(value for values in manuscript.printed.values() for value in values)
    for each in _headed(tables(manuscript)):
        for table in (each, turned(each)):
            known = set[tuple[int, int]]()
            for found in _beside(table, printed):
                known.add((found.paragraph, found.start))
                yield found
            yield from (found for found in _anywhere(table, printed) if (found.paragraph, found.start) not in known)


def _headed(every: list[Table]) -> Iterator[Table]:
    """A table without names of columns has those of the one before it that is as wide: 投诉类别｜数量｜比例（%） is not told again for the services."""
    heads: dict[int, list[Cell]] = {}
    for table in every:
        width = len(table[0])
        if headed(table):
            heads[width] = table[0]
        elif width in heads:
            yield [heads[width], *table]
            continue
        yield table


def _beside(table: Table, printed: frozenset[Decimal]) -> Iterator[Finding]:
    """The shares right behind their counts."""
    for column in range(1, len(table[0])):
        header, counts = table[0][column].text, table[0][column - 1].text
        if SHARE.search(header) and not CHANGE.search(header) and not CHANGE.search(counts):
            yield from _column(table[1:], column, PERCENT if "%" not in header else BARE, printed)


def _anywhere(table: Table, printed: frozenset[Decimal]) -> Iterator[Finding]:
    """The shares of counts in any column, of totals told anywhere."""
    for each in counted_columns.off(table, printed):
        stated = Decimal(each.cell.text.strip("%"))
        computed = rounding.show(each.computed, max(1, rounding.decimals(stated)))
        message = f"{each.count}÷{each.base}＝{computed}%，表中写{each.cell.text}；同列有{each.witnesses}行以{each.base}为总数。"
        yield _report(each.cell, computed, message, Verdict.WRONG)


def _column(rows: Table, column: int, shape: re.Pattern[str], printed: frozenset[Decimal]) -> Iterator[Finding]:
    lines: list[Line] = []
    total: Decimal | None = None
    for row in rows:
        cell, count = row[column], _number(row[column - 1].text)
        if count is None:
            continue
        if any(TOTAL.match(each.text) for each in row[: column - 1]):
            total = count
        elif PERCENT.match(cell.text) or shape.match(cell.text):
            lines.append(Line(cell, count, Decimal(cell.text.strip("%"))))
    base = total if total is not None else sum((each.count for each in lines), Decimal(0))
    if base <= 0 or base != int(base):
        return
    wrong = [each for each in lines if not each.fits(base)]
    plugged = sum(each.stated for each in lines) == HUNDRED
    told = _miscounted(lines, printed) if total is None and len(wrong) > 1 else None
    # Where the very sum that the shares are held against has slipped, more than one share misses it.
    if told is not None:
        yield _off(*told, plugged=False)
    elif len(lines) - len(wrong) >= WITNESSES:
        yield from (_off(each, base, plugged) for each in wrong)
    elif total is None:
        yield from _against_others(lines)


def _miscounted(lines: list[Line], printed: frozenset[Decimal]) -> tuple[Line, Decimal] | None:
    """受理38447件; 电话34589（90.67%）, 微信2724（7.09%）, …: of a total printed before the table all shares but one come out."""
    for total in printed:
        wrong = [each for each in lines if total != int(total) or total <= 0 or not each.fits(total)]
        others = sum((each.count for each in lines if each not in wrong), Decimal(0))
        if len(wrong) == 1 and len(lines) > WITNESSES and others <= total:
            return wrong[0], total
    return None


def _off(line: Line, base: Decimal, plugged: bool) -> Finding:
    places = max(1, rounding.decimals(line.stated))
    computed = rounding.show(Fraction(HUNDRED * int(line.count), int(base)), places)
    bumped = plugged and abs(computed - line.stated) <= rounding.place(line.stated)
    message = f"{line.count}÷{base}＝{computed}%，表中写{line.cell.text}。"
    message += "当是为凑足100%而调整尾数。" if bumped else ""
    return _report(line.cell, computed, message, Verdict.HINT if bumped else Verdict.WRONG)


def _against_others(lines: list[Line]) -> Iterator[Finding]:
    """占新受理数比例, of a total that the table does not hold: one share that does not go with all others."""
    ranges = [unprinted_bases.totals(Fraction(each.count), each.stated) for each in lines]
    known = [each for each in ranges if each is not None]
    found = unprinted_bases.odd_range(known) if len(known) == len(ranges) else None
    if found is None:
        return
    number, low, high = found
    line = lines[number]
    computed = rounding.show(2 * HUNDRED * Fraction(line.count) / (low + high), max(1, rounding.decimals(line.stated)))
    message = f"按其余各项的件数和占比，{line.count}约占{computed}%，表中写{line.cell.text}。"
    if abs(computed - line.stated) > Decimal(2).scaleb(-rounding.decimals(line.stated)):
        yield _report(line.cell, computed, message, Verdict.WRONG)


def _number(text: str) -> Decimal | None:
    """284, 1,284 and 75件"""
    match = COUNT.match(text)
    return Decimal(match[1].replace(",", "")) if match is not None else None


def _report(cell: Cell, computed: Decimal, message: str, verdict: Verdict) -> Finding:
    return finding(
        cell.passage,
        (cell.start, cell.start + len(cell.text)),
        kind=Kind.RATE,
        verdict=verdict,
        rule="table_share",
        message=message,
        stated=cell.text,
        computed=computed,
        basis="占比＝该行数÷合计；表中其余各行均与此相符" if verdict is Verdict.WRONG else "",
    )


RULE = Rule(
    id="table_share",
    title="表格占比",
    source="占比＝该行数÷合计",
    why="表中改了件数，占比没有跟着重算。",
    wrong="婚姻20（40%）、邻里18（36%）、其他12（34%）",
    right="婚姻20（40%）、邻里18（36%）、其他12（24%）",
    check=check,
)
