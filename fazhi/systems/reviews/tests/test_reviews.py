"""The review queue: materials, limits, cited articles, advisers, adoption; and nobody reviews what they sent."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.forms import ChoiceField

from fazhi.kernel import act, ledgers
from fazhi.kernel.doing import Doing, Refused
from fazhi.kernel.ledgers import Criteria
from fazhi.kernel.models import Case, Clock, Step
from fazhi.kernel.registry import procedure, systems
from fazhi.kernel.today import at
from fazhi.law import citations
from fazhi.people import scopes
from fazhi.people.actors import Actor
from fazhi.people.identifiers import new_id
from fazhi.people.models import Certificate
from fazhi.systems.reviews import actions, materials
from fazhi.systems.reviews.models import Adviser, Review, Service
from fazhi.systems.reviews.tests.telling import CONTRACT, child, doing, file_rules, submit, take
from fazhi.web import history
from fazhi.web.forms import form_of

pytestmark = pytest.mark.django_db
Get = Callable[[str], Actor]
DAY, NEXT = date(2022, 4, 28), date(2022, 4, 29)
OPINION = {"opinion": "lawful", "findings": 0, "comments": "合法。"}


def accepted(actor: Get, **changes: Any) -> Case:
    return take(submit(actor("clerk"), DAY, **changes), "accept", actor("legal"), DAY)


def rows(book: str, town: str) -> list[dict[str, Any]]:
    with scopes.within(town):
        return list(ledgers.rows(ledgers.ledger(book), town, Criteria()))


def test_every_material_rests_on_an_instrument_of_the_shelf() -> None:
    for matter, listed in materials.checklists().items():
        assert any(one.required for one in listed), matter
        for one in listed:
            citations.shelf().split(one.basis)


def test_what_other_systems_tick_is_what_the_checklist_asks_for() -> None:
    offered = {}
    for installed in systems().values():
        for graph in installed.procedures.values():
            for kind in (one for one in graph.steps if one.opens == "reviews.legality_review"):
                fields = form_of(installed.system.id, graph, kind).base_fields
                if isinstance(field := fields.get("materials"), ChoiceField):
                    offered[graph.id] = {str(value) for value, _ in field.choices}
    known = {"document": "norm", "village_rules": "village_rules"}
    assert offered.keys() == known.keys()
    for graph_id, ids in offered.items():
        required = {one.id for one in materials.checklist(known[graph_id]) if one.required}
        assert required <= ids <= {one.id for one in materials.checklist(known[graph_id])}, graph_id


def test_the_time_in_which_materials_are_missing_does_not_count(actor: Get) -> None:
    clerk, legal = actor("clerk"), actor("legal")
    case = take(accepted(actor), "ask_materials", legal, NEXT, missing="合同文本")
    case = take(case, "supplement", clerk, date(2022, 5, 9), materials=["draft"])
    take(case, "accept", legal, date(2022, 5, 9), materials=["draft", "counterparty", "basis"])
    with scopes.within(clerk.town):
        clock = Clock.objects.get(case=case)
    # 5 work-days from 28 April, of which the days from 29 April to 9 May stand still.
    assert (clock.name, clock.state, len(clock.pauses)) == ("contract_limit", "running", 1)
    assert clock.due_on == date(2022, 5, 16)


@pytest.mark.parametrize(
    ("matter", "name"),
    [("norm", "review_limit"), ("contract", "contract_limit"), ("village_rules", "village_rules_limit"), ("other", "")],
)
def test_each_kind_of_matter_has_the_limit_of_its_own(actor: Get, matter: str, name: str) -> None:
    case = accepted(actor, matter=matter, materials=[])
    with scopes.within(case.town):
        assert [one.name for one in Clock.objects.filter(case=case)] == ([name] if name else [])


def test_what_is_accepted_is_on_the_desk_of_the_reviewer(actor: Get) -> None:
    assert accepted(actor).handler_id == actor("legal").appointment_id


def test_an_article_that_is_no_longer_the_law_is_told_with_the_present_one_before_the_opinion_is_given(
    actor: Get,
) -> None:
    day, legal = date(2026, 3, 2), actor("legal")
    case = take(submit(actor("clerk"), day), "accept", legal, day)
    cited = {**OPINION, "articles": "《中华人民共和国网络安全法》第二十一条"}
    with pytest.raises(
        Refused, match="现行的是《网络安全法》2025年修正.*没有出具意见；请更正条文，确需引用的请写明理由"
    ):
        take(case, "give_opinion", legal, day, **cited)
    kept = take(case, "give_opinion", legal, day, **cited, reason="合同签订于修改以前。")
    assert kept.stage == "opined"


@pytest.mark.parametrize("articles", ["《网络安全法》第二十一条", ["《网络安全法》第二十一条", "民法典"]])
def test_the_law_of_the_day_of_the_opinion_decides(actor: Get, articles: Any) -> None:
    case = take(accepted(actor), "give_opinion", actor("legal"), NEXT, **OPINION, articles=articles)
    assert case.stage == "opined"


def test_who_sent_a_matter_does_not_review_it_even_past_the_door(actor: Get) -> None:
    clerk = actor("clerk")
    case = accepted(actor)
    with scopes.within(clerk.town):
        forged = Step.objects.filter(case=case).latest("sequence")
        forged.id, forged.sequence, forged.name = new_id(), forged.sequence + 1, "give_opinion"
        forged.from_stage, forged.to_stage, forged.person_id = "under_review", "opined", clerk.person_id
        with pytest.raises(DatabaseError, match="needs another person"), transaction.atomic():
            forged.save(force_insert=True)


@pytest.mark.parametrize("name", ["clerk", "editor", "mayor", "secretary", "officer", "mediator", "grid_worker", "county_supervisor", "system_admin", "stranger"])  # fmt: skip
def test_nobody_but_the_reviewer_gives_an_opinion(actor: Get, name: str) -> None:
    case, other = accepted(actor), actor(name)
    with at(NEXT), scopes.within(other.town), pytest.raises(Refused):
        act.act(case.pk, doing("legality_review", "give_opinion", other, NEXT, (), OPINION))


def test_a_penalty_is_reviewed_only_with_the_qualification_and_a_contract_without(actor: Get) -> None:
    legal = actor("legal")
    penalty = accepted(actor, matter="penalty", materials=["file", "draft"])
    contract = accepted(actor)
    Certificate.objects.filter(person_id=legal.person_id).update(ends_on=DAY)
    with pytest.raises(Refused, match="须由当日持有有效"):
        take(penalty, "give_opinion", legal, NEXT, **OPINION)
    assert take(contract, "give_opinion", legal, NEXT, **OPINION).stage == "opined"


def adviser(town: str, ends_on: date | None) -> Adviser:
    with scopes.within(town):
        told = {"number": "LS-1", "kind": "counsel", "name": "甘律师", "firm": "某某律师事务所"}
        return Adviser.objects.create(town=town, **told, starts_on=date(2021, 1, 1), ends_on=ends_on)


def test_an_adviser_whose_contract_has_ended_is_not_assigned(actor: Get) -> None:
    case = accepted(actor)
    adviser(case.town, date(2022, 4, 28))
    with pytest.raises(Refused, match="聘期自 2021-01-01 至 2022-04-28，2022-04-29 不在聘期内"):
        take(case, "hear_adviser", actor("legal"), NEXT, adviser="甘律师")
    take(case, "hear_adviser", actor("legal"), DAY, adviser="甘律师", hours="1.5", opinion_no="律意1号")
    [row] = rows("reviews.services", case.town)
    assert row[ledgers.ledger("reviews.services").case] == case.pk
    assert (row["firm"], str(row["hours"]), row["opinion_no"], row["kind"]) == (
        "某某律师事务所",
        "1.5",
        "律意1号",
        "counsel",
    )


def test_a_lawyer_lent_by_the_county_is_entered_by_name_and_both_stand_on_the_review(actor: Get) -> None:
    case, legal = accepted(actor), actor("legal")
    adviser(case.town, None)
    take(case, "hear_adviser", legal, DAY, adviser="甘律师")
    take(case, "hear_adviser", legal, DAY, adviser="闵公职", firm="县司法局")
    with scopes.within(case.town):
        assert Review.objects.get(pk=case.pk).adviser == "甘律师、闵公职"
        assert Service.objects.get(name="闵公职").firm == "县司法局"
    assert {row["kind"] for row in rows("reviews.services", case.town)} == {"counsel", "seconded"}


def test_the_queue_shows_what_waits_the_oldest_first_with_its_limits(actor: Get) -> None:
    second = submit(actor("clerk"), NEXT, title="后来的", due_on=date(2022, 5, 20))
    first = accepted(actor)
    found = rows("reviews.queue", first.town)
    assert [one["id"] for one in found] == [first.pk, second.pk]
    assert (found[0]["limit_on"], found[1]["due_on"]) == (date(2022, 5, 9), date(2022, 5, 20))
    take(first, "give_opinion", actor("legal"), NEXT, **OPINION)
    take(second, "withdraw", actor("clerk"), NEXT)
    assert rows("reviews.queue", first.town) == []
    assert [one["id"] for one in rows("reviews.reviews", first.town)] == [first.pk]


def test_lawful_village_rules_are_recorded_by_the_opinion_itself(actor: Get) -> None:
    clerk, legal = actor("clerk"), actor("legal")
    case = take(file_rules(clerk, DAY), "send_for_review", clerk, DAY, materials=["draft", "resolution"])
    review = take(child(case), "accept", legal, DAY, materials=["draft", "resolution"])
    take(review, "give_opinion", legal, NEXT, **OPINION)
    [row] = rows("reviews.village_rules", case.town)
    assert (row["stage"], row["result"], row["concluded_on"]) == ("recorded", "accepted", NEXT)
    assert {one["matter"] for one in rows("reviews.reviews", case.town)} == {"village_rules"}


def test_unlawful_village_rules_are_ordered_to_be_corrected_and_reviewed_again(actor: Get) -> None:
    clerk, legal, mayor = actor("clerk"), actor("legal"), actor("mayor")
    case = take(file_rules(clerk, DAY), "send_for_review", clerk, DAY)
    faulty = {"opinion": "unlawful", "findings": 1, "comments": "外嫁女不得分配，违反法律。"}
    take(take(child(case), "accept", legal, DAY), "give_opinion", legal, NEXT, **faulty)
    with scopes.within(case.town):
        case = Case.objects.get(pk=case.pk)
    with pytest.raises(Refused, match="由镇长办理"):
        take(case, "order_correction", clerk, NEXT, correction="删去第六条。")
    case = take(case, "order_correction", mayor, NEXT, correction="删去第六条。")
    case = take(case, "refile", clerk, date(2022, 5, 20), adopted_on=date(2022, 5, 18), papers=("rules_text",))
    case = take(case, "send_for_review", clerk, date(2022, 5, 20))
    take(take(child(case), "accept", legal, date(2022, 5, 20)), "give_opinion", legal, date(2022, 5, 23), **OPINION)
    [row] = rows("reviews.village_rules", case.town)
    assert (row["stage"], row["result"], row["correction"]) == ("recorded", "accepted", "删去第六条。")
    assert (row["ordered_on"], row["corrected_on"]) == (NEXT, date(2022, 5, 20))
    with scopes.within(case.town):
        assert [one.state for one in Clock.objects.filter(case=case)] == ["kept"]


def test_the_history_of_a_filing_has_a_chinese_name_for_what_the_review_answered(actor: Get) -> None:
    clerk, legal = actor("clerk"), actor("legal")
    case = take(file_rules(clerk, DAY), "send_for_review", clerk, DAY)
    said = {"opinion": "unlawful", "findings": 1, "comments": "第六条违法。", "articles": ["《民法典》第一百五十三条"]}
    take(take(child(case), "accept", legal, DAY), "give_opinion", legal, NEXT, **said)
    with scopes.within(case.town):
        events = history.events(
            procedure("reviews", "village_rules"), case, list(case.steps.all()), [], open_masks=False
        )
    answers = dict(answer for event in events for answer in event.answers)
    assert (answers["依据的条文"], answers["意见内容"]) == ("《民法典》第一百五十三条", "第六条违法。")
    assert [title for title in answers if title.isascii()] == []


def test_a_review_that_another_case_asks_for_takes_over_what_it_says(actor: Get) -> None:
    clerk = actor("clerk")
    case = take(file_rules(clerk, DAY), "send_for_review", clerk, DAY, materials=["draft", "nonsense"], due_on="2022-05-20", urgent=True)  # fmt: skip
    with scopes.within(case.town):
        review = Review.objects.get(pk=child(case).pk)
    assert (review.materials, review.due_on, review.urgent) == (["draft"], date(2022, 5, 20), True)
    assert rows("reviews.queue", case.town)[0]["opener"] == case.number


def test_the_same_request_sends_a_matter_once(actor: Get) -> None:
    clerk, request = actor("clerk"), new_id()
    with at(DAY), scopes.within(clerk.town):
        made = {actions.begin(Doing("submit", clerk, DAY, request=request), CONTRACT).pk for _ in range(2)}
    assert len(made) == 1
