"""No bare error: every page of trouble says what happened, what was kept and what to do, in our own words."""

from __future__ import annotations

import pytest
from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.test import Client, RequestFactory
from django.urls import reverse

from fazhi.kernel.models import Case, Step
from fazhi.people import scopes
from fazhi.web.middleware import LARGEST_BODY
from fazhi.web.tests.standing import Visit
from fazhi.web.views import errors

pytestmark = pytest.mark.django_db
SECTIONS = ("发生了什么", "保留了什么", "请您怎么办")


def says_all(content: bytes) -> bool:
    text = content.decode()
    return all(section in text for section in SECTIONS) and text.count("<h1>") == 1


@pytest.mark.parametrize("status", sorted(errors.TROUBLES))
def test_every_trouble_has_its_three_answers(status: int, rf: RequestFactory) -> None:
    answer = errors.page(rf.get("/"), status)
    assert answer.status_code == status
    assert says_all(answer.content)


def test_an_unknown_address_is_answered_in_our_words(visit: Visit) -> None:
    answer = visit("clerk").get("/no/such/page/")
    assert answer.status_code == 404
    assert says_all(answer.content)


def test_a_wrong_method_is_answered_in_our_words(visit: Visit, case: Case) -> None:
    answer = visit("clerk").get(reverse("unmask", args=[case.pk]))
    assert answer.status_code == 405
    assert answer.headers["Allow"] == "POST"
    assert says_all(answer.content)


def test_a_body_that_is_too_large_is_refused_before_it_is_read(visit: Visit) -> None:
    answer = visit("clerk").generic("POST", reverse("search"), b"x", CONTENT_LENGTH=str(LARGEST_BODY + 1))
    assert answer.status_code == 413
    assert says_all(answer.content)


def test_a_form_without_its_token_is_answered_in_our_words(town: str) -> None:
    answer = Client(enforce_csrf_checks=True).post(reverse("login"), {"username": "clerk"})
    assert answer.status_code == 403
    assert "页面已经过期" in answer.content.decode()


def test_a_view_that_breaks_takes_its_writing_with_it(
    visit: Visit, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    from fazhi.systems.disputes import actions

    whole = actions.carry_out

    def breaks(*arguments: object) -> None:
        whole(*arguments)
        raise RuntimeError("after the step was written")

    monkeypatch.setattr(actions, "carry_out", breaks)
    client = visit("mediator")
    client.raise_request_exception = False
    said = {"happened_on": "2026-11-23", "consent": "all", "mediator": "冉调解", "mediator_choice": "chosen"}
    answer = client.post(reverse("step", args=[case.pk, "accept"]), said)
    assert answer.status_code == 500
    assert says_all(answer.content)
    with scopes.within(case.town):
        assert Step.objects.filter(case=case).count() == 1


def test_a_form_with_too_many_bytes_is_told_apart_from_a_garbled_one(rf: RequestFactory) -> None:
    assert errors.bad_request(rf.get("/"), RequestDataTooBig()).status_code == 413
    assert errors.bad_request(rf.get("/"), SuspiciousOperation()).status_code == 400


def test_a_ledger_that_does_not_exist_is_not_found(visit: Visit) -> None:
    for address in ("/ledgers/no.such/", "/headings/nothing/", "/open/disputes/nothing/", "/rules/NOTHING/"):
        assert visit("clerk").get(address).status_code == 404
