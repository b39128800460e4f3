"""T-11: two people at one case at the same moment, one click that arrives twice: one effect each, and the other is told."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from random import Random
from threading import Barrier

import pytest
from django.db import connection
from django.db.models import QuerySet

from fazhi.kernel import act
from fazhi.kernel.doing import Doing, NewCase, Refused
from fazhi.kernel.models import Case, Step
from fazhi.people import scopes
from fazhi.people.actors import Actor, actors_on
from fazhi.people.identifiers import new_id
from fazhi.people.models import Person
from tests.faults import lanes

FOUND = date(2022, 3, 1)
FIELDS = {"source": "grid", "dispute_type": "neighbours", "summary": "排水争执", "found_on": FOUND, "level": "village"}
CLAIM = "同时受理、受理对拒绝、双击：各只有一次效果，另一人得到说明，前后环节相接"
ACCEPTED = {"accepted_on": FOUND, "level": "town", "mediator": "冉调解"}
# What two people may want of a dispute that was just found; each alone would be let in.
WISHES: dict[str, tuple[str, dict[str, object]]] = {
    "accept_town": ("clerk", ACCEPTED),
    "accept": ("mediator", {**ACCEPTED, "level": "village"}),
    "refuse": ("second_mediator", {"consent": "refused"}),
    "merge": ("editor", {}),
}


def actor(username: str) -> Actor:
    return actors_on(Person.objects.get(username=username), date(2026, 1, 1))[0]


def together(town: str, case: Case, doings: list[Doing]) -> list[object]:
    """Each in a thread of its own, all at the same moment: the step's id, the sentence of a refusal, or what broke."""
    gate = Barrier(len(doings))

    def one(doing: Doing) -> object:
        try:
            gate.wait()
            with scopes.within(town):
                return act.act(case.pk, doing).pk
        except Refused as refusal:
            return refusal.sentence
        except Exception as error:  # noqa: BLE001  # any other end is a finding, to be told and not to be raised
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(doings)) as pool:
        return list(pool.map(one, doings))


def meeting(town: str, random: Random) -> list[str]:
    """One case, two wishes at once, or one wish clicked twice; what does not fit together afterwards."""
    with scopes.within(town):
        fields = {**FIELDS, "summary": f"争执 {random.random()}"}
        begun = Doing("report", actor("grid_worker"), FOUND, fields=fields)
        case = act.begin(NewCase("disputes", "mediation", "500235116201", "排水争执"), begun)
    names = [random.choice(sorted(WISHES))] * 2 if random.random() < 0.3 else random.sample(sorted(WISHES), 2)
    click = new_id() if names[0] == names[1] else None
    doings = [Doing(name, actor(WISHES[name][0]), FOUND, fields=WISHES[name][1], request=click) for name in names]
    answers = together(town, case, doings)
    with scopes.within(town):
        steps = list(Step.objects.filter(case=case).order_by("sequence"))
        case.refresh_from_db()
    done, said = [one for one in answers if one in {step.pk for step in steps}], f"{'、'.join(names)}：{answers}"
    wrong = [f"断了：{said}" for one in answers if isinstance(one, Exception)]
    wrong += [f"没有说明：{said}" for one in answers if isinstance(one, str) and "没有做任何改动" not in one]
    if len(set(done)) != len(steps) - 1 or (click and len(done) != 2) or not done:
        wrong.append(f"效果与答复不符：{said}，共 {len(steps)} 步")
    chain = [(step.sequence, step.from_stage) for step in steps]
    if chain != [(at + 1, ("", *(step.to_stage for step in steps))[at]) for at in range(len(steps))]:
        wrong.append(f"环节前后不接：{said}")
    if (case.version, case.stage) != (len(steps), steps[-1].to_stage):
        wrong.append(f"案件与步骤不符：{said}")
    return wrong


@pytest.fixture
def rounds(committed_town: str) -> Callable[[int, int], list[str]]:
    """So many meetings from a seed."""

    def run(seed: int, times: int) -> list[str]:
        random = Random(seed)
        return [one for _ in range(times) for one in meeting(committed_town, random)]

    return run


def test_two_at_once_have_one_effect_each(
    rounds: Callable[[int, int], list[str]], record_property: lanes.Record
) -> None:
    times, taken = lanes.amount(15, 500), lanes.seeds(1, 1)
    lanes.hold(
        record_property,
        "T-11",
        CLAIM,
        times * len(taken),
        taken,
        [one for seed in taken for one in rounds(seed, times)],
    )


def test_a_lock_that_is_dropped_is_noticed(
    rounds: Callable[[int, int], list[str]], record_property: lanes.Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QuerySet, "select_for_update", lambda self, **_: self)
    lanes.caught(record_property, "T-11", "不锁案件", 20, rounds(1, 20))


def test_a_request_that_is_not_remembered_is_noticed(
    rounds: Callable[[int, int], list[str]], record_property: lanes.Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    from fazhi.kernel import submissions

    monkeypatch.setattr(submissions, "_known", lambda *_: None)
    lanes.caught(record_property, "T-11", "不记提交编号", 20, rounds(1, 20))
