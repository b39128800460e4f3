"""The units of loading: registering and living some disputes by their numbers, each unit one transaction."""

from __future__ import annotations

from functools import cache

from django.db import transaction

from fazhi.demo import deciding, documents, office_year, open_cases, roads, skeleton
from fazhi.demo.lives import Life
from fazhi.demo.plan import Plan, year
from fazhi.demo.source import facts
from fazhi.kernel.models import Case
from fazhi.people import scopes


def missing() -> tuple[list[int], list[int]]:
    """Numbers of the disputes not yet registered, and of those not yet lived."""
    with scopes.within(town()):
        versions = dict(Case.objects.filter(system="disputes").values_list("id", "version"))
    register = [plan.number for plan in year() if plan.id not in versions]
    live = [plan.number for plan in year() if versions.get(plan.id, 1) == 1]
    return register, live


def register(numbers: list[int]) -> int:
    """Register these disputes, in one transaction."""
    with scopes.within(town()):
        for plan in _plans(numbers):
            Life(plan, cast(), roads.YEAR_END).found()
    return len(numbers)


def live(numbers: list[int]) -> int:
    """Live these disputes from their second step on, in one transaction."""
    with scopes.within(town()):
        cases = Case.objects.in_bulk([plan.id for plan in _plans(numbers)])
        for plan in _plans(numbers):
            roads.walk(Life(plan, cast(), roads.YEAR_END, cases[plan.id]))
    return len(numbers)


def undecided() -> list[int]:
    """Positions of the decisions not yet there."""
    with scopes.within(town()):
        return deciding.missing()


def decide(positions: list[int]) -> int:
    """Live these decisions, in one transaction."""
    with scopes.within(town()), transaction.atomic():
        return deciding.decide(positions, cast())


def today_cases() -> int:
    """The few open cases around to-day, so that the desk has something due and something late."""
    with scopes.within(town()):
        return open_cases.open_missing(cast()) + deciding.open_missing(cast())


def office_cases() -> int:
    """The year's reviews, village rules and meetings."""
    with scopes.within(town()):
        return office_year.live_missing(cast())


def norms() -> int:
    """The normative documents of the town, with their reviews, consultations and topics."""
    with scopes.within(town()):
        return documents.live_missing(cast())


def town() -> str:
    """Code of the demo town."""
    return str(facts()["town"]["code"])


@cache
def cast() -> skeleton.Cast:
    """Everybody who acts, read once a process."""
    return skeleton.cast()


def _plans(numbers: list[int]) -> list[Plan]:
    return [year()[number - 1] for number in numbers]
