"""Visits to every page of the house as anybody: whose rows are asked for, what is sent, and what came of it."""

from __future__ import annotations

import re
import runpy
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any
from unittest import mock
from uuid import UUID

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import NoReverseMatch, reverse

import fazhi.conf.settings
from fazhi.accounts import sessions
from fazhi.kernel.today import now
from fazhi.people.actors import Actor
from fazhi.people.identifiers import new_id
from fazhi.people.models import Person
from fazhi.people.roles import ROLES
from tests.faults import twins
from tests.faults.twins import FAR, HERE, NEIGHBOUR, TODAY, Town

ANONYMOUS, NOBODY = "anonymous", "nobody"
# What stands in an address where it names no row of a town.
FIXED: dict[str, Any] = {
    "name": "disputes.confirmation_window",
    "system_id": "disputes",
    "procedure_id": "mediation",
    "ledger_id": "disputes.disputes",
    "step": "accept_town",
    "paper": "agreement",
    "year": TODAY.year,
    "key": "duty.schedule",
    "purpose": "login",
    "indicator_id": "disputes.found",
}
WORK = {"name": "mine"}
PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>")
ACCEPTED = {"happened_on": "2026-11-23", "consent": "all", "mediator": "某调解", "mediator_choice": "appointed"}
WHY = {"reason": "核对办理情况"}
WRITES = re.compile(r"\s*(?:INSERT|UPDATE|DELETE|TRUNCATE)\s+(?:INTO\s+|FROM\s+)?\"?(\w+)", re.IGNORECASE)
# A session is the visitor's own; the rest of the house must stay as it was.
OWN_TABLES = {"accounts_session"}


@dataclass
class Visitor:
    """Somebody with a browser: a role of a town or county, somebody without a post, or nobody known."""

    role: str
    client: Client
    actor: Actor | None = None
    tokens: dict[str, str] = field(default_factory=dict)

    @property
    def height(self) -> str:
        """village, town or county; empty without a post."""
        return ROLES[self.role].reach if self.role in ROLES else ""


@dataclass(frozen=True)
class Target:
    """Whose rows are asked for: the division that ?town= names, and where there are rows, their town and village."""

    code: str
    town: Town | None = None
    village: str = ""
    token: str = ""


def https() -> dict[str, Any]:
    """What the settings say under FAZHI_HTTPS=1 and not without."""
    said = []
    for value in ("0", "1"):
        with mock.patch.dict("os.environ", {"FAZHI_HTTPS": value}):
            said.append(runpy.run_path(str(Path(fazhi.conf.settings.__file__))))
    return {name: value for name, value in said[1].items() if name.isupper() and value != said[0].get(name)}


def visitors(towns: dict[str, Town], code: str = HERE) -> dict[str, Visitor]:
    """Somebody in every role of a town and its county, somebody without a post, and a stranger to the house."""
    found = {ANONYMOUS: Visitor(ANONYMOUS, Client(raise_request_exception=False))}
    for role in (*ROLES, NOBODY):
        account = NOBODY if role == NOBODY else twins.username(code, role)
        person = Person.objects.get(username=account)
        client = Client(raise_request_exception=False)
        client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
        session = client.session
        # A walk through every page takes longer than a proof of identity lasts.
        session[sessions.PROVEN] = (now() + timedelta(days=1)).isoformat()
        session.save()
        held = [] if role == NOBODY else twins.actors_on(person, TODAY)
        found[role] = Visitor(role, client, held[0] if held else None)
    for visitor in found.values():
        _hand_in(visitor)
        visitor.client.get(reverse("rules"), secure=True)
    return found


def _hand_in(visitor: Visitor) -> None:
    """Whoever may, leaves a report to be audited and a faulty workbook, as they lie between two clicks."""
    if visitor.height and ROLES[visitor.role].kind == "business":
        report = SimpleUploadedFile("报告.docx", twins.report_in_word())
        visitor.client.post(reverse("audit"), {"reports": report}, secure=True)
        visitor.tokens["token"] = visitor.client.session["audited"][0]["token"]
    if visitor.role in ("clerk", "editor"):
        address = reverse("ledger-import", args=["disputes.staff"])
        visitor.client.post(address, {"file": twins.faulty_workbook()}, secure=True)


def places(visitor: Visitor, towns: dict[str, Town], others: dict[str, Visitor]) -> dict[str, Target]:
    """own, sibling, parent and child of a visitor's division, as far as each exists."""
    here, neighbour, far = towns[HERE], towns[NEIGHBOUR], towns[FAR]
    first, second = here.villages
    other = next(one for one in others.values() if one.tokens and one is not visitor).tokens["token"]
    own = visitor.tokens.get("token", other)
    if visitor.height == "village":
        return {
            "own": Target(HERE, here, first, own),
            "sibling": Target(second, here, second, other),
            "parent": Target("500235000000"),
        }
    if visitor.height == "county":
        return {
            "own": Target(HERE, here, first, own),
            "sibling": Target(FAR, far, far.villages[0], other),
            "parent": Target("500000000000"),
            "child": Target(NEIGHBOUR, neighbour, neighbour.villages[1], other),
        }
    return {
        "own": Target(HERE, here, first, own),
        "sibling": Target(NEIGHBOUR, neighbour, neighbour.villages[0], other),
        "parent": Target("500235000000"),
        "child": Target(second, here, second, other),
    }


def nowhere() -> Target:
    """Rows that do not exist, of a town that does not exist."""
    return Target("500235198000", None, "", str(new_id()))


def arguments(name: str, route: str, target: Target, visitor: Visitor | None = None) -> dict[str, Any] | None:
    """The arguments of an address for a target; None where the target has no such row. KeyError for an unknown argument."""
    found: dict[str, Any] = {}
    for parameter in PARAMETER.findall(route):
        if name == "work":
            found |= WORK
        elif parameter in FIXED:
            found[parameter] = "disputes.staff" if name.startswith("ledger-import") else FIXED[parameter]
        elif parameter == "town":
            found[parameter] = target.town.code if target.town else target.code
        else:
            row = target.token if parameter == "token" else _row(name, parameter, target, visitor)
            if not row:
                return None
            found[parameter] = row
    return found


def _row(name: str, parameter: str, target: Target, visitor: Visitor | None) -> UUID | None:
    known: dict[str, Callable[[Town, str], UUID | None]] = {
        "case_id": lambda town, village: _case(name, town, village),
        "evidence_id": lambda town, village: town.evidence[village],
        "clock_id": lambda town, village: town.clocks[village],
        "norm_id": lambda town, _: town.norms["round" if name == "norms-cleanup" else "document"],
        "edition_id": lambda town, _: town.edition,
        "job_id": lambda town, village: town.jobs[
            "grid_worker" if village == town.villages[0] and visitor and visitor.role == "grid_worker" else "clerk"
        ],
    }
    make = known[parameter]
    if target.code == nowhere().code:
        return new_id()
    return make(target.town, target.village) if target.town and target.village else None


def _case(name: str, town: Town, village: str) -> UUID:
    if name.startswith("consultation"):
        return town.consultation
    return (town.closed_cases if name == "paper" else town.open_cases)[village]


def sent(name: str, target: Target) -> dict[str, Any]:
    """What somebody who may would send to a page."""
    village = target.village or twins.HERE[:9] + "201"
    registered = {
        "happened_on": "2026-11-23",
        "village": village,
        "source": "visit",
        "dispute_type": "neighbours",
        "parties": "某甲、某乙",
        "summary": "排水沟改道",
        "risk": "yellow",
        "seen": "on",
        "request": str(new_id()),
    }
    return {
        "open": registered,
        "dispute-duplicates": registered,
        "step": ACCEPTED,
        "reason": WHY,
        "unmask": WHY,
        "norms-cleanup": judged(target),
        "report-text": {"text": "某事。", "seen": "1"},
    }.get(name, {})


def judged(target: Target) -> dict[str, Any]:
    """What is said of the one document a clean-up round of the town still has to judge."""
    entry = target.town.norms["entry"] if target.town else new_id()
    return {f"result_{entry}": "keep", f"why_{entry}": "仍然适用"}


@dataclass
class Visit:
    """What came of one request."""

    answer: HttpResponse
    body: bytes
    wrote: list[str]

    @property
    def verdict(self) -> str:
        """open, login, reason, refused (422, 409), closed (403), missing (404), method (405), broken."""
        status, where = self.answer.status_code, self.answer.headers.get("Location", "")
        if status == 302:
            return "login" if where.startswith("/login/?next=") else "reason" if where.endswith("/reason/") else "open"
        return {200: "open", 422: "refused", 409: "refused", 403: "closed", 404: "missing", 405: "method"}.get(
            status, f"broken ({status})"
        )


def ask(
    visitor: Visitor, method: str, name: str, where: dict[str, Any], query: dict[str, str], data: dict[str, Any]
) -> Visit:
    """One request over HTTPS; afterwards the house is as it was before, whatever the request did."""
    try:
        address = reverse(name, kwargs=where)
    except NoReverseMatch:  # a page of a namespace, or one that is there only in a test
        address = reverse(name)
    if query:
        address += "?" + "&".join(f"{key}={value}" for key, value in query.items())
    # Logging out, too, is taken back.
    kept, visitor.client.cookies = visitor.client.cookies, deepcopy(visitor.client.cookies)
    wrote: list[str] = []

    def watch(execute: Callable, sql: str, parameters: Any, many: bool, context: Any) -> Any:
        found = WRITES.match(sql)
        if found and found[1] not in OWN_TABLES:
            wrote.append(f"{sql.split()[0]} {found[1]}")
        return execute(sql, parameters, many, context)

    with undone(), connection.execute_wrapper(watch):
        send = getattr(visitor.client, method.lower())
        answer = send(address, data, secure=True) if method == "POST" else send(address, secure=True)
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    visitor.client.cookies = kept
    return Visit(answer, body, wrote)


@contextmanager
def undone() -> Iterator[None]:
    """Whatever is done inside is taken back."""
    point = transaction.savepoint()
    try:
        yield
    finally:
        transaction.savepoint_rollback(point)


TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="[^"]*"')


def told_apart(visit: Visit, other: Visit) -> bool:
    """Whether a page that is out of scope reads otherwise than one that does not exist, ids and tokens aside."""
    bare = [TOKEN.sub(b"", one.body) for one in (visit, other)]
    heads = [
        {name: value for name, value in one.answer.items() if name not in ("Content-Length", "Set-Cookie", "Location")}
        for one in (visit, other)
    ]
    return bare[0] != bare[1] or heads[0] != heads[1] or visit.answer.status_code != other.answer.status_code


def softened(answer: HttpResponse) -> list[str]:
    """What is missing from the headers and cookies of an answer over HTTPS."""
    policy = answer.headers.get("Content-Security-Policy", "")
    wanted = {
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Referrer-Policy": "same-origin",
        "Strict-Transport-Security": "max-age=31536000; includeSubDomains",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
    }
    found = [name for name, value in wanted.items() if answer.headers.get(name) != value]
    if "default-src 'none'" not in policy or "unsafe" in policy or "http:" in policy or "*" in policy:
        found.append("Content-Security-Policy")
    if "sandbox" not in policy and not all(part in policy for part in ("frame-ancestors 'none'", "form-action 'self'")):
        found.append("Content-Security-Policy")
    caching = answer.headers.get("Cache-Control", "")
    if "no-store" not in caching or "private" not in caching:
        found.append("Cache-Control")
    for name, cookie in answer.cookies.items():
        if not cookie.value:  # taken back at leaving
            continue
        kept = cookie["secure"] and cookie["httponly"] and cookie["samesite"] in ("Lax", "Strict")
        if not (name.startswith("__Host-") and kept and cookie["path"] == "/" and not cookie["domain"]):
            found.append(f"cookie {name}")
    return found
