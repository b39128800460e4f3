"""What the twin towns do in the systems that others share: reviews, consultations, meetings."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from fazhi.kernel.doing import Doing, NewEvidence
from fazhi.kernel.ledgers import ledger
from fazhi.kernel.models import Case, Step
from fazhi.kernel.registry import system
from fazhi.systems.consultations import boards
from fazhi.systems.consultations.actions import opened
from tests.faults.twins import Town, content

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
    _lists(town)
    town.detours += [_review(town).pk, *_village_rules(town), *_meeting(town), town.consultation]


def _lists(town: Town) -> None:
    """Lawyers, members of meetings, and a contract of an older ledger, as workbooks bring them."""
    clerk = town.people["clerk"]
    rows = {
        "reviews.advisers": {
            "number": town.mark("Adviser.number"),
            "kind": "counsel",
            "name": town.mark("Adviser.name"),
            "firm": town.mark("Adviser.firm"),
            "starts_on": "2022-01-01",
        },
        "meetings.members": {
            "number": town.mark("Member.number"),
            "kind": "镇政府会议",
            "name": town.mark("Member.name"),
            "post": town.mark("Member.post"),
            "starts_on": "2022-01-01",
        },
        "reviews.contracts": {
            "number": town.mark("Review.reference"),
            "submitted_on": "2022-03-01",
            "title": town.mark("Review.carried"),
            "counterparty": town.mark("Review.counterparty"),
            "opinion": "lawful",
        },
    }
    for name, row in rows.items():
        importer = ledger(name).importer
        assert importer
        importer.write(clerk, importer.cleaner(town.code)(row))


def take(town: Town, case: Case, step: str, role: str, day: date, fields: Mapping[str, Any], **data: Any) -> Case:
    """One step, and the case as it is afterwards."""
    doing = Doing(step, town.people[role], day, data=data, fields=fields)
    system(case.system).module("actions").carry_out(case, doing)
    return Case.objects.get(pk=case.pk)


def _review(town: Town) -> Case:
    begin = system("reviews").module("actions").begin
    said = {"title": town.mark("Review.title"), "matter": "contract", "urgent": False}
    said |= {"counterparty": town.mark("Review.counterparty")}
    case = begin(Doing("submit", town.people["clerk"], BEGAN), said)
    case = take(town, case, "ask_materials", "legal_reviewer", BEGAN, {}, missing=town.mark("Review.missing"))
    case = take(town, case, "supplement", "editor", BEGAN, {})
    case = take(town, case, "accept", "legal_reviewer", BEGAN, {})
    told = {"firm": town.mark("Service.firm"), "opinion_no": town.mark("Service.opinion_no")}
    case = take(town, case, "hear_adviser", "legal_reviewer", BEGAN, {"adviser": town.mark("Review.adviser")}, **told)
    told = {"articles": town.mark("Review.articles"), "comments": town.mark("Review.comments")}
    return take(town, case, "give_opinion", "legal_reviewer", BEGAN, {"opinion": "lawful", "findings": 1}, **told)


def _village_rules(town: Town) -> list[UUID]:
    """Village rules that must be corrected, and the review that said so."""
    begin = system("reviews").module("actions").begin
    said = {"village": town.villages[0], "kind": "rules", "title": town.mark("VillageRules.title"), "adopted_on": BEGAN}
    paper = NewEvidence("rules_text", f"{town.mark('Evidence.name')}.docx", content(town))
    case = begin(Doing("file", town.people["clerk"], BEGAN, evidence=[paper]), said)
    case = take(town, case, "send_for_review", "clerk", BEGAN, {})
    review = Case.objects.get(links_in__from_case=case)
    review = take(town, review, "accept", "legal_reviewer", BEGAN, {})
    take(town, review, "give_opinion", "legal_reviewer", BEGAN, {"opinion": "unlawful", "findings": 1})
    told = {"correction": town.mark("VillageRules.correction")}
    return [take(town, case, "order_correction", "mayor", BEGAN, told).pk, review.pk]


def _meeting(town: Town) -> list[UUID]:
    """A meeting with one topic, and the task that came out of it."""
    begin, clerk = system("meetings").module("actions").begin, town.people["clerk"]
    chief = town.mark("Topic.name")
    said = {"title": town.mark("Meeting.title"), "kind": "government_meeting", "planned_on": BEGAN}
    meeting = begin(Doing("plan", clerk, BEGAN), {**said, "place": town.mark("Meeting.place"), "chair": chief})
    said = {"title": town.mark("Topic.title"), "matter": "other", "kind": "government_meeting"}
    topic = begin(Doing("propose", clerk, BEGAN), said)
    topic = take(town, topic, "schedule", "mayor", BEGAN, {"meeting": meeting.number})
    here = {"name": chief, "post": town.mark("Topic.post")}
    away = {"name": town.mark("Attendance.name"), "present": False, "why": town.mark("Attendance.why")}
    told = {"attendants": town.mark("Meeting.attendants")}
    meeting = take(town, meeting, "convene", "clerk", BEGAN, told, attendance=[here, away])
    views = [{**here, "view": "agree", "words": town.mark("Topic.words")}]
    topic = take(town, topic, "discuss", "clerk", BEGAN, {"resolution": "passed"}, views=views)
    task = {"what": town.mark("Task.what"), "office": town.mark("Task.office"), "due_on": "2026-12-01"}
    topic = take(town, topic, "assign_task", "clerk", BEGAN, {}, **task)
    return [meeting.pk, topic.pk, Case.objects.get(links_in__from_case=topic, procedure="task").pk]


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
