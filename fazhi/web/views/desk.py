"""The desk: what is mine, near, late and new, across systems; and the search of the whole house."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from fazhi.kernel.search import matching
from fazhi.kernel.today import today
from fazhi.web import cases
from fazhi.web.attention import attention
from fazhi.web.cases import Part


def desk(request: HttpRequest) -> HttpResponse:
    """Where a working day begins."""
    day, actor = today(), request.actor
    parts = {
        "mine": cases.mine(actor, day),
        "waiting": cases.waiting(actor, day),
        "late": cases.late(actor, day),
        "due_soon": cases.due_soon(actor, day),
        "newly_reported": cases.newly_reported(actor, day),
    }
    return render(request, "web/desk.html", {**parts, "day": day, "due_soon_days": attention().due_soon_days})


def search(request: HttpRequest) -> HttpResponse:
    """Cases by number, title or name; the statement says whether the list is whole."""
    text = request.GET.get("q", "").strip()[:60]
    found = Part([])
    if text:
        limit = attention().count_up_to
        rows = cases.with_clocks(matching(cases.in_scope(request.actor), text)).order_by("-opened_on", "-id")
        taken = list(rows[: limit + 1])
        found = Part([cases.row_of(case, case.running, today()) for case in taken[:limit]], len(taken))
    return render(request, "web/search.html", {"text": text, "found": found})
