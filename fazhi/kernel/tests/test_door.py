"""The one door: what it lets through, what it refuses, and that PostgreSQL refuses the rest. Told on real disputes."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError

from fazhi.kernel import act
from fazhi.kernel.doing import Conflict, Doing, NewCase, NewEvidence, NotFound, Refused
from fazhi.kernel.models import Case, Clock, Evidence, LogEntry, NumberCounter, Step, Submission
from fazhi.kernel.today import at
from fazhi.people import scopes
from fazhi.people.actors import Actor
from fazhi.people.identifiers import new_id

VILLAGE = "500235116201"
FOUND = date(2022, 3, 1)
FIELDS = {"source": "grid", "dispute_type": "neighbour", "summary": "院坝排水争执", "found_on": FOUND}

pytestmark = pytest.mark.django_db
People = Callable[[str], Actor]


def doing(actor: Actor, step: str = "report", day: date = FOUND, **more: object) -> Doing:
    return Doing(step=step, actor=actor, happened_on=day, **({"fields": FIELDS} if step == "report" else {}) | more)


def opened(actor: Actor, identifier: UUID | None = None, **more: object) -> Case:
    new = NewCase("disputes", "mediation", VILLAGE, "院坝排水争执", words="王小明", id=identifier)
    return act.begin(new, doing(actor, **more))


def accept(case: Case, actor: Actor, day: date = FOUND, **more: object) -> Step:
    return act.act(case.pk, doing(actor, "accept_town", day, fields={"accepted_on": day, "level": "town"}, **more))


def test_an_opened_case_has_a_number_a_step_a_clock_with_its_receipt_and_a_log(in_town: str, actor: People) -> None:
    case = opened(actor("grid_worker"))
    assert case.number == "矛调〔2022〕1号"
    assert (case.stage, case.version) == ("found", 1)
    step = case.steps.get()
    assert (step.name, step.from_stage, step.to_stage, step.happened_on) == ("report", "", "found", FOUND)
    clock = case.clocks.get()
    assert clock.started_on == FOUND
    assert clock.due_on >= clock.internal_on > FOUND
    assert clock.receipt["receipt"]["rule"] == clock.rule
    assert set(LogEntry.objects.values_list("table", flat=True)) == {
        "kernel_case",
        "kernel_step",
        "kernel_clock",
        "disputes_dispute",
    }


def test_a_step_moves_the_stage_and_stops_the_clock(in_town: str, actor: People) -> None:
    case = opened(actor("grid_worker"))
    accept(case, actor("clerk"), date(2022, 3, 2))
    case.refresh_from_db()
    assert (case.stage, case.version) == ("accepted", 2)
    assert Clock.objects.get(case=case, name="acceptance").state == "kept"


def test_a_late_step_marks_its_clock_late(in_town: str, actor: People) -> None:
    case = opened(actor("grid_worker"))
    accept(case, actor("clerk"), date(2022, 6, 1))
    assert Clock.objects.get(case=case, name="acceptance").state == "late"


@pytest.mark.parametrize("username", ["secretary", "mayor", "officer", "county_supervisor", "system_admin"])
def test_people_whose_post_does_not_include_a_step_are_refused_in_chinese(
    in_town: str, actor: People, username: str
) -> None:
    with pytest.raises(Refused) as refusal:
        opened(actor(username))
    assert "您现在的岗位是" in refusal.value.sentence
    assert "没有做任何改动" in refusal.value.sentence
    assert not Case.objects.exists()


def test_a_clerk_of_another_town_finds_no_case(town: str, actor: People) -> None:
    with scopes.within(town):
        case = opened(actor("grid_worker"))
    stranger = actor("stranger")
    with scopes.within(stranger.division), pytest.raises(NotFound, match="没有找到"):
        accept(case, stranger)


def test_a_step_out_of_turn_names_the_stage(in_town: str, actor: People) -> None:
    case = opened(actor("grid_worker"))
    with pytest.raises(Refused, match="现处于「排查发现」环节，不能办理「确认化解」"):
        act.act(case.pk, doing(actor("mediator"), "settle"))
    assert case.steps.count() == 1


@pytest.mark.parametrize(
    ("day", "sentence"), [(date(2022, 2, 28), "早于上一步骤的日期"), (date(2100, 1, 1), "晚于今天")]
)
def test_impossible_days_are_refused(in_town: str, actor: People, day: date, sentence: str) -> None:
    case = opened(actor("grid_worker"))
    with pytest.raises(Refused, match=sentence):
        accept(case, actor("clerk"), day)


def test_fields_a_step_does_not_own_are_refused(in_town: str, actor: People) -> None:
    case = opened(actor("grid_worker"))
    with pytest.raises(Refused, match="不能填写字段 settled_on"):
        act.act(case.pk, doing(actor("clerk"), "accept_town", fields={"settled_on": FOUND}))


def test_a_judgement_asks_for_its_reason(in_town: str, actor: People) -> None:
    case = opened(actor("grid_worker"))
    with pytest.raises(Refused, match="需要写明理由"):
        act.act(case.pk, doing(actor("mediator"), "assess", fields={"risk": "red"}))
    act.act(case.pk, doing(actor("mediator"), "assess", fields={"risk": "red"}, reason="双方亲属聚集"))


def test_a_closed_gate_opens_by_a_waiver_with_reason_and_basis(in_town: str, actor: People) -> None:
    case = opened(actor("grid_worker"), fields=FIELDS | {"level": "village"})
    hand_up = doing(actor("mediator"), "escalate_town", fields={"escalated_on": FOUND})
    with pytest.raises(Refused, match="村级调解记录") as refusal:
        act.act(case.pk, hand_up)
    assert [(one.gate, one.waivable) for one in refusal.value.obstacles] == [("G7-1", True)]
    waive = doing(
        actor("clerk"), "waive", data={"gate": "G7-1"}, reason="村委会换届期间无调委会", basis="local-practice"
    )
    act.act(case.pk, waive)
    act.act(case.pk, hand_up)
    case.refresh_from_db()
    assert case.stage == "handed_up"


def test_options_tell_what_is_missing(in_town: str, actor: People) -> None:
    case = opened(actor("grid_worker"), fields=FIELDS | {"level": "village"})
    options = {option.step.id: option for option in act.options(case, actor("mediator"))}
    assert options["accept"].may
    assert not options["accept_town"].may
    assert [one.gate for one in options["escalate_town"].obstacles] == ["G7-1"]


def test_the_same_request_twice_has_one_effect(in_town: str, actor: People) -> None:
    identifier = new_id()
    first, second = opened(actor("grid_worker"), identifier), opened(actor("grid_worker"), identifier)
    assert first.pk == second.pk == identifier
    assert Case.objects.count() == Step.objects.count() == 1
    request = new_id()
    taken = [accept(first, actor("clerk"), request=request) for _ in range(2)]
    assert taken[0].pk == taken[1].pk
    assert NumberCounter.objects.get(kind="disputes").last == 1


def test_the_same_id_with_another_body_is_a_conflict_and_both_are_kept(in_town: str, actor: People) -> None:
    identifier = new_id()
    opened(actor("grid_worker"), identifier)
    with pytest.raises(Conflict, match="两份都已保留"):
        opened(actor("grid_worker"), identifier, fields=FIELDS | {"summary": "另一件事"})
    kept = Submission.objects.filter(request=identifier).order_by("received_at")
    assert [one.accepted for one in kept] == [True, False]
    assert Case.objects.count() == 1


def test_a_refused_opening_gives_its_number_back(in_town: str, actor: People) -> None:
    with pytest.raises(Refused):
        opened(actor("grid_worker"), fields=FIELDS | {"settled_on": FOUND})
    assert opened(actor("grid_worker")).number == "矛调〔2022〕1号"


def test_evidence_is_kept_by_its_content_with_three_dates(in_town: str, actor: People) -> None:
    photo = NewEvidence("photo", "现场.jpg", b"photo", "image/jpeg", date(2022, 2, 27), date(2022, 2, 28))
    with at(date(2022, 3, 4)):
        opened(actor("grid_worker"), evidence=[photo])
    kept = Evidence.objects.get()
    assert (kept.happened_on, kept.received_on) == (date(2022, 2, 27), date(2022, 2, 28))
    assert kept.recorded_at.date() == date(2022, 3, 4)
    assert len(kept.digest) == 64


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE kernel_case SET stage = 'settled'",
        "UPDATE kernel_case SET stage = 'settled', version = version + 1",
        "UPDATE kernel_step SET happened_on = '2022-01-01'",
        "DELETE FROM kernel_step",
        "DELETE FROM kernel_case",
        "TRUNCATE kernel_logentry",
        "UPDATE kernel_logentry SET actor = ''",
        "DELETE FROM kernel_evidence",
    ],
)
def test_postgresql_refuses_what_does_not_come_through_the_door(in_town: str, actor: People, statement: str) -> None:
    opened(actor("grid_worker"))
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_a_case_cannot_be_born_with_a_stage(in_town: str, actor: People) -> None:
    case = opened(actor("grid_worker"))
    twin = Case(town=case.town, system="disputes", procedure="mediation", number="x", title="x", village_id=VILLAGE)
    twin.opened_on, twin.stage, twin.version = FOUND, "settled", 3
    with pytest.raises(DatabaseError), transaction.atomic():
        twin.save(force_insert=True)


def test_what_follows_from_a_step_is_asked_for_under_the_lock_once_and_of_who_may(in_town: str, actor: People) -> None:
    case, request, asked = opened(actor("grid_worker")), new_id(), list[Doing]()

    def prepare(case: Case, sent: Doing) -> Doing:
        asked.append(sent)
        return replace(sent, fields={"accepted_on": FOUND, "level": "town"}, data={"words": "王某某"})

    sent = doing(actor("clerk"), "accept_town", data={"words": "王小明"}, request=request)
    with pytest.raises(Refused, match="您现在的岗位是"):
        act.act(case.pk, replace(sent, actor=actor("mayor"), request=None), prepare)
    with pytest.raises(NotFound):
        act.act(new_id(), replace(sent, request=None), prepare)
    assert asked == []
    steps = {act.act(case.pk, sent, prepare).pk for _ in range(2)}
    assert (len(steps), asked) == (1, [sent])
    assert case.steps.get(name="accept_town").data == {"words": "王某某"}
    with pytest.raises(Conflict):
        act.act(case.pk, replace(sent, data={"words": "李小明"}), prepare)
    kept = Submission.objects.filter(request=request).order_by("received_at")
    assert [json.loads(one.body)["doing"]["data"]["words"] for one in kept] == ["王某某", "李小明"]
