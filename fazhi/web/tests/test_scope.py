"""Who sees what: scope, post, kind of post. Out of scope reads the same as not existing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from fazhi.kernel.models import Case
from fazhi.people.identifiers import new_id
from fazhi.people.models import Appointment, Office, Person, Post
from fazhi.web.tests.standing import SECOND_VILLAGE, Open, Visit

pytestmark = pytest.mark.django_db


def test_a_stranger_is_sent_to_the_log_in_page(case: Case) -> None:
    for address in (reverse("desk"), reverse("case", args=[case.pk]), reverse("ledger", args=["disputes.disputes"])):
        answer = Client().get(address)
        assert answer.status_code == 302
        assert answer.headers["Location"].startswith(reverse("login"))


def test_a_case_of_another_town_reads_like_one_that_does_not_exist(visit: Visit, case: Case) -> None:
    client = visit("stranger")
    hidden = client.get(reverse("case", args=[case.pk]))
    missing = client.get(reverse("case", args=[new_id()]))
    assert hidden.status_code == missing.status_code == 404
    assert hidden.content == missing.content
    assert visit("clerk").get(reverse("case", args=[case.pk])).status_code == 200


@pytest.mark.parametrize("address", ["step", "unmask"])
def test_nothing_can_be_done_to_a_case_of_another_town(visit: Visit, case: Case, address: str) -> None:
    arguments = [case.pk, "accept_town"] if address == "step" else [case.pk]
    answer = visit("stranger").post(reverse(address, args=arguments), {"reason": "只是想看一看"})
    assert answer.status_code == 404


def test_a_village_post_sees_its_own_village_only(visit: Visit, open_case: Open) -> None:
    here, there = open_case(), open_case(SECOND_VILLAGE)
    client = visit("grid_worker")
    assert client.get(reverse("case", args=[here.pk])).status_code == 200
    assert client.get(reverse("case", args=[there.pk])).status_code == 404
    page = client.get(reverse("ledger", args=["disputes.disputes"])).content.decode()
    assert here.number in page
    assert there.number not in page
    assert "仅列出您所在的村（社区）" in page


def test_search_finds_a_name_and_only_in_scope(visit: Visit, case: Case) -> None:
    assert case.number in visit("clerk").get(reverse("search"), {"q": "王小明"}).content.decode()
    assert case.number in visit("clerk").get(reverse("search"), {"q": case.number}).content.decode()
    assert case.number not in visit("stranger").get(reverse("search"), {"q": "王小明"}).content.decode()


def test_an_administrator_sees_no_business(visit: Visit, case: Case) -> None:
    client = visit("system_admin")
    for address in (reverse("desk"), reverse("case", args=[case.pk]), reverse("search")):
        answer = client.get(address)
        assert answer.status_code == 403
        assert "三员分设" in answer.content.decode()
    assert client.get(reverse("rules")).status_code == 200
    assert reverse("logout") in client.get(reverse("desk")).content.decode()


def test_somebody_without_a_post_today_is_told_so(town: str, visit: Visit) -> None:
    Appointment.objects.filter(person__username="clerk").update(ends_on=date(2026, 11, 22))
    answer = visit("clerk").get(reverse("desk"))
    assert answer.status_code == 403
    assert "您的账号还没有岗位" in answer.content.decode()


@pytest.fixture
def second_post(town: str) -> Appointment:
    office = Office.objects.get_or_create(division_id=town, name="综治中心")[0]
    post = Post.objects.create(office=office, title="综治经办岗", role="clerk")
    person = Person.objects.get(username="editor")
    return Appointment.objects.create(person=person, post=post, division_id=town, starts_on=date(2026, 1, 1))


def test_somebody_with_two_posts_chooses_and_the_session_keeps_it(visit: Visit, second_post: Appointment) -> None:
    client = visit("editor")
    sent = client.get(reverse("rules"))
    assert sent.headers["Location"].startswith(reverse("choose-post"))
    answer = client.post(sent.headers["Location"], {"post": str(second_post.pk), "next": reverse("desk")}, follow=True)
    assert answer.redirect_chain[-1][0] == reverse("desk")
    assert "综治经办岗" in answer.content.decode()


def test_a_post_of_somebody_else_cannot_be_chosen(visit: Visit, second_post: Appointment) -> None:
    other = Appointment.objects.get(person__username="secretary")
    client = visit("editor")
    client.post(reverse("choose-post"), {"post": str(other.pk)})
    assert client.get(reverse("desk")).status_code == 302


def test_the_way_back_after_choosing_stays_in_the_house(visit: Visit, second_post: Appointment) -> None:
    wanted = {"post": str(second_post.pk), "next": "https://example.com/"}
    assert visit("editor").post(reverse("choose-post"), wanted).headers["Location"] == reverse("desk")


@pytest.mark.parametrize(
    ("username", "may"), [("clerk", True), ("mediator", True), ("grid_worker", True), ("mayor", False)]
)
def test_only_posts_of_the_procedure_register(visit: Visit, username: str, may: bool) -> None:
    answer = visit(username).get(reverse("open", args=["disputes", "mediation"]))
    assert answer.status_code == (200 if may else 403)
    if not may:
        assert "由网格员、人民调解员" in answer.content.decode()


def test_a_post_that_may_not_take_a_step_sees_what_is_missing_and_why(visit: Visit, case: Case) -> None:
    page = visit("mayor").get(reverse("case", args=[case.pk])).content.decode()
    assert "暂时不能办理的" in page
    assert "由人民调解员办理，您现在的岗位是" in page
    assert "《中华人民共和国人民调解法》第十九条" in page
    assert reverse("step", args=[case.pk, "accept"]) not in page


def test_a_form_that_somebody_may_not_send_is_not_offered(visit: Visit, case: Case) -> None:
    address = reverse("step", args=[case.pk, "accept"])
    page = visit("mayor").get(address).content.decode()
    assert "由人民调解员办理" in page
    assert "<form class=" not in page.split("<main")[1]
    assert 'name="mediator"' in visit("mediator").get(address).content.decode()


def test_a_step_by_somebody_who_may_not_is_refused_with_one_sentence(
    visit: Visit, case: Case, actor: Callable[[str], object]
) -> None:
    said = {"happened_on": "2026-11-23", "consent": "all", "mediator": "冉调解", "mediator_choice": "chosen"}
    answer = visit("mayor").post(reverse("step", args=[case.pk, "accept"]), said)
    assert answer.status_code == 422
    assert "由人民调解员办理" in answer.content.decode()
    assert "没有做任何改动" in answer.content.decode()


@pytest.mark.parametrize(
    ("username", "status"),
    [
        *((name, 200) for name in ("secretary", "mayor", "mediator", "officer", "clerk", "editor", "grid_worker")),
        *((name, 200) for name in ("county_supervisor", "stranger")),
        ("system_admin", 403),
    ],
)
def test_every_standing_person_has_a_desk_or_a_reason(visit: Visit, case: Case, username: str, status: int) -> None:
    assert visit(username).get(reverse("desk")).status_code == status
