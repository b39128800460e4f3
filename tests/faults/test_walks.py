"""T-10: every procedure of every system walked at random by every role: no illegal path, every legal step taken."""

from __future__ import annotations

from collections import Counter
from datetime import date
from random import Random

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule, run_state_machine_as_test

from fazhi.kernel import permission, scenarios, seals
from fazhi.kernel.models import Case, Step
from fazhi.kernel.registry import systems
from fazhi.kernel.structure import SAME, WAIVE
from fazhi.people import scopes
from fazhi.people.actors import Actor, actors_on
from fazhi.people.models import Person
from tests.faults import lanes
from tests.faults.walking import Walk, cast

CLAIM = "各岗位随机走遍每个程序：没有一步违规走得通，每一步合法的都走到"
STEPS, WALKS = 25, 400
# From so many steps that open other cases a road is too long to be found by chance alone.
LONG = 3
ROADS = [(one.system.id, name) for one in systems().values() for name in one.procedures]
# The road on which the mutants are tried: short enough to be walked from end to end in a few hundred steps.
MUTATED = ("disputes", "mediation")
pytestmark = pytest.mark.django_db


def walk_of(system: str, procedure: str, town: str, **counters: Counter[str]) -> Walk:
    installed = systems()[system]
    return Walk(installed, installed.procedures[procedure], town, PEOPLE[town], **counters)


PEOPLE: dict[str, list] = {}


@pytest.fixture
def walkers(town: str) -> str:
    """Two people of each role, in the town."""
    PEOPLE[town] = cast(town)
    return town


def machine(begun: Walk) -> type[RuleBasedStateMachine]:
    """The state machine of a procedure; each example is a case of its own."""

    class Walking(RuleBasedStateMachine):
        def __init__(self) -> None:
            super().__init__()
            self.walk = Walk(begun.installed, begun.procedure, begun.town, begun.people, begun.taken, begun.closed)

        @precondition(lambda self: self.walk.family())
        @rule(data=st.data())
        def go_on(self, data: st.DataObject) -> None:
            walk = data.draw(st.sampled_from(self.walk.family()))
            wrong = walk.attempt(walk.fair(lambda items: data.draw(st.sampled_from(list(items)))))
            assert not wrong, wrong

        @rule(data=st.data())
        def try_anything(self, data: st.DataObject) -> None:
            walk = data.draw(st.sampled_from([self.walk, *self.walk.children]))
            wrong = walk.attempt(walk.wild(lambda items: data.draw(st.sampled_from(list(items)))))
            assert not wrong, wrong

        @rule(data=st.data())
        def force(self, data: st.DataObject) -> None:
            wrong = self.walk.force(lambda items: data.draw(st.sampled_from(list(items))))
            assert not wrong, wrong

    return Walking


def walked(
    begun: Walk, number: int, attempts: int, phases: tuple[Phase, ...] = (Phase.generate, Phase.shrink)
) -> list[str]:
    """Walk at random; what was found, shrunk to the fewest steps."""
    chosen = settings(
        max_examples=max(attempts // STEPS, 1),
        stateful_step_count=STEPS,
        deadline=None,
        database=None,
        phases=phases,
        suppress_health_check=list(HealthCheck),
    )
    try:
        run_state_machine_as_test(seed(number)(machine(begun)), settings=chosen)
    except AssertionError as error:
        return [str(error)]
    return []


def covered(begun: Walk, number: int) -> list[str]:
    """Walk on, mostly towards what has not been seen, until every step has been taken; those that no walk reached.

    A road too long for chance is walked by the stories of its system first. What another procedure of the system shares
    word for word was walked there.
    """
    random = Random(number)
    if sum(1 for one in begun.procedure.steps if one.opens) >= LONG:
        begun.taken.update(in_stories(begun))
    steps = {one.id for one in begun.procedure.steps}
    steps |= {WAIVE.id} if any(gate.waivable for one in begun.procedure.steps for gate in one.gates) else set()
    for _ in range(WALKS):
        if steps <= set(begun.taken):
            return []
        walk = Walk(begun.installed, begun.procedure, begun.town, begun.people, begun.taken, begun.closed)
        for _ in range(STEPS * (1 + sum(1 for one in begun.procedure.steps if one.opens))):
            if not walk.family():
                break
            one = _turn(walk, random)
            names = one.diary.stands_next()
            wrong = one.attempt(one.fair(random.choice, _towards(one, names) if random.random() < 0.7 else names))
            if wrong:
                return [wrong]
    return [f"没有走到：{name}" for name in sorted(steps - set(begun.taken))]


def _turn(walk: Walk, random: Random) -> Walk:
    """Whose turn it is: mostly that of a case the walk is waiting for, or it would be taken back before it can answer."""
    awaited = {one.awaits.of for one in walk.procedure.steps if one.awaits and walk.diary.stage in one.from_stages}
    asked = [one for one in walk.family() if one is not walk and one.name in awaited]
    return asked[-1] if asked and random.random() < 0.8 else random.choice(walk.family())


def in_stories(begun: Walk) -> set[str]:
    """The steps of this procedure that the stories of its system take, and those it shares with the other procedures."""
    system, here = begun.installed.system.id, {one.id: one for one in begun.procedure.steps}
    found = set[str]()
    for story in scenarios.stories(system).values():
        with transaction.atomic():
            scenarios.run(story, standing)
            with scopes.within(begun.town):
                taken = Step.objects.filter(case__system=system).values_list("case__procedure", "name").distinct()
                for procedure, name in taken:
                    other = begun.installed.procedures[procedure]
                    found |= {name} if name in here and (name == WAIVE.id or other.step(name) == here[name]) else set()
            transaction.set_rollback(True)
    return found


def standing(username: str) -> Actor:
    """The actor of a standing person of conftest.py."""
    return actors_on(Person.objects.get(username=username), date(2026, 1, 1))[0]


def _towards(walk: Walk, names: list[str]) -> list[str]:
    """Of the steps that stand next, those never taken, else those that lead the shortest way to one.

    In a case that another opened the way leads to its answer.
    """
    new = [one for one in names if walk.opener.diary.waiting(walk.name, one)] if walk.opener else []
    new = new or [one for one in names if not walk.taken[one]]
    if new:
        return new
    steps, far = walk.procedure.steps, dict.fromkeys((one.id for one in walk.procedure.stages), len(names) + STEPS)
    far |= {stage: 0 for one in steps if not walk.taken[one.id] for stage in one.from_stages}
    for _ in walk.procedure.stages:
        for one in steps:
            for stage in one.from_stages if one.to != SAME else ():
                far[stage] = min(far[stage], far[one.to] + 1)
    ends = {one: far.get(walk.diary.kind(one).to, far.get(walk.diary.stage, 0)) for one in names}
    return [one for one in names if ends[one] == min(ends.values())]


@pytest.mark.parametrize(("system", "procedure"), ROADS)
def test_no_illegal_path_and_every_legal_step(
    walkers: str, system: str, procedure: str, record_property: lanes.Record
) -> None:
    begun, attempts, taken = walk_of(system, procedure, walkers), lanes.amount(100, 10_000), lanes.seeds(1, 1)
    wrong = [one for number in taken for one in walked(begun, number, attempts)] or covered(begun, taken[0])
    gates = {gate.id for one in begun.procedure.steps for gate in one.gates}
    print(
        f"{system}.{procedure}: {sum(begun.taken.values())} steps taken, {len(gates & set(begun.closed))} of {len(gates)} gates seen closed"
    )
    lanes.hold(record_property, "T-10", CLAIM, attempts * len(taken), taken, wrong)


def test_a_forged_step_is_named(walkers: str, record_property: lanes.Record, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(seals, "OWNER", "default")
    begun, random = walk_of(*MUTATED, walkers), Random(1)
    while begun.case is None:
        begun.attempt(begun.fair(random.choice))
    with scopes.within(walkers):
        last = begun.case.steps.latest("sequence")
        forged = Step.objects.get(pk=last.pk)
        forged.pk, forged.sequence, forged.to_stage = None, last.sequence + 1, begun.procedure.stages[-1].id
        forged.id = Step._meta.pk.get_default()
        with connection.cursor() as cursor:
            # The application cannot do this (walking.FORCES); whoever owns the database can.
            cursor.execute("SET ROLE NONE")
            cursor.execute("SET LOCAL session_replication_role = replica")
            forged.save(force_insert=True)
            Case.objects.filter(pk=begun.case.pk).update(stage=forged.to_stage, version=forged.sequence)
            cursor.execute("SET LOCAL session_replication_role = DEFAULT")
        named = {(one.table, one.row) for one in seals.verify()}
    wanted = {("kernel_step", str(forged.pk)), ("kernel_case", str(begun.case.pk))}
    claim = "连同伪造的步骤一起写库：核验指出步骤和案件"
    lanes.hold(record_property, "T-10", claim, 1, (), sorted(map(str, wanted - named)))


GENERATE = (Phase.generate,)


def test_a_gate_taken_away_is_noticed(
    walkers: str, record_property: lanes.Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = permission.obstacles
    monkeypatch.setattr(permission, "obstacles", lambda gates, situation: real([*gates][1:], situation))
    wrong = walked(walk_of(*MUTATED, walkers), 1, 600, GENERATE)
    lanes.caught(record_property, "T-10", "去掉一个关口", 600, wrong)


def test_a_role_that_is_not_asked_for_is_noticed(
    walkers: str, record_property: lanes.Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(permission, "_people", lambda *_: iter(()))
    wrong = walked(walk_of(*MUTATED, walkers), 1, 600, GENERATE)
    lanes.caught(record_property, "T-10", "不看岗位", 600, wrong)


def test_a_stage_that_can_be_set_past_the_door_is_noticed(walkers: str, record_property: lanes.Record) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET ROLE NONE")
        cursor.execute("ALTER TABLE kernel_case DISABLE TRIGGER USER")
        cursor.execute("SET ROLE fazhi_app")
    wrong = walked(walk_of(*MUTATED, walkers), 1, 300, GENERATE)
    lanes.caught(record_property, "T-10", "用 update() 改环节", 300, wrong)
