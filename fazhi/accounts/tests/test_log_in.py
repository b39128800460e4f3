"""The log-in form against whatever is typed into it, and where one goes from there."""

from __future__ import annotations

import json

import pytest
from axes.models import AccessAttempt
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from fido2.utils import websafe_encode

from fazhi.accounts import terms
from fazhi.accounts.tests.standing import PASSWORD, Browser, administrator, log_in
from fazhi.people.models import Person

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("username", ["cl\0erk", "镇" * 300, " ", "ｃｌｅｒｋ"])
def test_whatever_is_typed_as_an_account_gets_the_log_in_page_again(with_passwords: str, username: str) -> None:
    answer = log_in(Client(), username, "wrong")
    assert answer.status_code == 200
    assert "<h1>登录</h1>" in answer.content.decode()


def test_an_account_that_is_too_long_is_not_counted(with_passwords: str) -> None:
    assert "账号最长 40 个字" in log_in(Client(), "镇" * 41, "wrong").content.decode()
    assert not AccessAttempt.objects.exists()


@pytest.mark.parametrize("username", ["clerk", " clerk ", "ｃｌｅｒｋ"])
def test_an_account_guessed_at_from_everywhere_is_closed_however_it_is_spelt(
    with_passwords: str, username: str
) -> None:
    for number in range(terms.number("lock", "spread_failures")):
        AccessAttempt.objects.create(
            username="clerk", ip_address=f"198.51.100.{number}", failures_since_start=1, attempt_time=timezone.now()
        )
    answer = log_in(Client(), username)
    assert answer.status_code == 429
    assert "从许多地方试密码" in answer.content.decode()


@pytest.mark.parametrize("address", ["login", "second-factor"])
def test_from_the_log_in_one_does_not_go_back_to_it(browser: Browser, address: str) -> None:
    here = reverse(address)
    answer = browser("clerk").get(here, {"next": here})
    assert (answer.status_code, answer.headers["Location"]) == (302, reverse("desk"))


def test_the_demonstration_lists_only_accounts_that_can_log_in(
    with_passwords: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FAZHI_DEMO", "1")
    page = reverse("login")
    assert 'data-label="账号">clerk<' in Client().get(page).content.decode()
    clerk = Person.objects.get(username="clerk")
    clerk.set_unusable_password()
    clerk.save()
    assert 'data-label="账号">clerk<' not in Client().get(page).content.decode()


def test_an_administrator_finds_their_own_pages_from_where_the_log_in_leads(with_passwords: str) -> None:
    person = administrator("security_admin")
    person.set_password(PASSWORD)
    person.save()
    client = Client()
    assert log_in(client, person.username).headers["Location"] == reverse("people")
    refused = client.get(reverse("desk"))
    assert refused.status_code == 403
    assert f'href="{reverse("people")}">账号安全<' in refused.content.decode()


ANSWERS = [
    "",
    "null",
    "[]",
    "1",
    '"x"',
    "{}",
    "[" * 100_000,
    '{"id": "AA", "rawId": "AA", "type": "public-key", "response": null}',
]
BYTES = [b"", b"\xa3", b"\xa3\x01", b"\xff" * 37, b"\xa1\x00", bytes(range(60))]


def answered(content: bytes) -> str:
    """What a browser would send, with anything in the places of its bytes."""
    said = {name: websafe_encode(content) for name in ("attestationObject", "authenticatorData", "signature")}
    said["clientDataJSON"] = websafe_encode(
        b'{"type": "webauthn.get", "challenge": "AA", "origin": "http://testserver"}'
    )
    return json.dumps({"id": "AA", "rawId": "AA", "type": "public-key", "response": said, "clientExtensionResults": {}})


@pytest.mark.parametrize("answer", [*ANSWERS, *map(answered, BYTES)], ids=range(len(ANSWERS) + len(BYTES)))
def test_whatever_comes_as_a_passkey_is_no_passkey(browser: Browser, answer: str) -> None:
    stranger, clerk = Client(), browser("clerk")
    assert stranger.post(reverse("passkey-options", args=["login"])).status_code == 200
    said = stranger.post(reverse("passkey-log-in"), {"passkey": answer}, follow=True).content.decode()
    assert "没有登录" in said and "<h1>登录</h1>" in said
    assert clerk.post(reverse("passkey-options", args=["enrol"])).status_code == 200
    assert "没有登记" in clerk.post(reverse("enrol-passkey"), {"passkey": answer}, follow=True).content.decode()
