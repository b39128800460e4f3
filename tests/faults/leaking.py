"""T-02: everything that one town's people can ask for, and whether a byte of another town comes back."""

from __future__ import annotations

import html
import io
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, unquote

import pytest
from django.db import connection, models
from django.db.models import Q
from django.urls import reverse

from fazhi.indicators.definitions import all_definitions
from fazhi.kernel import dictionary, ledgers, unmask
from fazhi.kernel.conditions import to_q
from fazhi.kernel.registry import procedure
from fazhi.kernel.terms import terms
from fazhi.people.actors import Actor
from fazhi.people.identifiers import new_id
from fazhi.people.models import Division
from fazhi.web import cases, ledger_query
from fazhi.web.access import Table
from fazhi.web.views.desk import LEFT, RIGHT
from tests.faults import lanes, matrix, twins, visiting
from tests.faults.planting_shared import PUBLIC
from tests.faults.twins import FAR, HERE, NEIGHBOUR, SIGNS, Town
from tests.faults.visiting import Target, Visit, Visitor

# Fields whose marks one would search another town for.
LOOKED_FOR = ("Party.name", "Dispute.subject", "Staff.name", "SourceRecord.reference")


@dataclass(frozen=True)
class Request:
    """One request: which page, at which address, and what the visitor typed into it."""

    name: str
    where: dict[str, Any]
    query: dict[str, str] = field(default_factory=dict)
    method: str = "GET"
    data: dict[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"{self.method} {reverse(self.name, kwargs=self.where)} {unquote(str(self.query or ''))}"


def readings(
    visitor: Visitor, towns: dict[str, Town], routes: dict[str, list[str]], known: Table, *, whole: bool
) -> Iterator[Request]:
    """All pages that read, asked for with the visitor's own rows and with everybody else's; `whole`: each figure and step too."""
    for name, line in known.pages.items():
        if not line.get:
            continue
        taken: list[Request] = []
        for code, town in towns.items():
            for village in town.villages if code == HERE else town.villages[:1]:
                target = Target(code, town, village, visitor.tokens.get("token", ""))
                where = visiting.arguments(name, routes[name][0], target, visitor)
                if where is not None:
                    taken.append(Request(name, where, matrix.query(line, where, target)))
        yield from {str(one): one for one in taken}.values()
    if whole:
        yield from _details(towns)


def unlike(people: dict[str, Visitor], known: Table) -> list[str]:
    """One role of each kind: those that may open other pages, read other systems, or stand at another height."""
    kinds: dict[object, str] = {}
    for role, visitor in people.items():
        opened = tuple(
            role in (known.roles(line.get, visiting.FIXED) or ())
            or role in (known.roles(line.post, visiting.FIXED) or ())
            for line in known.pages.values()
        )
        read = tuple(role in (known.roles(line.readers, {}) or ()) for line in known.systems.values())
        kinds.setdefault((opened, read, visitor.height, visitor.actor is None), role)
    return list(kinds.values())


def searches(visitor: Visitor, towns: dict[str, Town]) -> Iterator[Request]:
    """Lists and their workbooks, searched and filtered for another town."""
    other = towns[FAR if visitor.height == "county" else NEIGHBOUR]
    for work in (*LEFT, *RIGHT):
        yield Request("work", {"name": work.id})
    yield Request("audit", {})
    for typed in (*(other.mark(where) for where in LOOKED_FOR), other.phone):
        yield Request("search", {}, {"q": typed})
        yield Request("looks", {}, {"q": typed})
        yield Request("ledger", {"ledger_id": "disputes.disputes"}, {"q": typed})
        yield Request("ledger-export", {"ledger_id": "disputes.staff"}, {"q": typed})
    for book in ledgers.all_ledgers():
        for query in ({}, {"village": other.villages[0]}):
            yield Request("ledger", {"ledger_id": book}, query)
            yield Request("ledger-export", {"ledger_id": book}, query)


def _details(towns: dict[str, Town]) -> Iterator[Request]:
    here, known = towns[HERE], all_definitions().values()
    # A ledger's figures differ by what they count, not by whose rows: in the quick lane one of each.
    chosen = known if lanes.full() else {(one.ledger, one.kind): one for one in known}.values()
    for one in chosen:
        yield Request("figure", {"year": twins.TODAY.year, "indicator_id": one.id})
    village = here.villages[0]
    for case in (here.open_cases[village], here.closed_cases[village], *here.detours):
        yield Request("case", {"case_id": case})
        yield Request("case-looks", {"case_id": case})
        yield Request("unmask", {"case_id": case}, {}, "POST", visiting.WHY)
        yield Request("volume", {"case_id": case})
    for code, town in towns.items():
        for case in town.detours if code != HERE else ():
            yield Request("case", {"case_id": case})
            yield Request("volume", {"case_id": case})
    for case in (here.open_cases[village], here.closed_cases[village]):
        for step in procedure("disputes", "mediation").steps:
            yield Request("step", {"case_id": case, "step": step.id})


def likeness(towns: dict[str, Town]) -> Iterator[Request]:
    """Possible duplicates, asked for in one's own village and in theirs, with their words."""
    for town in towns.values():
        for village in {town.villages[0], towns[HERE].villages[0]}:
            said = {
                "village": village,
                "parties": f"{town.mark('Party.name')}、{town.mark('Party.second')}",
                "summary": town.mark("Dispute.summary"),
                "happened_on": "2026-11-02",
            }
            yield Request("dispute-duplicates", {}, {}, "POST", said)


def sweep(visitor: Visitor, asked: Sequence[Request] | Iterator[Request]) -> Iterator[tuple[Request, str]]:
    """Everything that came back, as text: pages, files unpacked, names of downloads, where redirects lead."""
    for request in asked:
        visit = visiting.ask(
            visitor,
            request.method,
            request.name,
            request.where,
            {name: quote(value) for name, value in request.query.items()},
            request.data,
        )
        yield request, _without(text_of(visit), request)


def text_of(visit: Visit) -> str:
    """All that an answer says."""
    said = visit.body.decode(errors="replace")
    if visit.body.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(visit.body)) as packed:
            said = "\n".join(packed.read(name).decode(errors="replace") for name in packed.namelist())
    heads = "\n".join(f"{name}: {value}" for name, value in visit.answer.items())
    return unquote(html.unescape(f"{visit.answer.status_code}\n{heads}\n{said}"))


def _without(text: str, request: Request) -> str:
    """An answer without what its reader has just typed: a form hands that back."""
    for typed in (*request.query.values(), *map(str, request.data.values())):
        if any(sign in typed for sign in SIGNS.values()) or (typed.isdigit() and len(typed) == len("13900000000")):
            text = text.replace(typed, "")
    return text


def leaks(text: str, towns: dict[str, Town], own: set[str]) -> list[str]:
    """Signs, telephones and numbers of towns that are not one's own."""
    found = []
    for code, town in towns.items():
        if code not in own:
            canaries = (town.sign, town.phone, town.id_number, twins.content(town).decode())
            found += [f"{code} 的 {_told(town, canary, text)}" for canary in canaries if canary in text]
    return found


def without_published(text: str, towns: dict[str, Town]) -> str:
    """A page for everybody, without the words that a town has published on it."""
    for town in towns.values():
        for where in PUBLIC:
            text = text.replace(town.mark(where), "")
    return text


def _told(town: Town, canary: str, text: str) -> str:
    fields = [where for where, known in town.fields.items() if f"{town.sign}{known}" in text]
    return "、".join(fields) or canary


def own_codes(visitor: Visitor) -> set[str]:
    """The towns whose words a visitor may read."""
    return {HERE, NEIGHBOUR} if visitor.height == "county" else {HERE} if visitor.height else set()


# —— what a careless hand would leave out, and the wall behind it ——


def careless(patch: pytest.MonkeyPatch) -> None:
    """Every filter by town or village that the queries of our pages have, dropped."""
    from fazhi.indicators import views as figures
    from fazhi.report import views as report

    def any_town(actor: Actor, asked: Any) -> Division:
        return Division.objects.filter(pk=asked.get("town", "")).first() or Division.objects.get(pk=actor.town)

    def any_row(book: Any, town: str, criteria: Any) -> Q:
        return to_q(criteria.conditions, criteria.period)

    patch.setattr(cases, "reached", lambda *_: Q())
    patch.setattr(figures, "town_of", any_town)
    patch.setattr(report, "town_of", any_town)
    patch.setattr(ledger_query, "towns_of", lambda _: list(Division.objects.filter(level="town")))
    patch.setattr(ledgers, "_within", any_row)
    patch.setattr(unmask, "prefix", lambda _: "")
    patch.setattr(Actor, "reaches", lambda *_: True)


def without_row_security(call: Callable[[], Any]) -> Any:
    """What happens where the connection may bypass row-level security: as the owner, in the same transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SHOW role")
        before = cursor.fetchone()[0]
        cursor.execute("SET ROLE NONE")
    try:
        return call()
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"SET ROLE {before}")


# —— what a town's rows are, seen by the owner ——

# Columns that nobody types into: ids and names of the house's own, digests, ciphertext, what the machine computes.
NOT_TYPED = {
    "town", "system", "procedure", "stage", "from_stage", "to_stage", "rule", "pauses", "receipt", "paper", "digest", "key", "wrapped",
    "kind", "action", "table", "row", "row_digest", "indicator", "printed", "reading", "rows", "rules", "seal", "result", "form", "role",
    "id_number_index",
}  # fmt: skip
# Numbers the house gives (of a case, of a meeting and its topics), names of steps and clocks, ids of a checklist, the law
# behind an erasure; a text's place in the outline.
OWN_WORDS = {
    "meetings.Meeting.agenda",
    "meetings.Topic.meeting",
    "reviews.Review.materials",
    "kernel.Case.number",
    "kernel.Step.name",
    "kernel.Clock.name",
    "kernel.Erasure.basis",
    "report.DraftText.key",
    "papers.DocumentNumber.registration_number",
    "norms.IssueReport.period",
    # Numbers of the catalogue and of the decision that is changed: the house gives them.
    "decisions.CatalogueItem.number",
    "decisions.Decision.catalogue_number",
    "decisions.Decision.origin",
}


def typed_columns() -> Iterator[tuple[type[models.Model], models.Field]]:
    """Every column of a town's rows that holds what a person typed."""
    for model in dictionary.own_models():
        if "town" not in {column.name for column in model._meta.concrete_fields}:
            continue
        for column in model._meta.concrete_fields:
            typed = isinstance(column, models.CharField | models.TextField | models.JSONField) and not column.choices
            if (
                typed
                and not _chosen(model, column)
                and column.name not in NOT_TYPED
                and f"{model._meta.label}.{column.name}" not in OWN_WORDS
            ):
                yield model, column


def _chosen(model: type[models.Model], column: models.Field) -> bool:
    """Whether a column takes its values from a list of words of its system (terms.yaml)."""
    try:
        return bool(terms(model._meta.app_label, column.name))
    except (KeyError, FileNotFoundError, ModuleNotFoundError):
        return False


def unmarked(town: Town) -> list[str]:
    """Columns that people type into and in which no row of a town carries its sign: they are not tried at all."""
    found = []
    for model, column in typed_columns():
        rows = model._base_manager.filter(town=town.code)
        if not any(_carries(town, getattr(row, column.attname)) for row in rows):
            found.append(f"{model._meta.label}.{column.name}")
    return found


def _carries(town: Town, value: Any) -> bool:
    return any(canary in str(value) for canary in (town.sign, town.phone, town.id_number))


def snapshot(code: str) -> dict[str, str]:
    """Each table of a town's rows → a digest of them all."""
    found = {}
    with connection.cursor() as cursor:
        for model in dictionary.own_models():
            table = model._meta.db_table
            if "town" in {column.name for column in model._meta.concrete_fields}:
                cursor.execute(
                    f"SELECT md5(coalesce(string_agg(t::text, '|' ORDER BY t::text), '')) FROM {table} t WHERE town = %s",
                    [code],
                )
                found[table] = cursor.fetchone()[0]
    return found


def intrusions(visitor: Visitor, towns: dict[str, Town]) -> Iterator[Request]:
    """Whatever could be sent to another town's rows, or with its ids to one's own."""
    other = towns[FAR if visitor.height == "county" else NEIGHBOUR]
    here, village = towns[HERE], other.villages[0]
    case, target = other.open_cases[village], Target(other.code, other, village)
    yield Request("step", {"case_id": case, "step": "accept_town"}, {}, "POST", visiting.ACCEPTED)
    yield Request("unmask", {"case_id": case}, {}, "POST", visiting.WHY)
    yield Request("reason", {"case_id": case}, {}, "POST", visiting.WHY)
    year = {"year": twins.TODAY.year}
    text = {"text": "别镇写的。", "seen": "1"}
    yield Request("report-text", {**year, "key": "duty.study"}, {"town": other.code}, "POST", text)
    yield Request("report-submit", year, {"town": other.code}, "POST")
    yield Request("report-sign", {**year, "edition_id": other.edition}, {"town": other.code}, "POST")
    yield Request("report-sign", {**year, "edition_id": other.edition}, {}, "POST")
    where = {"system_id": "disputes", "procedure_id": "mediation"}
    own = visiting.sent("open", Target(HERE, here, here.villages[0]))
    yield Request("open", where, {}, "POST", visiting.sent("open", target))
    yield Request("open", where, {}, "POST", {**own, "join": str(case)})
    # An id made by the client that is another town's already.
    yield Request("open", where, {}, "POST", {**own, "request": str(case)})
    mine = here.open_cases[here.villages[0]]
    for field_name, value in (("handler", other.people["clerk"].appointment_id), ("case", case), ("case_id", case)):
        data = {**visiting.ACCEPTED, field_name: str(value), "request": str(new_id())}
        yield Request("step", {"case_id": mine, "step": "accept_town"}, {}, "POST", data)
    yield Request("choose-post", {}, {}, "POST", {"post": str(other.people["clerk"].appointment_id)})


def intruded(visitor: Visitor, request: Request, towns: dict[str, Town]) -> list[str]:
    """What an intrusion did: changed a row of a town that is not one's own, was told something, or broke the page."""
    others = [code for code in towns if code not in own_codes(visitor)]
    before = without_row_security(lambda: {code: snapshot(code) for code in others})
    with visiting.undone():
        answer = visitor.client.post(
            reverse(request.name, kwargs=request.where)
            + "".join(f"?{name}={value}" for name, value in request.query.items()),
            request.data,
            secure=True,
        )
        after = without_row_security(lambda: {code: snapshot(code) for code in others})
    visit = Visit(answer, answer.content, [])
    found = [
        f"改了 {code} 的 {table}"
        for code in others
        for table in before[code]
        if before[code][table] != after[code][table]
    ]
    found += leaks(_without(text_of(visit), request), towns, own_codes(visitor))
    return found + ([visit.verdict] if visit.verdict.startswith("broken") else [])
