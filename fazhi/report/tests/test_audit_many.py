"""Many reports at once: one table, the worker, the bad one named, stopped and gone on with."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from python_calamine import CalamineWorkbook

from fazhi.audit import Audit, KnownFigures, engine
from fazhi.kernel.models import Job
from fazhi.people import scopes
from fazhi.people.actors import actors_on
from fazhi.people.models import Division, Person
from fazhi.report import auditing, known
from fazhi.report.tests.test_audit_page import LINK, SENTENCE, TITLE, hand_in, opened, originals, word
from fazhi.web import uploads

Visitor = Callable[[str], Client]
SOUND = "共排查发现546起矛盾纠纷，调处化解545起，化解率达99.8%。"
OLD_WORD = bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 504
LOCKED = OLD_WORD + "EncryptedPackage".encode("utf-16-le")


def six() -> list[tuple[str, bytes]]:
    return [
        ("甲.docx", word(TITLE, SENTENCE)),
        ("损坏.docx", word(TITLE, SENTENCE)[:2000]),
        ("乙.txt", SOUND.encode()),
        ("空.docx", b""),
        ("有密码.docx", LOCKED),
        ("丙.docx", word(TITLE, SOUND)),
    ]


def work(who: str, town: str, progress: Callable[[int, int], None] = lambda done, of: None) -> str:
    """What the worker does with the last job."""
    actor = actors_on(Person.objects.get(username=who), date(2026, 1, 1))[0]
    with scopes.within(town):
        return auditing.work(actor, Job.objects.latest("asked_at").arguments, progress)


def rows(client: Client) -> str:
    return client.get("/audit/rows/").content.decode()


def test_more_than_a_few_go_to_the_worker_and_the_table_shows_how_far_it_is(visitor: Visitor, town: str) -> None:
    client = visitor("clerk")
    page = hand_in(client, *six())
    assert page.count("等待审校") == 6 and "已经排队" in page and 'value="0"' in page
    assert not LINK.findall(page) and "data-live" in page
    told: list[tuple[int, int]] = []
    assert work("clerk", town, lambda done, of: told.append((done, of))) == "6 份报告已审校完，其中 3 份读不了。"
    assert told == [(done, 6) for done in range(7)]
    with scopes.within(town):
        Job.objects.update(state="done")
    page = rows(client)
    assert "data-live" not in page and "共 6 份，1 份有误，3 份读不了" in page
    assert len(set(LINK.findall(page))) == 3 and page.count("未审校") >= 3
    for name, reason in (("损坏", "损坏"), ("空", "是空文件"), ("有密码", "密码")):
        assert f"“{name}.docx”" in page and reason in page
    assert sorted(one.name for one in originals()) == ["丙.docx", "乙.txt", "甲.docx"]


def test_the_table_asks_as_much_of_the_database_for_twelve_reports_as_for_one(visitor: Visitor) -> None:
    client = visitor("clerk")
    asked = []
    for files in (six()[:1], six() + six()[:5]):
        hand_in(client, *files)
        with CaptureQueriesContext(connection) as queries:
            rows(client)
        asked.append(len(queries))
    assert asked[1] <= asked[0] + 1 and asked[1] <= 10, asked


def test_an_old_word_file_goes_to_the_worker_for_its_conversion(visitor: Visitor) -> None:
    assert "等待审校" in hand_in(visitor("clerk"), ("旧版.doc", OLD_WORD))


def test_a_stop_keeps_what_is_done_and_the_rest_is_gone_on_with(visitor: Visitor, town: str) -> None:
    client = visitor("clerk")
    hand_in(client, *six())

    def stop_after_two(done: int, of: int) -> None:
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        work("clerk", town, stop_after_two)
    page = client.post("/audit/stop/", follow=True).content.decode()
    assert "已停止" in page and "还有 4 份没有审校" in page and "接着审校" in page
    assert len(set(LINK.findall(page))) == 1
    client.post("/audit/resume/")
    with scopes.within(town):
        assert [one["name"] for one in Job.objects.latest("asked_at").arguments["files"]] == [
            "乙.txt",
            "空.docx",
            "有密码.docx",
            "丙.docx",
        ]
    work("clerk", town)
    assert len(set(LINK.findall(rows(client)))) == 3


def test_going_on_ends_a_job_whose_worker_never_came_back(visitor: Visitor, town: str) -> None:
    client = visitor("clerk")
    hand_in(client, *six())
    with scopes.within(town):
        Job.objects.update(state="running")
    client.post("/audit/resume/")
    with scopes.within(town):
        assert sorted(Job.objects.values_list("state", flat=True)) == ["failed", "waiting"]


def test_examining_twice_reads_once(visitor: Visitor, town: str, monkeypatch: pytest.MonkeyPatch) -> None:
    client = visitor("clerk")
    hand_in(client, *six())
    work("clerk", town)

    def never(*_arguments: object, **_named: object) -> Audit:
        raise AssertionError("read again")

    monkeypatch.setattr(auditing, "audit_file", never)
    assert work("clerk", town).startswith("6 份报告已审校完")
    opened(client, rows(client))


def test_a_fault_of_ours_in_one_report_leaves_the_others_alone(
    visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    def faulty(path: Path, **named: object) -> Audit:
        if path.name == "甲.txt":
            raise ZeroDivisionError
        return engine.audit_file(path)

    monkeypatch.setattr(auditing, "audit_file", faulty)
    page = hand_in(visitor("clerk"), ("甲.txt", SOUND.encode()), ("乙.txt", SENTENCE.encode()))
    assert "审校“甲.txt”时程序出错" in page and len(set(LINK.findall(page))) == 1


def test_a_failed_query_in_one_report_leaves_the_others_their_ledger(
    year_2022: Division, visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, asked = known.figures, []

    def faulty(*arguments: Any, **named: Any) -> KnownFigures | str:
        asked.append(arguments)
        if len(asked) == 1:
            with connection.cursor() as cursor:
                cursor.execute("SELECT 1 / 0")
        return real(*arguments, **named)

    monkeypatch.setattr(known, "figures", faulty)
    sent = [SimpleUploadedFile(name, word(TITLE, SENTENCE)) for name in ("甲.docx", "乙.docx")]
    page = visitor("clerk").post("/audit/", {"reports": sent, "held": "on"}, follow=True).content.decode()
    assert "审校“甲.docx”时程序出错" in page and len(set(LINK.findall(page))) == 1


def test_what_is_cleared_while_the_worker_is_at_it_does_not_stop_the_worker(
    visitor: Visitor, town: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = visitor("clerk")
    hand_in(client, *six())

    def cleared(path: Path, **named: Any) -> Audit:
        found = engine.audit_file(path)
        uploads.forget(path.parent.name)
        return found

    monkeypatch.setattr(auditing, "audit_file", cleared)
    assert work("clerk", town).startswith("6 份报告已审校完")
    assert sorted(one.name for one in originals()) == []


def test_a_report_that_waits_says_so_and_not_that_it_is_gone(visitor: Visitor) -> None:
    client = visitor("clerk")
    hand_in(client, *six())
    token = client.session["audited"][0]["token"]
    for tail in ("", "summary/", "docx/"):
        page = client.get(f"/audit/{token}/{tail}", follow=True).content.decode()
        assert "还没有审校完" in page and "超过一天" not in page


def test_the_work_is_that_of_one_session_and_one_post(visitor: Visitor, town: str) -> None:
    client = visitor("clerk")
    hand_in(client, *six())
    other = visitor("editor")
    assert "等待审校" not in other.get("/audit/").content.decode()
    other.post("/audit/stop/")
    with scopes.within(town):
        job = Job.objects.get()
    assert job.state == "waiting"
    assert other.post(f"/jobs/{UUID(str(job.pk))}/stop/").status_code == 404


def test_the_findings_of_all_go_out_as_one_workbook(visitor: Visitor) -> None:
    client = visitor("editor")
    assert "没有可导出的内容" in client.get("/audit/workbook/", follow=True).content.decode()
    hand_in(client, ("甲.docx", word(TITLE, SENTENCE)), ("损坏.docx", b"PK\x03\x04 x"))
    response = client.get("/audit/workbook/")
    book = CalamineWorkbook.from_filelike(io.BytesIO(b"".join(response.streaming_content)))
    table = book.get_sheet_by_name("汇总").to_python()
    assert [line[0] for line in table[1:3]] == ["甲.docx", "损坏.docx"] and table[1][2] >= 1
    assert "损坏" in table[2][6]
    listed = book.get_sheet_by_name("发现").to_python()
    (wrong,) = [line for line in listed if line[3] == "化解率达99.9%"]
    assert wrong[1] == "有误" and wrong[5] == "99.8%"
