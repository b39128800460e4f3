"""The ledgers: names never leave, the right person finds, everybody else sees nothing, each dispute is counted once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from fazhi.kernel import ledgers, workbooks
from fazhi.kernel.ledgers import Criteria
from fazhi.people import scopes
from fazhi.people.actors import Actor
from fazhi.systems.disputes.models import Dispute, SourceRecord
from fazhi.systems.disputes.tests.telling import report, take

pytestmark = pytest.mark.django_db
DAY = date(2022, 3, 2)
BOOK = "disputes.disputes"


def test_names_stand_masked_in_ledger_and_export(actor: Callable[[str], Actor], tmp_path: Path) -> None:
    clerk = actor("clerk")
    report(clerk, DAY)
    with scopes.within(clerk.town):
        row = next(iter(ledgers.rows(ledgers.ledger(BOOK), clerk.town, Criteria())))
        workbooks.export(ledgers.ledger(BOOK), clerk.town, Criteria(), tmp_path / "out.xlsx")
    assert row["parties"] == "覃**、覃**"
    assert row["summary"] == "覃**把水沟改到覃**的菜地边。"
    sheet = openpyxl.load_workbook(tmp_path / "out.xlsx").active
    text = "\n".join(str(cell.value) for line in sheet.iter_rows() for cell in line)
    assert "覃**" in text
    assert "大山" not in text and "13800000001" not in text


def test_sources_and_dossier_hold_no_name(actor: Callable[[str], Actor]) -> None:
    clerk = actor("clerk")
    report(clerk, DAY)
    with scopes.within(clerk.town):
        texts = [SourceRecord.objects.get().words, Dispute.objects.get().summary, Dispute.objects.get().case.title]
    assert not any("大山" in text or "小河" in text for text in texts)


def test_no_step_keeps_a_name(actor: Callable[[str], Actor]) -> None:
    mediator = actor("mediator")
    case = report(mediator, DAY)
    for step in ("accept", "mediate", "agree_oral"):
        case = take(case, step, mediator, DAY)
    take(case, "perform", mediator, DAY, what="覃大山付给覃小河 200 元")
    with scopes.within(mediator.town):
        kept = [f"{step.data} {step.reason}" for step in case.steps.all()]
    assert "覃**付给覃** 200 元" in kept[-1]
    assert not any("大山" in text or "小河" in text for text in kept)


def test_a_name_is_found_in_scope_and_only_there(actor: Callable[[str], Actor]) -> None:
    report(actor("clerk"), DAY)
    for who, expected in (("clerk", 1), ("stranger", 0)):
        town = actor(who).town
        with scopes.within(town):
            found = list(ledgers.rows(ledgers.ledger(BOOK), actor("clerk").town, Criteria(search="覃大山")))
        assert len(found) == expected


def test_a_session_is_a_row_of_its_own_ledger(actor: Callable[[str], Actor]) -> None:
    mediator = actor("mediator")
    case = report(mediator, DAY)
    for step in ("accept", "mediate", "mediate"):
        take(case, step, mediator, DAY)
    with scopes.within(mediator.town):
        rows = list(ledgers.rows(ledgers.ledger("disputes.sessions"), mediator.town, Criteria()))
        (dispute,) = ledgers.rows(ledgers.ledger(BOOK), mediator.town, Criteria())
    assert [row["result"] for row in rows] == ["agreed", "agreed"]
    assert dispute["sessions"] == 2


def test_the_same_session_sent_twice_is_one(actor: Callable[[str], Actor]) -> None:
    from fazhi.kernel.doing import Doing
    from fazhi.kernel.today import at
    from fazhi.people.identifiers import new_id
    from fazhi.systems.disputes import actions
    from fazhi.systems.disputes.tests.telling import ANSWERS

    mediator = actor("mediator")
    case = take(report(mediator, DAY), "accept", mediator, DAY)
    data = {name: value for name, value in ANSWERS["mediate"].items() if name != "mediator"}
    doing = Doing("mediate", mediator, DAY, data=data, request=new_id())
    with at(DAY), scopes.within(mediator.town):
        first, second = actions.carry_out(case, doing), actions.carry_out(case, doing)
        assert first.pk == second.pk
        assert case.dispute_sessions.count() == 1


def test_every_table_of_disputes_is_protected_by_the_database(db: None) -> None:
    from django.apps import apps
    from django.db import connection

    tables = [model._meta.db_table for model in apps.get_app_config("disputes").get_models() if model._meta.managed]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relname = ANY(%s) AND relrowsecurity AND relforcerowsecurity", [tables]
        )
        protected = {name for (name,) in cursor.fetchall()}
    assert len(tables) == 8
    assert protected == set(tables)


def test_the_views_read_under_the_readers_own_scope(actor: Callable[[str], Actor]) -> None:
    mediator = actor("mediator")
    case = report(mediator, DAY)
    for step in ("accept", "mediate"):
        case = take(case, step, mediator, DAY)
    for name in (BOOK, "disputes.sessions"):
        model = ledgers.ledger(name).model
        with scopes.within(mediator.town):
            assert model.objects.count() == 1
        with scopes.within(actor("stranger").town):
            assert model.objects.count() == 0
        assert model.objects.count() == 0
