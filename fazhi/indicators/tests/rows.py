"""Ledger rows for tests of figures: finished rows, put in without the steps that would lead to them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.apps import apps

from fazhi.kernel.models import Case
from fazhi.people.models import Division
from fazhi.people.scopes import within

VILLAGE, OTHER_VILLAGE = "500235116201", "500235117201"


def add_disputes(rows: Iterable[Mapping[str, Any]], village: str = VILLAGE) -> list[Any]:
    """One dispute a mapping of dossier fields; `found_on` defaults to a day of 2022."""
    town = village[:9] + "000"
    dispute = apps.get_model("disputes", "Dispute")
    with within(town):
        first = Case.objects.filter(town=town).count()
        made = [
            dispute(case=_case(town, village, first + position, row), **_fields(town, row))
            for position, row in enumerate(rows)
        ]
        Case.objects.bulk_create(one.case for one in made)
        return list(dispute.objects.bulk_create(made))


def add_year(settled: int = 545, found: int = 546, year: int = 2022) -> None:
    """So many disputes found in a year, so many of them accepted, mediated, agreed, performed and settled in it."""
    day = date(year, 6, 1)
    states = ("accepted_on", "mediated_on", "agreed_on", "performed_on", "settled_on")
    done = {"found_on": day, "agreement_form": "written", "amount": "1200.50", **dict.fromkeys(states, day)}
    add_disputes([done if position < settled else {"found_on": day} for position in range(found)])


def add_staff(counts: Mapping[str, int], starts_on: date = date(2021, 1, 1), ends_on: date | None = None) -> None:
    """So many people in each role, and one sentinel post of every kind."""
    staff, post = apps.get_model("disputes", "Staff"), apps.get_model("disputes", "SentinelPost")
    shared = {
        "town": VILLAGE[:9] + "000",
        "village": Division(code=VILLAGE),
        "starts_on": starts_on,
        "ends_on": ends_on,
    }
    with within(VILLAGE[:9] + "000"):
        staff.objects.bulk_create(
            staff(number=f"{starts_on:%y}{role[:8]}{position}", role=role, name="某某", **shared)
            for role, count in counts.items()
            for position in range(count)
        )
        kinds = ("village", "station", "market_town", "shop", "pharmacy")
        post.objects.bulk_create(
            post(number=f"{starts_on:%y}{kind}", kind=kind, name=kind, place="某处", **shared) for kind in kinds
        )


def _case(town: str, village: str, position: int, row: Mapping[str, Any]) -> Case:
    day = row.get("found_on", date(2022, 3, 1))
    return Case(
        town=town,
        system="disputes",
        procedure="mediation",
        number=f"测{position}",
        title=f"第{position}起纠纷",
        village_id=village,
        opened_on=day,
    )


def _fields(town: str, row: Mapping[str, Any]) -> dict[str, Any]:
    usual = {"source": "grid", "dispute_type": "neighbours", "summary": "某事", "found_on": date(2022, 3, 1)}
    return {"town": town, **usual, **row}
