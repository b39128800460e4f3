"""A small filter language shared by ledger pages and indicators, so that a figure and its list can never differ.

A condition is one column and one test. `within` and `by` and `active_on` take their dates from a Period.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

import msgspec
from django.db.models import Q

from fazhi.kernel.structure import Struct


@dataclass(frozen=True)
class Period:
    """The year that is counted and the day up to which events are known."""

    year: int
    cutoff: date

    @classmethod
    def of(cls, year: int, cutoff: date | None = None) -> Period:
        """The calendar year (report rule R3); without a cut-off its last day."""
        return cls(year, cutoff or date(year, 12, 31))

    @property
    def first(self) -> date:
        """1 January."""
        return date(self.year, 1, 1)

    @property
    def last(self) -> date:
        """31 December."""
        return date(self.year, 12, 31)


class Condition(Struct):
    """One test of one column; exactly one of the tests is given."""

    column: str
    is_: Any = None
    any_of: tuple[Any, ...] = ()
    within: Literal["", "year"] = ""
    by: Literal["", "cutoff"] = ""
    empty: bool | None = None
    above: int | float | None = None
    active_on: Literal["", "cutoff"] = ""
    until: str = ""

    @classmethod
    def read(cls, entry: dict[str, Any]) -> Condition:
        """A condition from its YAML mapping, where the equality test is written `is`."""
        return msgspec.convert({("is_" if key == "is" else key): value for key, value in entry.items()}, cls)


def read_conditions(entries: Iterable[dict[str, Any]]) -> tuple[Condition, ...]:
    """Conditions from a YAML list."""
    return tuple(Condition.read(entry) for entry in entries)


def to_q(conditions: Iterable[Condition], period: Period | None) -> Q:
    """All conditions together as a Django Q; ValueError where a period is needed and missing."""
    whole = Q()
    for condition in conditions:
        whole &= _one(condition, period)
    return whole


def _one(condition: Condition, period: Period | None) -> Q:
    column = condition.column
    if condition.any_of:
        return Q(**{f"{column}__in": condition.any_of})
    if condition.empty is not None:
        return Q(**{f"{column}__isnull": condition.empty})
    if condition.above is not None:
        return Q(**{f"{column}__gt": condition.above})
    if condition.within or condition.by or condition.active_on:
        return _dated(condition, period)
    return Q(**{column: condition.is_})


def _dated(condition: Condition, period: Period | None) -> Q:
    if period is None:
        raise ValueError(f"condition on {condition.column} needs a period")
    column = condition.column
    if condition.within:
        return Q(**{f"{column}__gte": period.first, f"{column}__lte": min(period.last, period.cutoff)})
    if condition.by:
        return Q(**{f"{column}__lte": period.cutoff})
    begun = Q(**{f"{column}__lte": period.cutoff})
    return begun & (Q(**{f"{condition.until}__isnull": True}) | Q(**{f"{condition.until}__gte": period.cutoff}))
