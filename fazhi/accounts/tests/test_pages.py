"""The pages of accounts in a real browser, at the width of a desk and of a phone."""

from __future__ import annotations

from datetime import date

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from fazhi.accounts import totp
from fazhi.accounts.tests.conftest import Watch
from fazhi.accounts.tests.standing import Browser, code_of, log_in
from fazhi.people.models import Appointment, Office, Person, Post
from fazhi.web.tests.test_browser import DESK, PHONE, SMALL, TOUCH, screen

pytestmark = pytest.mark.django_db
SEED = bytes(range(20))
TOWN = "500235116000"
FORM = {"village": "500235116201", "parties": "王小明", "summary": "因排水沟改道发生争执"}


def security_admin() -> None:
    post = Post.objects.create(
        office=Office.objects.get(division=TOWN, name="党政办"), title="安全管理员", role="security_admin"
    )
    person = Person.objects.get(username="system_admin")
    Appointment.objects.filter(person=person).delete()
    Appointment.objects.create(person=person, post=post, division_id=TOWN, starts_on=date(2020, 1, 1))


@pytest.fixture
def shown(browser: Browser, watch: Watch, monkeypatch: pytest.MonkeyPatch) -> dict[str, HttpResponse]:
    """Every page of accounts as somebody meets it, under an address of its own."""
    monkeypatch.setenv("FAZHI_OIDC_ISSUER", "http://localhost:9")
    monkeypatch.setenv("FAZHI_OIDC_CLIENT", "fazhi")
    security_admin()
    clerk = browser("clerk")
    found = {name: clerk.get(reverse(name)) for name in ("account", "factors", "enrol-totp", "password")}
    found["unmade"] = clerk.post(reverse("enrol-passkey"), {"passkey": "{}"})
    found["wrong-code"] = clerk.post(reverse("enrol-totp"), {"seed": "", "code": "1"})
    found["login"] = Client().get(reverse("login"))
    totp.enrol(Person.objects.get(username="clerk"), SEED, code_of(SEED))
    half = Client()
    found["second"] = log_in(half, "clerk")
    found["second-wrong"] = half.post(reverse("second-factor"), {"code": "000000"})
    watch.on(seconds=30)
    half.post(reverse("second-factor"), {"code": code_of(SEED)})
    found["codes"] = half.post(reverse("renew-codes"))
    found["factors-held"] = half.get(reverse("factors"))
    found["people"] = browser("system_admin").get(reverse("people"))
    watch.on(minutes=6)
    found["proof"] = half.post(reverse("renew-codes"))
    watch.on(hours=1)
    found["late"] = half.post(reverse("open", args=["disputes", "mediation"]), FORM)
    found["ended"] = half.get(reverse("login"))
    for _ in range(5):
        found["locked"] = log_in(Client(), "mayor", "wrong")
    return {f"/{name}/": answer for name, answer in found.items()}


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_every_page_of_accounts_fits_is_accessible_and_quiet(
    shown: dict[str, HttpResponse], size: dict[str, int]
) -> None:
    assert len(shown) == 16
    with screen(shown, size) as desk:
        for address in shown:
            page = desk.opens(address)
            assert page.locator("h1").count() == 1, address
            assert page.evaluate("document.documentElement.scrollWidth") <= size["width"], address
            found = Axe().run(page).response["violations"]
            assert [(one["id"], one["nodes"][0]["html"]) for one in found] == [], address
            if size is PHONE:
                assert page.evaluate(SMALL, TOUCH) == [], address
        # The browser itself notes answers of 403 and the like.
        assert [said for said in desk.trouble if "status of 4" not in said] == []


def test_no_page_of_accounts_carries_script_or_style_of_its_own_or_an_outside_address(
    shown: dict[str, HttpResponse],
) -> None:
    from fazhi.web.tests.test_safety import OUTSIDE, re

    for address, answer in shown.items():
        page = answer.content.decode()
        assert not OUTSIDE.search(page), address
        assert not re.search(r"<script(?![^>]*\ssrc=)|<style|\sstyle=|\son\w+=", page), address
        assert "no-store" in answer.headers["Cache-Control"], address
