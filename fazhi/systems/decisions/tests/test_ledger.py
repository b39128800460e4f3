"""The ledgers in and out of Excel, who sees them, and what the database keeps."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from fazhi.kernel import imports, ledgers, workbooks
from fazhi.kernel.doing import Refused
from fazhi.kernel.ledgers import Criteria
from fazhi.kernel.models import Case
from fazhi.people import scopes
from fazhi.people.actors import Actor
from fazhi.systems.decisions.models import CatalogueRow, DecisionRow
from fazhi.systems.decisions.tests.telling import told

pytestmark = pytest.mark.django_db
DECISIONS, CATALOGUE = "decisions.decisions", "decisions.catalogue"


def workbook(path: Path, book: str, rows: list[dict[str, str]]) -> Path:
    """A workbook with the headings of a ledger."""
    made = openpyxl.Workbook()
    headings = list(ledgers.ledger(book).importer.headings)
    made.active.append(headings)
    for row in rows:
        made.active.append([row.get(name, "") for name in headings])
    made.save(path)
    return path


OLD = {
    "编号": "沙决〔2019〕1号",
    "提出日期": "2019-10-08",
    "事项名称": "集镇环卫一体化方案",
    "类别": "重大公共政策和措施",
    "承办单位": "村镇建设服务中心",
    "公众参与": "已履行",
    "专家论证": "依法不适用（已记录）",
    "合法性审查意见": "合法",
    "讨论日期": "2019-11-20",
    "不同意见数": "1",
    "决定日期": "2019-11-25",
}


def test_what_goes_out_comes_back_unchanged(actor: Callable[[str], Actor], tmp_path: Path) -> None:
    clerk = actor("clerk")
    told(actor)
    for name in (DECISIONS, CATALOGUE):
        book = ledgers.ledger(name)
        with scopes.within(clerk.town):
            workbooks.export(book, clerk.town, Criteria(), tmp_path / "out.xlsx")
            seen = imports.preview(book, clerk.town, tmp_path / "out.xlsx")
        assert (len(seen.new), len(seen.changed), seen.faults) == (0, 0, {}), name


def test_a_decision_under_way_goes_out_and_comes_back_too(actor: Callable[[str], Actor], tmp_path: Path) -> None:
    clerk, book = actor("clerk"), ledgers.ledger(DECISIONS)
    told(actor, until="study")
    with scopes.within(clerk.town):
        workbooks.export(book, clerk.town, Criteria(), tmp_path / "out.xlsx")
        seen = imports.preview(book, clerk.town, tmp_path / "out.xlsx")
    assert (seen.same, len(seen.new), len(seen.changed), seen.faults) == (1, 0, 0, {})


def test_an_old_decision_comes_in_as_it_was(actor: Callable[[str], Actor], tmp_path: Path) -> None:
    clerk = actor("clerk")
    with scopes.within(clerk.town):
        seen = imports.preview(ledgers.ledger(DECISIONS), clerk.town, workbook(tmp_path / "in.xlsx", DECISIONS, [OLD]))
        imports.apply(ledgers.ledger(DECISIONS), clerk, seen)
        row = DecisionRow.objects.get()
    assert (row.number, row.stage, row.decided_on) == ("沙决〔2019〕1号", "carried", date(2019, 11, 25))
    steps = (row.participation_step, row.argument_step, row.risk_step, row.legality_step, row.discussion_step)
    assert steps == ("done", "waived", "missing", "done", "done")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"类别": "大事"}, "“大事”不在可选范围内"),
        ({"讨论日期": "2019-12-30"}, "先后颠倒"),
        ({"公布日期": "2019-11-24"}, "先后颠倒"),
        ({"公布日期": "9999-01-01"}, "晚于今天"),
        ({"不同意见数": "一人"}, "「不同意见数」“一人”不是整数"),
        ({"不同意见数": "²"}, "「不同意见数」“²”不是整数"),
        ({"决定日期": "2019-13-01"}, "这一天不存在"),
    ],
)
def test_a_wrong_row_is_named_and_nothing_comes_in(
    actor: Callable[[str], Actor], tmp_path: Path, change: dict[str, str], words: str
) -> None:
    clerk = actor("clerk")
    with scopes.within(clerk.town):
        path = workbook(tmp_path / "in.xlsx", DECISIONS, [OLD, {**OLD, "编号": "二", **change}])
        seen = imports.preview(ledgers.ledger(DECISIONS), clerk.town, path)
        assert any(words in sentence for sentences in seen.faults.values() for sentence in sentences)
        assert DecisionRow.objects.count() == 0


def test_the_catalogue_comes_in_through_its_own_procedure(actor: Callable[[str], Actor], tmp_path: Path) -> None:
    clerk = actor("clerk")
    item = {
        "目录序号": "2022-01",
        "年度": "2022",
        "事项名称": "停车方案",
        "类别": "重要规划",
        "承办单位": "执法大队",
        "列入日期": "2022-01-10",
    }
    with scopes.within(clerk.town):
        rows = [item, {**item, "目录序号": "2022-02", "事项名称": "养护计划"}]
        seen = imports.preview(ledgers.ledger(CATALOGUE), clerk.town, workbook(tmp_path / "in.xlsx", CATALOGUE, rows))
        imports.apply(ledgers.ledger(CATALOGUE), clerk, seen)
        found = list(CatalogueRow.objects.order_by("number"))
    assert [(one.number, one.matter, one.published_on) for one in found] == [
        ("2022-01", "停车方案", None),
        ("2022-02", "养护计划", None),
    ]


@pytest.mark.parametrize(
    "change", [{"计划时间": "四季度"}, {"类别": "重大公共建设项目"}, {"党委同意日期": "2022-02-01"}]
)
def test_what_stands_in_the_catalogue_is_not_changed_by_a_workbook(
    actor: Callable[[str], Actor], tmp_path: Path, change: dict[str, str]
) -> None:
    clerk, book = actor("clerk"), ledgers.ledger(CATALOGUE)
    told(actor, "catalogue_changes.yaml", until="publish_catalogue")
    with scopes.within(clerk.town):
        item = CatalogueRow.objects.get(number="2022-01")
        line = {"目录序号": item.number, "年度": "2022", "事项名称": item.matter, "类别": "重大公共政策和措施"}
        line |= {"承办单位": item.lead_office, "列入日期": item.listed_on.isoformat(), **change}
        seen = imports.preview(book, clerk.town, workbook(tmp_path / "in.xlsx", CATALOGUE, [line]))
        with pytest.raises(Refused, match="不能用导入修改"):
            imports.apply(book, clerk, seen)


def test_a_workbook_that_withdraws_may_come_twice(actor: Callable[[str], Actor], tmp_path: Path) -> None:
    clerk, book = actor("clerk"), ledgers.ledger(CATALOGUE)
    told(actor, "catalogue_changes.yaml", until="publish_catalogue")
    with scopes.within(clerk.town):
        workbooks.export(book, clerk.town, Criteria(), tmp_path / "out.xlsx")
        sheet = openpyxl.load_workbook(tmp_path / "out.xlsx")
        page, leaving = sheet.active, {"撤出日期": "2022-06-02", "党委同意日期": "2022-06-01", "增列、撤出理由": "并入"}
        head = next(line for line in page.iter_rows() if line[0].value == "目录序号")
        row = next(line for line in page.iter_rows() if line[0].value == "2022-01")
        for name, cell in zip([one.value for one in head], row, strict=True):
            cell.value = leaving.get(name, cell.value)
        sheet.save(tmp_path / "in.xlsx")
        imports.apply(book, clerk, imports.preview(book, clerk.town, tmp_path / "in.xlsx"))
        again = imports.preview(book, clerk.town, tmp_path / "in.xlsx")
        item = CatalogueRow.objects.get(number="2022-01")
    assert (item.withdrawn_on, item.reason) == (date(2022, 6, 2), "并入")
    assert (again.same, again.writes, again.faults) == (2, 0, {})


def test_every_row_of_a_ledger_leads_to_its_case(actor: Callable[[str], Actor]) -> None:
    told(actor)
    with scopes.within(actor("clerk").town):
        for book in (one for one in ledgers.all_ledgers().values() if one.id.startswith("decisions.")):
            leads = {row[book.case] for row in ledgers.rows(book, actor("clerk").town, Criteria())}
            assert leads and leads <= set(Case.objects.values_list("pk", flat=True)), book.id


def test_every_ledger_is_empty_for_another_town(actor: Callable[[str], Actor]) -> None:
    told(actor)
    for book in ledgers.all_ledgers().values():
        if book.id.startswith("decisions."):
            with scopes.within(actor("clerk").town):
                assert book.model._default_manager.exists(), book.id
            with scopes.within(actor("stranger").town):
                assert not book.model._default_manager.exists(), book.id


def test_every_table_is_protected_by_the_database(db: None) -> None:
    from django.apps import apps
    from django.db import connection

    tables = [model._meta.db_table for model in apps.get_app_config("decisions").get_models() if model._meta.managed]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relname = ANY(%s) AND relrowsecurity AND relforcerowsecurity", [tables]
        )
        protected = {name for (name,) in cursor.fetchall()}
    assert len(tables) == 7 and protected == set(tables)
