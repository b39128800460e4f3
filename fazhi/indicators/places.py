"""Whose figures a page shows: those of the actor's own town, or of a town the county asks for."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import Http404

from fazhi.people.actors import Actor
from fazhi.people.divisions import WrongDivisionCode, level
from fazhi.people.models import Division


def town_of(actor: Actor, asked: Mapping[str, str]) -> Division | None:
    """The town in view; None where a county post has yet to choose one. Out of scope is 404: as if it were not."""
    if level(actor.town) == "town":
        return Division.objects.get(pk=actor.town)
    code = asked.get("town", "")
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
