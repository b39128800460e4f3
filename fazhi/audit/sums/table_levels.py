"""Tables whose lines are of several levels: 小计 among them, 其中 below one, 一、税收 and 二、非税 with what they consist of, 第一产业 of the 生产总值.

Which lines a total is of, the columns show that come out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from fazhi.audit.sums.table_sums import FEWEST, FOUR, PARTIAL, Sum, Sums, label_of, met_twice, part_of, unnamed
from fazhi.audit.text.cells import amount, headed, turned
from fazhi.audit.text.table_rows import Cell, Table, blank

MANY = 5
NUMERALS = "一二三四五六七八九十"
# 收入合计, 支出总计, 小计
TOTAL = re.compile(r"(?:合计|总计|共计|总数)(?:（[^）]*）)?$")
SUBTOTAL = re.compile(r"小计$")
NUMBERED = re.compile(rf"^([{NUMERALS}])、")
AMONG = re.compile(r"^(?:其中|内|含|#)")
OF_INDUSTRIES = re.compile(r"^(?:全[省市县区州])?(?:地区)?(?:国内)?生产总值(?:（[^）]*）)?$|^GDP$")
INDUSTRY = re.compile(r"^(?:其中[：:]?)?\s*第([一二三])产业(?:增加值)?$")
# 占比, 增速: no column of levels.
RATED = re.compile(r"速|±|拉动|贡献|指数")
INDUSTRIES = "一二三"


def levelled(table: Table) -> Iterator[Sums]:
    """The totals of a table with lines of more than one level."""
    body = table[1:] if headed(table) else table
    labels = [label_of(each).replace(" ", "") for each in body]
    yield from _of_industries(table, body, labels)
    totals = [at for at, each in enumerate(labels) if TOTAL.search(each) or SUBTOTAL.search(each)]
    below = totals == [len(body) - 1] and SUBTOTAL.search(labels[-1])
    if not totals or len(totals) == 1 and not below and not any(_under(each) for each in labels):
        return
    for at in totals:
        tried = [_sums(table, body, at, parts) for parts in _parts(labels, totals, at, _only_parts(body))]
        found = [each for each in tried if each is not None]
        best = max(found, key=lambda each: (_telling(each), -_wrong(each)), default=None)
        if best is not None and _proves(best, labels):
            yield best


def unnamed_rows(table: Table) -> Iterator[Sums]:
    """轻工业4821, 以农产品为原料3629, 以非农产品为原料1192: a line is those behind it, as all other columns show."""
    named = headed(table)
    kept = [0]
    for column in range(1, len(table[0])):
        cells = [row[column] for row in table[named:]]
        head = table[0][column].text if named else ""
        whole = all(part_of(each) is not None for each in cells) and (
            named or not any("." in each.text for each in cells)
        )
        if whole and not PARTIAL.search(head) and not RATED.search(head):
            kept.append(column)
    if len(kept) > FOUR:
        rows = [[row[each] for each in kept] for row in table[named:] if any(row[each].text for each in kept[1:])]
        names = [table[0][each] if named else blank(table[0][0].passage) for each in kept]
        for found in unnamed(turned([names, *rows])) if len(rows) > FEWEST else ():
            # 重工业21171684万元, 461866, 5722722 and 14987095: all were rounded before they were printed.
            if all(each.fits or abs(each.made - each.stated) > len(each.parts) for each in found.of):
                yield replace(found, by_row=True, exceeded=False)


def _under(label: str) -> bool:
    return AMONG.match(label) is not None or NUMBERED.match(label) is not None


def _only_parts(body: Table) -> set[int]:
    """上级补助收入｜37811｜46850 above 转移支付补助｜37811｜46850: the lines that are all there is of the one before."""
    numbers = [[cell.text for cell in row[1:] if amount(cell)] for row in body]
    return {at for at in range(1, len(body)) if len(numbers[at]) >= FEWEST and numbers[at] == numbers[at - 1]}


def _parts(labels: list[str], totals: list[int], at: int, repeated: set[int]) -> Iterator[list[int]]:
    """Of which lines a total may be: those since the one before, the subtotals, those that are numbered; or those behind it, if it is the first."""
    before = max((each for each in totals if each < at), default=-1)
    grand = max((each for each in totals if each < at and TOTAL.search(labels[each])), default=-1)
    spans = [range(before + 1, at), range(grand + 1, at)]
    if at == 0:
        spans = [range(1, len(labels))]
    for span in spans:
        plain = [each for each in span if AMONG.match(labels[each]) is None and each not in totals]
        numbered = [each for each in span if NUMBERED.match(labels[each]) is not None]
        yield plain
        if before >= 0:
            yield [before, *plain]
            if not repeated.isdisjoint(plain):
                yield [before, *(each for each in plain if each not in repeated)]
        yield [each for each in totals if each in span and SUBTOTAL.search(labels[each])]
        if [labels[each][0] for each in numbered] == list(NUMERALS[: len(numbered)]):
            yield numbered


def _sums(table: Table, body: Table, at: int, parts: list[int]) -> Sums | None:
    if len(parts) < FEWEST:
        return None
    found = []
    for column in range(1, len(table[0])):
        head = table[0][column].text if headed(table) else ""
        one = _sum(body, at, parts, column)
        if one is None or PARTIAL.search(head) or RATED.search(head) or not one.summed:
            continue
        if not met_twice(head, one):
            found.append(one)
    return Sums(found, by_row=True) if found else None


def _sum(body: Table, at: int, parts: list[int], column: int) -> Sum | None:
    stated = amount(body[at][column])
    amounts = [part_of(body[each][column]) for each in parts]
    whole = [each for each in amounts if each is not None]
    if stated is None or len(whole) < len(parts) or sum(1 for each in whole if each) < FEWEST:
        return None
    return Sum(body[at][column], label_of(body[at]), stated, whole)


def _telling(sums: Sums) -> int:
    return sum(1 for each in sums.of if each.fits and each.tells)


def _wrong(sums: Sums) -> int:
    return sum(1 for each in sums.of if not each.fits)


def _proves(sums: Sums, labels: list[str]) -> bool:
    """Two columns come out for each that does not, which must look like a slip; or all lines are numbered, and it is a plain one."""
    wrong = [each for each in sums.of if not each.fits]
    if not wrong:
        return False
    numbered = any(NUMBERED.match(each) for each in labels)
    if len(wrong) * MANY <= _telling(sums):
        return True
    sure = len(wrong) * FEWEST <= _telling(sums) or _telling(sums) == 1 == len(wrong) and numbered
    return sure and all(each.slip for each in wrong) or len(sums.of) == 1 and numbered and wrong[0].turned


def _of_industries(table: Table, body: Table, labels: list[str]) -> Iterator[Sums]:
    """地区生产总值90.39, 第一产业30.02, 第二产业16.78, 第三产业43.59"""
    whole = [at for at, each in enumerate(labels) if OF_INDUSTRIES.match(each)]
    parts = [at for at, each in enumerate(labels) if INDUSTRY.match(each)]
    if len(whole) != 1 or "".join(_industry(labels[each]) for each in parts) != INDUSTRIES or not headed(table):
        return
    for column in range(1, len(table[0])):
        head: Cell = table[0][column]
        found = _sum(body, whole[0], parts, column)
        if found is None or PARTIAL.search(head.text) or RATED.search(head.text) or found.fits:
            continue
        if found.slip and found.miswritten:
            yield Sums([found], by_row=True)


def _industry(label: str) -> str:
    match = INDUSTRY.match(label)
    return match[1] if match is not None else ""
