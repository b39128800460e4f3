"""Headers, addresses, locks: what a county's inspector would look at first."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse

from fazhi.kernel.models import Case
from fazhi.people.models import Person
from fazhi.web.tests.standing import PASSWORD, Visit

pytestmark = pytest.mark.django_db
OUTSIDE = re.compile(r"""(?:src|href|action|content|data-url|hx-\w+)\s*=\s*["'](?:https?:)?//""")


def pages(case: Case) -> list[str]:
    fixed = ["desk", "search", "rules", "password", "choose-post"]
    return [
        *(reverse(name) for name in fixed),
        reverse("system", args=["disputes"]),
        reverse("ledger", args=["disputes.disputes"]),
        reverse("ledger-import", args=["disputes.staff"]),
        reverse("open", args=["disputes", "mediation"]),
        reverse("case", args=[case.pk]),
        reverse("step", args=[case.pk, "accept_town"]),
        "/no/such/page/",
    ]


def test_every_page_keeps_strangers_out_of_the_browser(visit: Visit, case: Case) -> None:
    client = visit("clerk")
    for address in pages(case):
        answer = client.get(address)
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "script-src 'self';" in policy
        assert "unsafe" not in policy
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["X-Frame-Options"] == "DENY"
        assert answer.headers["Referrer-Policy"] == "same-origin"
        assert "no-store" in answer.headers["Cache-Control"]


def test_no_page_names_an_outside_address_nor_carries_script_or_style_of_its_own(visit: Visit, case: Case) -> None:
    client = visit("clerk")
    for address in [*pages(case), reverse("login")]:
        page = (Client() if address == reverse("login") else client).get(address).content.decode()
        assert not OUTSIDE.search(page), address
        assert not re.search(r"<script(?![^>]*\ssrc=)", page), address
        assert not re.search(r"<style|\sstyle=|\son\w+=", page), address


def test_our_files_name_no_outside_address() -> None:
    from pathlib import Path

    import fazhi.web

    for file in (Path(fazhi.web.__file__).parent / "static" / "web").iterdir():
        found = [one for one in re.findall(r"https?://[^\s\"')]+", file.read_text("utf-8")) if "w3.org" not in one]
        assert found == [], file.name


def test_every_page_has_one_heading_a_skip_link_and_its_language(visit: Visit, case: Case) -> None:
    client = visit("clerk")
    for address in pages(case):
        page = client.get(address).content.decode()
        assert len(re.findall(r"<h1[ >]", page)) == 1, address
        assert 'href="#main"' in page
        assert page.count('id="main"') == 1
        assert 'lang="zh-Hans"' in page


@pytest.fixture
def with_password(town: str) -> Person:
    person = Person.objects.get(username="clerk")
    person.set_password(PASSWORD)
    person.save()
    return person


def test_logging_in_leads_to_the_desk_and_out_again(with_password: Person) -> None:
    client = Client()
    answer = client.post(reverse("login"), {"username": "clerk", "password": PASSWORD})
    assert answer.headers["Location"] == reverse("desk")
    assert client.get(reverse("logout")).status_code == 405
    client.post(reverse("logout"))
    assert client.get(reverse("desk")).status_code == 302


def test_the_fifth_wrong_password_locks_the_account_on_that_computer(with_password: Person) -> None:
    client = Client()
    for _ in range(4):
        answer = client.post(reverse("login"), {"username": "clerk", "password": "wrong"})
        assert "账号或密码不正确，没有登录" in answer.content.decode()
    answer = client.post(reverse("login"), {"username": "clerk", "password": "wrong"})
    assert answer.status_code == 429
    assert "暂时不能登录" in answer.content.decode()
    again = client.post(reverse("login"), {"username": "clerk", "password": PASSWORD})
    assert again.status_code == 429


def test_demonstration_accounts_show_only_in_a_demonstration(town: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FAZHI_DEMO", raising=False)
    assert "演示账号" not in Client().get(reverse("login")).content.decode()
    monkeypatch.setenv("FAZHI_DEMO", "1")
    clerk = Person.objects.get(username="clerk")
    clerk.set_password(PASSWORD)
    clerk.save()
    assert "演示账号" in Client().get(reverse("login")).content.decode()


def test_large_print_follows_the_person_to_another_computer(visit: Visit) -> None:
    assert 'class="large-print"' not in visit("clerk").get(reverse("desk")).content.decode()
    answer = visit("clerk").post(reverse("large-print"), {"next": reverse("rules")})
    assert answer.headers["Location"] == reverse("rules")
    assert 'class="large-print"' in visit("clerk").get(reverse("desk")).content.decode()


def test_a_password_is_changed_only_by_who_knows_the_old_one(with_password: Person) -> None:
    client = Client()
    client.force_login(with_password, backend="django.contrib.auth.backends.ModelBackend")
    new = dict.fromkeys(("new_password1", "new_password2"), "Another-long-password-1")
    assert client.post(reverse("password"), {"old_password": "wrong", **new}).status_code == 200
    assert client.post(reverse("password"), {"old_password": PASSWORD, **new}).status_code == 302
    assert client.get(reverse("desk")).status_code == 200
