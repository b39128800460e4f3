"""The law as it stands in the house: every rule with values, bases, confidence, users; the overview of a system."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from fazhi.kernel import ledgers
from fazhi.kernel.registry import system, systems
from fazhi.kernel.today import today
from fazhi.law import LawError
from fazhi.law import rules as law
from fazhi.law.rules import Rule, RuleBook
from fazhi.law.shapes import amount
from fazhi.web.views.ledgers import openings

STANDINGS = {"statute": "法定", "local": "待本地确认"}


def rules(request: HttpRequest) -> HttpResponse:
    """All rules of the installed systems, then the others."""
    book, text = law.load(), request.GET.get("q", "").strip()[:40]
    found = [_line(book, rule, request) for rule in book if not text or text in rule.title or text.upper() in rule.code]
    return render(request, "web/rules.html", {"found": found, "text": text})


def rule(request: HttpRequest, name: str) -> HttpResponse:
    """One rule: what holds today in this place, what held before, on what basis, and who uses it."""
    book = law.load()
    try:
        found = book.rule(name)
    except LawError as error:
        raise Http404 from error
    context = {
        "rule": found,
        "now": _now(book, found, request),
        "values": _values(book, found, request.actor.town if request.actor else ""),
        "extension": found.extension and amount(found.extension.value, found.extension.unit),
        "users": users(found),
    }
    return render(request, "web/rule.html", context)


def _values(book: RuleBook, rule: Rule, town: str) -> list[dict[str, object]]:
    """Every value there was, the newest first: of the law itself and of the places over this town."""
    local = [
        (value, overlay.name)
        for overlay in book.overlays
        if town.startswith(overlay.place)
        for value in overlay.values.get(rule.id, ())
    ]
    return [
        {
            "since": value.since,
            "amount": amount(value.value, rule.unit),
            "basis": book.cite(value.basis, value.since),
            "standing": f"{place}规定" if place else STANDINGS.get(value.confidence, value.confidence),
        }
        for value, place in sorted(
            [*((one, "") for one in rule.values), *local], key=lambda pair: pair[0].since, reverse=True
        )
    ]


def users(rule: Rule) -> list[tuple[str, str, str]]:
    """Clocks and gates of the installed procedures that count by a rule: (procedure, kind, title)."""
    names = {rule.id, rule.code}
    found = []
    for installed in systems().values():
        for procedure in installed.procedures.values():
            found += [(procedure.title, "期限", clock.title) for clock in procedure.clocks if clock.rule in names]
            found += [
                (procedure.title, "关口", f"{step.title}：{gate.message}")
                for step in procedure.steps
                for gate in step.gates
                if gate.rule in names
            ]
    return found


def _line(book: RuleBook, rule: Rule, request: HttpRequest) -> dict[str, object]:
    return {"rule": rule, "now": _now(book, rule, request)}


def _now(book: RuleBook, rule: Rule, request: HttpRequest) -> object | None:
    try:
        return book.value_on(rule.id, today(), request.actor.town if request.actor else None)
    except LawError:
        return None


def overview(request: HttpRequest, system_id: str) -> HttpResponse:
    """One heading of the report: its ledgers, what can be registered, its procedures and the law behind them."""
    try:
        installed = system(system_id)
    except KeyError as error:
        raise Http404 from error
    context = {
        "installed": installed,
        "books": [book for book in ledgers.all_ledgers().values() if book.id.partition(".")[0] == system_id],
        "openings": openings(installed, request.actor),
    }
    return render(request, "web/system.html", context)
