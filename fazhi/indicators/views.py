"""Pages of the figures: all of a year, and one of them back to its rows. They only read."""

from __future__ import annotations

from itertools import groupby

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from fazhi.indicators.definitions import Indicator, all_definitions
from fazhi.indicators.evidence import formula, rows_behind
from fazhi.indicators.places import FIRST_YEAR, report_year, town_of, towns_under, years_beside
from fazhi.indicators.readings import read_all
from fazhi.kernel.registry import systems
from fazhi.kernel.today import today
from fazhi.people.divisions import level
from fazhi.web import access


def latest(request: HttpRequest) -> HttpResponse:
    """The figures of the year a report is due on."""
    return redirect("figures", report_year(request.actor.town))


def figures(request: HttpRequest, year: int) -> HttpResponse:
    """Every figure of one year, by system; one query a ledger."""
    _check(year)
    town = town_of(request.actor, request.GET)
    if town is None:
        return render(request, "indicators/towns.html", {"year": year, "towns": towns_under(request.actor.division)})
    readings = read_all(town.pk, year, keys=False)
    known = all_definitions()
    groups = [
        (systems()[system].system.title, [readings[one.id] for one in entries])
        for system, entries in groupby(known.values(), key=lambda one: one.system)
    ]
    context = {"year": year, "town": town, "groups": groups, "query": _query(request)}
    return render(request, "indicators/figures.html", context | {"years": years_beside(town.pk, year)})


def figure(request: HttpRequest, year: int, indicator_id: str) -> HttpResponse:
    """One figure: the Reading, its definition in words, and the rows it was counted from."""
    _check(year)
    known = all_definitions()
    if indicator_id not in known:
        raise Http404
    town = town_of(request.actor, request.GET)
    if town is None:
        return render(request, "indicators/towns.html", {"year": year, "towns": towns_under(request.actor.division)})
    indicator = known[indicator_id]
    readings = read_all(town.pk, year, [indicator_id])
    reading = readings[indicator_id]
    context = {
        "year": year,
        "town": town,
        "reading": reading,
        "formula": formula(indicator, readings),
        "parts": [readings[name] for name in (indicator.numerator, indicator.denominator) if name],
        "query": _query(request),
        "behind": rows_behind(indicator, readings, town.pk, request.GET) if _sees_rows(request, indicator) else None,
    }
    return render(request, "indicators/figure.html", context)


def _sees_rows(request: HttpRequest, indicator: Indicator) -> bool:
    """A village post sees the town's figures and not the other villages' rows; the rest, what they read anyway."""
    return level(request.actor.division) != "village" and access.reads(request.actor, indicator.system)


def _check(year: int) -> None:
    if not FIRST_YEAR <= year <= today().year:
        raise Http404


def _query(request: HttpRequest) -> str:
    """The part of the address that says which town, to be kept on links."""
    return f"?town={request.GET['town']}" if request.GET.get("town") else ""
