"""Whose figures a page shows and of which year: the actor's own town, or one the county asks for."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.db.models import Max, Min
from django.http import Http404

from fazhi.kernel.models import Case
from fazhi.kernel.today import today
from fazhi.people.actors import Actor
from fazhi.people.divisions import WrongDivisionCode, level
from fazhi.people.models import Division

FIRST_YEAR = 2000
SHOWN_YEARS = 6


def town_of(actor: Actor, asked: Mapping[str, str]) -> Division | None:
    """The town in view; None where a county post has yet to choose one. Out of scope is 404: as if it were not."""
    code = asked.get("town", "")
    if level(actor.town) == "town":
        # Never one town's figures at an address that names another.
        if code and code != actor.town:
            raise Http404
        return Division.objects.get(pk=actor.town)
    if not code:
        return None
    try:
        reached = actor.reaches(code) and level(code) == "town"
    except WrongDivisionCode as error:
        raise Http404 from error
    found = Division.objects.filter(pk=code, level="town").first() if reached else None
    if found is None:
        raise Http404
    return found


def towns_under(code: str) -> list[Division]:
    """The towns of a county, in the order of their codes."""
    return list(Division.objects.filter(level="town", parent_id=code).order_by("code"))


def report_year(town: str) -> int:
    """The year a report is due on: the last full year, or the latest one before it in which the town opened a case."""
    last = today().year - 1
    cases = Case.objects.filter(town=town, opened_on__lte=date(last, 12, 31))
    found = cases.order_by("-opened_on").values_list("opened_on", flat=True).first()
    return max(found.year, FIRST_YEAR) if found else last


def years_beside(town: str, year: int) -> list[int]:
    """Other years a page offers: those next to it, and those in which the town may have opened cases; at most six."""
    ends = Case.objects.filter(town=town).aggregate(first=Min("opened_on"), last=Max("opened_on"))
    now = today().year
    worked = range(ends["first"].year, ends["last"].year + 1) if ends["first"] else ()
    found = {now - 1, now, year - 1, year + 1, *worked}
    return sorted(one for one in found if one != year and FIRST_YEAR <= one <= now)[-SHOWN_YEARS:]
