"""Reviews as tests need them: one sent by the clerk, and steps with what they say."""

from __future__ import annotations

from datetime import date
from typing import Any

from fazhi.kernel.doing import Doing, NewEvidence
from fazhi.kernel.models import Case
from fazhi.kernel.registry import procedure
from fazhi.kernel.today import at
from fazhi.people import scopes
from fazhi.people.actors import Actor
from fazhi.systems.reviews import actions

VILLAGE = "500235116201"
CONTRACT = {
    "title": "场镇路灯维护合同",
    "matter": "contract",
    "counterparty": "云阳县明光照明有限公司",
    "amount": 48000,
    "materials": ["draft", "counterparty", "basis"],
}
RULES = {"village": VILLAGE, "kind": "rules", "title": "青石村村规民约"}


def doing(name: str, step: str, actor: Actor, day: date, papers: tuple[str, ...], said: dict[str, Any]) -> Doing:
    """A step with its answers, split between dossier and step as a form would."""
    fills = procedure("reviews", name).step(step).fills
    return Doing(
        step=step,
        actor=actor,
        happened_on=day,
        data={name: value for name, value in said.items() if name not in fills and name != "reason"},
        fields={name: value for name, value in said.items() if name in fills},
        reason=said.get("reason", ""),
        evidence=[NewEvidence(paper, f"{paper}.txt", paper.encode()) for paper in papers],
    )


def submit(actor: Actor, day: date, **changes: Any) -> Case:
    """A contract sent to review on that day."""
    with at(day), scopes.within(actor.town):
        return actions.begin(Doing("submit", actor, day), {**CONTRACT, **changes})


def file_rules(actor: Actor, day: date, **changes: Any) -> Case:
    """Village rules filed on that day."""
    evidence = [NewEvidence("rules_text", "村规民约.docx", b"text")]
    with at(day), scopes.within(actor.town):
        return actions.begin(Doing("file", actor, day, evidence=evidence), {**RULES, "adopted_on": day, **changes})


def take(case: Case, step: str, actor: Actor, day: date, papers: tuple[str, ...] = (), **said: Any) -> Case:
    """One step; the case as it is afterwards."""
    with at(day), scopes.within(actor.town):
        actions.carry_out(case, doing(case.procedure, step, actor, day, papers, said))
        return Case.objects.get(pk=case.pk)


def child(case: Case) -> Case:
    """The last case that this one opened."""
    with scopes.within(case.town):
        return Case.objects.filter(links_in__from_case=case).latest("number")
