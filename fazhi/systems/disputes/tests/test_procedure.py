"""The graph of disputes is sound, and no order of steps leads past the law."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import transaction
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from fazhi.kernel import checks, procedure
from fazhi.kernel.doing import Refused
from fazhi.kernel.models import Case
from fazhi.kernel.registry import system
from fazhi.kernel.structure import SAME, StepKind
from fazhi.law import rules
from fazhi.people import scopes
from fazhi.people.actors import Actor
from fazhi.systems.disputes.models import Dispute
from fazhi.systems.disputes.tests.telling import ANSWERS, report, take

PEOPLE = ("grid_worker", "mediator", "clerk", "editor", "mayor", "secretary", "officer", "stranger")
STEPS = tuple(step for step in system("disputes").procedures["mediation"].steps if step.id not in ("report", "merge"))


def test_both_graphs_are_sound() -> None:
    fields = {field.name for field in Dispute._meta.concrete_fields}
    known = {one.id for one in rules.load()}
    for graph in system("disputes").procedures.values():
        assert procedure.faults(graph, fields, known) == []


def test_every_basis_can_be_cited() -> None:
    book = rules.load()
    for graph in system("disputes").procedures.values():
        for basis in {step.basis for step in graph.steps} | {gate.basis for gate in checks.gates_of("disputes")}:
            assert book.cite(basis, date(2022, 1, 1)).strip()


class Lawful(RuleBasedStateMachine):
    """Anybody tries any step on any later day; whatever the door lets through must be lawful."""

    actor: Callable[[str], Actor]

    def __init__(self) -> None:
        super().__init__()
        self.day = date(2022, 1, 4)
        self.room = transaction.atomic()
        self.room.__enter__()
        self.case: Case = report(self.actor("clerk"), self.day)

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.room.__exit__(None, None, None)

    @rule(
        step=st.sampled_from(STEPS),
        who=st.sampled_from(PEOPLE),
        days=st.integers(0, 40),
        papers=st.booleans(),
        consent=st.sampled_from(["all", "none_refused", "refused"]),
    )
    def somebody_tries(self, step: StepKind, who: str, days: int, papers: bool, consent: str) -> None:
        self.tries(step, who, days, papers, consent)

    @rule(turn=st.integers(0, 99), days=st.integers(0, 9), consent=st.sampled_from(["all", "refused"]))
    def the_right_person_takes_an_open_step(self, turn: int, days: int, consent: str) -> None:
        open_now = [step for step in STEPS if self.case.stage in step.from_stages]
        if open_now:
            step = open_now[turn % len(open_now)]
            who = next(one for one in PEOPLE if self.actor(one).role in step.by)
            self.tries(step, who, days, True, consent)

    def tries(self, step: StepKind, who: str, days: int, papers: bool, consent: str) -> None:
        before, day = self.case.stage, self.day + timedelta(days=days)
        changes = {"consent": consent} if "consent" in ANSWERS.get(step.id, {}) else {}
        try:
            after = take(self.case, step.id, self.actor(who), day, step.papers if papers else (), **changes)
        except Refused as refused:
            assert refused.sentence.endswith("。")
            with scopes.within(self.case.town):
                assert Case.objects.get(pk=self.case.pk).stage == before
            return
        assert before in step.from_stages
        assert after.stage == (before if step.to == SAME else step.to)
        assert self.actor(who).role in step.by and who != "stranger"
        assert papers or not step.needs
        self.day, self.case = day, after

    @invariant()
    def what_is_settled_has_its_proof(self) -> None:
        with scopes.within(self.case.town):
            dispute = Dispute.objects.get(pk=self.case.pk)
            done = [step.name for step in self.case.steps.order_by("sequence")]
        turns = [at for at, name in enumerate(done) if name in ("reopen", "reapply")]
        this_round = done[turns[-1] :] if turns else done
        settled = self.case.stage == "settled" or (self.case.stage == "archived" and dispute.outcome != "terminated")
        assert (dispute.settled_on is not None) == settled
        if "settle" in this_round:
            assert {"agree_written", "agree_oral", "county_agreement"} & set(this_round)
            assert "perform" in this_round and "follow_up" in this_round
        if self.case.stage == "terminated":
            assert "tell_roads" in this_round
        if "mediate" in this_round and dispute.consent == "refused":
            assert this_round[-1] != "mediate"
        if "escalate_county" in done:
            assert "accept_town" in done


@pytest.mark.django_db
def test_no_illegal_path_is_reachable(actor: Callable[[str], Actor]) -> None:
    known = {who: actor(who) for who in PEOPLE}
    machine = type("LawfulInTown", (Lawful,), {"actor": staticmethod(known.__getitem__)})
    run_state_machine_as_test(machine, settings=settings(max_examples=15, stateful_step_count=40, deadline=None))
