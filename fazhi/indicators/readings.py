"""Readings: the value of every indicator for one town and year, with everything needed to check it by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any
from uuid import UUID

from django.db import connection

from fazhi.indicators import words
from fazhi.indicators.definitions import Indicator, all_definitions
from fazhi.indicators.rounding import half_up, percent, plain
from fazhi.kernel.conditions import Period
from fazhi.kernel.digests import digest_of
from fazhi.kernel.ledgers import Ledger
from fazhi.kernel.ledgers import ledger as ledger_of
from fazhi.kernel.today import now, today
from fazhi.law import LawError, rules
from fazhi.people.scopes import SETTING

NOTHING = "—"


class OutOfScope(RuntimeError):
    """Figures were asked for outside the town's scope, where every table is empty and every count a false 0."""


@dataclass(frozen=True)
class RuleUsed:
    """A rule the figure depends on, with the value in force on the cut-off day in that town."""

    id: str
    code: str
    title: str
    value: str
    basis: str
    standing: str


@dataclass(frozen=True)
class Reading:
    """One figure. `value` is as printed (a rate in percent) and None where nothing was to be counted.

    `numerator` and `denominator` are the two counts of a rate; a count has itself as numerator and no denominator.
    `counted` rows stand behind it, of a rate those of its numerator; `rows` are their keys, empty where they were not
    asked for. `statement` says filters, range and whether the figure is complete.
    """

    id: str
    title: str
    unit: str
    town: str
    year: int
    value: Decimal | None
    numerator: int | None
    denominator: int | None
    ledger: str
    cohort: str
    period: str
    cut_off: date
    rounding: str
    definition: str
    version: int
    basis: str
    counted: int
    rows: tuple[UUID, ...]
    rules: tuple[RuleUsed, ...]
    statement: str
    computed_at: datetime

    @property
    def shown(self) -> str:
        """The value as printed: 99.8, 546, or 「—」."""
        return NOTHING if self.value is None else plain(self.value)

    @property
    def printed(self) -> str:
        """Value and unit as the report says it: 546起, 99.8%."""
        return NOTHING if self.value is None else self.shown + self.unit

    def as_json(self) -> dict[str, Any]:
        """The reading of `fazhi figures --json`; exact numbers, dates in ISO form."""
        whole = asdict(self)
        whole.update(
            value=_number(self.value),
            definition_version=whole.pop("version"),
            cut_off=self.cut_off.isoformat(),
            computed_at=self.computed_at.isoformat(timespec="seconds"),
            rows=[str(row) for row in self.rows],
        )
        return {key: value for key, value in whole.items() if key not in ("town", "year")}

    @property
    def digest(self) -> str:
        """SM3 over everything but the moment it was computed."""
        return digest_of({key: value for key, value in self.as_json().items() if key != "computed_at"})


def period_of(year: int) -> Period:
    """The year up to its last day, or up to today while it runs."""
    return Period.of(year, min(date(year, 12, 31), max(today(), date(year, 1, 1))))


def read_all(town: str, year: int, only: Sequence[str] = (), *, keys: bool = True) -> dict[str, Reading]:
    """Readings by id, in the order of the definitions; one query per ledger. Must run inside the town's scope.

    `only` limits them to some ids (the two counts of a rate or a rest are read as well); without `keys` the rows are
    counted and not named, which is all a draft needs. OutOfScope where the transaction does not see the town; KeyError
    for an unknown id.
    """
    known = all_definitions()
    wanted = _with_parts(only, known) if only else dict(known)
    return read_these(town, year, wanted, keys=keys)


def read_these(town: str, year: int, wanted: Mapping[str, Indicator], *, keys: bool = True) -> dict[str, Reading]:
    """As read_all, for given definitions (the two counts of a rate or a rest must be among them)."""
    _check_scope(town)
    period = period_of(year)
    computed: dict[str, Reading] = {}
    for name in dict.fromkeys(one.ledger for one in wanted.values() if one.ledger):
        book = ledger_of(name)
        group = [one for one in wanted.values() if one.ledger == name]
        computed |= {reading.id: reading for reading in _read_ledger(book, group, town, period, keys)}
    for one in wanted.values():
        if one.denominator:
            computed[one.id] = _of_two(one, wanted, computed, period)
    return {name: computed[name] for name in wanted}


def _with_parts(only: Sequence[str], known: Mapping[str, Indicator]) -> dict[str, Indicator]:
    names: dict[str, None] = {}
    for name in only:
        one = known[name]
        if one.denominator:
            names |= {one.numerator: None, one.denominator: None}
        names[name] = None
    return {name: known[name] for name in names}


def _check_scope(town: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(current_setting(%s, true), '')", [SETTING])
        scope = cursor.fetchone()[0]
    if not scope or not town.startswith(scope):
        raise OutOfScope(f"figures of {town} asked for in scope {scope!r}")


@dataclass(frozen=True)
class _Rows:
    """How many rows, and which (none where their keys were not asked for)."""

    number: int
    keys: tuple[UUID, ...]


def _rows(row: Mapping[str, Any], position: int) -> _Rows:
    return _Rows(row[f"count_{position}"], tuple(sorted(row.get(f"keys_{position}") or ())))


def _read_ledger(book: Ledger, group: Sequence[Indicator], town: str, period: Period, keys: bool) -> list[Reading]:
    # Ibis takes more than a second to load: only where figures are asked for.
    from fazhi.indicators.compiling import for_town, statement_for

    with connection.cursor() as cursor:
        cursor.execute(for_town(statement_for(book.id, tuple(group), period, keys), town))
        row = dict(zip([column.name for column in cursor.description], cursor.fetchone(), strict=True))
    return [
        _counted(one, book, town, period, row[f"value_{position}"], _rows(row, position))
        for position, one in enumerate(group)
    ]


def _counted(one: Indicator, book: Ledger, town: str, period: Period, found: Any, rows: _Rows) -> Reading:
    value = None if found is None else half_up(Fraction(found) / one.divide_by, one.decimals)
    count = rows.number if one.kind == "count" else None
    return _reading(one, {}, book, town, period, value, (count, None), rows)


def _of_two(one: Indicator, known: Mapping[str, Indicator], done: Mapping[str, Reading], period: Period) -> Reading:
    """A rate or a rest: the part is among the whole, row by row."""
    part, whole = done[one.numerator], done[one.denominator]
    book = ledger_of(known[one.numerator].ledger)
    if one.kind == "rest":
        left = whole.counted - part.counted
        rows = _Rows(left, tuple(sorted(set(whole.rows) - set(part.rows))))
        return _reading(one, known, book, part.town, period, Decimal(left), (left, None), rows)
    parts = (part.numerator or 0, whole.numerator or 0)
    return _reading(
        one, known, book, part.town, period, percent(*parts, one.decimals), parts, _Rows(part.counted, part.rows)
    )


def _reading(
    one: Indicator, known: Mapping[str, Indicator], book: Ledger, town: str, period: Period, value: Decimal | None,
    parts: tuple[int | None, int | None], rows: _Rows,
) -> Reading:  # fmt: skip
    return Reading(
        id=one.id,
        title=one.title,
        unit=one.unit,
        town=town,
        year=period.year,
        value=value,
        numerator=parts[0],
        denominator=parts[1],
        ledger=book.id,
        cohort=one.cohort,
        period=one.period,
        cut_off=period.cutoff,
        rounding=words.rounding(one),
        definition=words.definition(one, known, book, period),
        version=one.version,
        basis=rules.load().cite(one.basis, period.cutoff),
        counted=rows.number,
        rows=rows.keys,
        rules=tuple(_rule(name, period.cutoff, town) for name in one.rules),
        statement=_statement(book, period, rows.number),
        computed_at=now(),
    )


def _statement(book: Ledger, period: Period, count: int) -> str:
    """Range, filters, completeness."""
    last = min(period.last, period.cutoff)
    whole = "全年" if period.cutoff >= period.last else "年度尚未结束，不是全年"
    return (
        f"取自《{book.title}》的全镇记录；统计期{words.written_date(period.first)}至{words.written_date(last)}（{whole}）；"
        f"除口径所列条件外没有其他筛选；计入 {count} 条，逐条计数，没有抽样。"
    )


def _rule(name: str, day: date, town: str) -> RuleUsed:
    """What a rule said at the cut-off. A year older than the rule is counted all the same, and told that it had none."""
    try:
        held = rules.load().value_on(name, day, town)
    except LawError:
        known = rules.load().rule(name)
        return RuleUsed(
            known.id, known.code, known.title, f"{words.written_date(day)}还没有这条规则", "", "当时没有取值"
        )
    return RuleUsed(held.id, held.code, held.title, held.phrase, held.citation, held.standing)


def _number(value: Decimal | None) -> int | Decimal | None:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else Decimal(plain(value))
