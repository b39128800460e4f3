"""No order of clicks, calls or raw writes reaches a decision without review and discussion."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from fazhi.kernel import act, checks, procedure
from fazhi.kernel.doing import Doing, NewEvidence, Refused
from fazhi.kernel.models import Case, Link, Road, Step
from fazhi.kernel.registry import system
from fazhi.kernel.structure import SAME, StepKind
from fazhi.kernel.today import at, now
from fazhi.law import rules
from fazhi.people import scopes
from fazhi.people.actors import Actor
from fazhi.people.identifiers import new_id
from fazhi.systems.decisions.models import Decision
from fazhi.systems.decisions.tests.telling import told

PEOPLE = (
    "clerk", "editor", "mayor", "secretary", "legal", "officer", "mediator", "grid_worker", "county_supervisor",
    "system_admin", "stranger",
)  # fmt: skip
REVIEW, TOPIC = "give_opinion", "discuss"
VIEWS = [{"name": "副镇长", "view": "agree"}, {"name": "向镇长", "view": "agree"}]
ALL = ["draft", "comments", "argument", "risk", "competition", "legality"]
# What a step is usually told; what several answers are possible for is drawn.
ANSWERS: dict[str, dict[str, Any]] = {
    "study": {"necessity": "一", "grounds": "二", "feasibility": "三"},
    "draft": {"alternatives": 1, "exploratory": True},
    "record_participation": {"mode": "visit", "people": 1, "opinions": 1, "adopted": 1},
    "assess_risk": {"assessor": "甲", "risk_level": "low", "risk": "controllable"},
    "state_legal_risk": {"legal_risk": "无法律规定"},
    "submit_discussion": {"kind": "government_meeting", "materials": ALL},
    "sign": {"mark": "沙府发"},
    "sign_change": {"mark": "沙府发"},
    "publish": {"channel": "website"},
    "open_change": {"kind": "adjust", "plan": "调整"},
    "give_opinion": {"findings": 0, "comments": "意见"},
    "discuss": {"chair": "向镇长", "views": VIEWS, "reason": "群众急需"},
}
DRAWN = {
    "give_opinion": ("opinion", ("lawful", "amend", "unlawful")),
    "discuss": ("resolution", ("passed", "deferred")),
}
BOUND = {"decided", "published", "executing", "suspended", "completed", "stopped", "changed"}


def test_every_graph_is_sound_and_every_basis_can_be_cited() -> None:
    fields = {field.name for field in Decision._meta.concrete_fields}
    known, book = {one.id for one in rules.load()}, rules.load()
    for graph in system("decisions").procedures.values():
        assert procedure.faults(graph, fields, known) == []
        for basis in {step.basis for step in graph.steps} | {gate.basis for gate in checks.gates_of("decisions")}:
            assert book.cite(basis, date(2022, 1, 1)).strip()


def reached(roads: Iterable[Road]) -> set[str]:
    """The stages that can be reached along these roads from nothing."""
    roads, found, before = list(roads), {""}, set[str]()
    while found != before:
        before = set(found)
        found |= {road.to_stage for road in roads if road.from_stage in found}
    return found


@pytest.mark.django_db
@pytest.mark.parametrize("graph", ["decision", "change"])
@pytest.mark.parametrize("answer", ["reviews.legality_review", "meetings.topic"])
def test_without_review_or_discussion_no_road_leads_to_a_decision(graph: str, answer: str) -> None:
    roads = Road.objects.filter(system="decisions", procedure=graph)
    assert BOUND & reached(roads)
    assert not BOUND & reached(roads.exclude(awaits_of=answer))


def forge(case: Case, name: str, to_stage: str, actor: Actor, **data: Any) -> None:
    """A step written past the door, as the application's own role may try."""
    case = Case.objects.get(pk=case.pk)
    step = Step(
        id=new_id(),
        town=case.town,
        case=case,
        sequence=case.version + 1,
        name=name,
        from_stage=case.stage,
        to_stage=to_stage,
        person_id=actor.person_id,
        appointment_id=actor.appointment_id,
        signature=actor.name,
        happened_on=date(2023, 1, 1),
        recorded_at=now(),
        data=data,
    )
    step.save(force_insert=True)
    Case.objects.filter(pk=case.pk).update(stage=to_stage, version=step.sequence)


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["review_lawful", "sign", "publish", "report_to_party", "discussion_passed"])
def test_postgresql_refuses_a_step_that_jumps(actor: Callable[[str], Actor], name: str) -> None:
    case = told(actor, until="assess_risk")["first"]
    kind = system("decisions").procedures["decision"].step(name)
    with scopes.within(case.town), transaction.atomic(), pytest.raises(DatabaseError, match=r"no road|has none"):
        forge(case, name, case.stage if kind.to == SAME else kind.to, actor("mayor"))


@pytest.mark.django_db
def test_postgresql_takes_an_opinion_of_another_kind_or_of_the_drafter_for_nothing(
    actor: Callable[[str], Actor],
) -> None:
    cases = told(actor, "review_fails_then_amended.yaml", until="revise_draft")
    case = cases["first"]
    with at(date(2023, 1, 1)), scopes.within(case.town):
        unlawful = Step.objects.get(case=cases["first_review"], name=REVIEW)
        forge(case, "send_for_review", "in_review", actor("clerk"))
        for who, answer in (("legal", unlawful.pk), ("clerk", unlawful.pk), ("legal", new_id())):
            with transaction.atomic(), pytest.raises(DatabaseError, match=r"has none|another person"):
                forge(case, "review_lawful", "reviewed", actor(who), answer=str(answer))


@pytest.mark.django_db
def test_an_opinion_given_once_does_not_serve_a_second_draft(actor: Callable[[str], Actor]) -> None:
    cases = told(actor, "suspended_adjusted_stopped.yaml", until="discuss")
    case = cases["first"]
    with at(date(2023, 1, 1)), scopes.within(case.town):
        opinion = Step.objects.get(case=cases["review"], name=REVIEW)
        for name, stage in (("revise_draft", "arguing"), ("send_for_review", "in_review")):
            forge(case, name, stage, actor("clerk"))
        with transaction.atomic(), pytest.raises(DatabaseError, match="answer"):
            forge(case, "review_lawful", "reviewed", actor("legal"), answer=str(opinion.pk))


class Lawful(RuleBasedStateMachine):
    """Anybody tries any step of the decision and of what it opened, by the door and past it."""

    actor: Callable[[str], Actor]
    town = "500235116000"

    def __init__(self) -> None:
        super().__init__()
        self.day = date(2022, 3, 17)
        self.room = transaction.atomic()
        self.room.__enter__()

    @initialize(
        until=st.sampled_from(
            ["decision", "assess_risk", "draft", "give_opinion", "submit_discussion", "discuss", "sign"]
        )
    )
    def a_decision_has_come_so_far(self, until: str) -> None:
        story = "suspended_adjusted_stopped.yaml" if until == "assess_risk" else "chief_against_majority.yaml"
        self.case = told(self.actor, story, until=until)["first"]

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.room.__exit__(None, None, None)

    def family(self) -> list[Case]:
        found = [Case.objects.get(pk=self.case.pk)]
        for one in found:
            found += [link.to_case for link in Link.objects.filter(from_case=one, kind="opened_from")]
        return found

    @rule(turn=st.integers(0, 999), whom=st.sampled_from(PEOPLE), step=st.integers(0, 999), days=st.integers(0, 20))
    def somebody_tries(self, turn: int, whom: str, step: int, days: int) -> None:
        with scopes.within(self.town):
            family = self.family()
        case = family[turn % len(family)]
        kinds = system(case.system).procedures[case.procedure].steps
        self.tries(case, kinds[step % len(kinds)], whom, days, turn)

    @rule(turn=st.integers(0, 999), days=st.integers(0, 9))
    def the_right_person_goes_on(self, turn: int, days: int) -> None:
        with scopes.within(self.town):
            family = self.family()
        case = family[-1 - (turn % min(len(family), 2))]
        kinds = system(case.system).procedures[case.procedure].steps
        here = [kind for kind in kinds if case.stage in kind.from_stages and not kind.awaits]
        if here:
            kind = here[turn % len(here)]
            self.tries(case, kind, next(one for one in PEOPLE if self.actor(one).role in kind.by), days, turn)

    @rule(turn=st.integers(0, 999), whom=st.sampled_from(PEOPLE))
    def somebody_waives(self, turn: int, whom: str) -> None:
        gates = ("G4-2-participation", "G4-2-argument", "G4-2-risk", "G4-3", "G4-31", "G4-1")
        try:
            with at(self.day), scopes.within(self.town):
                told = Doing(
                    "waive",
                    self.actor(whom),
                    self.day,
                    data={"gate": gates[turn % len(gates)]},
                    reason="一",
                    basis="二",
                )
                act.act(self.case.pk, told)
        except Refused as refused:
            assert refused.sentence.endswith("。")

    @rule(turn=st.integers(0, 999), whom=st.sampled_from(PEOPLE))
    def somebody_writes_past_the_door(self, turn: int, whom: str) -> None:
        with scopes.within(self.town):
            case = Case.objects.get(pk=self.case.pk)
            kinds = [kind for kind in system("decisions").procedures["decision"].steps if kind.from_stages]
            kind = kinds[turn % len(kinds)]
            answers = list(Step.objects.filter(name__in=[REVIEW, TOPIC]).values_list("pk", flat=True)) or [new_id()]
            stage = case.stage if kind.to == SAME else kind.to
            try:
                with transaction.atomic():
                    forge(case, kind.id, stage, self.actor(whom), answer=str(answers[turn % len(answers)]))
            except DatabaseError:
                assert Case.objects.get(pk=case.pk).version == case.version
        self.day = max(self.day, date(2023, 1, 1))

    def tries(self, case: Case, kind: StepKind, whom: str, days: int, turn: int) -> None:
        day, said = self.day + timedelta(days=days), dict(ANSWERS.get(kind.id, {}))
        if kind.id in DRAWN:
            name, values = DRAWN[kind.id]
            said[name] = values[turn % len(values)]
        doing = Doing(
            step=kind.id,
            actor=self.actor(whom),
            happened_on=day,
            data={name: value for name, value in said.items() if name not in kind.fills},
            fields={name: value for name, value in said.items() if name in kind.fills},
            reason="因为",
            evidence=[NewEvidence(paper, f"{paper}.txt", paper.encode()) for paper in kind.needs],
        )
        try:
            with at(day), scopes.within(self.actor(whom).town):
                system(case.system).module("actions").carry_out(case, doing)
        except (Refused, KeyError) as refused:
            assert not isinstance(refused, Refused) or refused.sentence.endswith("。")
            return
        assert self.actor(whom).role in kind.by and whom != "stranger"
        self.day = day

    @invariant()
    def what_is_decided_was_reviewed_and_discussed(self) -> None:
        with scopes.within(self.town):
            case = Case.objects.get(pk=self.case.pk)
            if case.stage not in BOUND:
                return
            steps = list(case.steps.order_by("sequence"))
            answers = {str(one.pk): one for one in Step.objects.filter(case__links_in__from_case=case)}
        opinion = next(one for one in steps if one.name in ("review_lawful", "state_legal_risk"))
        if opinion.name == "review_lawful":
            given = answers[opinion.data["answer"]]
            assert (given.name, given.data["opinion"]) == (REVIEW, "lawful")
            drafters = {one.person_id for one in steps if one.name in ("draft", "revise_draft", "send_for_review")}
            assert opinion.person_id not in drafters
        meeting = next(one for one in steps if one.name in ("discussion_passed", "discussion_amended"))
        held = answers[meeting.data["answer"]]
        assert (held.name, held.data["resolution"]) == (
            TOPIC,
            {"discussion_passed": "passed"}.get(meeting.name, "amended"),
        )
        assert opinion.sequence < meeting.sequence


@pytest.mark.django_db
def test_no_illegal_path_is_reachable(actor: Callable[[str], Actor]) -> None:
    known = {who: actor(who) for who in PEOPLE}
    machine = type("LawfulInTown", (Lawful,), {"actor": staticmethod(known.__getitem__)})
    run_state_machine_as_test(machine, settings=settings(max_examples=8, stateful_step_count=30, deadline=None))
