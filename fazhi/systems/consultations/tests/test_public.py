"""The public pages: anybody may read and comment, nobody is followed, nothing typed is lost, and only what is public is there."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from fazhi.kernel.models import Case, Submission
from fazhi.kernel.today import at
from fazhi.people import scopes
from fazhi.people.actors import Actor
from fazhi.systems.consultations import boards
from fazhi.systems.consultations.models import Comment, Quota, Salt
from fazhi.systems.consultations.tests.telling import END, START, comment, opened, take

pytestmark = pytest.mark.django_db
Get = Callable[[str], Actor]
SECOND = START + timedelta(1)


@pytest.fixture
def case(actor: Get) -> Case:
    return opened(actor("clerk"))


@pytest.fixture
def visitor() -> Iterator[Client]:
    with at(SECOND):
        yield Client(enforce_csrf_checks=True)


def page(case: Case) -> str:
    return reverse("consultation-draft", args=[case.town, case.pk])


def kept(case: Case) -> list[Comment]:
    with scopes.within(case.town):
        return list(Comment.objects.filter(case=case))


def test_anybody_reads_the_draft_and_comments_without_account_or_cookie(case: Case, visitor: Client) -> None:
    shown = visitor.get(page(case))
    assert "场镇车辆按划定车位停放" in shown.text
    sent = visitor.post(page(case), {"request": uuid4(), "words": "建议增加车位。"})
    assert sent.status_code == 302
    assert "意见已收到" in visitor.get(sent["Location"]).text
    assert [(one.words, one.source, one.received_on, one.name) for one in kept(case)] == [
        ("建议增加车位。", "web", SECOND, "")
    ]
    assert not visitor.cookies


def test_another_comment_under_the_same_id_is_kept_word_for_word(case: Case, visitor: Client) -> None:
    told = {"request": uuid4(), "words": "建议增加车位。"}
    visitor.post(page(case), told)
    again = visitor.post(page(case), {**told, "words": "不要增加车位。"})
    assert again.status_code == 409 and "两份都已保留" in again.text
    with scopes.within(case.town):
        bodies = [json.loads(one.body) for one in Submission.objects.filter(request=told["request"])]
        assert {body["rows"][0]["words"] for body in bodies} == {"建议增加车位。", "不要增加车位。"}


def test_the_same_comment_sent_twice_is_one(case: Case, visitor: Client) -> None:
    told = {"request": uuid4(), "words": "建议增加车位。"}
    assert [visitor.post(page(case), told).status_code for _ in range(3)] == [302] * 3
    assert len(kept(case)) == 1


def test_a_script_is_shown_as_what_was_typed(case: Case, visitor: Client, actor: Get) -> None:
    visitor.post(page(case), {"words": "<script>alert(1)</script>"})
    clerk = actor("clerk")
    closed = take(case, "close", clerk, END + timedelta(1))
    with scopes.within(case.town):
        chosen = [str(one.pk) for one in boards.ungrouped(closed)]
    told = {"gist": "<script>alert(2)</script>", "answer": "declined", "words": "<b>不采纳</b>"}
    closed = take(closed, "answer_group", clerk, END + timedelta(1), comments=chosen, **told)
    take(closed, "publish_summary", clerk, END + timedelta(1))
    shown = visitor.get(page(case)).text
    assert "<script>alert" not in shown and "<b>不采纳" not in shown
    assert "&lt;script&gt;alert(2)" in shown


@pytest.mark.parametrize("day", [START - timedelta(1), END + timedelta(1)])
def test_outside_the_period_nothing_is_taken_and_the_words_stay(case: Case, day: date) -> None:
    with at(day):
        shown = Client().post(page(case), {"words": "我有话说。"})
    assert shown.status_code == 409
    assert "您的意见没有提交，文字仍保留在下面" in shown.text and "我有话说。" in shown.text
    assert kept(case) == []


def test_the_last_day_counts(case: Case) -> None:
    with at(END):
        assert Client().post(page(case), {"words": "最后一天。"}).status_code == 302


def test_an_empty_or_endless_comment_is_refused_with_its_sentence(case: Case, visitor: Client) -> None:
    for words in ("", "   ", "长" * 2001):
        shown = visitor.post(page(case), {"words": words})
        assert shown.status_code == 422
    assert kept(case) == []


def test_a_machine_that_fills_every_field_is_not_heard(case: Case, visitor: Client) -> None:
    assert visitor.post(page(case), {"words": "buy", "website": "spam"}).status_code == 302
    assert kept(case) == []


def test_one_place_may_send_so_many_a_day_and_its_address_is_kept_nowhere(case: Case, visitor: Client) -> None:
    statuses = [
        visitor.post(page(case), {"words": f"意见{n}"}, REMOTE_ADDR="203.0.113.9").status_code for n in range(31)
    ]
    assert statuses == [302] * 30 + [429]
    assert (
        "已经达到上限，这一条没有提交，文字仍保留在下面"
        in visitor.post(page(case), {"words": "再说一句"}, REMOTE_ADDR="203.0.113.9").text
    )
    assert visitor.post(page(case), {"words": "别处的人"}, REMOTE_ADDR="203.0.113.10").status_code == 302
    with connection.cursor() as cursor:
        cursor.execute("SELECT place FROM consultations_quota")
        places = [place for (place,) in cursor.fetchall()]
    assert len(places) == 2 and not any("203.0.113" in place for place in places)
    with at(SECOND + timedelta(1)):
        visitor.post(page(case), {"words": "第二天"}, REMOTE_ADDR="203.0.113.9")
    assert set(Salt.objects.values_list("day", flat=True)) == {SECOND + timedelta(1)}
    assert set(Quota.objects.values_list("day", flat=True)) == {SECOND + timedelta(1)}


def test_names_of_those_who_commented_are_on_no_public_page(case: Case, visitor: Client) -> None:
    comment(case, "我同意。", SECOND, "覃大山")
    shown = visitor.get(page(case)).text
    assert "覃大山" not in shown and "我同意" not in shown


def test_the_board_lists_what_is_open_first_and_only_of_this_town(actor: Get, case: Case, visitor: Client) -> None:
    stopped = opened(actor("clerk"), ends_on="2022-06-01")
    take(stopped, "stop", actor("clerk"), START)
    ahead = opened(actor("clerk"), starts_on="2022-04-20", ends_on="2022-06-01")
    shown = visitor.get(reverse("consultation-board", args=[case.town])).text
    assert "正在征求意见" in shown and str(stopped.pk) not in shown
    assert 0 < shown.index(str(case.pk)) < shown.index(str(ahead.pk)) < shown.index("尚未开始")
    assert str(case.pk) not in visitor.get(reverse("consultation-board", args=["500235117000"])).text


@pytest.mark.parametrize("elsewhere", ["500235117000", "500235000000", "500235116201", "999999999000", "abc"])
def test_under_another_town_or_none_the_draft_is_not_found(case: Case, visitor: Client, elsewhere: str) -> None:
    assert visitor.get(f"/consultations/{elsewhere}/{case.pk}/").status_code == 404
    assert visitor.post(f"/consultations/{elsewhere}/{case.pk}/", {"words": "试"}).status_code == 404


def test_no_other_case_can_be_read_through_the_public_page(actor: Get, visitor: Client) -> None:
    from fazhi.systems.disputes.tests.telling import report

    other = report(actor("clerk"), date(2022, 3, 2))
    assert visitor.get(reverse("consultation-draft", args=[other.town, other.pk])).status_code == 404


def test_the_draft_page_asks_little_of_the_database(
    case: Case, visitor: Client, django_assert_max_num_queries: Callable
) -> None:
    with django_assert_max_num_queries(8):
        visitor.get(page(case))
