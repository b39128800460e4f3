"""Tables with a column of percentages that follows from two other columns: each row against its own two numbers."""

from __future__ import annotations

from collections.abc import Iterator

from fazhi.audit.model import Finding, Kind, Verdict
from fazhi.audit.rates import alike_columns, whole_bases
from fazhi.audit.rates.table_columns import BASIS, FORMULAS, POINTS, Column, Row, columns
from fazhi.audit.rules import Rule
from fazhi.audit.text.cells import Cell, headed, tables
from fazhi.audit.text.manuscript import Manuscript, finding
from fazhi.audit.text.table_rows import Table


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """Every percentage of a table that the other rows refute; not where one of its two numbers was itself found wrong."""
    wrong = {(each.paragraph, each.start) for each in manuscript.found if each.verdict is Verdict.WRONG}
    known = set[int]()
    for table in _joined(tables(manuscript)):
        for column in columns(table):
            known.update(id(each.cell) for each in column.rows)
            yield from _refuted(column, wrong)
        for grown, witnesses in whole_bases.odd(table):
            if id(grown.cell) not in known:
                yield _of_no_whole(grown, witnesses)
    for column in alike_columns.columns(tables(manuscript)):
        if known.isdisjoint(id(each.cell) for each in column.rows):
            yield from _refuted(column, wrong)


def _refuted(column: Column, wrong: set[tuple[int, int]]) -> Iterator[Finding]:
    for each in column.wrong:
        if not any(_place(cell) in wrong for cell in (each.left, each.right)):
            yield _report(each, column)


def _place(cell: Cell) -> tuple[int, int]:
    return cell.passage.index, cell.passage.quote(cell.start, cell.start + len(cell.text))[0]


def _joined(every: list[Table]) -> list[Table]:
    """Tables under one and the same head are made in one way: the rows of all of them bear witness together."""
    known: dict[tuple[str, ...], Table] = {}
    joined = list[Table]()
    for table in every:
        names = tuple(each.text for each in table[0])
        if headed(table) and names in known:
            known[names] += table[1:]
        else:
            joined.append(list(table))
            known[names] = joined[-1]
    return joined


def _of_no_whole(grown: whole_bases.Grown, witnesses: int) -> Finding:
    cell = grown.cell
    return finding(
        cell.passage,
        (cell.start, cell.start + len(cell.text)),
        kind=Kind.GROWTH,
        verdict=Verdict.WRONG,
        rule="table_rate",
        message=f"没有哪个整数基数能使{grown.count}的增减幅度为{cell.text.rstrip('%')}%；同列有{witnesses}行可由整数基数算得。",
        stated=cell.text,
        basis="增减幅度＝（本期数－基期数）÷基期数，基期数为整数",
    )


def _report(row: Row, column: Column) -> Finding:
    cell, relation = row.cell, column.relation
    others = f"，别处有{column.elsewhere}行" if column.elsewhere else ""
    formula = FORMULAS[relation].format(row.left.text, row.right.text)
    unit = "" if relation == POINTS else "%"
    return finding(
        cell.passage,
        (cell.start, cell.start + len(cell.text)),
        kind=Kind.RATE,
        verdict=Verdict.WRONG,
        rule="table_rate",
        message=f"{formula}应为{row.computed}{unit}，表中写{cell.text}；同列有{column.fitting}行{others}与此算法相符。",
        stated=cell.text,
        computed=row.computed,
        basis=BASIS,
    )


RULE = Rule(
    id="table_rate",
    title="表格比率",
    source="表中同一列的比率用同一算法；以其余各行为证",
    why="表中改了件数，办结率、增幅没有跟着重算。",
    wrong="受理286、办结284、99.3%；受理117、办结115、93.8%；受理158、办结157、99.4%",
    right="受理286、办结284、99.3%；受理117、办结115、98.3%；受理158、办结157、99.4%",
    check=check,
)
