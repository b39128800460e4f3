"""T-15: what people tell about themselves stays in its dossier: in no log, address, error page, queue or open column."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connections
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from fazhi.kernel import jobs
from fazhi.kernel.doing import Doing
from fazhi.kernel.models import Case, Evidence
from fazhi.people import scopes
from fazhi.people.actors import actors_on
from fazhi.people.identifiers import new_id
from fazhi.people.models import Person
from fazhi.systems.disputes import actions
from fazhi.systems.disputes.models import Party
from tests.faults import lanes
from tests.faults.canaries import NAME, NUMBER, PHONE, Watch, watching

CLAIM = "一天的登记、查看、检索、退回、导入、出错：姓名、电话、证件号不进日志、地址、出错页、任务参数，号码不以明文落库"
TOWN, VILLAGE = "500235116000", "500235116201"
SAID = {
    "happened_on": "2022-03-01",
    "village": VILLAGE,
    "source": "grid",
    "dispute_type": "neighbours",
    "parties": f"{NAME} {PHONE}、李四",
    "summary": f"{NAME}（{PHONE}，{NUMBER}）与李四因排水发生争执",
    "risk": "yellow",
    "seen": "on",
}


@pytest.fixture
def unblocked(django_db_setup: None, django_db_blocker: object) -> Iterator[None]:
    with django_db_blocker.unblock():
        yield
        connections["owner"].close()


def visit(username: str) -> Client:
    client = Client(raise_request_exception=False, headers={"host": "localhost"})
    client.force_login(Person.objects.get(username=username), backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def client(committed_town: str, unblocked: None) -> Client:
    return visit("clerk")


def register(watch: Watch, client: Client) -> str:
    """A dispute registered on the page, its party's id number added; the address of its case."""
    address = reverse("open", args=["disputes", "mediation"])
    photo = SimpleUploadedFile("现场.jpg", b"photo", "image/jpeg")
    answer = watch.saw(client.post(address, {**SAID, "request": str(new_id()), "paper_photo": photo}))
    assert answer.status_code == 302, answer.content.decode()
    with scopes.within(TOWN):
        party = Party.objects.get(position=1)
        assert party.name == NAME
        party.id_number = NUMBER
        party.save()
    return str(answer.headers["Location"])


def test_a_day_of_work_leaves_no_trace_outside_the_dossier(
    client: Client,
    caplog: pytest.LogCaptureFixture,
    settings: SimpleNamespace,
    record_property: lanes.Record,
) -> None:
    with watching(caplog) as watch:
        case = register(watch, client)
        for address in ("/", case, reverse("ledger", args=["disputes.disputes"])):
            page = watch.saw(client.get(address)).content.decode()
            assert NAME not in page
            assert PHONE not in page
        shown = watch.saw(client.post(f"{case}unmask/", {"reason": "制作调解协议"})).content.decode()
        assert NAME in shown
        assert PHONE in shown
        with scopes.within(TOWN):
            photo = reverse("evidence", args=[Evidence.objects.get().pk])
        # The file is the clerk's own; somebody else is asked why, and may name a person in the answer.
        assert watch.saw(client.get(photo)).content == b"photo"
        mayor = visit("mayor")
        why = str(watch.saw(mayor.get(photo)).headers["Location"])
        watch.saw(mayor.get(why))
        watch.saw(mayor.post(why, {"reason": f"核对{NAME}（{PHONE}）的来信"}))
        assert watch.saw(mayor.get(photo)).content == b"photo"
        assert NAME in watch.saw(mayor.get(f"{case}looks/")).content.decode()
        watch.saw(visit("county_supervisor").post(case, SAID))
        watch.saw(visit("grid_worker").get(reverse("search"), {"q": NAME}))
        # Refused, wrong and unreadable requests that carry the same words.
        watch.saw(client.post(f"{case}steps/accept/", {**SAID, "happened_on": "someday"}))
        watch.saw(client.post(f"{case}steps/nothing/", SAID))
        watch.saw(client.post(case, SAID))
        watch.saw(client.post(reverse("open", args=["disputes", "nothing"]), SAID))
        stranger = Client(headers={"host": "localhost"})
        watch.saw(stranger.post(reverse("login"), {"username": "nobody", "password": NUMBER}))
        workbook = SimpleUploadedFile(f"{NAME}.xlsx", f"{NAME},{PHONE}".encode())
        watch.saw(client.post(reverse("ledger-import", args=["disputes.disputes"]), {"file": workbook}))
        # A fault of ours: the keys are gone in the middle of the page.
        for file in Path(settings.KEYS_ROOT).glob("*.key"):
            file.unlink()
        broken = watch.saw(client.post(f"{case}unmask/", {"reason": "制作调解协议"}))
        assert broken.status_code == 503
        assert "从备份中恢复该密钥文件" in broken.content.decode()
        # Long work is asked for with its arguments.
        with scopes.within(TOWN):
            clerk = actors_on(Person.objects.get(username="clerk"), date(2026, 1, 1))[0]
            jobs.ask(clerk, "import", "导入台账", {"ledger": "disputes.disputes", "path": "upload"})
    assert watch.answers >= 20
    assert len(watch.errors) >= 3
    lanes.hold(record_property, "T-15", CLAIM, watch.answers, (), watch.faults())


def in_the_log(watch: Watch) -> None:
    try:
        raise ValueError(f"cannot parse {SAID}")
    except ValueError:
        logging.getLogger("anything").exception("failed")


def in_an_address(watch: Watch) -> None:
    watch.saw(HttpResponse(f'<a href="/search/?q={NAME}">'))


def on_an_error_page(watch: Watch) -> None:
    watch.saw(HttpResponse(f"no such party {PHONE}", status=404))


def in_the_queue(watch: Watch) -> None:
    with scopes.within(TOWN):
        clerk = actors_on(Person.objects.get(username="clerk"), date(2026, 1, 1))[0]
        jobs.ask(clerk, "import", "导入台账", {"said": SAID["parties"]})


SINGING: dict[str, Callable[[Watch], None]] = {
    "异常连同数据记入日志": in_the_log,
    "姓名写进地址": in_an_address,
    "电话写上出错页": on_an_error_page,
    "姓名电话写进后台任务的参数": in_the_queue,
}


@pytest.mark.parametrize("name", SINGING)
def test_the_watch_hears_a_canary_wherever_it_sings(
    client: Client, caplog: pytest.LogCaptureFixture, record_property: lanes.Record, name: str
) -> None:
    with watching(caplog) as watch:
        SINGING[name](watch)
    lanes.caught(record_property, "T-15", name, 1, watch.faults())


def test_a_log_of_what_was_sent_is_heard(
    client: Client,
    caplog: pytest.LogCaptureFixture,
    record_property: lanes.Record,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    begin = actions.begin

    def talkative(doing: Doing, cleaned: Mapping[str, Any]) -> Case:
        logging.getLogger("fazhi.web").info("received %s", cleaned)
        return begin(doing, cleaned)

    monkeypatch.setattr(actions, "begin", talkative)
    with watching(caplog) as watch:
        register(watch, client)
    lanes.caught(record_property, "T-15", "把提交的内容记入日志", watch.answers, watch.faults())
