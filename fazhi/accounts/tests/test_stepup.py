"""Before an act that signs, the person proves once more who they are, and what they sent is done exactly once."""

from __future__ import annotations

import re
from uuid import uuid4

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse

from fazhi.accounts import totp
from fazhi.accounts.sessions import SessionStore
from fazhi.accounts.stepup import StepUpMiddleware
from fazhi.accounts.tests.conftest import Watch
from fazhi.accounts.tests.standing import PASSWORD, Browser, code_of
from fazhi.people.models import Person
from fazhi.report import issuing
from fazhi.web.proof import fresh_identity

pytestmark = pytest.mark.django_db
SEED = bytes(range(20))


@pytest.fixture
def signed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What reaches the signing itself: names of those who signed."""
    found: list[str] = []

    def sign(actor: object, *_: object) -> None:
        found.append(actor.name)
        raise issuing.NotIssued("试签。")

    monkeypatch.setattr(issuing, "sign", sign)
    return found


def sign_address() -> str:
    return reverse("report-sign", args=[2022, uuid4()])


def hidden(page: str) -> dict[str, str]:
    found = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page))
    return {name: value for name, value in found.items() if name != "csrfmiddlewaretoken"}


def test_signing_right_after_logging_in_asks_nothing(browser: Browser, signed: list[str], watch: Watch) -> None:
    client = browser("mayor")
    watch.on(minutes=5)
    assert client.post(sign_address()).status_code == 302
    assert signed == ["向镇长"]


def test_signing_later_asks_for_the_password_and_then_signs_once(
    browser: Browser, signed: list[str], watch: Watch
) -> None:
    client, address = browser("mayor"), sign_address()
    watch.on(minutes=5, seconds=1)
    asked = client.post(address, {"note": "同意签发", "item": ["甲", "乙"]})
    page = asked.content.decode()
    assert asked.status_code == 403
    assert "还没有办理" in page
    assert signed == []
    before = client.session.session_key
    wrong = client.post(address, {"note": "同意签发", "proof_password": "wrong"})
    assert "没有办理" in wrong.content.decode()
    assert hidden(wrong.content.decode()) == {"note": "同意签发"}
    assert signed == []
    assert client.post(address, {**hidden(page), "proof_password": PASSWORD}).status_code == 302
    assert signed == ["向镇长"]
    assert client.session.session_key != before
    watch.on(minutes=5)
    assert client.post(address).status_code == 302


def test_who_has_an_app_proves_by_code_and_not_by_password(browser: Browser, signed: list[str], watch: Watch) -> None:
    client, address = browser("mayor"), sign_address()
    totp.enrol(Person.objects.get(username="mayor"), SEED, code_of(SEED))
    watch.on(minutes=6)
    session = client.session
    session["factor"] = "passed"
    session.save()
    assert "proof_password" not in client.post(address).content.decode()
    assert client.post(address, {"proof_password": PASSWORD}).status_code == 403
    assert signed == []
    code = code_of(SEED)
    assert client.post(address, {"proof_code": code}).status_code == 302
    watch.on(minutes=6)
    assert client.post(address, {"proof_code": code}).status_code == 403
    assert len(signed) == 1


def test_after_five_wrong_proofs_the_right_one_waits(browser: Browser, signed: list[str], watch: Watch) -> None:
    client, address = browser("mayor"), sign_address()
    watch.on(minutes=6)
    for _ in range(5):
        client.post(address, {"proof_password": "wrong"})
    told = client.post(address, {"proof_password": PASSWORD}).content.decode()
    assert "15 分钟后再试" in told
    assert signed == []


def test_a_seed_that_cannot_be_opened_is_told_and_nothing_is_done(
    browser: Browser, signed: list[str], watch: Watch
) -> None:
    client, address = browser("mayor"), sign_address()
    person = Person.objects.get(username="mayor")
    totp.enrol(person, SEED, code_of(SEED))
    person.authenticators.update(secret="altered")
    watch.on(minutes=6)
    session = client.session
    session["factor"] = "passed"
    session.save()
    asked = client.post(address, {"note": "同意", "proof_code": "123456"})
    assert asked.status_code == 403
    assert "种子格式不对" in asked.content.decode()
    assert hidden(asked.content.decode()) == {"note": "同意"}
    assert signed == []


def test_a_page_may_ask_before_it_opens(browser: Browser, watch: Watch) -> None:
    client = browser("clerk")
    watch.on(minutes=6)
    asked = client.get(reverse("factors") + "?next=/rules/")
    assert asked.status_code == 403
    assert hidden(asked.content.decode()) == {"proof_opening": "1"}
    opened = client.post(reverse("factors") + "?next=/rules/", {"proof_opening": "1", "proof_password": PASSWORD})
    assert opened.headers["Location"] == reverse("factors") + "?next=/rules/"
    assert client.get(opened.headers["Location"]).status_code == 200


def test_proof_does_not_open_what_the_post_may_not(browser: Browser, signed: list[str], watch: Watch) -> None:
    """Being asked is no permission: the system administrator proves and is refused all the same."""
    client = browser("system_admin")
    watch.on(minutes=6)
    assert client.post(sign_address(), {"proof_password": PASSWORD}).status_code == 403
    assert signed == []


def test_a_view_may_narrow_when_it_asks(town: str, rf: RequestFactory, browser: Browser, watch: Watch) -> None:

    @fresh_identity(when=lambda request, step: step == "issue")
    def take(request: HttpRequest, step: str) -> HttpResponse:
        return HttpResponse(step)

    middleware = StepUpMiddleware(take)
    request = rf.post("/", {"text": "甲"})
    request.user, request.session = Person.objects.get(username="clerk"), Client().session
    assert middleware.process_view(request, take, [], {"step": "note"}) is None
    assert middleware.process_view(request, take, [], {"step": "issue"}).status_code == 403


def test_the_form_reaches_the_view_as_it_was_first_sent(with_passwords: str, rf: RequestFactory, watch: Watch) -> None:
    @fresh_identity()
    def take(request: HttpRequest) -> HttpResponse:
        return HttpResponse("")

    sent = {"note": "同意", "item": ["甲", "乙"], "proof_password": PASSWORD}
    request = rf.post("/", sent)
    request.user, request.session = Person.objects.get(username="clerk"), SessionStore()
    assert StepUpMiddleware(take).process_view(request, take, [], {}) is None
    assert dict(request.POST.lists()) == {"note": ["同意"], "item": ["甲", "乙"]}
