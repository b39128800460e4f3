"""From definitions to one query per ledger, by Ibis: compiled only, for PostgreSQL (a town), DuckDB and Spark (more).

Indicators are deferred expressions (`_.…`): bound ones break after a filter. Two helpers hold what was learnt about the
engines: a condition whose value is unknown counts as false in every one of them, and Spark wants the median of a
conditional column rather than a conditional median.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache, reduce
from operator import and_
from typing import Any, Literal

import ibis
from django.db import models
from ibis import _

from fazhi.indicators.definitions import Indicator
from fazhi.kernel.conditions import Condition, Period
from fazhi.kernel.ledgers import Ledger
from fazhi.kernel.ledgers import ledger as ledger_of
from fazhi.people.divisions import checked

Dialect = Literal["postgres", "duckdb", "pyspark"]
# Column names are positions: an indicator's id may be longer than PostgreSQL's 63 bytes.
ANY_TOWN = "000000000000"
VALUE, COUNT, KEYS = "value_{}", "count_{}", "keys_{}"


def table(ledger: Ledger, name: str | None = None) -> ibis.Table:
    """The ledger's rows as Ibis sees them; `name` replaces the table or view for another engine."""
    columns = {field.name: _type_of(field) for field in ledger.model._meta.concrete_fields}
    return ibis.table({key: kind for key, kind in columns.items() if kind}, name=name or ledger.model._meta.db_table)


def query(
    ledger: Ledger, indicators: Sequence[Indicator], period: Period, *, town: str | None = None, keys: bool = True,
    name: str | None = None,
) -> ibis.Table:  # fmt: skip
    """One row with value, count (and keys) of the rows of every indicator for one town, or one row per town without `town`."""
    aggregates: dict[str, Any] = {}
    for position, indicator in enumerate(indicators):
        condition = _all(indicator.conditions, period)
        aggregates[VALUE.format(position)] = _value(indicator, condition)
        aggregates[COUNT.format(position)] = count_if(condition)
        if keys:
            aggregates[KEYS.format(position)] = _.id.collect(where=condition)
    rows = table(ledger, name)
    if town is not None:
        return rows.filter(_.town == town).aggregate(**aggregates)
    return rows.group_by("town").aggregate(**aggregates)


def sql(expression: ibis.Table, dialect: Dialect = "postgres") -> str:
    """The expression as SQL text of a dialect; no engine needs to be installed."""
    return str(ibis.to_sql(expression, dialect=dialect))


@lru_cache(maxsize=128)
def statement_for(ledger_id: str, indicators: tuple[Indicator, ...], period: Period, keys: bool = True) -> str:
    """The PostgreSQL text for one town, where the town is still ANY_TOWN. Compiling takes far longer than asking."""
    return sql(query(ledger_of(ledger_id), indicators, period, town=ANY_TOWN, keys=keys))


def for_town(statement: str, town: str) -> str:
    """The text of statement_for with a town in it; `checked` lets nothing but twelve digits through."""
    return statement.replace(f"'{ANY_TOWN}'", f"'{checked(town)}'")


def count_if(condition: Any) -> Any:
    """How many rows meet the condition; unknown is no."""
    return _.count(where=condition)


def sum_if(column: Any, condition: Any) -> Any:
    """The sum over the rows that meet the condition; 0 over none."""
    return column.sum(where=condition).fill_null(0)


def median_if(column: Any, condition: Any) -> Any:
    """The median over the rows that meet the condition; null over none."""
    return condition.ifelse(column, ibis.null()).median()


def _value(indicator: Indicator, condition: Any) -> Any:
    if indicator.kind == "count":
        return count_if(condition)
    if indicator.kind == "sum":
        return sum_if(_[indicator.columns[0]], condition)
    since, until = indicator.columns
    return median_if(_[until].delta(_[since], unit="day"), condition)


def _all(conditions: Iterable[Condition], period: Period) -> Any:
    tests = [_test(condition, period) for condition in conditions]
    return reduce(and_, tests).fill_null(False) if tests else ibis.literal(True)


def _test(condition: Condition, period: Period) -> Any:
    """The same tests as kernel.conditions.to_q, which the list behind a figure uses."""
    column = _[condition.column]
    if condition.any_of:
        return column.isin(list(condition.any_of))
    if condition.empty is not None:
        return column.isnull() if condition.empty else column.notnull()
    if condition.above is not None:
        return column > condition.above
    if condition.within:
        return (column >= period.first) & (column <= min(period.last, period.cutoff))
    if condition.by:
        return column <= period.cutoff
    if condition.active_on:
        until = _[condition.until]
        return (column <= period.cutoff) & (until.isnull() | (until >= period.cutoff))
    return column == condition.is_


def _type_of(field: models.Field) -> str:
    """The Ibis type of a model field; empty for what no indicator counts (search index, JSON)."""
    if isinstance(field, models.DecimalField):
        return f"decimal({field.max_digits}, {field.decimal_places})"
    for kinds, name in _TYPES:
        if isinstance(field, kinds):
            return name
    return ""


_TYPES: tuple[tuple[tuple[type[models.Field], ...], str], ...] = (
    ((models.UUIDField,), "uuid"),
    ((models.DateTimeField,), "timestamp"),
    ((models.DateField,), "date"),
    ((models.BooleanField,), "boolean"),
    ((models.IntegerField,), "int64"),
    ((models.CharField, models.TextField), "string"),
)
