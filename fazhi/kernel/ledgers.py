"""Ledgers: named, dated, filterable lists. Every page, count and export states its filters, its range and whether it is complete."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any

from django.db import models
from django.db.models import Q, QuerySet

from fazhi.kernel.conditions import Condition, Period, to_q
from fazhi.kernel.registry import system, systems
from fazhi.kernel.search import matching
from fazhi.kernel.terms import terms
from fazhi.people.actors import Actor

PAGE_SIZE = 50


@dataclass(frozen=True)
class Column:
    """One column: `name` in the model, `title` in Chinese. `choices` maps stored values to titles (may be a callable).

    `masked` columns hold text that is already masked in the row; `wide` ones take the room that is left.
    """

    name: str
    title: str
    kind: str = "text"
    choices: Mapping[str, str] | Callable[[], Mapping[str, str]] = field(default_factory=dict)
    masked: bool = False
    search: bool = False
    filter: bool = False
    listed: bool = True
    wide: bool = False

    def titles(self) -> Mapping[str, str]:
        """Stored value → title."""
        return self.choices() if callable(self.choices) else self.choices

    def shown(self, value: Any) -> str:
        """A value as a person reads it; nothing is 「—」."""
        if value is None or value == "":
            return "—"
        if self.kind == "flag":
            return "是" if value else "否"
        if isinstance(value, date):
            return value.isoformat()
        return self.titles().get(str(value), str(value))


def choice(system_id: str, name: str, title: str, words: str = "", **kwargs: bool) -> Column:
    """A column whose values come from a list of the system's terms.yaml: `words`, or the one of its own name."""
    return Column(name, title, "choice", choices=lambda: terms(system_id, words or name), **kwargs)


def stage(system_id: str, *procedures: str, listed: bool = True) -> Column:
    """The stage of a case, in the words of these procedures; of all of the system when none is named."""

    def titles() -> dict[str, str]:
        graphs = system(system_id).procedures
        return {one.id: one.title for name in procedures or graphs for one in graphs[name].stages}

    return Column("stage", "环节", "choice", choices=titles, filter=True, listed=listed)


@dataclass(frozen=True)
class Importer:
    """How rows of a workbook come in. `headings`: column title → name; `required` names; `key` names identify a row.

    `existing(town)` gives key → row as text, for the difference. `cleaner(town)` is asked once a workbook for the function
    that turns one text row into values or raises ValueError with a Chinese sentence; it looks up once what rows name.
    `write` saves one cleaned row (new or changed) through the one door.
    """

    headings: Mapping[str, str]
    required: tuple[str, ...]
    key: tuple[str, ...]
    existing: Callable[[str], Mapping[tuple[str, ...], Mapping[str, str]]]
    cleaner: Callable[[str], Callable[[Mapping[str, str]], Mapping[str, Any]]]
    write: Callable[[Actor, Mapping[str, Any]], None]


@dataclass(frozen=True)
class Ledger:
    """A list the office keeps: `model` (a view or an Entry) has `id` and `town`; `day` is the date that ranges speak of.

    `case` names the column that holds the case a row leads to; "id" where the rows are cases themselves. `opened` are the
    procedures such a case may be opened by from here; all of the system's where none is named.
    """

    id: str
    title: str
    model: type[models.Model]
    columns: tuple[Column, ...]
    day: str
    order: tuple[str, ...]
    basis: str
    case: str = ""
    opened: tuple[str, ...] = ()
    importer: Importer | None = None
    empty: str = "还没有记录。"

    def column(self, name: str) -> Column:
        """The column of this name; KeyError if there is none."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(name)

    @property
    def cases(self) -> bool:
        """Whether the rows are cases, so that one may be opened from here."""
        return self.case == "id"

    @property
    def listed(self) -> list[Column]:
        """Columns that a page shows."""
        return [column for column in self.columns if column.listed]


@dataclass(frozen=True)
class Criteria:
    """What part of a ledger is asked for; both days of the range are included."""

    since: date | None = None
    until: date | None = None
    equal: Mapping[str, str] = field(default_factory=dict)
    search: str = ""
    sort: str = ""
    page: int = 1
    conditions: tuple[Condition, ...] = ()
    period: Period | None = None


@dataclass(frozen=True)
class LedgerPage:
    """One page of rows, and the sentence that says what they are."""

    rows: list[dict[str, Any]]
    statement: str
    number: int
    has_next: bool

    @property
    def has_previous(self) -> bool:
        """Whether a page lies before this one."""
        return self.number > 1


@cache
def all_ledgers() -> dict[str, Ledger]:
    """Every ledger of every installed system by id, in the order of the report."""
    return {ledger.id: ledger for one in systems().values() for ledger in one.module("ledgers").LEDGERS}


def ledger(name: str) -> Ledger:
    """The ledger of this id; KeyError if there is none."""
    return all_ledgers()[name]


def rows(book: Ledger, town: str, criteria: Criteria) -> QuerySet:
    """The asked rows of one town as dictionaries (`id` and every column), in the asked order; not yet read."""
    found = book.model._default_manager.filter(_within(book, town, criteria))
    if criteria.search.strip():
        found = _searched(book, found, criteria.search.strip())
    return found.order_by(*_order(book, criteria.sort)).values("id", *(column.name for column in book.columns))


def _within(book: Ledger, town: str, criteria: Criteria) -> Q:
    whole = Q(town=town)
    if criteria.since:
        whole &= Q(**{f"{book.day}__gte": criteria.since})
    if criteria.until:
        whole &= Q(**{f"{book.day}__lte": criteria.until})
    for name, value in criteria.equal.items():
        if value != "" and book.column(name).filter:
            whole &= Q(**{name: value == "true" if book.column(name).kind == "flag" else value})
    return whole & to_q(criteria.conditions, criteria.period)


def _searched(book: Ledger, found: QuerySet, text: str) -> QuerySet:
    if any(one.name == "search" for one in book.model._meta.get_fields()):
        return matching(found, text)
    test = Q()
    for column in book.columns:
        if column.search:
            test |= Q(**{f"{column.name}__icontains": text})
    return found.filter(test) if test else found.none()


def _order(book: Ledger, sort: str) -> tuple[str, ...]:
    name = sort.removeprefix("-")
    if name and any(column.name == name for column in book.columns):
        return (sort, "-id" if sort.startswith("-") else "id")
    return (*book.order, "-id" if book.order[0].startswith("-") else "id")


def page(book: Ledger, town: str, criteria: Criteria) -> LedgerPage:
    """One page; it reads one row more than it shows instead of counting the table."""
    number = max(criteria.page, 1)
    first = (number - 1) * PAGE_SIZE
    found = list(rows(book, town, criteria)[first : first + PAGE_SIZE + 1])
    has_next = len(found) > PAGE_SIZE
    shown = found[:PAGE_SIZE]
    if has_next or number > 1:
        last = first + len(shown)
        part = f"本页为第 {first + 1}—{last} 条，{'后面还有' if has_next else f'全部共 {last} 条，到此为止'}"
    else:
        part = f"共 {len(shown)} 条，已全部列出"
    return LedgerPage(shown, f"{describe(book, criteria)}{part}。", number, has_next)


def describe(book: Ledger, criteria: Criteria) -> str:
    """The filters and the range in Chinese, ending with a semicolon; 「未设筛选」 when there are none."""
    said = []
    if criteria.since or criteria.until:
        day = book.column(book.day).title
        said.append(f"{day}{_range(criteria.since, criteria.until)}")
    else:
        said.append("不限日期")
    for name, value in criteria.equal.items():
        if value != "":
            column = book.column(name)
            said.append(f"{column.title}为“{column.shown(value == 'true' if column.kind == 'flag' else value)}”")
    if criteria.search.strip():
        said.append(f"含“{criteria.search.strip()}”")
    if criteria.conditions and criteria.period:
        said.append(f"按{criteria.period.year}年度指标口径（截至{criteria.period.cutoff}）")
    return "，".join(said) + "；"


def _range(since: date | None, until: date | None) -> str:
    if since and until:
        return f"自 {since} 至 {until}（含首尾两日）"
    return f"自 {since} 起" if since else f"至 {until} 止"
