"""No order of clicks and no ORM write brings a document out without review and discussion."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from fazhi.kernel import checks
from fazhi.kernel.act import Refused
from fazhi.kernel.models import Case, Step
from fazhi.kernel.registry import procedure
from fazhi.law import rules
from fazhi.people import scopes
from fazhi.people.actors import Actor
from fazhi.people.identifiers import new_id
from fazhi.people.models import Appointment, Post
from fazhi.systems.norms import register
from fazhi.systems.norms.models import Norm, RegisterEntry, Version
from fazhi.systems.norms.tests.telling import ROAD, TOWN, propose, take, walk

pytestmark = pytest.mark.django_db
Actors = Callable[[str], Actor]
OUT = ("signed", "numbered", "published", "in_force")


def test_every_basis_can_be_cited() -> None:
    book = rules.load()
    for name in ("document", "cleanup_round", "carried_over"):
        for basis in {one.basis for one in procedure("norms", name).steps} | {
            one.basis for one in checks.gates_of("norms")
        }:
            assert book.cite(basis, date(2022, 1, 1)).strip()


def test_only_review_and_discussion_lead_out() -> None:
    """Take the answers away and no graph walk reaches a signed document."""
    graph = procedure("norms", "document")
    for answers in ({"review_lawful", "review_amend"}, {"discussion_passed", "discussion_amended"}):
        reached, grown = {"proposed"}, True
        while grown:
            further = {
                one.to
                for one in graph.steps
                if one.id not in answers and reached & set(one.from_stages) and one.to != "same"
            }
            grown = not further <= reached
            reached |= further
        assert not reached & set(OUT)


@pytest.mark.parametrize("skipped", ["look_up", "reviews.give_opinion", "meetings.discuss", "sign", "assign_number"])
def test_leaving_a_step_out_stops_the_document(actor: Actors, skipped: str) -> None:
    case, refused = propose(actor), 0
    for day, who, step, said in ROAD:
        if step == skipped:
            continue
        try:
            take(case, step, actor(who), date.fromisoformat(day), **said)
        except Refused:
            refused += 1
    with scopes.within(TOWN):
        assert refused and Case.objects.get(pk=case.pk).stage not in ("published", "in_force")
        assert not RegisterEntry.objects.exists()


@pytest.mark.parametrize("stage", OUT)
def test_an_orm_write_does_not_lead_out(actor: Actors, stage: str) -> None:
    case = walk(actor, "look_up")
    with scopes.within(TOWN):
        last = case.steps.latest("sequence")
        writes: list[Callable[[], Any]] = [
            lambda: Case.objects.filter(pk=case.pk).update(stage=stage),
            lambda: Case.objects.filter(pk=case.pk).update(stage=stage, version=case.version + 1),
            lambda: _forged(last, "review_lawful", case.stage, "reviewed"),
            lambda: _forged(last, "sign", case.stage, stage),
            lambda: _forged(last, "discussion_passed", "in_discussion", "resolved"),
            lambda: Norm.objects.filter(pk=case.pk).update(published_on=date(2022, 4, 1)),
        ]
        for write in writes:
            with pytest.raises((DatabaseError, IntegrityError)), transaction.atomic():
                write()


def _forged(step: Step, name: str, before: str, after: str) -> None:
    step = Step.objects.get(pk=step.pk)
    step.id, step.sequence, step.name, step.from_stage, step.to_stage = new_id(), step.sequence + 1, name, before, after
    step.save(force_insert=True)


def test_the_drafter_does_not_review_even_with_another_post(actor: Actors) -> None:
    case = walk(actor, "send_for_review")
    clerk, legal = actor("clerk"), actor("legal")
    take(case, "reviews.accept", legal, date(2022, 3, 14))
    post = Post.objects.get(appointment__id=legal.appointment_id)
    Appointment.objects.create(person_id=clerk.person_id, post=post, division_id=TOWN, starts_on=date(2020, 1, 1))
    from fazhi.people.actors import actor_of

    both = actor_of(Appointment.objects.get(person_id=clerk.person_id, post=post))
    with pytest.raises(Refused, match="须由他人办理"):
        take(case, "reviews.give_opinion", both, date(2022, 3, 15), opinion="lawful", comments="合法")


def test_a_version_is_never_rewritten(actor: Actors) -> None:
    walk(actor, "draft")
    with scopes.within(TOWN), pytest.raises(DatabaseError), transaction.atomic():
        Version.objects.update(text="改")


def test_a_document_lapses_by_itself_on_the_day_after_its_last(actor: Actors) -> None:
    walk(actor, "file")
    with scopes.within(TOWN):
        held = [
            register.on(TOWN, day).count()
            for day in (date(2022, 4, 30), date(2022, 5, 1), date(2027, 4, 30), date(2027, 5, 1))
        ]
        assert held == [0, 1, 1, 0]
        assert register.coming(TOWN, date(2022, 4, 1)).count() == 1


def test_a_repeal_ends_the_register_entry_the_day_before_it_counts(actor: Actors) -> None:
    case = walk(actor, "file")
    take(case, "repeal", actor("clerk"), date(2023, 1, 5), why="另行规定", ended_on=date(2023, 2, 1))
    with scopes.within(TOWN):
        assert RegisterEntry.objects.get(case=case).ends_on == date(2023, 1, 31)
        assert [register.on(TOWN, day).count() for day in (date(2023, 1, 31), date(2023, 2, 1))] == [1, 0]


def test_the_same_request_twice_publishes_once(actor: Actors) -> None:
    from fazhi.kernel.doing import Doing, NewEvidence
    from fazhi.kernel.today import at
    from fazhi.systems.norms import actions

    case, day, request = walk(actor, "assign_number"), date(2022, 3, 21), new_id()
    doing = Doing(
        "publish", actor("clerk"), day, data={"channel": "website", "place": "网站"}, request=request,
        fields={"channel": "website", "in_force_on": date(2022, 5, 1), "expires_on": date(2027, 4, 30)},
        evidence=[NewEvidence("publication_proof", "网页.png", b"x")],
    )  # fmt: skip
    with at(day), scopes.within(TOWN):
        first, second = (actions.carry_out(Case.objects.get(pk=case.pk), doing) for _ in range(2))
        assert first.pk == second.pk
        assert RegisterEntry.objects.count() == 1
