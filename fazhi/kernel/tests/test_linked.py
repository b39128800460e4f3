"""A step that opens a case elsewhere and waits for its answer: disputes that, for these tests, ask for a legality review."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import msgspec
import pytest
from django.db import DatabaseError, connection, transaction

from fazhi.kernel import act, linked, roads
from fazhi.kernel.doing import Doing, Refused
from fazhi.kernel.models import Case, Clock, Link, LogEntry, Step
from fazhi.kernel.registry import systems
from fazhi.kernel.structure import Procedure, StepKind
from fazhi.kernel.today import at
from fazhi.people.actors import Actor
from fazhi.people.identifiers import new_id
from fazhi.systems.disputes.tests.telling import report
from fazhi.systems.reviews import actions as reviewing

pytestmark = pytest.mark.django_db
Get = Callable[[str], Actor]
ASKED, ANSWERED = date(2022, 3, 3), date(2022, 3, 4)
REVIEW = "reviews.legality_review"
ASK: dict[str, Any] = {
    "id": "ask_review",
    "title": "送审",
    "basis": "mediation-law-2010#17",
    "by": ["clerk", "legal_reviewer"],
    "from": ["found"],
    "to": "handed_up",
    "opens": REVIEW,
}
HEAR: dict[str, Any] = {
    "id": "reviewed",
    "title": "审查通过",
    "basis": "mediation-law-2010#17",
    "by": ["legal_reviewer"],
    "from": ["handed_up"],
    "to": "accepted",
    "apart_from": ["report", "ask_review"],
    "awaits": {"of": REVIEW, "step": "give_opinion", "when": {"opinion": ["lawful"]}, "takes": {"said": "comments"}},
}


def with_steps(*told: dict[str, Any]) -> Procedure:
    procedure = systems()["disputes"].procedures["mediation"]
    steps = [msgspec.convert(one, StepKind) for one in told]
    return msgspec.structs.replace(procedure, steps=(*procedure.steps, *steps))


@pytest.fixture
def asking(in_town: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setitem(systems()["disputes"].procedures, "mediation", with_steps(ASK, HEAR))
    with connection.cursor() as cursor:
        cursor.execute("SET ROLE NONE")
        roads.write(using="default")
        cursor.execute("SET ROLE fazhi_app")
    yield


def asked(clerk: Actor) -> tuple[Case, Case]:
    """A dispute that has asked, and the review that was opened."""
    case = report(clerk, date(2022, 3, 2))
    with at(ASKED):
        act.act(case.pk, Doing("ask_review", clerk, ASKED, data={"matter": "other"}))
        return Case.objects.get(pk=case.pk), Case.objects.get(system="reviews")


def accept(review: Case, legal: Actor) -> None:
    with at(ASKED):
        reviewing.carry_out(review, Doing("accept", legal, ASKED))


def opine(review: Case, legal: Actor, opinion: str = "lawful") -> Step:
    with at(ANSWERED):
        told = Doing("give_opinion", legal, ANSWERED, data={"comments": "合法。"}, fields={"opinion": opinion})
        return reviewing.carry_out(review, told)


def test_the_step_opens_a_case_of_the_other_system_and_links_it(asking: None, actor: Get) -> None:
    case, review = asked(actor("clerk"))
    assert (review.stage, review.title, review.village_id, review.town) == (
        "submitted",
        case.title,
        case.village_id,
        case.town,
    )
    link = Link.objects.get(to_case=review)
    assert (link.from_case, link.kind, link.step.name) == (case, linked.OPENED, "ask_review")


def test_the_answer_is_a_step_of_the_case_that_asked_in_the_name_of_who_gave_it(asking: None, actor: Get) -> None:
    case, review = asked(actor("clerk"))
    accept(review, actor("legal"))
    given = opine(review, actor("legal"))
    case.refresh_from_db()
    answer = case.steps.latest("sequence")
    assert (case.stage, answer.name, answer.person_id) == ("accepted", "reviewed", actor("legal").person_id)
    assert answer.data == {"said": "合法。", "answered_by": review.number, "answer": str(given.pk)}
    assert LogEntry.objects.filter(table="kernel_step", row=str(answer.pk)).exists()


def test_an_answer_of_another_kind_settles_nothing(asking: None, actor: Get) -> None:
    case, review = asked(actor("clerk"))
    accept(review, actor("legal"))
    opine(review, actor("legal"), "unlawful")
    case.refresh_from_db()
    assert (case.stage, case.version) == ("handed_up", 2)


def test_nobody_takes_the_answer_by_hand(asking: None, actor: Get) -> None:
    case, _ = asked(actor("clerk"))
    with at(ANSWERED), pytest.raises(Refused, match="由「合法性审查」的结果自动记入，不能直接办理"):
        act.act(case.pk, Doing("reviewed", actor("legal"), ANSWERED))
    shown = next(one for one in act.options(case, actor("legal")) if one.step.id == "reviewed")
    assert [one.gate for one in shown.obstacles] == ["awaits"]


@pytest.mark.parametrize("opinion", ["", "unlawful"])
def test_postgresql_takes_no_answer_that_was_not_given(asking: None, actor: Get, opinion: str) -> None:
    case, review = asked(actor("clerk"))
    answer = ""
    if opinion:
        accept(review, actor("legal"))
        answer = str(opine(review, actor("legal"), opinion).pk)
    forged = case.steps.latest("sequence")
    forged.id, forged.name, forged.sequence, forged.from_stage = new_id(), "reviewed", 3, "handed_up"
    forged.to_stage, forged.person_id, forged.data = "accepted", actor("legal").person_id, {"answer": answer}
    with pytest.raises(DatabaseError, match="is an answer and has none"), transaction.atomic():
        forged.save(force_insert=True)


def test_who_asked_does_not_answer_and_is_told_before_writing_anything(asking: None, actor: Get) -> None:
    clerk = actor("clerk")
    case, review = asked(clerk)
    # The same person, also appointed a reviewer.
    legal = replace(clerk, role="legal_reviewer")
    accept(review, legal)
    review.refresh_from_db()
    shown = next(one for one in act.options(review, legal) if one.step.id == "give_opinion")
    assert any("您已办理本案的「登记纠纷」，「审查通过」须由他人办理" in one.sentence for one in shown.obstacles)
    with pytest.raises(Refused, match="您已办理本案的「登记纠纷」"):
        opine(review, legal)
    review.refresh_from_db()
    assert (review.stage, Case.objects.get(pk=case.pk).stage) == ("under_review", "handed_up")


def test_an_answer_that_nobody_waits_for_any_more_is_refused_and_changes_nothing(asking: None, actor: Get) -> None:
    clerk, legal = actor("clerk"), actor("legal")
    case, review = asked(clerk)
    accept(review, legal)
    with at(ASKED):
        told = {"consent": "all", "mediator": "冉调解", "mediator_choice": "chosen"}
        act.act(case.pk, Doing("accept_town", clerk, ASKED, fields=told))
    before = Step.objects.count(), Clock.objects.count(), LogEntry.objects.count()
    with pytest.raises(Refused, match=f"来件 {case.number} 现处于「受理」环节，不在等待这一结果"):
        opine(review, legal)
    review.refresh_from_db()
    assert review.stage == "under_review"
    assert (Step.objects.count(), Clock.objects.count(), LogEntry.objects.count()) == before


@pytest.mark.parametrize(
    ("steps", "words"),
    [
        ([{**ASK, "opens": "norms.nothing"}], "要打开 norms.nothing，但没有体系提供它"),
        ([HEAR], "等待 reviews.legality_review 的结果，但本程序没有步骤打开它"),
        ([ASK, {**HEAR, "awaits": {"of": REVIEW, "step": "nod"}}], "等待的步骤 reviews.legality_review nod 不存在"),
        ([ASK, {**HEAR, "by": ["clerk"]}], "办理角色没有包括"),
    ],
)
def test_what_does_not_fit_together_is_found_at_start_up(steps: list[dict[str, Any]], words: str) -> None:
    procedures = {
        f"{one.system.id}.{name}": made for one in systems().values() for name, made in one.procedures.items()
    }
    procedures["disputes.mediation"] = with_steps(*steps)
    assert any(words in one for one in linked.faults(procedures, frozenset({REVIEW})))
