"""A meeting as other systems' tests need it: a topic that was opened elsewhere is put on the agenda and discussed.

    discussed(topic, actor, date(2022, 5, 13), resolution="passed")

prepares a meeting of the topic's kind, puts the topic on its agenda, records who came (all whose views are given, the
last of them in the chair) and the discussion.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from fazhi.kernel.doing import Doing, NewEvidence
from fazhi.kernel.models import Case, Step
from fazhi.kernel.registry import procedure
from fazhi.kernel.today import at
from fazhi.people import scopes
from fazhi.people.actors import Actor
from fazhi.systems.meetings import actions
from fazhi.systems.meetings.models import Topic

Get = Callable[[str], Actor]
CHAIR, SECOND, THIRD = "向镇长", "游副镇长", "卢副镇长"
ATTENDANCE = [
    {"name": CHAIR, "post": "镇长"},
    {"name": SECOND, "post": "副镇长"},
    {"name": THIRD, "post": "副镇长"},
]
AGREED = [{"name": name, "view": "agree", "words": "同意。"} for name in (SECOND, THIRD, CHAIR)]


def propose(actor: Actor, day: date, **changes: Any) -> Case:
    """A topic that nobody else proposed."""
    said = {"title": "场镇停车位调整", "matter": "other", "kind": "government_meeting", **changes}
    with at(day), scopes.within(actor.town):
        return actions.begin(Doing("propose", actor, day), said)


def plan(actor: Actor, day: date, kind: str = "government_meeting", chair: str = CHAIR) -> Case:
    """A meeting in preparation, to be held on that day."""
    said = {"title": "镇政府会议", "kind": kind, "planned_on": day, "place": "会议室", "chair": chair}
    with at(day), scopes.within(actor.town):
        return actions.begin(Doing("plan", actor, day), said)


def take(case: Case, step: str, actor: Actor, day: date, papers: tuple[str, ...] = (), **said: Any) -> Case:
    """One step; the case as it is afterwards."""
    fills = procedure("meetings", case.procedure).step(step).fills
    doing = Doing(
        step=step,
        actor=actor,
        happened_on=day,
        data={name: value for name, value in said.items() if name not in fills},
        fields={name: value for name, value in said.items() if name in fills},
        evidence=[NewEvidence(paper, f"{paper}.txt", paper.encode()) for paper in papers],
    )
    with at(day), scopes.within(actor.town):
        actions.carry_out(case, doing)
        return Case.objects.get(pk=case.pk)


def convened(
    actor: Get,
    day: date,
    *topics: Case,
    kind: str = "government_meeting",
    chair: str = CHAIR,
    attendance: Sequence[Mapping[str, Any]] = ATTENDANCE,
) -> Case:
    """A meeting with these topics on its agenda, held on that day."""
    meeting = plan(actor("clerk"), day, kind, chair)
    for topic in topics:
        take(topic, "schedule", actor("clerk"), day, meeting=meeting.number)
    return take(meeting, "convene", actor("clerk"), day, attendance=list(attendance))


def discussed(topic: Case, actor: Get, day: date, resolution: str = "passed", **said: Any) -> Step:
    """The topic discussed in a meeting of its own kind; the step that is the answer."""
    with scopes.within(topic.town):
        kind = Topic.objects.get(pk=topic.pk).kind
    told = {"views": AGREED, "resolution": resolution, **said}
    people = [{"name": one["name"], "post": one.get("post", "")} for one in told["views"]]
    convened(actor, day, topic, kind=kind, chair=people[-1]["name"], attendance=people)
    take(topic, "discuss", actor("clerk"), day, **told)
    with scopes.within(topic.town):
        return topic.steps.filter(name="discuss").latest("sequence")
