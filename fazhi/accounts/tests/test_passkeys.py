"""Passkeys in a real browser with an authenticator of its own, before a real server at localhost."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from socketserver import ThreadingMixIn
from threading import Thread
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest
from django.core.wsgi import get_wsgi_application
from django.db import connections
from playwright.sync_api import CDPSession, Page, sync_playwright

from fazhi.accounts import stepup
from fazhi.accounts.models import Authenticator, RecoveryCode
from fazhi.accounts.tests.standing import PASSWORD
from fazhi.kernel import today
from fazhi.people.models import Person
from fazhi.web.tests.chromium import launched

DEVICE = {
    "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
    "isUserVerified": True, "automaticPresenceSimulation": True,
}  # fmt: skip


@pytest.fixture(autouse=True)
def watch() -> None:
    """Here the clock is the real one."""
    today._moment.set(None)


class Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class Quiet(WSGIRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def finish(self) -> None:
        super().finish()
        connections.close_all()


@pytest.fixture
def house(committed_town: str) -> Iterator[str]:
    """The address of a server with the clerk's password set."""
    person = Person.objects.get(username="clerk")
    person.set_password(PASSWORD)
    person.save()
    with make_server("localhost", 0, get_wsgi_application(), Server, Quiet) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://localhost:{server.server_port}"
        server.shutdown()


@contextmanager
def desk(address: str) -> Iterator[tuple[Page, CDPSession]]:
    """A page whose browser has a device that makes and uses passkeys."""
    with sync_playwright() as playwright:
        browser = launched(playwright)
        page = browser.new_context(base_url=address, locale="zh-CN").new_page()
        page.set_default_timeout(10_000)
        device = page.context.new_cdp_session(page)
        device.send("WebAuthn.enable")
        device.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
        yield page, device
        browser.close()


def log_in(page: Page) -> None:
    page.goto("/login/")
    page.fill("#id_username", "clerk")
    page.fill("#id_password", PASSWORD)
    page.click("form:not([data-passkey]) button[type=submit]")


def log_out(page: Page) -> None:
    page.goto("/")
    page.click("details.account summary")
    page.click("text=退出登录")
    page.wait_for_url("**/login/")


def enrol(page: Page) -> None:
    page.goto("/account/factors/")
    page.fill("#id_title", "办公室电脑")
    page.click("button:has-text('登记通行密钥')")
    page.wait_for_selector("text=请保存恢复码")


def test_a_passkey_is_set_up_and_then_opens_alone_beside_the_password_and_before_signing(
    house: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    trouble: list[str] = []
    with desk(house) as (page, _):
        page.on("console", lambda said: trouble.append(said.text) if said.type == "error" else None)
        log_in(page)
        enrol(page)
        assert page.locator("ol.recovery li").count() == 10
        page.click("text=已经保存，继续")
        log_out(page)
        page.click("text=用通行密钥登录")
        page.wait_for_selector("text=工作台")
        log_out(page)
        log_in(page)
        page.wait_for_selector("h1:has-text('二次核验')")
        page.goto("/")
        page.wait_for_selector("h1:has-text('二次核验')")
        page.click("text=用通行密钥核验")
        page.wait_for_selector("h1:has-text('工作台')")
        fresh = iter([False])
        monkeypatch.setattr(stepup, "is_fresh", lambda request: next(fresh, True))
        page.goto("/account/factors/")
        page.wait_for_selector("h1:has-text('再次核验身份')")
        page.click("text=用通行密钥核验")
        page.wait_for_selector("h1:has-text('二次核验方式')")
        assert page.url == f"{house}/account/factors/"
        assert "办公室电脑" in page.inner_text("main")
    # The browser itself notes that a page was answered with 403.
    assert [said for said in trouble if "403" not in said] == []
    held = Authenticator.objects.get()
    assert (held.person.username, held.kind, held.title) == ("clerk", "passkey", "办公室电脑")
    assert held.last_used > 0
    assert RecoveryCode.objects.count() == 10


def test_a_passkey_of_a_removed_authenticator_or_a_copied_one_opens_nothing(house: str) -> None:
    with desk(house) as (page, _):
        log_in(page)
        enrol(page)
        log_out(page)
        raise_counter()
        page.click("text=用通行密钥登录")
        page.wait_for_selector("text=没有在本平台登记，或者账号已停用，没有登录")
        remove()
        page.goto("/login/")
        page.click("text=用通行密钥登录")
        page.wait_for_selector("text=没有在本平台登记，或者账号已停用，没有登录")
        page.goto("/")
        assert page.url.startswith(f"{house}/login/")


def in_thread(work: object) -> None:
    """Playwright runs a loop in this thread, in which Django opens no connection."""
    thread = Thread(target=work)
    thread.start()
    thread.join()


def raise_counter() -> None:
    in_thread(lambda: (Authenticator.objects.update(last_used=1_000_000), connections.close_all()))


def remove() -> None:
    in_thread(lambda: (Authenticator.objects.all().delete(), connections.close_all()))


def test_an_answer_to_an_earlier_question_is_refused(house: str) -> None:
    with desk(house) as (page, _):
        log_in(page)
        enrol(page)
        log_out(page)
        sent: list[str] = []
        page.on(
            "request", lambda asked: sent.append(asked.post_data) if asked.url.endswith("/login/passkey/") else None
        )
        page.click("text=用通行密钥登录")
        page.wait_for_selector("h1:has-text('工作台')")
        log_out(page)
        body = re.sub(r"csrfmiddlewaretoken=[^&]+", "", sent[0])
        token = page.get_attribute("form:not([data-passkey]) [name=csrfmiddlewaretoken]", "value")
        again = page.request.post(
            "/login/passkey/",
            data=f"csrfmiddlewaretoken={token}{body}",
            headers={"Content-Type": "application/x-www-form-urlencoded", "Origin": house},
        )
        assert "没有登录" in again.text()
        assert page.request.get("/account/").url.endswith("/login/?next=/account/")
