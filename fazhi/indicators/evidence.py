"""From a figure to its rows: the list behind it, what a rate leaves out, and the sum done in full."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.urls import reverse

from fazhi.indicators.definitions import Indicator, all_definitions
from fazhi.indicators.readings import Reading, period_of
from fazhi.indicators.rounding import half_up, plain
from fazhi.kernel import ledgers
from fazhi.kernel.ledgers import Column, Criteria, Ledger

SHOWN_COLUMNS = 7
REST_SHOWN = 50


@dataclass(frozen=True)
class Line:
    """One row: where its case is (empty when it is not a case), and its cells with their column's title."""

    url: str
    cells: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Behind:
    """The rows behind a figure, one page of them. `agrees`: the list holds as many rows as the figure counts.

    `rest` are the rows of a rate's denominator that are not in its numerator, at most fifty; `rest_count` all of them.
    """

    ledger: Ledger
    titles: tuple[str, ...]
    lines: tuple[Line, ...]
    statement: str
    number: int
    has_next: bool
    has_previous: bool
    agrees: bool
    count: int
    rest: tuple[Line, ...] = ()
    rest_count: int = 0


def rows_behind(one: Indicator, readings: Mapping[str, Reading], town: str, asked: Mapping[str, str]) -> Behind:
    """One page of the rows a figure was counted from, by the same conditions through the ledger itself."""
    counted = all_definitions()[one.numerator] if one.kind == "rate" else one
    book = ledgers.ledger(counted.ledger)
    number = int(asked.get("page", "1")) if asked.get("page", "1").isdecimal() else 1
    period = period_of(readings[one.id].year)
    criteria = Criteria(page=number, conditions=counted.conditions, period=period)
    page = ledgers.page(book, town, criteria)
    listed = ledgers.rows(book, town, criteria).count()
    columns = book.listed[:SHOWN_COLUMNS]
    rest = _rest(one, readings)
    first = sorted(rest)[:REST_SHOWN]
    names = [column.name for column in book.columns]
    left = book.model._default_manager.filter(town=town, pk__in=first).values("id", *names) if first else ()
    return Behind(
        ledger=book,
        titles=tuple(column.title for column in columns),
        lines=_lines(book, columns, page.rows),
        statement=page.statement,
        number=page.number,
        has_next=page.has_next,
        has_previous=page.has_previous,
        agrees=listed == len(readings[one.id].rows),
        count=listed,
        rest=_lines(book, columns, left),
        rest_count=len(rest),
    )


def formula(one: Indicator, readings: Mapping[str, Reading]) -> str:
    """A rate done in full: 545 ÷ 546 × 100% = 99.8168% ≈ 99.8%; empty for anything else."""
    reading = readings[one.id]
    if one.kind != "rate":
        return ""
    if reading.value is None or not reading.denominator:
        return f"{reading.numerator} ÷ 0：没有可以计算的对象，不产生比率，以“—”表示。"
    full = half_up(Fraction(100 * (reading.numerator or 0), reading.denominator), 4)
    sign = "=" if full == reading.value else "≈"
    steps = "" if full == reading.value else f" = {plain(full)}%"
    return f"{reading.numerator} ÷ {reading.denominator} × 100%{steps} {sign} {reading.printed}（{reading.rounding}）"


def _rest(one: Indicator, readings: Mapping[str, Reading]) -> set[Any]:
    if one.kind != "rate":
        return set()
    return set(readings[one.denominator].rows) - set(readings[one.numerator].rows)


def _lines(book: Ledger, columns: Iterable[Column], rows: Iterable[Mapping[str, Any]]) -> tuple[Line, ...]:
    shown = tuple(columns)
    return tuple(
        Line(_case_url(book, row), tuple((column.title, column.shown(row[column.name])) for column in shown))
        for row in rows
    )


def _case_url(book: Ledger, row: Mapping[str, Any]) -> str:
    return reverse("case", args=[row["id"]]) if book.cases else ""
