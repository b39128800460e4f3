"""Two people at one decision at the same moment: each gets a place of its own, or is told that the other was first."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier
from typing import Any

from django.db import connection

from fazhi.kernel.doing import Doing, Refused
from fazhi.kernel.models import Case
from fazhi.people import scopes
from fazhi.people.actors import Actor, actors_on
from fazhi.people.models import Person
from fazhi.systems.decisions import actions
from fazhi.systems.decisions.models import CatalogueItem, Task
from fazhi.systems.decisions.tests.telling import told

TIMES = 6
TASK = {"matter": "一期", "responsible": "甲", "due_on": "2022-12-01"}
ITEM = {"matter": "停车方案", "matter_class": "plan", "lead_office": "乙", "planned": "三季度"}
CHANGE = {"kind": "adjust", "plan": "调整"}


def actor(username: str) -> Actor:
    return actors_on(Person.objects.get(username=username), date(2026, 1, 1))[0]


def at_once(case: Case, doing: Doing) -> list[str]:
    """The same step by several people at the same moment: the sentences of those who were refused."""
    gate = Barrier(TIMES)

    def one(_: int) -> str:
        try:
            gate.wait()
            with scopes.within(case.town):
                actions.carry_out(Case.objects.get(pk=case.pk), doing)
                return ""
        except Refused as refusal:
            return refusal.sentence
        finally:
            connection.close()

    with ThreadPoolExecutor(TIMES) as pool:
        return [said for said in pool.map(one, range(TIMES)) if said]


def begun(story: str, until: str, step: str, said: dict[str, Any]) -> tuple[Case, Doing]:
    return told(actor, story, until=until)["first"], Doing(step, actor("clerk"), date(2022, 11, 1), data=said)


def places(model: type[Task] | type[CatalogueItem], name: str, case: Case) -> list[Any]:
    with scopes.within(case.town):
        return list(model._default_manager.filter(case=case).order_by(name).values_list(name, flat=True))


def test_tasks_given_at_once_are_numbered_one_after_the_other(committed_town: str) -> None:
    case, doing = begun("suspended_adjusted_stopped.yaml", "publish", "assign_task", TASK)
    assert at_once(case, doing) == []
    assert places(Task, "position", case) == list(range(1, TIMES + 1))


def test_matters_added_at_once_are_numbered_one_after_the_other(committed_town: str) -> None:
    said = {**ITEM, "agreed_on": "2022-10-31", "why": "增列"}
    case, doing = begun("catalogue_changes.yaml", "publish_catalogue", "add_item", said)
    assert at_once(case, doing) == []
    assert places(CatalogueItem, "number", case) == [f"2022-{at:02d}" for at in range(1, TIMES + 3)]


def test_of_two_changes_proposed_at_once_one_is_begun(committed_town: str) -> None:
    case, doing = begun("suspended_adjusted_stopped.yaml", "publish", "open_change", CHANGE)
    refused = at_once(case, doing)
    assert len(refused) == TIMES - 1 and all("上一次调整（停止）的程序还没有办结" in one for one in refused)
