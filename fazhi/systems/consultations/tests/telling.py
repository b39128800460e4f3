"""Consultations as tests need them: opened, as by a step of another case, for a draft of the town."""

from __future__ import annotations

from datetime import date
from typing import Any

from fazhi.kernel.doing import Doing, NewEvidence
from fazhi.kernel.models import Case, Step
from fazhi.kernel.today import at
from fazhi.people import scopes
from fazhi.people.actors import Actor
from fazhi.systems.consultations import actions
from fazhi.systems.consultations.models import CommentGroup

START, END = date(2022, 4, 1), date(2022, 5, 1)
TEXT = "沙市镇场镇管理办法（征求意见稿）\n第一条　为了加强场镇管理，制定本办法。\n第二条　场镇车辆按划定车位停放。"


def opened(actor: Actor, **said: Any) -> Case:
    """A consultation on a normative document, in April 2022."""
    data = {"matter": "norm", "starts_on": START.isoformat(), "ends_on": END.isoformat(), "text": TEXT, **said}
    opener = Case(village_id=actor.town, title="沙市镇场镇管理办法", town=actor.town)
    with at(START), scopes.within(actor.town):
        return actions.opened(opener, Step(), "public_consultation", Doing("ask", actor, START, data=data))


def take(case: Case, step: str, actor: Actor, day: date, papers: tuple[str, ...] = (), **said: Any) -> Case:
    """One step, and the case as it is afterwards."""
    fields = {name: said.pop(name) for name in ("ends_on",) if name in said}
    evidence = [NewEvidence(paper, f"{paper}.txt", paper.encode()) for paper in papers]
    with at(day), scopes.within(actor.town):
        actions.carry_out(case, Doing(step, actor, day, data=said, fields=fields, evidence=evidence))
        return Case.objects.get(pk=case.pk)


def comment(case: Case, words: str, day: date, name: str = "") -> None:
    """A comment by the public."""
    with at(day), scopes.within(case.town):
        actions.comment(case.town, case.pk, words, name, None)


def groups(case: Case) -> list[CommentGroup]:
    """The groups of a case."""
    with scopes.within(case.town):
        return list(CommentGroup.objects.filter(case=case))
