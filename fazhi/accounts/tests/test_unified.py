"""Log-in by unified identity, against a real provider over real HTTP."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from fazhi.accounts import totp
from fazhi.accounts.tests import provider
from fazhi.accounts.tests.standing import code_of
from fazhi.kernel import today
from fazhi.people.models import Appointment, Person

pytestmark = pytest.mark.django_db
SEED = bytes(range(20))
BACK = "http://testserver/login/unified/back/"


@pytest.fixture(autouse=True)
def watch() -> None:
    """Here the clock is the real one: the provider has no other."""
    today._moment.set(None)


@pytest.fixture(scope="module")
def issuer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A provider in a process of its own."""
    with socket.socket() as probe:
        probe.bind(("localhost", 0))
        port = probe.getsockname()[1]
    folder = tmp_path_factory.mktemp("provider")
    command = [sys.executable, "-m", "fazhi.accounts.tests.provider", str(port), str(folder), BACK]
    environment = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"ready\n"
        yield f"http://localhost:{port}/o"
        process.terminate()


@pytest.fixture
def configured(issuer: str, town: str, monkeypatch: pytest.MonkeyPatch) -> str:
    said = {"ISSUER": issuer, "CLIENT": provider.CLIENT, "SECRET": provider.SECRET, "TITLE": "县统一身份认证"}
    for name, value in said.items():
        monkeypatch.setenv(f"FAZHI_OIDC_{name}", value)
    return issuer


def leave(client: Client, next_page: str = "") -> str:
    """Press the button; the address the browser is sent to."""
    page = client.get(reverse("login"), {"next": next_page}).content.decode()
    address = re.search(r'href="(/login/unified/[^"]*)">用县统一身份认证登录<', page)[1]
    return client.get(address.replace("&amp;", "&")).headers["Location"]


def at_the_provider(address: str, username: str) -> str:
    """Log in there in a browser of requests; the address it sends one back to."""
    there = requests.Session()
    asked = there.get(address, allow_redirects=False, timeout=10).headers["Location"]
    origin = "{0.scheme}://{0.netloc}".format(urlsplit(address))
    word = f"&as={username}&password={provider.PASSWORD}"
    entered = there.get(origin + asked + word, allow_redirects=False, timeout=10).headers["Location"]
    return there.get(origin + entered, allow_redirects=False, timeout=10).headers["Location"]


def through(client: Client, username: str, next_page: str = "") -> HttpResponse:
    back = at_the_provider(leave(client, next_page), username)
    assert back.startswith(BACK)
    return client.get(back.removeprefix("http://testserver"))


def is_in(client: Client) -> bool:
    return client.get(reverse("account")).status_code == 200


def test_the_button_is_there_only_when_a_provider_is_configured(town: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FAZHI_OIDC_ISSUER", raising=False)
    assert "login/unified" not in Client().get(reverse("login")).content.decode()
    for name in ("unified", "unified-back"):
        assert "没有启用统一身份认证" in Client().get(reverse(name)).content.decode()


def test_a_known_person_comes_in_under_their_own_posts(configured: str) -> None:
    client = Client()
    before = Person.objects.count(), Appointment.objects.count()
    answer = through(client, "clerk", "/rules/")
    assert answer.headers["Location"] == "/rules/"
    assert "黎经办" in client.get(reverse("account")).content.decode()
    assert (Person.objects.count(), Appointment.objects.count()) == before


def test_the_request_carries_state_nonce_and_a_challenge(configured: str) -> None:
    asked = parse_qs(urlsplit(leave(Client())).query)
    assert asked["code_challenge_method"] == ["S256"]
    assert all(len(asked[name][0]) >= 20 for name in ("state", "nonce", "code_challenge"))


@pytest.mark.parametrize("username", ["late", "elsewhere", "replayed", "astray"])
def test_an_answer_that_is_not_sound_lets_nobody_in(configured: str, username: str) -> None:
    Person.objects.create_person(username, "不该进来")
    client = Client()
    answer = through(client, username)
    assert answer.status_code == 200
    assert "没有通过核对，没有登录" in answer.content.decode()
    assert not is_in(client)


def test_an_answer_to_another_browser_lets_nobody_in(configured: str) -> None:
    back = at_the_provider(leave(Client()), "clerk")
    thief = Client()
    leave(thief)
    answer = thief.get(back.removeprefix("http://testserver"))
    assert "没有通过核对" in answer.content.decode()
    assert not is_in(thief)


def test_the_same_answer_opens_once(configured: str) -> None:
    client = Client()
    back = at_the_provider(leave(client), "clerk").removeprefix("http://testserver")
    assert client.get(back).status_code == 302
    client.post(reverse("logout"))
    assert "没有通过核对" in client.get(back).content.decode()
    assert not is_in(client)


def test_somebody_without_an_account_here_is_told_whom_to_ask(configured: str) -> None:
    client = Client()
    text = through(client, "unheard").content.decode()
    assert "没有在本平台登记，没有登录" in text
    assert "安全管理员" in text
    assert not Person.objects.filter(username="unheard").exists()


def test_a_disabled_person_is_told_so(configured: str) -> None:
    Person.objects.filter(username="mayor").update(is_active=False)
    client = Client()
    assert "已经停用，没有登录" in through(client, "mayor").content.decode()
    assert not is_in(client)


def test_the_second_factor_is_asked_for_all_the_same(configured: str) -> None:
    person = Person.objects.get(username="clerk")
    totp.enrol(person, SEED, code_of(SEED))
    person.authenticators.update(last_used=0)
    client = Client()
    assert "二次核验" in through(client, "clerk", "/rules/").content.decode()
    assert not is_in(client)
    answer = client.post(reverse("second-factor"), {"code": code_of(SEED), "next": "/rules/"})
    assert answer.headers["Location"] == "/rules/"
    assert is_in(client)


def test_a_provider_that_calls_itself_otherwise_is_not_asked(configured: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FAZHI_OIDC_ISSUER", configured + "/")
    answer = Client().get(reverse("unified"))
    assert "暂时联系不上，没有登录" in answer.content.decode()


def test_a_provider_that_does_not_answer_leaves_the_password(town: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FAZHI_OIDC_ISSUER", "http://localhost:9/o")
    monkeypatch.setenv("FAZHI_OIDC_CLIENT", "fazhi")
    answer = Client().get(reverse("unified"))
    assert "用账号和密码登录" in answer.content.decode()
