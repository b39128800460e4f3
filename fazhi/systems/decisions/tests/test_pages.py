"""A decision over HTTP: what is asked, what is shown, and in how many questions to the database."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from fazhi.kernel.models import Case
from fazhi.kernel.today import today
from fazhi.people import scopes
from fazhi.people.actors import Actor
from fazhi.people.identifiers import new_id
from fazhi.people.models import Person
from fazhi.systems.decisions.models import Decision
from fazhi.systems.decisions.templatetags import decision_words
from fazhi.systems.decisions.tests.telling import told

pytestmark = pytest.mark.django_db
OPEN = "/open/decisions/decision/"
# Around every page about ten; the rest for the case, its steps, papers, links, options, and the five statutory steps.
CASE, VOLUME = 32, 24


def client_of(username: str) -> Client:
    client = Client()
    client.force_login(Person.objects.get(username=username), "django.contrib.auth.backends.ModelBackend")
    return client


def sent(**changes: str) -> dict[str, str]:
    asked = {
        "happened_on": today().isoformat(),
        "request": str(new_id()),
        "title": "场镇亮化方案",
        "matter_class": "project",
        "catalogue_number": "outside",
        "outside_reason": "代表建议",
        "proposer": "deputies",
        "lead_office": "村镇建设服务中心",
        "summary": "增设路灯。",
    }
    return {**asked, **changes}


def count(actor: Callable[[str], Actor]) -> int:
    with scopes.within(actor("clerk").town):
        return Case.objects.filter(system="decisions").count()


def test_a_proposal_outside_the_catalogue_says_why(actor: Callable[[str], Actor]) -> None:
    client = client_of("clerk") if actor("clerk") else Client()
    answer = client.post(OPEN, sent(outside_reason=""))
    assert answer.status_code == 422 and "请写明未列入目录的理由" in answer.content.decode()
    assert count(actor) == 0
    form = sent()
    for _ in range(2):
        assert client.post(OPEN, form).status_code == 302
    assert count(actor) == 1


def test_the_same_task_sent_twice_is_one(actor: Callable[[str], Actor]) -> None:
    case = told(actor, until="publish")["first"]
    form = {
        "happened_on": today().isoformat(),
        "request": str(new_id()),
        "matter": "一期",
        "responsible": "甲",
        "due_on": today().isoformat(),
    }
    for _ in range(2):
        assert client_of("clerk").post(f"/cases/{case.pk}/steps/assign_task/", form).status_code == 302
    with scopes.within(case.town):
        assert case.decision_tasks.count() == 1


def test_a_task_sent_again_after_the_next_one_is_still_the_first(actor: Callable[[str], Actor]) -> None:
    case, client = told(actor, until="publish")["first"], client_of("clerk")
    asked = {"happened_on": today().isoformat(), "responsible": "甲", "due_on": today().isoformat()}
    first, second = ({**asked, "request": str(new_id()), "matter": name} for name in ("一期", "二期"))
    for form in (first, second, first):
        assert client.post(f"/cases/{case.pk}/steps/assign_task/", form).status_code == 302
    with scopes.within(case.town):
        assert [one.matter for one in case.decision_tasks.all()] == ["一期", "二期"]


def test_the_county_sees_the_tasks_of_one_town_in_one_decision(actor: Callable[[str], Actor]) -> None:
    here = told(actor)["first"]
    away = actor("stranger").division
    there = told(lambda who: replace(actor(who), division=away))["first"]
    assert here.number == there.number and here.town != there.town
    with scopes.within(actor("county_supervisor").town):
        dossier = Decision.objects.get(pk=there.pk)
        shown = decision_words.decision({"case": there, "events": []}, dossier).tasks
    assert shown and {one.town for one in shown} == {there.town}


def test_an_old_decision_is_entered_under_the_day_of_its_proposal(actor: Callable[[str], Actor]) -> None:
    assert actor("clerk")
    client, address = client_of("clerk"), "/open/decisions/carried_over/"
    assert "提出日期" in client.get(address).content.decode()
    old = {"request": str(new_id()), "title": "旧渡口撤销", "reference": "沙决〔2018〕3号", "matter_class": "other"}
    old |= {"lead_office": "村镇建设服务中心", "happened_on": "2018-03-01", "decided_on": "2018-02-01"}
    answer = client.post(address, old)
    assert answer.status_code == 422 and "先后颠倒" in answer.content.decode() and count(actor) == 0
    assert client.post(address, {**old, "request": str(new_id()), "decided_on": "2018-05-01"}).status_code == 302
    assert count(actor) == 1


def test_the_page_shows_the_five_steps_side_by_side(actor: Callable[[str], Actor]) -> None:
    cases = told(actor, "review_fails_then_amended.yaml", until="send_for_review")
    page = client_of("clerk").get(f"/cases/{cases['first'].pk}/").content.decode()
    shown = page[page.index('class="five"') : page.index("</dl>")]
    for said in (
        "公众参与",
        "已开展",
        "座谈会：意见 9 条，采纳 5 条",
        "已记录不适用",
        "不属于专业性、技术性较强的事项",
        "低风险",
        "必经",
    ):
        assert said in shown


def test_script_in_an_answer_is_text(actor: Callable[[str], Actor]) -> None:
    assert actor("clerk")
    client = client_of("clerk")
    answer = client.post(OPEN, sent(summary="<script>alert(1)</script>", title="<b>方案</b>"))
    for page in (answer.url, f"{answer.url}volume/"):
        text = client.get(page).content.decode()
        assert "<script>alert" not in text and "<b>方案" not in text and "&lt;script&gt;" in text


def test_pages_ask_a_bounded_number_of_questions(actor: Callable[[str], Actor]) -> None:
    case, client = told(actor)["first"], client_of("clerk")
    for page, budget in ((f"/cases/{case.pk}/", CASE), (f"/cases/{case.pk}/volume/", VOLUME)):
        client.get(page)
        with CaptureQueriesContext(connection) as seen:
            assert client.get(page).status_code == 200
        assert len(seen) <= budget, "\n".join(one["sql"] for one in seen)


def test_a_decision_under_the_rules_of_a_day_before_the_regulation(actor: Callable[[str], Actor]) -> None:
    case = told(actor)["first"]
    page = client_of("clerk").get(f"/cases/{case.pk}/other-day/", {"on": "2019-06-01"}).content.decode()
    assert "尚未施行（2019-09-01 起施行）" in page and "那一天还没有这条规则" in page
    assert "不少于7日" in page and "2022-03-23" in page
