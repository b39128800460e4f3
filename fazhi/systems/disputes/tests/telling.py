"""Disputes as tests need them: one registered by the clerk, and steps with usual answers."""

from __future__ import annotations

from datetime import date
from typing import Any

from fazhi.kernel.doing import Doing, NewEvidence
from fazhi.kernel.models import Case
from fazhi.kernel.registry import procedure
from fazhi.kernel.today import at
from fazhi.people import scopes
from fazhi.people.actors import Actor
from fazhi.systems.disputes import actions

VILLAGE = "500235116201"
REPORT = {
    "village": VILLAGE,
    "source": "visit",
    "dispute_type": "neighbours",
    "subject": "排水沟",
    "parties": "覃大山 13800000001、覃小河",
    "summary": "覃大山把水沟改到覃小河的菜地边。",
    "risk": "yellow",
}
TERMS = {
    "parties": "覃大山，男，52 岁\n覃小河，男，47 岁",
    "facts": "水沟改道。",
    "disputed": "水沟走向。",
    "responsibilities": "覃大山改道不当。",
    "content": "恢复原沟。",
    "way": "once",
    "term_on": "2030-12-31",
    "identity_matter": False,
}
ANSWERS: dict[str, dict[str, Any]] = {
    "accept": {"consent": "all", "mediator": "冉调解", "mediator_choice": "chosen"},
    "accept_town": {"consent": "all", "mediator": "冉调解", "mediator_choice": "appointed"},
    "mediate": {
        "place": "村委会",
        "mediators": "冉调解",
        "attendants": "覃大山",
        "notes": "覃大山同意",
        "result": "agreed",
    },
    "draft_agreement": TERMS,
    "agree_oral": TERMS,
    "county_agreement": {"identity_matter": False},
    "perform_part": {"what": "一半"},
    "perform": {"what": "全部"},
    "follow_up": {"way": "home", "finding": "kept"},
    "apply_confirmation": {"court": "县人民法院", "jointly": True},
    "confirmation_result": {"confirmation": "confirmed", "ruling": "1号"},
    "assign_leader": {"lead_officer": "向镇长", "grave": True},
    "assess": {"risk": "red", "grave": True},
    "report_danger": {"told": "派出所", "measures": "劝开"},
    "escalate_town": {"why": "调解不成"},
    "escalate_county": {"why": "调解不成", "body": "县中心"},
    "county_return": {"words": "退回"},
    "county_decision": {"words": "已处理"},
    "refuse": {"words": "不愿"},
    "fail": {"words": "谈不拢"},
    "tell_roads": {"roads": ["arbitration", "administrative", "court"], "told_how": "当面"},
    "reapply": {"consent": "all"},
    "reopen": {"consent": "all"},
    "settle_elsewhere": {"road": "court", "document": "判决"},
    "join_report": {"source": "hotline", "words": "又来电"},
    "archive": {"volume": "1"},
}


def report(actor: Actor, day: date, **changes: Any) -> Case:
    """A dispute registered on that day."""
    with at(day), scopes.within(actor.town):
        return actions.begin(Doing("report", actor, day), {**REPORT, **changes})


def take(case: Case, step: str, actor: Actor, day: date, papers: tuple[str, ...] = (), **changes: Any) -> Case:
    """One step with its usual answers; the case as it is afterwards."""
    kind = procedure("disputes", case.procedure).step(step)
    said = {**ANSWERS.get(step, {}), **changes}
    doing = Doing(
        step=step,
        actor=actor,
        happened_on=day,
        data={name: value for name, value in said.items() if name not in kind.fills},
        fields={name: value for name, value in said.items() if name in kind.fills},
        reason="因为" if kind.judgement or kind.reopens else "",
        evidence=[NewEvidence(paper, f"{paper}.txt", paper.encode()) for paper in papers],
    )
    with at(day), scopes.within(actor.town):
        actions.carry_out(case, doing)
        return Case.objects.get(pk=case.pk)
