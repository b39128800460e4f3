"""Separation of duties as a procedure declares it (robustness 2.5), and what PostgreSQL itself keeps of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

import msgspec
import pytest
from django.db import DatabaseError, connection, transaction

from fazhi.kernel import gates, separation
from fazhi.kernel.checks import unfounded_pauses
from fazhi.kernel.gates import Past, Situation
from fazhi.kernel.models import Apart, Case, Step
from fazhi.kernel.procedure import faults
from fazhi.kernel.proofs import Filed
from fazhi.kernel.registry import systems
from fazhi.kernel.structure import Gate, Procedure, StepKind
from fazhi.law import rules
from fazhi.people.actors import Actor
from fazhi.people.identifiers import new_id
from fazhi.people.models import Certificate
from fazhi.systems.disputes.tests.telling import report, take

pytestmark = pytest.mark.django_db
Get = Callable[[str], Actor]
DAY = date(2022, 6, 1)
TOLD: dict[str, Any] = {
    "id": "penalty",
    "title": "行政处罚",
    "basis": "penalty-law-2021#54",
    "number": {"kind": "penalty", "pattern": "{year}{serial}"},
    "stages": [{"id": "open", "title": "办理"}, {"id": "done", "title": "办结", "final": True}],
    "steps": [
        {"id": "file", "title": "立案", "basis": "a#1", "by": ["officer"], "to": "open"},
        {"id": "inquire", "title": "调查", "basis": "a#1", "by": ["officer"], "from": ["open"], "to": "same"},
        {
            "id": "recuse",
            "title": "决定回避",
            "basis": "penalty-law-2021#43",
            "by": ["mayor"],
            "from": ["open"],
            "to": "same",
            "withdraws": {"field": "person", "when": {"decision": ["granted"]}},
        },
        {
            "id": "hear",
            "title": "听证",
            "basis": "penalty-law-2021#64",
            "by": ["clerk"],
            "from": ["open"],
            "to": "same",
            "apart_named": {"chair": ["inquire", "inquire.officers"]},
        },
        {
            "id": "review",
            "title": "法制审核",
            "basis": "penalty-law-2021#58",
            "by": ["legal_reviewer"],
            "from": ["open"],
            "to": "same",
            "apart_from": ["file", "inquire"],
            "certificate": "legal",
        },
        {
            "id": "collect",
            "title": "收缴罚款",
            "basis": "penalty-law-2021#67",
            "by": ["clerk", "officer"],
            "from": ["open"],
            "to": "done",
            "apart_office_from": ["inquire"],
        },
    ],
}
PROCEDURE = msgspec.convert(TOLD, Procedure)


def past(name: str, actor: Actor, **data: Any) -> Past:
    return Past(name, DAY, actor.person_id, data, f"{actor.name}（{actor.office}）", actor.office_id)


def hindered(step: str, actor: Actor, *steps: Past, **data: Any) -> list[str]:
    situation = Situation("500235116000", steps, Filed(), None, DAY, data)
    return [one.gate for one in separation.hindrances(PROCEDURE.step(step), PROCEDURE, actor, situation)]


def test_the_reviewer_is_not_somebody_who_investigated_and_holds_the_qualification(actor: Get) -> None:
    legal = actor("legal")
    assert hindered("review", legal, past("file", actor("officer"))) == []
    assert hindered("review", legal, past("inquire", legal)) == ["apart"]
    assert hindered("review", actor("clerk")) == ["certificate"]


def test_a_qualification_counts_only_on_its_days(actor: Get) -> None:
    legal = actor("legal")
    Certificate.objects.filter(person_id=legal.person_id).update(ends_on=date(2022, 5, 31))
    assert hindered("review", legal) == ["certificate"]
    Certificate.objects.filter(person_id=legal.person_id).update(ends_on=DAY)
    assert hindered("review", legal) == []


def test_a_certificate_is_asked_for_only_in_the_cases_that_the_step_names(actor: Get) -> None:
    told = {**TOLD["steps"][4], "certificate_when": {"matter": ["penalty"]}}
    kind = msgspec.convert(told, StepKind)

    def asked(matter: str) -> list[str]:
        situation = Situation("500235116000", (), Filed(), None, DAY, {}, {"matter": matter})
        return [one.gate for one in separation.hindrances(kind, PROCEDURE, actor("clerk"), situation)]

    assert (asked("penalty"), asked("contract")) == (["certificate"], [])


def test_the_chair_of_a_hearing_is_nobody_who_investigated_or_was_named_an_investigator(actor: Get) -> None:
    officer, second = actor("officer"), actor("second_officer")
    inquiry = past("inquire", officer, officers=[{"person": str(second.person_id), "name": second.name}])
    chairs = [officer.name, second.name, {"person": str(officer.person_id)}, [str(second.person_id)]]
    assert [hindered("hear", actor("clerk"), inquiry, chair=one) for one in chairs] == [["apart"]] * 4
    assert hindered("hear", actor("clerk"), inquiry, chair="尹审核") == []
    assert hindered("hear", actor("clerk"), inquiry) == []


def test_who_decides_does_not_collect_however_many_people_the_office_has(actor: Get) -> None:
    inquiry = past("inquire", actor("officer"))
    assert hindered("collect", actor("second_officer"), inquiry) == ["apart"]
    assert hindered("collect", actor("clerk"), inquiry) == []


def test_a_recusal_stops_the_person_and_not_the_case(actor: Get) -> None:
    officer, mayor = actor("officer"), actor("mayor")
    granted = past("recuse", mayor, person=str(officer.person_id), decision="granted")
    refused = past("recuse", mayor, person=str(officer.person_id), decision="refused")
    asked = past("file", officer)
    assert hindered("inquire", officer, asked, refused) == []
    assert hindered("inquire", officer, asked, granted) == ["withdrawn"]
    assert hindered("inquire", actor("second_officer"), asked, granted) == []
    assert hindered("inquire", officer, asked, granted, refused) == []


def test_two_officers_are_two_people_each_certified_on_that_day(actor: Get) -> None:
    gate = Gate(
        id="two", kind="officers", message="少于两人", basis="penalty-law-2021#42", field="officers",
        rule="enforcement.officers", certificate="enforcement",
    )  # fmt: skip
    first, second = ({"person": str(actor(name).person_id)} for name in ("officer", "second_officer"))
    uncertified = {"person": str(actor("clerk").person_id)}

    def closed(named: list[dict[str, str]], day: date = DAY) -> bool:
        return bool(gates.obstacles([gate], Situation("500235116000", (), Filed(), None, day, {"officers": named})))

    assert not closed([first, second])
    assert closed([first, first])
    assert closed([first, uncertified])
    assert closed([first, {"person": "9"}])
    Certificate.objects.filter(kind="enforcement").update(ends_on=date(2022, 5, 31))
    assert closed([first, second])


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"apart_from": ["nothing"]}, "须与之分开的步骤 nothing 不存在"),
        ({"apart_office_from": ["nobody"]}, "须与之分开的步骤 nobody 不存在"),
        ({"apart_named": {"chair": ["nowhere.officers"]}}, "须与之分开的步骤 nowhere 不存在"),
        ({"certificate_when": {"matter": ["x"]}}, "以档案中没有的字段 matter 为要求证件的条件"),
        ({"certificate": "driving"}, "资格证件种类 driving 不存在"),
    ],
)
def test_a_separation_from_nothing_is_found_at_start_up(change: dict[str, Any], words: str) -> None:
    steps = [*TOLD["steps"][:-1], {**TOLD["steps"][-1], **change}]
    found = faults(msgspec.convert({**TOLD, "steps": steps}, Procedure), (), ())
    assert any(words in one for one in found)


def test_a_limit_that_a_step_may_not_stop_is_found_at_start_up() -> None:
    procedure, book = systems()["reviews"].procedures["legality_review"], rules.load()
    assert list(unfounded_pauses(procedure, book)) == []
    steps = [msgspec.structs.replace(one, basis="local-practice") for one in procedure.steps]
    found = list(unfounded_pauses(msgspec.structs.replace(procedure, steps=tuple(steps)), book))
    assert any("norms.legality_review 的 pauses 没有以 local-practice 为依据的中止情形" in one for one in found)


def forged(case: Case, person: UUID, name: str, to_stage: str, **changes: Any) -> None:
    """A step written past the door, by the application's own role."""
    step = Step.objects.filter(case=case).latest("sequence")
    step.id, step.name, step.person_id = new_id(), name, person
    step.sequence, step.from_stage, step.to_stage = case.version + 1, case.stage, to_stage
    for field, value in changes.items():
        setattr(step, field, value)
    step.save(force_insert=True)


def test_postgresql_lets_in_only_the_next_step_along_a_road(actor: Get, in_town: str) -> None:
    mediator = actor("mediator")
    case = report(mediator, date(2022, 3, 2))
    for name, to_stage, changes in [
        ("accept", "settled", {}),
        ("settle", "settled", {}),
        ("accept", "accepted", {"sequence": case.version + 2}),
        ("accept", "accepted", {"from_stage": "mediating"}),
    ]:
        with pytest.raises(DatabaseError), transaction.atomic():
            forged(case, mediator.person_id, name, to_stage, **changes)
    forged(case, mediator.person_id, "accept", "accepted")


def test_postgresql_keeps_two_steps_apart_that_one_person_may_not_take(actor: Get, in_town: str) -> None:
    mediator, second = actor("mediator"), actor("second_mediator")
    case = take(report(mediator, date(2022, 3, 2)), "accept", mediator, date(2022, 3, 2))
    with connection.cursor() as cursor:
        cursor.execute("SET ROLE NONE")
        Apart.objects.create(system="disputes", procedure="mediation", step="mediate", other="accept")
        cursor.execute("SET ROLE fazhi_app")
    with pytest.raises(DatabaseError, match="another person"), transaction.atomic():
        forged(case, mediator.person_id, "mediate", "mediating")
    forged(case, second.person_id, "mediate", "mediating")


def test_the_application_cannot_lay_roads_or_change_what_a_case_is(actor: Get, in_town: str) -> None:
    case = report(actor("mediator"), date(2022, 3, 2))
    for change in ({"procedure": "carried_over"}, {"system": "norms"}, {"town": "500235117000"}, {"number": "1"}):
        with pytest.raises(DatabaseError), transaction.atomic():
            Case.objects.filter(pk=case.pk).update(**change)
    with pytest.raises(DatabaseError), transaction.atomic():
        Apart.objects.all().delete()
