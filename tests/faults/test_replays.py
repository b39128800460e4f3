"""T-04, T-05: what a phone sends arrives once, whatever the network did to it; the same id never means two things."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import count
from typing import Any

import pytest
from django.test import Client

from fazhi.kernel import act, submissions
from fazhi.kernel.doing import Doing
from fazhi.kernel.models import Case, Erasure, Submission
from fazhi.kernel.today import at, now, today
from fazhi.people import scopes
from fazhi.people.models import Person
from fazhi.systems.disputes import actions
from fazhi.web.tests.reports import TOWN, sent
from fazhi.web.tests.standing import TODAY
from tests.faults import lanes, replaying

pytestmark = pytest.mark.django_db
QUEUES = "手机队列打乱、截断、重复、时钟前后错两天后重放：与干净地送一遍的结果相同"
TWICE = "同一编号：内容相同只有一份、答复相同；内容不同答复 409 且两份都留；已销毁的答复 410"
ONE, TWO = replaying.IDS[1:3]
# Every part of a report that may differ in a second delivery of the same id.
OTHER: dict[str, dict[str, Any]] = {
    "摘要": {"summary": "另一件事"},
    "当事人": {"parties": "赵大、钱二"},
    "类型": {"dispute_type": "land"},
    "风险": {"risk": "red"},
    "日期": {"skew": -1},
    "照片": {"photos": [b"two"]},
    "少一张照片": {"photos": []},
}
TOLD: dict[str, Any] = {"photos": [b"one"]}


@pytest.fixture(autouse=True)
def on_a_working_day() -> Iterator[None]:
    with at(TODAY):
        yield


@pytest.fixture
def phone(town: str) -> Client:
    """The phone of the grid worker."""
    client = Client()
    person = Person.objects.get(username="grid_worker")
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_a_queue_replayed_with_noise_is_one_clean_run(phone: Client, record_property: lanes.Record) -> None:
    taken = lanes.seeds(20, 1000)
    wrong = [f"seed {one}: {said}" for one in taken for said in replaying.differences(phone, *replaying.queue(one))]
    lanes.hold(record_property, "T-04", QUEUES, len(taken), taken, wrong)


def taking_everything(patch: pytest.MonkeyPatch) -> None:
    begin = actions.begin
    patch.setattr(actions, "begin", lambda doing, cleaned: begin(replace(doing, request=None), cleaned))


def telling_photos_apart(patch: pytest.MonkeyPatch) -> None:
    plain, number = act.plain, count()

    def numbered(value: Any) -> dict[str, Any]:
        told = plain(value)
        if isinstance(value, Doing) and value.evidence:
            told["delivery"] = next(number)
        return told

    patch.setattr(act, "plain", numbered)


def overwriting(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(submissions, "digest_of", lambda body: "0" * 64)


def keeping_only_the_first(patch: pytest.MonkeyPatch) -> None:
    keep = submissions._keep
    patch.setattr(submissions, "_keep", lambda *given: keep(*given) if given[-1].answer else None)


Mutant = Callable[[pytest.MonkeyPatch], None]
REPLAY_MUTANTS: dict[str, Mutant] = {
    "来一次登记一次": taking_everything,
    "同样的照片再来一次就说不同": telling_photos_apart,
}
TWICE_MUTANTS: dict[str, Mutant] = {
    "内容不同也当作同一份": overwriting,
    "内容不同的那一份不留": keeping_only_the_first,
}


@pytest.mark.parametrize("name", REPLAY_MUTANTS)
def test_a_queue_that_is_not_taken_once_is_noticed(
    phone: Client, record_property: lanes.Record, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    REPLAY_MUTANTS[name](monkeypatch)
    wrong = replaying.differences(phone, {ONE: TOLD}, [(ONE, False), (ONE, False)])
    lanes.caught(record_property, "T-04", name, 1, wrong)


def conflicts(phone: Client) -> list[str]:
    """One report delivered twice alike, then once with each of its parts changed; what is wrong with what was told."""
    first, again = sent(phone, ONE, TOLD), sent(phone, ONE, TOLD)
    wrong = [] if first[0] == 200 and first == again else [f"相同的内容：{first}，{again}"]
    for kept, (name, changed) in enumerate(OTHER.items(), start=2):
        status, told = sent(phone, ONE, TOLD | changed)
        with scopes.within(TOWN):
            found = Case.objects.count(), Submission.objects.count()
        if status != 409 or "两份都已保留" not in told["sentence"] or found != (1, kept):
            wrong.append(f"{name}不同：答复 {status}，{found[0]} 件、留 {found[1]} 份")
    return wrong if sent(phone, ONE, TOLD) == first else [*wrong, "此后同样的内容答复变了"]


def destroyed(phone: Client) -> list[str]:
    """A report whose case was destroyed at the end of its term, delivered once more."""
    sent(phone, TWO, TOLD)
    with scopes.within(TOWN):
        case = Case.objects.get(pk=TWO)
        clerk = Person.objects.get(username="clerk")
        Erasure.objects.create(
            town=TOWN, case=case, kind="case_file", due_on=today(), basis="local-practice", reason="期满",
            person_id=clerk.pk, signed_at=now(),
        )  # fmt: skip
    status, told = sent(phone, TWO, TOLD)
    return [] if status == 410 and "已依法销毁" in told["sentence"] else [f"已销毁：答复 {status} {told}"]


def test_one_id_never_means_two_things(phone: Client, record_property: lanes.Record) -> None:
    wrong = [*conflicts(phone), *destroyed(phone)]
    lanes.hold(record_property, "T-05", TWICE, len(OTHER) + 3, (), wrong)


@pytest.mark.parametrize("name", TWICE_MUTANTS)
def test_an_id_that_means_two_things_is_noticed(
    phone: Client, record_property: lanes.Record, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    TWICE_MUTANTS[name](monkeypatch)
    lanes.caught(record_property, "T-05", name, len(OTHER) + 2, conflicts(phone))


def test_a_report_that_is_destroyed_and_registered_anew_is_noticed(
    phone: Client, record_property: lanes.Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Erasure.objects, "filter", Erasure.objects.none().filter)
    lanes.caught(record_property, "T-05", "已销毁的照旧答复已登记", 1, destroyed(phone))
