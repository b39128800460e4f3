"""What the twin towns do in the systems that others share: reviews, consultations, meetings."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from fazhi.kernel.doing import Doing
from fazhi.kernel.models import Case, Step
from fazhi.kernel.registry import system
from fazhi.systems.consultations import boards
from fazhi.systems.consultations.actions import opened
from tests.faults.twins import Town

BEGAN = date(2026, 9, 1)
# What is published of a consultation; everything else of it stays inside.
PUBLIC = (
    "Consultation.title",
    "Consultation.text",
    "Consultation.shortened_reason",
    "CommentGroup.gist",
    "CommentGroup.words",
)


def work(town: Town) -> None:
    """One matter of each, from beginning to end."""
    town.consultation = _consultation(town).pk
    town.detours += [_review(town).pk, _topic(town).pk, town.consultation]


def take(town: Town, case: Case, step: str, role: str, day: date, fields: Mapping[str, Any], **data: Any) -> Case:
    """One step, and the case as it is afterwards."""
    doing = Doing(step, town.people[role], day, data=data, fields=fields)
    system(case.system).module("actions").carry_out(case, doing)
    return Case.objects.get(pk=case.pk)


def _review(town: Town) -> Case:
    begin = system("reviews").module("actions").begin
    said = {"title": town.mark("Review.title"), "matter": "contract", "urgent": False}
    case = begin(Doing("submit", town.people["clerk"], BEGAN), said)
    case = take(town, case, "ask_materials", "legal_reviewer", BEGAN, {}, missing=town.mark("Review.missing"))
    case = take(town, case, "supplement", "editor", BEGAN, {})
    case = take(town, case, "accept", "legal_reviewer", BEGAN, {})
    case = take(town, case, "hear_adviser", "legal_reviewer", BEGAN, {"adviser": town.mark("Review.adviser")})
    told = {"articles": town.mark("Review.articles"), "comments": town.mark("Review.comments")}
    return take(town, case, "give_opinion", "legal_reviewer", BEGAN, {"opinion": "lawful", "findings": 1}, **told)


def _topic(town: Town) -> Case:
    begin = system("meetings").module("actions").begin
    said = {"title": town.mark("Topic.title"), "matter": "other", "kind": "government_meeting"}
    case = begin(Doing("propose", town.people["clerk"], BEGAN), said)
    case = take(town, case, "schedule", "mayor", BEGAN, {"meeting": town.mark("Topic.meeting")})
    chief = town.mark("Topic.name")
    views = [{"name": chief, "post": town.mark("Topic.post"), "view": "agree", "words": town.mark("Topic.words")}]
    return take(town, case, "discuss", "clerk", BEGAN, {"resolution": "passed"}, chair=chief, views=views)


def _consultation(town: Town) -> Case:
    ends = BEGAN + timedelta(3)
    asked = {
        "matter": "norm",
        "starts_on": BEGAN.isoformat(),
        "ends_on": ends.isoformat(),
        "shortened_reason": town.mark("Consultation.shortened_reason"),
        "text": town.mark("Consultation.text"),
    }
    opener = Case(village_id=town.code, title=town.mark("Consultation.title"), town=town.code)
    case = opened(opener, Step(), "public_consultation", Doing("ask", town.people["clerk"], BEGAN, data=asked))
    told = {"words": town.mark("Comment.words"), "name": town.mark("Comment.name")}
    case = take(town, case, "record_comment", "clerk", BEGAN, {}, source="paper", **told)
    case = take(town, case, "close", "clerk", ends + timedelta(1), {})
    chosen = [str(one.pk) for one in boards.ungrouped(case)]
    answer = {"gist": town.mark("CommentGroup.gist"), "answer": "adopted", "words": town.mark("CommentGroup.words")}
    case = take(town, case, "answer_group", "clerk", ends + timedelta(1), {}, comments=chosen, **answer)
    return take(town, case, "publish_summary", "editor", ends + timedelta(1), {})
