"""The same definition gives the same answer on PostgreSQL and on DuckDB, and compiles for Spark."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import duckdb
import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fazhi.indicators.compiling import query, sql, table
from fazhi.indicators.definitions import Indicator, all_definitions
from fazhi.indicators.tests.rows import add_disputes
from fazhi.kernel import ledgers
from fazhi.kernel.conditions import Period
from fazhi.people import scopes

SOME_DAY = st.integers(-40, 400).map(lambda days: date(2022, 1, 1) + timedelta(days=days))
DAYS = st.one_of(st.none(), SOME_DAY)
ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "found_on": SOME_DAY,
            **dict.fromkeys(("accepted_on", "mediated_on", "performed_on", "settled_on", "reopened_on"), DAYS),
            "amount": st.one_of(st.none(), st.decimals(0, 10**6, places=2)),
            "dispute_type": st.sampled_from(["family", "neighbours", "land", "other"]),
            "level": st.sampled_from(["village", "town", "county"]),
            "people": st.integers(0, 30),
        }
    ),
    max_size=12,
)
TOWN, PERIOD = "500235116000", Period.of(2022)


def group() -> list[Indicator]:
    return [one for one in all_definitions().values() if one.ledger == "disputes.rounds"]


def on_postgres() -> tuple[Any, ...]:
    book = ledgers.ledger("disputes.rounds")
    with scopes.within(TOWN), connection.cursor() as cursor:
        cursor.execute(sql(query(book, group(), PERIOD, town=TOWN, keys=False)))
        return tuple(cursor.fetchone())


def on_duckdb() -> tuple[Any, ...]:
    """The rows of the same ledger, carried over as they are."""
    book = ledgers.ledger("disputes.rounds")
    schema = table(book).schema()
    with scopes.within(TOWN):
        rows = list(book.model._default_manager.filter(town=TOWN).values_list(*schema.names))
    with duckdb.connect() as engine:
        kinds = {"string": "VARCHAR", "int64": "BIGINT", "uuid": "UUID", "date": "DATE", "boolean": "BOOLEAN"}
        columns = ", ".join(
            f'"{name}" {kinds.get(str(kind).removeprefix("!"), str(kind))}' for name, kind in schema.items()
        )
        engine.execute(f"CREATE TABLE disputes_round_row ({columns})")
        if rows:
            engine.executemany(f"INSERT INTO disputes_round_row VALUES ({', '.join('?' * len(schema.names))})", rows)
        return tuple(engine.execute(sql(query(book, group(), PERIOD, town=TOWN, keys=False), "duckdb")).fetchone())


def plain(values: tuple[Any, ...]) -> list[Any]:
    return [None if value is None else float(value) for value in values]


@pytest.mark.usefixtures("town")
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=ROWS)
def test_postgresql_and_duckdb_count_the_same(rows: list[dict[str, Any]]) -> None:
    with scopes.within(TOWN), connection.cursor() as cursor:
        cursor.execute("SAVEPOINT example")
        add_disputes(rows)
        both = plain(on_postgres()), plain(on_duckdb())
        cursor.execute("ROLLBACK TO SAVEPOINT example")
    assert both[0] == both[1]


def test_every_ledger_compiles_for_all_engines() -> None:
    for name in dict.fromkeys(one.ledger for one in all_definitions().values() if one.ledger):
        indicators = [one for one in all_definitions().values() if one.ledger == name]
        for dialect in ("postgres", "duckdb", "pyspark"):
            text = sql(query(ledgers.ledger(name), indicators, PERIOD), dialect)
            assert text.upper().count("FROM ") >= 1 and "GROUP BY" in text


def test_a_count_says_that_unknown_is_no_in_the_text_for_every_engine() -> None:
    counts = [one for one in all_definitions().values() if one.ledger == "disputes.staff"]
    for dialect in ("postgres", "duckdb", "pyspark"):
        text = sql(query(ledgers.ledger("disputes.staff"), counts, PERIOD, keys=False), dialect).upper()
        assert text.count("COALESCE") == 2 * len(counts)
