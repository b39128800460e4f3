"""Figures counted a second time (T-14): random ledgers, and every indicator of every system by hand in plain Python.

The rows lie in temporary tables that stand before the ledgers of the same names, for one transaction. What is counted is
read from indicators.yaml as it is written there; nothing of the house's own counting is used.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from random import Random
from statistics import median
from typing import Any
from uuid import UUID

from django.db import connection, models

from fazhi.indicators.definitions import Written, read_system
from fazhi.kernel import ledgers, registry

Row = dict[str, Any]
Condition = Mapping[str, Any]
TOWN, OTHER_TOWN = "500235116000", "500235117000"


@dataclass(frozen=True)
class Year:
    """A year, and the last day that is known of it."""

    number: int
    known: date

    @property
    def first(self) -> date:
        return date(self.number, 1, 1)

    @property
    def last(self) -> date:
        return min(date(self.number, 12, 31), self.known)


@dataclass
class Counted:
    """One figure by hand. `value` is not rounded; None where there is nothing to count."""

    value: Decimal | None
    rows: set[UUID] = field(default_factory=set)


@cache
def written() -> dict[str, Written]:
    """Every indicator as its file has it."""
    return {one.id: one for system in registry.systems() for one in read_system(system)}


def conditions(one: Written) -> tuple[Condition, ...]:
    """What a row must meet to be counted."""
    if one.median:
        both = tuple({"column": column, "empty": False} for column in (one.median.since, one.median.until))
        return (*one.median.where, *both)
    return one.sum.where if one.sum else one.count or ()


@cache
def columns() -> dict[str, dict[str, list[Any]]]:
    """For each ledger the columns that figures look at, with the values they ask for."""
    found: dict[str, dict[str, list[Any]]] = defaultdict(lambda: defaultdict(list))
    for one in written().values():
        if one.ledger:
            asked = found[one.ledger]
            for condition in conditions(one):
                values = [condition["is"]] if "is" in condition else list(condition.get("any_of", ()))
                asked[condition["column"]] += values
                if condition.get("until"):
                    asked[condition["until"]] += []
            for column in (one.sum and (one.sum.column,), one.median and (one.median.since, one.median.until)):
                for name in column or ():
                    asked[name] += []
    return found


def _some(random: Random, kind: models.Field, asked: list[Any], year: Year) -> Any:
    """A value for a column: nothing, one that a figure asks for, or any; of dates often one at an edge."""
    if random.random() < 0.12:
        return None
    if isinstance(kind, models.DateField):
        edges = [year.first, year.last, date(year.number, 12, 31), year.known]
        day = random.choice(edges) if random.random() < 0.3 else year.first + timedelta(days=random.randrange(330))
        return day + timedelta(days=random.choice([0, 0, 0, 0, -1, 1]))
    if isinstance(kind, models.BooleanField):
        return random.random() < 0.7
    if isinstance(kind, models.DecimalField):
        return Decimal(random.randrange(0, 10**7)) / 100
    if isinstance(kind, models.IntegerField):
        return random.choice(asked) if asked and random.random() < 0.7 else random.randrange(6)
    return random.choice(asked) if asked and random.random() < 0.8 else "other"


def ledger(random: Random, name: str, year: Year) -> list[Row]:
    """Up to thirty rows; a few are a neighbour's."""
    meta = ledgers.ledger(name).model._meta
    kinds = {column: (meta.get_field(column), asked) for column, asked in columns()[name].items()}
    return [
        {
            "id": UUID(int=random.getrandbits(128)),
            "town": OTHER_TOWN if random.random() < 0.1 else TOWN,
            **{column: _some(random, *kind, year) for column, kind in kinds.items()},
        }
        for _ in range(random.choice([0, 1, 3, 10, 30]))
    ]


def laid(random: Random, year: Year) -> dict[str, list[Row]]:
    """A random house: every ledger that figures look at."""
    made = {name: ledger(random, name, year) for name in columns()}
    for name, rows in made.items():
        lay(name, rows)
    return made


def lay(name: str, rows: list[Row]) -> None:
    """Put rows where the house looks for a ledger, until the transaction ends."""
    table = ledgers.ledger(name).model._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(f'DROP TABLE IF EXISTS pg_temp."{table}"')
        cursor.execute(f'CREATE TEMP TABLE "{table}" ON COMMIT DROP AS SELECT * FROM public."{table}" WITH NO DATA')
        for row in rows:
            names, places = ", ".join(f'"{one}"' for one in row), ", ".join("%s" for _ in row)
            cursor.execute(f'INSERT INTO pg_temp."{table}" ({names}) VALUES ({places})', list(row.values()))


def _met(condition: Condition, row: Row, year: Year) -> bool:
    value = row[condition["column"]]
    if "empty" in condition:
        return (value is None) is bool(condition["empty"])
    if value is None:
        return False
    if condition.get("any_of"):
        return value in condition["any_of"]
    if condition.get("above") is not None:
        return bool(value > condition["above"])
    if condition.get("within") == "year":
        return year.first <= value <= year.last
    if condition.get("by") == "cutoff":
        return bool(value <= year.last)
    if condition.get("active_on") == "cutoff":
        until = row[condition["until"]]
        return value <= year.last and (until is None or until >= year.last)
    return bool(value == condition["is"])


def counted(house: Mapping[str, list[Row]], year: Year) -> dict[str, Counted]:
    """Every figure of the town by hand."""
    found: dict[str, Counted] = {}
    for name, one in written().items():
        if one.ledger:
            own = [row for row in house[one.ledger] if row["town"] == TOWN]
            chosen = [row for row in own if all(_met(condition, row, year) for condition in conditions(one))]
            found[name] = Counted(_of(one, chosen), {row["id"] for row in chosen})
    for name, one in written().items():
        if one.rate:
            part, whole = found[one.rate.numerator], found[one.rate.denominator]
            found[name] = Counted(100 * part.value / whole.value if whole.value else None, part.rows)
        elif one.rest:
            left = found[one.rest.of].rows - found[one.rest.without].rows
            found[name] = Counted(Decimal(len(left)), left)
    return found


def _of(one: Written, chosen: Iterable[Row]) -> Decimal | None:
    rows = list(chosen)
    if one.sum:
        return sum((row[one.sum.column] or Decimal(0) for row in rows), Decimal(0)) / one.sum.divide_by
    if one.median:
        days = [(row[one.median.until] - row[one.median.since]).days for row in rows]
        return Decimal(str(median(days))) if days else None
    return Decimal(len(rows))


def printed(one: Written, value: Decimal | None) -> str:
    """As a person would write it: half up, no idle noughts, with its unit; nothing counted is a dash."""
    if value is None:
        return "—"
    text = f"{value.quantize(Decimal(1).scaleb(-one.decimals), ROUND_HALF_UP):f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text) + one.unit
