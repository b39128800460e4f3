"""Meetings over HTTP: planned, scheduled, convened and discussed by filling the forms of the pages, without script."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from fazhi.kernel.models import Case
from fazhi.kernel.today import at
from fazhi.people import scopes
from fazhi.people.actors import Actor
from fazhi.people.models import Person
from fazhi.systems.meetings.models import Attendance, Member
from fazhi.systems.meetings.tests.holding import AGREED, CHAIR, SECOND, THIRD, convened, plan, propose, take

pytestmark = pytest.mark.django_db
Get = Callable[[str], Actor]
DAY = date(2026, 5, 13)
CASE = 34


@pytest.fixture(autouse=True)
def on_a_wednesday():
    with at(DAY):
        yield


@pytest.fixture
def visit(town: str) -> Callable[[str], Client]:
    def log_in(username: str) -> Client:
        client = Client()
        client.force_login(Person.objects.get(username=username), "django.contrib.auth.backends.ModelBackend")
        return client

    return log_in


@pytest.fixture
def members(town: str) -> dict[str, str]:
    """The ids of three members by their names, as the boxes of the page are called."""
    found = {}
    with scopes.within(town):
        for at_, (name, post) in enumerate([(CHAIR, "镇长"), (SECOND, "副镇长"), (THIRD, "副镇长")], start=1):
            told = {"number": f"ZC-{at_}", "kind": "government_meeting", "name": name, "post": post}
            found[name] = Member.objects.create(town=town, **told, starts_on=date(2021, 1, 1)).pk.hex
    return found


def step(case: Case, name: str) -> str:
    return reverse("step", args=[case.pk, name])


def again(case: Case) -> Case:
    with scopes.within(case.town):
        return Case.objects.get(pk=case.pk)


def test_a_meeting_is_held_by_filling_forms(
    visit: Callable[[str], Client], actor: Get, members: dict[str, str]
) -> None:
    client, day = visit("clerk"), DAY.isoformat()
    told = {"happened_on": day, "title": "2026年第3次镇政府会议", "kind": "government_meeting", "planned_on": day}
    answer = client.post(reverse("open", args=["meetings", "meeting"]), {**told, "place": "三楼", "chair": CHAIR})
    assert answer.status_code == 302
    with scopes.within(actor("clerk").town):
        meeting = Case.objects.get(procedure="meeting")
    topic = propose(actor("clerk"), DAY)
    assert meeting.number in client.get(step(topic, "schedule")).content.decode()
    assert client.post(step(topic, "schedule"), {"happened_on": day, "meeting": meeting.number}).status_code == 302
    came = {"happened_on": day, "chair": CHAIR, f"why_{members[THIRD]}": "出差"}
    came |= {f"present_{members[name]}": "on" for name in (CHAIR, SECOND)}
    assert client.post(step(meeting, "convene"), {**came, "attendants": "尹审核"}).status_code == 302
    page = client.get(reverse("case", args=[meeting.pk])).content.decode()
    assert all(said in page for said in ("议程（1）", "到会情况", "出差", "缺席"))
    page = client.get(step(topic, "discuss")).content.decode()
    assert SECOND in page and THIRD not in page
    said = {"happened_on": day, "order_0": "1", "view_0": "disagree", "words_0": "车位不足", "view_1": "agree"}
    answer = client.post(step(topic, "discuss"), {**said, "resolution": "amended"})
    assert answer.status_code == 422 and "应当写明理由" in answer.content.decode()
    assert "车位不足" in answer.content.decode()
    answer = client.post(step(topic, "discuss"), {**said, "resolution": "amended", "reason": "已落实替代车位"})
    assert answer.status_code == 302
    page = client.get(reverse("case", args=[topic.pk])).content.decode()
    assert page.index(f"1　{SECOND}") < page.index(f"2　{CHAIR}") and "已落实替代车位" in page


def test_who_came_is_known_by_name_though_the_list_changed_meanwhile(
    visit: Callable[[str], Client], actor: Get, members: dict[str, str]
) -> None:
    client, meeting = visit("clerk"), plan(actor("clerk"), DAY)
    page = client.get(step(meeting, "convene")).content.decode()
    assert all(f"present_{one}" in page for one in members.values())
    with scopes.within(meeting.town):
        told = {"number": "ZC-0", "kind": "government_meeting", "name": "石副镇长", "post": "副镇长"}
        Member.objects.create(town=meeting.town, **told, starts_on=date(2021, 1, 1))
    came = {f"present_{members[name]}": "on" for name in (CHAIR, SECOND)}
    said = {"happened_on": DAY.isoformat(), "chair": CHAIR, "further": "秦副书记　副书记\n\n钟委员 组织委员 统战委员"}
    assert client.post(step(meeting, "convene"), {**said, **came}).status_code == 302
    with scopes.within(meeting.town):
        people = Attendance.objects.filter(case=meeting, present=True).values_list("name", "post")
        expected = [(CHAIR, "镇长"), (SECOND, "副镇长"), ("秦副书记", "副书记"), ("钟委员", "组织委员 统战委员")]
        assert list(people) == expected


def test_a_line_that_is_no_name_and_post_says_so(visit: Callable[[str], Client], actor: Get) -> None:
    meeting = plan(actor("clerk"), DAY)
    said = {"happened_on": DAY.isoformat(), "chair": CHAIR, "further": f"{CHAIR} 镇长\n" + "、".join(["游副镇长"] * 20)}
    answer = visit("clerk").post(step(meeting, "convene"), said)
    assert answer.status_code == 422 and "不能作为姓名" in answer.content.decode()


def test_the_order_of_speaking_follows_the_numbers_and_the_chair_stays_last(
    visit: Callable[[str], Client], actor: Get
) -> None:
    client, topic = visit("clerk"), propose(actor("clerk"), DAY)
    convened(actor, DAY, topic)
    said = {
        "happened_on": DAY.isoformat(),
        "resolution": "passed",
        "view_0": "agree",
        "view_1": "agree",
        "view_2": "agree",
    }
    twice = client.post(step(topic, "discuss"), {**said, "order_0": "1", "order_1": "1"})
    assert twice.status_code == 422 and f"发言次序 1 与{SECOND}重复" in twice.content.decode()
    assert client.post(step(topic, "discuss"), {**said, "order_0": "9", "order_1": "2"}).status_code == 302
    with scopes.within(topic.town):
        views = topic.steps.latest("sequence").data["views"]
    assert [one["name"] for one in views] == [THIRD, SECOND, CHAIR]


def test_a_discussion_before_the_meeting_says_what_to_do(visit: Callable[[str], Client], actor: Get) -> None:
    clerk, topic = actor("clerk"), propose(actor("clerk"), DAY)
    take(topic, "schedule", clerk, DAY, meeting=plan(clerk, DAY).number)
    page = visit("clerk").get(step(topic, "discuss")).content.decode()
    assert "请先在会议的页面上办理「召开并登记到会」" in page
    answer = visit("clerk").post(step(topic, "discuss"), {"happened_on": DAY.isoformat(), "resolution": "passed"})
    assert answer.status_code == 422 and "还没有登记召开" in answer.content.decode()


def test_script_in_what_was_said_is_shown_as_text(visit: Callable[[str], Client], actor: Get) -> None:
    topic = propose(actor("clerk"), DAY, title="<script>alert(1)</script>")
    convened(actor, DAY, topic)
    views = [{**AGREED[0], "words": "<img src=x onerror=alert(1)>"}, *AGREED[1:]]
    take(topic, "discuss", actor("clerk"), DAY, views=views, resolution="passed")
    page = visit("clerk").get(reverse("case", args=[topic.pk])).content.decode()
    assert "<script>alert" not in page and "<img src=x" not in page and "&lt;img src=x" in page


def test_the_pages_ask_no_more_for_many_topics_than_for_few(visit: Callable[[str], Client], actor: Get) -> None:
    clerk, client = actor("clerk"), visit("clerk")
    few, many = plan(clerk, DAY), plan(clerk, DAY)
    for meeting, count in ((few, 1), (many, 6)):
        for _ in range(count):
            take(propose(clerk, DAY), "schedule", clerk, DAY, meeting=meeting.number)
    asked = []
    for meeting in (few, many):
        address = reverse("case", args=[meeting.pk])
        client.get(address)
        with CaptureQueriesContext(connection) as seen:
            assert client.get(address).status_code == 200
        asked.append(len(seen))
    assert asked[1] <= asked[0] and asked[1] <= CASE


def test_a_task_is_given_to_somebody_in_post(visit: Callable[[str], Client], actor: Get) -> None:
    client, topic, editor = visit("clerk"), propose(actor("clerk"), DAY), actor("editor")
    convened(actor, DAY, topic)
    take(topic, "discuss", actor("clerk"), DAY, views=AGREED, resolution="passed")
    told = {"happened_on": DAY.isoformat(), "what": "划线", "appointment": str(editor.appointment_id)}
    early = client.post(step(topic, "assign_task"), {**told, "due_on": "2026-05-01"})
    assert early.status_code == 422 and "早于交办日期" in early.content.decode()
    assert client.post(step(topic, "assign_task"), {**told, "due_on": "2026-06-30"}).status_code == 302
    assert "陶编辑（司法所）" in client.get(reverse("case", args=[topic.pk])).content.decode()
    assert "划线" in visit("editor").get(reverse("desk")).content.decode()
