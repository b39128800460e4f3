"""What is counted: the `indicators.yaml` of every system, read strictly and checked against itself.

An indicator is a count of the rows of one ledger, the sum of one of its columns, the median of days between two of its
dates, the rate of two named counts, or the rest that one count leaves of another. Of the two counts the part must stand
under every condition of the whole: both are counted over the same cohort, no rate can pass 100 %, no rest be negative.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from fazhi.kernel import registry
from fazhi.kernel.conditions import Condition, read_conditions
from fazhi.kernel.structure import Struct

Kind = Literal["count", "sum", "median", "rate", "rest"]
Conditions = tuple[Condition, ...]


class SumOf(Struct):
    """The sum of a number column over some rows, divided by `divide_by` (10000: 元 → 万元)."""

    column: str
    where: tuple[dict[str, Any], ...]
    divide_by: int = 1


class MedianOf(Struct):
    """The median of the days from one date column to another over the rows that have both."""

    since: str
    until: str
    where: tuple[dict[str, Any], ...]


class RateOf(Struct):
    """A rate in percent of two counts, named by their ids."""

    numerator: str
    denominator: str


class RestOf(Struct):
    """What is left of one count without another, named by their ids: found without settled is still open."""

    of: str
    without: str


class Written(Struct):
    """One entry of indicators.yaml. Exactly one of count, sum, median, rate and rest is given.

    `cohort`: which matters are counted, in words. `period`: which date puts a row into the year. `version` goes up
    whenever the meaning changes; `rules` are ids or codes of rules whose value the figure depends on.
    """

    id: str
    title: str
    unit: str
    cohort: str
    period: str
    basis: str
    ledger: str = ""
    count: tuple[dict[str, Any], ...] | None = None
    sum: SumOf | None = None
    median: MedianOf | None = None
    rate: RateOf | None = None
    rest: RestOf | None = None
    decimals: int = 0
    version: int = 1
    rules: tuple[str, ...] = ()


@dataclass(frozen=True)
class Indicator:
    """A checked definition. `conditions` are those of the counted rows; a rate and a rest have none of their own.

    `numerator` and `denominator` are the part and the whole of a rate or a rest.
    """

    id: str
    title: str
    unit: str
    system: str
    ledger: str
    kind: Kind
    conditions: Conditions
    cohort: str
    period: str
    basis: str
    decimals: int
    version: int
    rules: tuple[str, ...]
    columns: tuple[str, ...] = ()
    divide_by: int = 1
    numerator: str = ""
    denominator: str = ""


class BrokenIndicator(ValueError):
    """A definition contradicts itself or another; the Chinese text names it."""


@cache
def all_definitions() -> Mapping[str, Indicator]:
    """Every indicator of every installed system by id, in the order of the report and of the files."""
    written: list[tuple[str, Written]] = []
    for system_id in registry.systems():
        written += [(system_id, entry) for entry in read_system(system_id)]
    return checked(written)


def read_system(system_id: str) -> tuple[Written, ...]:
    """The entries of one system's indicators.yaml, unchecked."""
    folder = next(item for item in registry.folders() if item.name == system_id)
    return registry.read_data(folder, "indicators.yaml", tuple[Written, ...])


def checked(written: Iterable[tuple[str, Written]]) -> dict[str, Indicator]:
    """Definitions from (system, entry) pairs; BrokenIndicator at the first fault."""
    found: dict[str, Indicator] = {}
    for system_id, entry in written:
        if entry.id in found:
            raise BrokenIndicator(f"指标 {entry.id} 定义了两次，请改用别的编号。")
        if not entry.id.startswith(f"{system_id}."):
            raise BrokenIndicator(f"指标 {entry.id} 应以所属体系 {system_id} 开头。")
        if not 0 <= entry.decimals <= 4:
            raise BrokenIndicator(f"指标 {entry.id} 的小数位数应为 0 至 4。")
        found[entry.id] = _one(system_id, entry)
    return {name: _bound(indicator, found) for name, indicator in found.items()}


def _one(system_id: str, entry: Written) -> Indicator:
    given = [kind for kind in ("count", "sum", "median", "rate", "rest") if getattr(entry, kind) is not None]
    if len(given) != 1:
        raise BrokenIndicator(f"指标 {entry.id} 应当且只能写明 count、sum、median、rate、rest 中的一种算法。")
    conditions: tuple[dict[str, Any], ...] = entry.count or ()
    columns: tuple[str, ...] = ()
    divide_by = 1
    if entry.sum:
        conditions, columns, divide_by = entry.sum.where, (entry.sum.column,), entry.sum.divide_by
    if entry.median:
        # Rows that lack one of the two dates are no part of the median.
        both = tuple({"column": column, "empty": False} for column in (entry.median.since, entry.median.until))
        conditions, columns = (*entry.median.where, *both), (entry.median.since, entry.median.until)
    if bool(entry.ledger) == bool(entry.rate or entry.rest):
        raise BrokenIndicator(f"指标 {entry.id}：率和余数由两个计数得出，不写台账；其他算法必须写明台账。")
    part, whole = _parts(entry)
    return Indicator(
        id=entry.id,
        title=entry.title,
        unit=entry.unit,
        system=system_id,
        ledger=entry.ledger,
        kind=given[0],  # type: ignore[arg-type]  # one of the four literals just tested
        conditions=read_conditions(conditions),
        cohort=entry.cohort,
        period=entry.period,
        basis=entry.basis,
        decimals=entry.decimals,
        version=entry.version,
        rules=entry.rules,
        columns=columns,
        divide_by=divide_by,
        numerator=part,
        denominator=whole,
    )


def _parts(entry: Written) -> tuple[str, str]:
    """The part and the whole of a rate or a rest."""
    if entry.rate:
        return entry.rate.numerator, entry.rate.denominator
    return (entry.rest.without, entry.rest.of) if entry.rest else ("", "")


def _bound(indicator: Indicator, found: Mapping[str, Indicator]) -> Indicator:
    """A rate or a rest is checked against its two counts."""
    if not indicator.denominator:
        return indicator
    counts = [found.get(name) for name in (indicator.numerator, indicator.denominator)]
    if any(count is None or count.kind != "count" for count in counts):
        raise BrokenIndicator(f"指标 {indicator.id} 的分子、分母应当是两个已定义的计数。")
    numerator, denominator = counts
    assert numerator is not None and denominator is not None
    if indicator.kind == "rate" and indicator.unit != "%":
        raise BrokenIndicator(f"指标 {indicator.id} 是率，单位应为 %。")
    if numerator.ledger != denominator.ledger or not set(denominator.conditions) <= set(numerator.conditions):
        raise BrokenIndicator(
            f"指标 {indicator.id} 的分子与分母不是同一批对象："
            f"分子 {numerator.id} 应包含分母 {denominator.id} 的全部条件。"
        )
    return indicator
