"""What the twin towns decide: a catalogue, a decision with a mark in every field, an old decision from paper."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from fazhi.kernel import act
from fazhi.kernel.doing import Doing, NewEvidence
from fazhi.kernel.models import Case
from fazhi.kernel.registry import system
from fazhi.kernel.structure import WAIVE
from tests.faults.twins import Town

BEGAN = date(2026, 8, 3)
WAIVED = ("G4-2-risk", "G4-31")
ITEM = ("matter", "lead_office", "planned")


def work(town: Town) -> None:
    """One matter of each, from beginning to end."""
    town.detours += [_catalogue(town).pk, _decision(town).pk, _old(town).pk]


def take(town: Town, case: Case, step: str, role: str, said: Mapping[str, Any], *, day: date = BEGAN) -> Case:
    """One step with the papers it needs, and the case as it is afterwards."""
    installed = system(case.system)
    kind = installed.procedures[case.procedure].step(step)
    doing = Doing(
        step,
        town.people[role],
        day,
        data={name: value for name, value in said.items() if name not in kind.fills},
        fields={name: value for name, value in said.items() if name in kind.fills},
        reason=town.mark("Step.reason") if kind.judgement or kind is WAIVE else "",
        basis="local-practice" if kind is WAIVE else "",
        evidence=[NewEvidence(paper, f"{paper}.txt", f"{town.code} {step}".encode()) for paper in kind.needs],
    )
    act.act(case.pk, doing) if kind is WAIVE else installed.module("actions").carry_out(case, doing)
    return Case.objects.get(pk=case.pk)


def _begin(town: Town, step: str, said: Mapping[str, Any], fields: Mapping[str, Any] | None = None) -> Case:
    doing = Doing(step, town.people["clerk"], BEGAN, fields=fields or {})
    return system("decisions").module("actions").begin(doing, said)


def _marks(town: Town, model: str, *names: str) -> dict[str, Any]:
    return {name: town.mark(f"{model}.{name}") for name in names}


def _catalogue(town: Town) -> Case:
    case = _begin(town, "compile", {"year": 2026})
    item = {**_marks(town, "CatalogueItem", *ITEM), "matter_class": "other"}
    case = take(town, case, "list_item", "clerk", item)
    case = take(town, case, "agree", "secretary", {})
    case = take(town, case, "publish_catalogue", "clerk", {"channel": "website"})
    agreed = {"agreed_on": BEGAN.isoformat()}
    case = take(town, case, "add_item", "clerk", {**item, **agreed, "why": town.mark("CatalogueItem.reason")})
    leaving = {**agreed, "number": "2026-01", "why": town.mark("CatalogueRemoval.reason")}
    return take(town, case, "withdraw_item", "clerk", leaving)


def _decision(town: Town) -> Case:
    first = {"matter_class": "other", "proposer": "offices", "title": town.mark("Decision.title")}
    case = _begin(town, "propose", {**first, **_marks(town, "Decision", "outside_reason", "lead_office", "summary")})
    case = take(town, case, "study", "clerk", {"necessity": town.mark("Decision.necessity")})
    case = take(town, case, "decide_start", "mayor", _marks(town, "Decision", "duty"))
    case = take(town, case, "draft", "clerk", {"alternatives": 1, "exploratory": True})
    held = {
        "mode": "visit",
        "people": 1,
        "opinions": 1,
        "adopted": 1,
        **_marks(town, "Participation", "place", "notes"),
    }
    case = take(town, case, "record_participation", "clerk", held)
    opinion = {
        "view": "support",
        "no_interest": True,
        **_marks(town, "Expert", "expert", "unit", "speciality", "words"),
    }
    case = take(town, case, "give_expert_opinion", "clerk", opinion)
    for gate in ("DEC-05", *WAIVED):
        case = take(town, case, "waive", "clerk", {"gate": gate})
    case = take(town, case, "conclude_argument", "clerk", {"adoption": town.mark("Decision.adoption")})
    case = take(town, case, "send_for_review", "clerk", {"due_on": BEGAN.isoformat(), "urgent_reason": "急"})
    _answer(town, case, "reviews")
    case = take(town, Case.objects.get(pk=case.pk), "state_legal_risk", "mayor", _marks(town, "Decision", "legal_risk"))
    materials = ["draft", "comments", "argument", "legality"]
    case = take(town, case, "submit_discussion", "clerk", {"kind": "government_meeting", "materials": materials})
    _answer(town, case, "meetings")
    case = take(town, Case.objects.get(pk=case.pk), "sign", "mayor", {"mark": f"{town.sign}府发"})
    case = take(town, case, "publish", "clerk", {"channel": "website", "place": town.mark("Decision.place")})
    due = (BEGAN + timedelta(30)).isoformat()
    case = take(town, case, "assign_task", "clerk", {"due_on": due, **_marks(town, "Task", "matter", "responsible")})
    return take(town, case, "finish_task", "clerk", {"task": 1, **_marks(town, "TaskResult", "words")})


def _answer(town: Town, case: Case, name: str) -> None:
    """The review finds it unlawful, the meeting adopts it all the same."""
    made = Case.objects.filter(links_in__from_case=case, system=name).latest("opened_on", "id")
    if name == "reviews":
        made = take(town, made, "accept", "legal_reviewer", {})
        made = take(town, made, "hear_adviser", "legal_reviewer", {"adviser": town.mark("Review.adviser")})
        take(town, made, "give_opinion", "legal_reviewer", {"opinion": "unlawful", "findings": 1})
    else:
        chief = town.mark("Topic.name")
        said = {"title": town.mark("Meeting.title"), "kind": "government_meeting", "planned_on": BEGAN}
        said |= {"place": town.mark("Meeting.place"), "chair": chief}
        meeting = system("meetings").module("actions").begin(Doing("plan", town.people["clerk"], BEGAN), said)
        made = take(town, made, "schedule", "mayor", {"meeting": meeting.number})
        take(town, meeting, "convene", "clerk", {"attendance": [{"name": chief, "post": town.mark("Topic.post")}]})
        take(
            town,
            made,
            "discuss",
            "clerk",
            {"resolution": "passed", "chair": chief, "views": [{"name": chief, "view": "agree"}]},
        )


def _old(town: Town) -> Case:
    said = {
        "matter_class": "other",
        "title": town.mark("Decision.title"),
        "lead_office": town.mark("Decision.lead_office"),
    }
    return _begin(town, "carry", said, {**_marks(town, "Decision", "reference"), "decided_on": BEGAN})
