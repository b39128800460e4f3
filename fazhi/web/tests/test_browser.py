"""Pages in a real browser at the width of a desk and of a phone, in normal and large print.

The pages are fetched first by the test client, inside the test's own transaction; then the browser shows them with
their real headers, scripts and styles. (Playwright runs a loop of its own, in which Django would open another connection.)
"""

from __future__ import annotations

import mimetypes
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.staticfiles import finders
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page, Request, Route, sync_playwright

from fazhi.kernel.models import Case
from fazhi.people.models import Person
from fazhi.web.tests.chromium import launched
from fazhi.web.tests.standing import Visit

HOUSE = "http://localhost"
DESK, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}
TOUCH = 48
pytestmark = pytest.mark.django_db
Pages = Mapping[str, HttpResponse]


class Screen:
    """A browser page that shows fetched pages by their address; `trouble` is what its console complained about."""

    def __init__(self, page: Page, pages: Pages) -> None:
        self.page, self.pages = page, pages
        self.trouble: list[str] = []
        page.on("console", lambda said: self.trouble.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: self.trouble.append(str(error)))
        page.route(re.compile(".*"), self._answer)

    def _answer(self, route: Route, request: Request) -> None:
        address = request.url.removeprefix(HOUSE)
        if address.startswith("/static/"):
            with open(str(finders.find(address.removeprefix("/static/"))), "rb") as file:
                route.fulfill(body=file.read(), content_type=mimetypes.guess_type(address)[0])
            return
        found = self.pages.get(f"{request.method} {address}") or self.pages.get(address)
        if found is None:
            self.trouble.append(f"asked for {request.method} {request.url}")
            route.abort()
            return
        route.fulfill(status=found.status_code, headers=dict(found.items()), body=found.content)

    def opens(self, address: str) -> Page:
        """Show a page and wait until it is there."""
        self.page.goto(HOUSE + address)
        return self.page


@contextmanager
def screen(pages: Pages, size: dict[str, int]) -> Iterator[Screen]:
    """A browser of that size before these pages."""
    with sync_playwright() as playwright:
        browser = launched(playwright)
        yield Screen(browser.new_page(viewport=size, locale="zh-CN"), pages)
        browser.close()


def fetched(client: Client, addresses: Mapping[str, str]) -> dict[str, HttpResponse]:
    """Each address with what the house answers."""
    return {address: client.get(address) for address in addresses.values()}


def addresses(case: Case) -> dict[str, str]:
    return {
        "desk": reverse("desk"),
        "ledger": reverse("ledger", args=["disputes.disputes"]) + "?village=500235116201",
        "import": reverse("ledger-import", args=["disputes.staff"]),
        "case": reverse("case", args=[case.pk]),
        "open": reverse("open", args=["disputes", "mediation"]),
        "step": reverse("step", args=[case.pk, "accept_town"]),
        "system": reverse("system", args=["disputes"]),
        "rules": reverse("rules"),
        "search": reverse("search") + "?q=1",
        "password": reverse("password"),
        "missing": "/no/such/page/",
    }


@pytest.mark.parametrize("large", [False, True], ids=["normal", "large"])
@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_no_page_scrolls_sideways_nor_complains(visit: Visit, case: Case, size: dict[str, int], large: bool) -> None:
    Person.objects.filter(username="clerk").update(large_print=large)
    shown = addresses(case)
    with screen(fetched(visit("clerk"), shown), size) as desk:
        for name, address in shown.items():
            page = desk.opens(address)
            assert page.evaluate("document.documentElement.scrollWidth") <= size["width"], name
            assert page.evaluate("document.documentElement.classList.contains('large-print')") is large
            # The browser itself notes that a page was not found.
            assert [said for said in desk.trouble if "404" not in said] == [], name


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_axe_finds_nothing_wrong(visit: Visit, case: Case, size: dict[str, int]) -> None:
    shown = addresses(case)
    pages = fetched(visit("clerk"), shown) | fetched(Client(), {"login": reverse("login")})
    with screen(pages, size) as desk:
        for address in pages:
            found = Axe().run(desk.opens(address)).response["violations"]
            assert [(one["id"], one["nodes"][0]["html"]) for one in found] == [], address


SMALL = """(least) => [...document.querySelectorAll(
  "main .btn, main input:not([type=hidden]):not(.form-check-input), main select, .top .btn, .bar .btn, summary"
)].filter((one) => one.offsetParent !== null && one.getBoundingClientRect().height < least).map((one) => one.outerHTML)"""


def test_on_a_phone_what_is_tapped_is_large_enough(visit: Visit, case: Case) -> None:
    shown = addresses(case)
    with screen(fetched(visit("clerk"), shown), PHONE) as phone:
        for name, address in shown.items():
            assert phone.opens(address).evaluate(SMALL, TOUCH) == [], name


def test_on_a_phone_the_stepper_stands_and_the_next_step_sticks_to_the_bottom(visit: Visit, case: Case) -> None:
    shown = {"case": reverse("case", args=[case.pk]), "step": reverse("step", args=[case.pk, "accept"])}
    with screen(fetched(visit("mediator"), shown), PHONE) as phone:
        page = phone.opens(shown["case"])
        tops = page.eval_on_selector_all(".stepper li", "all => all.map((one) => one.getBoundingClientRect().top)")
        assert len(tops) > 1
        assert tops == sorted(set(tops))
        box = page.locator(".bar .btn-primary").bounding_box()
        assert box["y"] + box["height"] <= PHONE["height"]
        assert box["height"] >= TOUCH
        page.click(".bar .btn-primary")
        assert page.url.endswith(shown["step"])


def test_the_phone_menu_opens_by_keyboard_and_closes_by_escape(visit: Visit, case: Case) -> None:
    with screen(fetched(visit("clerk"), {"desk": reverse("desk")}), PHONE) as phone:
        page = phone.opens(reverse("desk"))
        assert not page.is_visible("#side")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "skip"
        page.focus("#menu-button")
        page.keyboard.press("Enter")
        assert page.is_visible("#side")
        page.keyboard.press("Escape")
        assert not page.is_visible("#side")
        assert page.evaluate("document.activeElement.id") == "menu-button"


def test_a_wrong_field_is_where_the_cursor_goes(visit: Visit, case: Case) -> None:
    client, address = visit("mediator"), reverse("step", args=[case.pk, "accept"])
    refused = client.post(address, {"happened_on": "2026-11-23", "consent": "all", "mediator_choice": "chosen"})
    with screen({address: client.get(address), f"POST {address}": refused}, DESK) as desk:
        page = desk.opens(address)
        page.fill("#id_mediator", "")
        page.click("main button[type=submit]:visible")
        page.wait_for_selector(".wrong")
        assert page.evaluate("document.activeElement.id") == "id_mediator"
        assert "请填写“调解员”" in page.inner_text("main")
