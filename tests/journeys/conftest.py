"""The demo town as a new user gets it: loaded by the command, served by the real server, seen in a real browser."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.error import URLError
from urllib.request import urlopen

import psycopg
import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from fazhi.web.tests.chromium import launched

PASSWORD = "fazhi-demo-2022"
DEADLINE_SECONDS = 60


@dataclass(frozen=True)
class House:
    """A loaded demo town: how to run commands in it, where it is served."""

    environment: dict[str, str]
    address: str = ""

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Run `fazhi …` in this house."""
        command = [sys.executable, "-m", "fazhi", *words]
        return subprocess.run(command, env=self.environment, capture_output=True, text=True, check=False)


@pytest.fixture(scope="session")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """The demo town in a database of its own on the test server."""
    name, url = f"fazhi_journey_{os.getpid()}", os.environ["DATABASE_URL"]
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    environment = {**os.environ, "DATABASE_URL": psycopg.conninfo.make_conninfo(url, dbname=name)}
    environment["FAZHI_HOME"] = str(tmp_path_factory.mktemp("house"))
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    house = House(environment)
    done = house.run("demo", "--no-serve")
    assert done.returncode == 0, done.stderr
    yield house
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture(scope="session")
def served(loaded: House) -> Iterator[House]:
    """The same town behind its server on a free port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "fazhi", "demo", "--port", str(port)]
    server = subprocess.Popen(command, env=loaded.environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    address = f"http://127.0.0.1:{port}"
    try:
        _await(address)
        yield House(loaded.environment, address)
    finally:
        server.terminate()
        server.wait(20)


def _await(address: str) -> None:
    until = time.monotonic() + DEADLINE_SECONDS
    while True:
        try:
            with urlopen(f"{address}/login/", timeout=5):
                return
        except (URLError, ConnectionError):
            assert time.monotonic() < until, "the server did not answer"
            time.sleep(0.2)


# Not for the session: the driver keeps a loop running in this thread, and what follows in it may need one of its own.
@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One browser for the journeys of a file."""
    with sync_playwright() as driver:
        opened = launched(driver)
        yield opened
        opened.close()


@pytest.fixture
def enter(served: House, browser: Browser) -> Iterator[Callable[[str, int], Page]]:
    """enter("mediator", 390): a page of somebody who has logged in, at that width. Only our own address may be asked."""
    contexts = []
    asked: list[str] = []

    def open_page(username: str, width: int) -> Page:
        height = 844 if width < 600 else 900
        context = browser.new_context(viewport={"width": width, "height": height}, locale="zh-CN")
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.goto(f"{served.address}/login/")
        page.get_by_role("textbox", name="账号").fill(username)
        page.get_by_role("textbox", name="密码").fill(PASSWORD)
        page.get_by_role("button", name="登录", exact=True).click()
        page.get_by_role("heading", level=1, name="工作台").wait_for()
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert [url for url in asked if not url.startswith((served.address, "data:", "blob:"))] == []
