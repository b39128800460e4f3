"""Long work goes through the queue on the same database and ends with a sentence."""

from datetime import date
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
import xlsxwriter
from django.db import transaction
from procrastinate.contrib.django import app

from fazhi.kernel import files, jobs
from fazhi.kernel.ledgers import ledger
from fazhi.kernel.models import Job
from fazhi.kernel.today import now
from fazhi.people import scopes
from fazhi.people.actors import Actor, actors_on
from fazhi.people.models import Person


def clerk() -> Actor:
    return actors_on(Person.objects.get(username="clerk"), date(2026, 1, 1))[0]


def staff_workbook(path: Path, rows: list[list[str]]) -> str:
    """A workbook with the staff ledger's own headings, kept in the file store; returns its digest."""
    importer = ledger("disputes.staff").importer
    assert importer
    with xlsxwriter.Workbook(str(path)) as made:
        page = made.add_worksheet()
        for line, row in enumerate([list(importer.headings), *rows]):
            page.write_row(line, 0, row)
    return files.store(path.read_bytes(), path.name)


def work_off() -> None:
    with app.replace_connector(app.connector.get_worker_connector()) as worker:
        worker.run_worker(queues=["fazhi"], wait=False, install_signal_handlers=False, listen_notify=False)


def ask(digest: str) -> Job:
    return jobs.ask(clerk(), "import", "导入", {"ledger": "disputes.staff", "name": "队伍.xlsx", "digest": digest})


def test_an_import_is_done_by_the_worker_and_says_so(committed_town: str, tmp_path: Path) -> None:
    values = {"编号": "1", "类别": "网格员", "姓名": "张某某", "村（社区）名称": "青石村", "聘任日期": "2022-01-01"}
    importer = ledger("disputes.staff").importer
    assert importer
    row = [values.get(title, "") for title in importer.headings]
    digest = staff_workbook(tmp_path / "队伍.xlsx", [row])
    with scopes.within(committed_town):
        job = ask(digest)
    work_off()
    with scopes.within(committed_town):
        job.refresh_from_db()
        assert (job.state, job.done, job.of) == ("done", 1, 1), job.sentence
        assert "已导入 1 条" in job.sentence
        assert ledger("disputes.staff").model.objects.count() == 1


def test_a_faulty_import_fails_with_its_sentence_and_writes_nothing(committed_town: str, tmp_path: Path) -> None:
    digest = staff_workbook(tmp_path / "队伍.xlsx", [["x"]])
    with scopes.within(committed_town):
        job = ask(digest)
    work_off()
    with scopes.within(committed_town):
        job.refresh_from_db()
        assert job.state == "failed"
        assert "台账没有改动" in job.sentence
        assert not ledger("disputes.staff").model.objects.exists()


def test_a_job_that_was_stopped_before_its_turn_is_not_done(committed_town: str, tmp_path: Path) -> None:
    with scopes.within(committed_town):
        job = ask(str(uuid4()))
        assert jobs.stop(clerk(), job.pk) and not jobs.stop(clerk(), job.pk)
    work_off()
    with scopes.within(committed_town):
        job.refresh_from_db()
        assert (job.state, job.sentence) == ("failed", jobs.STOPPED)


def test_a_wish_to_stop_is_heard_at_the_next_step_and_undoes_the_work(
    committed_town: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    wished: list[Job] = []

    def work(actor: Actor, arguments: dict[str, Any], progress: jobs.Progress) -> str:
        progress(0, 2)
        Job.objects.create(town=actor.town, kind="trace", title="", appointment_id=actor.appointment_id, asked_at=now())
        with jobs._beside() as write:  # somebody else's connection: the page of the one who asked
            write(wished[0], state="failed", sentence=jobs.STOPPED)
        progress(1, 2)
        return "做完"

    monkeypatch.setattr(jobs, "kinds", lambda: {"import": work})
    with scopes.within(committed_town):
        wished.append(ask(str(uuid4())))
    work_off()
    with scopes.within(committed_town):
        wished[0].refresh_from_db()
        assert (wished[0].state, wished[0].sentence, wished[0].done) == ("failed", jobs.STOPPED, 0)
        assert not Job.objects.filter(kind="trace").exists()


def test_a_wish_that_comes_when_all_is_written_changes_nothing(
    committed_town: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    wished: list[Job] = []

    def work(actor: Actor, arguments: dict[str, Any], progress: jobs.Progress) -> str:
        with jobs._beside() as write:  # as above
            write(wished[0], state="failed", sentence=jobs.STOPPED)
        return "做完"

    monkeypatch.setattr(jobs, "kinds", lambda: {"import": work})
    with scopes.within(committed_town):
        wished.append(ask(str(uuid4())))
    work_off()
    with scopes.within(committed_town):
        wished[0].refresh_from_db()
        assert (wished[0].state, wished[0].sentence) == ("done", "做完")


def test_a_fault_of_ours_ends_a_job_with_a_sentence_and_undoes_it(
    committed_town: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def work(actor: Actor, arguments: dict[str, Any], progress: jobs.Progress) -> str:
        Job.objects.create(town=actor.town, kind="trace", title="", appointment_id=actor.appointment_id, asked_at=now())
        raise ZeroDivisionError

    monkeypatch.setattr(jobs, "kinds", lambda: {"import": work})
    with scopes.within(committed_town):
        job = ask(str(uuid4()))
    work_off()
    with scopes.within(committed_town):
        job.refresh_from_db()
        assert (job.state, job.sentence) == ("failed", jobs.BROKEN)
        assert not Job.objects.filter(kind="trace").exists()


def test_nobody_stops_the_job_of_another(committed_town: str) -> None:
    editor = actors_on(Person.objects.get(username="editor"), date(2026, 1, 1))[0]
    with scopes.within(committed_town):
        job = ask(str(uuid4()))
        assert not jobs.stop(editor, job.pk)
        job.refresh_from_db()
        assert job.state == "waiting"


def test_the_rooms_above_bring_kinds_of_their_own() -> None:
    assert {"import", "audit"} <= set(jobs.kinds())


@pytest.mark.django_db
def test_work_asked_for_in_a_transaction_that_fails_was_never_asked_for(in_town: str) -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        ask(str(uuid4()))
        1 / 0  # noqa: B018 - the failure itself
    assert not Job.objects.exists()
