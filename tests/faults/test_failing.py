"""T-19: the n-th call of the database, the disk or the clock fails during the main operations, as a browser meets it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import nullcontext, suppress
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from io import BytesIO
from random import Random
from types import SimpleNamespace
from typing import Any

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connections
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from fazhi.kernel import act, seals, submissions, unmask
from fazhi.kernel.doing import Doing, NewCase
from fazhi.kernel.models import Case, Seal, SealedEntry, Step
from fazhi.people import scopes
from fazhi.people.actors import actors_on
from fazhi.people.identifiers import new_id
from fazhi.people.models import Person
from fazhi.web import middleware
from tests.faults import failing, lanes

CLAIM = "第 n 次数据库、提交、存盘、时钟调用失败：要么全办成、要么没有改动，并有一句中文说明"
FOUND, VILLAGE = date(2022, 3, 1), "500235116201"
SORRY, TRACE = "要么整份写入，要么完全没有写入", "Traceback"
MOST_CALLS = 400


@dataclass
class Operation:
    """`prepare(n)` makes a fresh subject and returns what sends the request. Looking behind a mask twice is two looks."""

    prepare: Callable[[int], Callable[[], HttpResponse]]
    repeatable: bool = False

    @cached_property
    def whole(self) -> Counter[str]:
        """The rows that come of it, by table, when nothing fails. (Also what only the first request makes is made now.)"""
        for number in (-2, -1):
            send = self.prepare(number)
            before = Counter(failing.counts())
            answer = send()
            assert answer.status_code < 400, answer.content.decode()
        return Counter(failing.counts()) - before


def browser(username: str) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(Person.objects.get(username=username), backend="django.contrib.auth.backends.ModelBackend")
    return client


def begun(town: str) -> Case:
    actor = actors_on(Person.objects.get(username="clerk"), FOUND)[0]
    fields = {"source": "grid", "dispute_type": "neighbours", "summary": "排水", "found_on": FOUND, "level": "village"}
    with scopes.within(town):
        return act.begin(
            NewCase("disputes", "mediation", VILLAGE, "排水争执"), Doing("report", actor, FOUND, fields=fields)
        )


def opening(client: Client) -> Callable[[int], Callable[[], HttpResponse]]:
    def prepare(number: int) -> Callable[[], HttpResponse]:
        said = {
            "request": str(new_id()),
            "happened_on": "2022-03-01",
            "village": VILLAGE,
            "source": "grid",
            "seen": "on",
        }
        said |= {
            "dispute_type": "neighbours",
            "parties": "赵大勇、钱小芳",
            "summary": f"第{number}件",
            "risk": "yellow",
        }

        def send() -> HttpResponse:
            photo = SimpleUploadedFile("现场.jpg", f"photo {said['request']}".encode(), "image/jpeg")
            return client.post(reverse("open", args=["disputes", "mediation"]), {**said, "paper_photo": photo})

        return send

    return prepare


def stepping(client: Client, town: str) -> Callable[[int], Callable[[], HttpResponse]]:
    def prepare(number: int) -> Callable[[], HttpResponse]:
        case, said = begun(town), {"request": str(new_id()), "happened_on": "2022-03-02", "consent": "all"}
        said |= {"mediator": f"冉调解{number}", "mediator_choice": "chosen"}
        return lambda: client.post(reverse("step", args=[case.pk, "accept"]), said)

    return prepare


def looking(client: Client, town: str) -> Callable[[int], Callable[[], HttpResponse]]:
    def prepare(number: int) -> Callable[[], HttpResponse]:
        case = begun(town)
        return lambda: client.post(reverse("unmask", args=[case.pk]), {"reason": f"第 {number} 次核对身份"})

    return prepare


def importing(client: Client) -> Callable[[int], Callable[[], HttpResponse]]:
    def prepare(number: int) -> Callable[[], HttpResponse]:
        file = BytesIO()
        with xlsxwriter.Workbook(file) as book:
            page = book.add_worksheet()
            page.write_row(0, 0, ["编号", "类别", "姓名", "村（社区）名称", "聘任日期"])
            for line in range(1, 4):
                page.write_row(line, 0, [f"{str(new_id())[-12:]}-{line}", "网格员", "测试员", "青石村", "2022-01-01"])
        address = "disputes.staff"
        workbook = SimpleUploadedFile("名册.xlsx", file.getvalue())
        shown = client.post(reverse("ledger-import", args=[address]), {"file": workbook})
        assert shown.status_code == 200, shown.content.decode()
        return lambda: client.post(reverse("ledger-import-confirm", args=[address]))

    return prepare


@pytest.fixture
def operations(committed_town: str, monkeypatch: pytest.MonkeyPatch) -> dict[str, Operation]:
    """The main operations, each by the person whose it is."""
    # One person looks behind masks more often here than the house allows in a day.
    monkeypatch.setattr(unmask, "per_day", lambda: 2 * MOST_CALLS)
    return {
        "begin": Operation(opening(browser("grid_worker"))),
        "act": Operation(stepping(browser("mediator"), committed_town)),
        "unmask": Operation(looking(browser("clerk"), committed_town), repeatable=True),
        "import": Operation(importing(browser("clerk"))),
    }


def attempt(operation: Operation, port: str, number: int) -> tuple[bool, list[str]]:
    """Let the n-th call fail. Whether it was reached, and what did not hold."""
    whole, wrong = operation.whole, []
    send, where = operation.prepare(number), f"{port} 第 {number} 次调用"
    rows, before = Counter(failing.counts()), failing.state()
    with failing.PORTS[port](number) as fault:
        answer = send()
    if not fault.struck:
        return False, [] if answer.status_code < 400 else [f"{where}：无故障时答复 {answer.status_code}"]
    made, changed = Counter(failing.counts()) - rows, failing.state() != before
    page = answer.content.decode()
    if answer.status_code >= 400 and (SORRY not in page or TRACE in page):
        wrong.append(f"{where}：答复 {answer.status_code} 没有说明")
    if (changed and made != whole) or (answer.status_code < 400 and not changed):
        wrong.append(f"{where}：答复 {answer.status_code}，办成一半：{dict(made)}，应为 {dict(whole)}")
    again = send()
    landed = Counter(failing.counts()) - rows
    twice = whole + whole if operation.repeatable else whole
    if again.status_code >= 400 or landed not in (whole, twice):
        wrong.append(f"{where}：重试答复 {again.status_code}，共 {dict(landed)}，应为 {dict(whole)}")
    return True, wrong


def trial(operation: Operation, port: str, step: int, first: int) -> tuple[int, list[str]]:
    """Every `step`-th call of a port fails in its turn, until the operation no longer reaches it."""
    wrong: list[str] = []
    for tries, number in enumerate(range(first, MOST_CALLS, step)):
        reached, found = attempt(operation, port, number)
        wrong += found
        if not reached:
            return tries, wrong
    return tries, [*wrong, f"{port}：{MOST_CALLS} 次调用之后仍未结束"]


@pytest.mark.parametrize("name", ["begin", "act", "unmask", "import"])
def test_an_operation_is_done_wholly_or_not_at_all(
    operations: dict[str, Operation], name: str, record_property: lanes.Record
) -> None:
    (seed,) = lanes.seeds(1, 1)
    random, tries, wrong = Random(seed), 0, []
    for port in failing.PORTS:
        step = lanes.amount(7, 1) if port == "database" else 1
        done, found = trial(operations[name], port, step, random.randint(1, step))
        tries, wrong = tries + done, [*wrong, *(f"{name}，{one}" for one in found)]
    lanes.hold(record_property, "T-19", CLAIM, tries, [seed], wrong)


def test_sealing_is_done_wholly_or_not_at_all(committed_town: str, record_property: lanes.Record) -> None:
    begun(committed_town)
    wrong, number = [], 0
    while True:
        number += 1
        with failing.database(number, "owner") as fault, suppress(failing.OperationalError):
            seals.seal()
        made, covered = Seal.objects.using("owner").count(), SealedEntry.objects.using("owner").count()
        if not fault.struck:
            break
        if made or covered:
            wrong.append(f"seal，第 {number} 次调用失败后留下 {made} 道封签、{covered} 条")
    broken = [one.sentence for one in seals.verify()]
    lanes.hold(record_property, "T-19", CLAIM, number - 1, (), [*wrong, *broken])


def test_an_error_that_is_swallowed_is_noticed(
    operations: dict[str, Operation], record_property: lanes.Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = act._keep

    def careless(case: Case, step: Step, doing: Doing) -> list[Any]:
        try:
            return real(case, step, doing)
        except OSError:
            return []

    monkeypatch.setattr(act, "_keep", careless)
    wrong = trial(operations["begin"], "disk", 1, 1)[1]
    monkeypatch.setattr(act, "_keep", real)
    lanes.caught(record_property, "T-19", "吞掉错误照常答复", 3, wrong)


def test_work_outside_one_transaction_is_noticed(
    operations: dict[str, Operation], record_property: lanes.Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(middleware.ScopeMiddleware, "process_exception", lambda *_: None)
    monkeypatch.setattr(submissions, "transaction", SimpleNamespace(atomic=nullcontext))
    # A statement that fails while a row is saved ends Django's transaction by itself; a full disk does not.
    tries, wrong = trial(operations["begin"], "disk", 1, 1)
    lanes.caught(record_property, "T-19", "去掉事务边界", tries, wrong)


@pytest.fixture(autouse=True)
def closed_afterwards() -> Iterator[None]:
    """A connection whose commit was lost is not used again."""
    yield
    connections["default"].close()
