"""Which part of a ledger an address asks for: filters, range, search, order, page. A wrong value is named."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.http import Http404, QueryDict

from fazhi.kernel.conditions import Condition
from fazhi.kernel.ledgers import Column, Criteria, Ledger
from fazhi.people.actors import Actor
from fazhi.people.divisions import level
from fazhi.people.models import Division
from fazhi.web import access
from fazhi.web.fields import DayField, DressedForm

FLAGS = [("", "全部"), ("true", "是"), ("false", "否")]


class FilterForm(DressedForm):
    """The filters of one ledger, made from its columns."""

    q = forms.CharField(label="检索", required=False, max_length=60)
    since = DayField(label="起始日期", required=False)
    until = DayField(label="截止日期", required=False)
    sort = forms.ChoiceField(label="排序", required=False)

    def __init__(self, book: Ledger, towns: list[Division], town: str, data: QueryDict, *, by_words: bool) -> None:
        super().__init__(data)
        if not by_words:
            del self.fields["q"]
        self.filters = [column for column in book.columns if column.filter]
        if towns:
            choices = [(town.code, town.name) for town in towns]
            self.add({"town": forms.ChoiceField(label="乡镇", choices=choices, required=False)})
        self.add({column.name: _field(column) for column in self.filters})
        for column in self.filters:
            if _is_place(column):
                self.fields[column.name].choices = [("", "全部"), *villages_of(town)]
        self.fields["sort"].choices = _orders(book)
        self.order_fields(["town", "q", "since", "until", *(column.name for column in self.filters), "sort"])
        day = book.column(book.day).title
        self.fields["since"].label, self.fields["until"].label = f"{day}自", f"{day}至"

    def clean(self) -> dict[str, Any]:
        """A range runs forward."""
        clean = super().clean() or {}
        since, until = clean.get("since"), clean.get("until")
        if since and until and since > until:
            self.add_error("until", f"截止日期 {until} 早于起始日期 {since}，请对调或改正。")
        return clean


def _field(column: Column) -> forms.Field:
    if column.kind == "flag":
        return forms.ChoiceField(label=column.title, choices=FLAGS, required=False)
    titles = column.titles()
    if titles or _is_place(column):
        return forms.ChoiceField(label=column.title, choices=[("", "全部"), *titles.items()], required=False)
    return forms.CharField(label=column.title, required=False, max_length=60)


def _is_place(column: Column) -> bool:
    """Whether a column holds division codes whose names stand in the table of divisions."""
    return column.kind == "division" and not column.titles()


def villages_of(town: str) -> list[tuple[str, str]]:
    """Code and name of each village of a town."""
    return list(Division.objects.filter(level="village", parent_id=town).order_by("code").values_list("code", "name"))


@dataclass(frozen=True)
class Asked:
    """A ledger as asked for: whose town, which part. `narrowed` says in Chinese what the post itself cannot see."""

    form: FilterForm
    town: str
    criteria: Criteria
    narrowed: str = ""

    def named(self, statement: str) -> str:
        """A statement with the names of villages in place of their codes, and what the post cannot see before it."""
        for column in self.form.filters:
            code = self.criteria.equal.get(column.name)
            if code and _is_place(column):
                statement = statement.replace(code, dict(self.form.fields[column.name].choices).get(code, code))
        towns = dict(self.form.fields["town"].choices) if "town" in self.form.fields else {}
        whose = f"{towns[self.town]}；" if self.town in towns else ""
        return whose + self.narrowed + statement

    @property
    def filtered(self) -> bool:
        """Whether anything narrows the list."""
        asked = self.criteria
        return bool(asked.since or asked.until or asked.search or any(asked.equal.values()))


def asked(book: Ledger, actor: Actor, query: QueryDict) -> Asked:
    """Read the query string. Where the form is wrong its errors are shown and that filter is not applied.

    A town out of scope is 404, as if it were not: never one town's rows at an address that names another.
    """
    towns = towns_of(actor)
    codes = [one.code for one in towns] or [actor.town]
    town = query.get("town") or codes[0]
    if town not in codes:
        raise Http404
    # Whoever may not look people up by name may not do so in a ledger either.
    form = FilterForm(book, towns, town, query, by_words=access.may(actor, "search"))
    form.is_valid()
    clean = form.cleaned_data
    village = actor.division if level(actor.division) == "village" and _has_village(book) else ""
    criteria = Criteria(
        since=clean.get("since"),
        until=clean.get("until"),
        equal={column.name: clean.get(column.name, "") for column in form.filters},
        search=clean.get("q", ""),
        sort=clean.get("sort", ""),
        page=_number(query.get("page", "1")),
        conditions=(Condition(column="village", is_=village),) if village else (),
    )
    return Asked(form, town, criteria, "仅列出您所在的村（社区）；" if village else "")


def towns_of(actor: Actor) -> list[Division]:
    """The towns a county (or higher) post chooses from; empty for a post of one town, which has no choice."""
    if level(actor.division) in ("town", "village"):
        return []
    towns = Division.objects.filter(level="town", valid_to=None)
    return [town for town in towns.order_by("code") if actor.reaches(town.code)]


def _has_village(book: Ledger) -> bool:
    return any(field.name == "village" for field in book.model._meta.get_fields())


def _orders(book: Ledger) -> list[tuple[str, str]]:
    """Every column both ways: a phone has no headings to tap."""
    up = [(column.name, f"{column.title} ↑") for column in book.listed]
    down = [(f"-{column.name}", f"{column.title} ↓") for column in book.listed]
    return [("", "默认"), *(one for pair in zip(up, down, strict=True) for one in pair)]


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else 1


def year_of(day: date) -> tuple[str, str]:
    """First and last day of a year as ISO text, for the quick ranges above a ledger."""
    return f"{day.year}-01-01", f"{day.year}-12-31"
