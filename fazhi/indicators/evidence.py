"""From a figure to its rows: the list behind it, what a rate leaves out, and the sum done in full."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from fazhi.indicators.definitions import Indicator, all_definitions
from fazhi.indicators.readings import Reading, period_of
from fazhi.indicators.rounding import half_up, plain
from fazhi.kernel import ledgers
from fazhi.kernel.ledgers import Criteria, Ledger
from fazhi.web.views.ledgers import Line, lines

REST_SHOWN = 50
# Beyond any list: a larger offset is no number to PostgreSQL.
LAST_PAGE = 1_000_000


@dataclass(frozen=True)
class Behind:
    """The rows behind a figure, one page of them. `agrees`: the list holds as many rows as the figure counts.

    `rest` are the rows of a rate's denominator that are not in its numerator, at most fifty; `rest_count` all of them.
    """

    ledger: Ledger
    lines: list[Line]
    statement: str
    number: int
    has_next: bool
    has_previous: bool
    agrees: bool
    count: int
    rest: list[Line] = field(default_factory=list)
    rest_count: int = 0


def rows_behind(one: Indicator, readings: Mapping[str, Reading], town: str, asked: Mapping[str, str]) -> Behind:
    """One page of the rows a figure was counted from, by the same conditions through the ledger itself."""
    number = min(int(asked.get("page", "1")), LAST_PAGE) if asked.get("page", "1").isdecimal() else 1
    if one.kind == "rest":
        return _by_keys(readings[one.id], town, max(number, 1))
    counted = all_definitions()[one.numerator] if one.kind == "rate" else one
    book = ledgers.ledger(counted.ledger)
    period = period_of(readings[one.id].year)
    criteria = Criteria(page=number, conditions=counted.conditions, period=period)
    page = ledgers.page(book, town, criteria)
    listed = ledgers.rows(book, town, criteria).count()
    rest = sorted(_rest(one, readings))
    return Behind(
        ledger=book,
        lines=lines(book, page.rows),
        statement=page.statement,
        number=page.number,
        has_next=page.has_next,
        has_previous=page.has_previous,
        agrees=listed == len(readings[one.id].rows),
        count=listed,
        rest=lines(book, _rows(book, town, rest[:REST_SHOWN])),
        rest_count=len(rest),
    )


def _by_keys(reading: Reading, town: str, number: int) -> Behind:
    """A rest has no conditions of its own: its rows are asked for by their keys."""
    book = ledgers.ledger(reading.ledger)
    first = (number - 1) * ledgers.PAGE_SIZE
    shown = _rows(book, town, reading.rows[first : first + ledgers.PAGE_SIZE])
    return Behind(
        ledger=book,
        lines=lines(book, shown),
        statement=f"两批记录逐条比对得出，共 {len(reading.rows)} 条，本页列出 {len(shown)} 条。",
        number=number,
        has_next=first + ledgers.PAGE_SIZE < len(reading.rows),
        has_previous=number > 1,
        agrees=reading.value == len(reading.rows),
        count=len(reading.rows),
    )


def _rows(book: Ledger, town: str, keys: Sequence[Any]) -> list[dict[str, Any]]:
    if not keys:
        return []
    found = book.model._default_manager.filter(town=town, pk__in=keys).order_by(*book.order)
    return list(found.values("id", *(column.name for column in book.columns)))


def formula(one: Indicator, readings: Mapping[str, Reading]) -> str:
    """A rate or rest done in full: 545 ÷ 546 × 100% = 99.8168% ≈ 99.8%, 546 − 545 = 1; empty for anything else."""
    reading = readings[one.id]
    if one.kind == "rest":
        return f"{readings[one.denominator].shown} − {readings[one.numerator].shown} = {reading.shown}"
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
