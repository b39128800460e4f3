"""What a phone's queue is answered, in plain words. That it arrives once: tests/faults/test_replays.py."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from fazhi.kernel.models import Case, Submission
from fazhi.kernel.today import today
from fazhi.people import scopes
from fazhi.people.actors import Actor
from fazhi.web.tests.reports import TOWN, sent
from fazhi.web.tests.standing import Visit

pytestmark = pytest.mark.django_db


def test_a_report_that_was_settled_meanwhile_says_so(visit: Visit, actor: Callable[[str], Actor]) -> None:
    from fazhi.systems.disputes.tests.telling import take

    client, request = visit("grid_worker"), UUID(int=7)
    sent(client, request, {})
    with scopes.within(TOWN):
        case = Case.objects.get()
    for step in ("refuse", "tell_roads"):
        case = take(case, step, actor("mediator"), today())
    status, told = sent(client, request, {})
    assert (status, told["sentence"]) == (200, f"已登记，编号 {case.number}；此后已办结（终止调解）。")


def test_what_is_wrong_is_one_sentence_that_names_the_field_and_nothing_is_kept(visit: Visit) -> None:
    status, told = sent(visit("grid_worker"), UUID(int=7), {"parties": "12345"})
    assert status == 422
    assert told["fields"] == ["parties"] and "“当事人”：" not in told["sentence"] and "读不懂" in told["sentence"]
    with scopes.within(TOWN):
        assert not Case.objects.exists() and not Submission.objects.exists()


def test_a_post_that_registers_nothing_is_told_so(visit: Visit) -> None:
    status, told = sent(visit("officer"), UUID(int=7), {})
    assert status == 403 and "由网格员、人民调解员" in told["sentence"] and "没有改动" in told["sentence"]
    assert visit("officer").get(reverse("phone", args=["disputes", "mediation"])).status_code == 403
    assert visit("clerk").get(reverse("phone", args=["norms", "document"])).status_code == 404


def test_the_page_is_for_whoever_is_logged_in_and_carries_no_token(visit: Visit) -> None:
    address = reverse("phone", args=["disputes", "mediation"])
    assert Client().get(address).status_code == 302
    page = visit("grid_worker").get(address).content.decode()
    assert "廖网格" in page and "csrfmiddlewaretoken" not in page
    told = visit("grid_worker").get(reverse("phone-token")).json()
    assert set(told) == {"person", "token"} and f'data-person="{told["person"]}"' in page


def test_the_worker_comes_from_its_own_address_without_a_log_in() -> None:
    answer = Client().get(reverse("phone-worker"))
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/javascript; charset=utf-8")
    assert "worker-src 'self'" in answer["Content-Security-Policy"]
