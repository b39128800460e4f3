"""Old ledgers come in through the one door; a bad row keeps the whole file out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from fazhi.kernel import imports, ledgers, workbooks
from fazhi.kernel.doing import Refused
from fazhi.kernel.ledgers import Criteria
from fazhi.people import scopes
from fazhi.people.actors import Actor
from fazhi.systems.disputes.models import Dispute, Staff
from fazhi.systems.disputes.tests.telling import report

pytestmark = pytest.mark.django_db
HEADINGS = [
    "编号",
    "排查发现日期",
    "村（社区）名称",
    "纠纷类型",
    "当事人",
    "简要情况",
    "受理日期",
    "化解日期",
    "协议形式",
]
GOOD = [
    "旧-1",
    "2021.5.6",
    "青石村",
    "邻里",
    "古大树、今小草",
    "古大树家晒坝漏水",
    "2021-05-07",
    "2021-05-20",
    "口头协议",
]
BOOK = "disputes.disputes"


@pytest.fixture
def clerk(actor: Callable[[str], Actor]) -> Actor:
    return actor("clerk")


def workbook(path: Path, headings: Sequence[str], *lines: Sequence[str]) -> Path:
    made = openpyxl.Workbook()
    for line in (headings, *lines):
        made.active.append(list(line))
    made.save(path)
    return path


def brought(clerk: Actor, book: str, path: Path) -> imports.Preview:
    with scopes.within(clerk.town):
        found = imports.preview(ledgers.ledger(book), clerk.town, path)
        if not found.faults:
            imports.apply(ledgers.ledger(book), clerk, found)
        return found


def test_an_old_ledger_becomes_carried_over_disputes(clerk: Actor, tmp_path: Path) -> None:
    found = brought(clerk, BOOK, workbook(tmp_path / "old.xlsx", HEADINGS, GOOD))
    with scopes.within(clerk.town):
        (row,) = ledgers.rows(ledgers.ledger(BOOK), clerk.town, Criteria())
    assert len(found.new) == 1
    assert (row["number"], row["settled_on"], row["stage"]) == ("旧-1", date(2021, 5, 20), "carried_settled")
    assert row["summary"] == "古**家晒坝漏水"


def test_the_export_comes_back_without_a_difference(clerk: Actor, tmp_path: Path) -> None:
    brought(clerk, BOOK, workbook(tmp_path / "old.xlsx", HEADINGS, GOOD))
    report(clerk, date(2022, 3, 2))
    with scopes.within(clerk.town):
        workbooks.export(ledgers.ledger(BOOK), clerk.town, Criteria(), tmp_path / "out.xlsx")
    again = brought(clerk, BOOK, tmp_path / "out.xlsx")
    assert (again.same, again.new, again.changed, again.faults) == (2, [], [], {})


def test_a_settlement_found_later_is_added(clerk: Actor, tmp_path: Path) -> None:
    brought(clerk, BOOK, workbook(tmp_path / "old.xlsx", HEADINGS, [*GOOD[:7], "", ""]))
    brought(clerk, BOOK, workbook(tmp_path / "new.xlsx", HEADINGS, GOOD))
    with scopes.within(clerk.town):
        assert Dispute.objects.get().settled_on == date(2021, 5, 20)


@pytest.mark.parametrize(
    ("at", "value", "words"),
    [
        (1, "2022.2.30", "这一天不存在"),
        (1, "去年", "不是日期"),
        (2, "桃花村", "没有名为“桃花村”"),
        (3, "吵架", "不在可选范围内"),
        (4, "12345", "读不懂"),
        (7, "2021-05-01", "先后颠倒"),
    ],
)
def test_one_bad_row_keeps_all_out(clerk: Actor, tmp_path: Path, at: int, value: str, words: str) -> None:
    bad = ["旧-2", *GOOD[1:]]
    bad[at] = value
    found = brought(clerk, BOOK, workbook(tmp_path / "bad.xlsx", HEADINGS, GOOD, bad))
    assert words in found.faults[3][0]
    with scopes.within(clerk.town):
        assert Dispute.objects.count() == 0


def test_a_dispute_of_the_system_is_not_changed_by_a_workbook(clerk: Actor, tmp_path: Path) -> None:
    case = report(clerk, date(2022, 3, 2))
    line = [case.number, "2022-03-01", *GOOD[2:7], "2022-03-03", ""]
    line[6] = "2022-03-02"
    with pytest.raises(Refused, match="只能按步骤办理"):
        brought(clerk, BOOK, workbook(tmp_path / "cheat.xlsx", HEADINGS, line))


def test_posts_and_staff_come_in_and_end(clerk: Actor, tmp_path: Path) -> None:
    posts = ["编号", "类型", "名称", "村（社区）名称", "位置", "设立日期"]
    brought(
        clerk,
        "disputes.sentinels",
        workbook(tmp_path / "p.xlsx", posts, ["SD-1", "车站", "客运站", "青石村", "村口", "2021-01-01"]),
    )
    staff = ["编号", "类别", "姓名", "村（社区）名称", "所在哨点", "聘任日期", "离任日期"]
    line = ["DW-1", "网格员", "廖某", "青石村", "客运站", "2021-01-01", ""]
    brought(clerk, "disputes.staff", workbook(tmp_path / "s.xlsx", staff, line))
    brought(clerk, "disputes.staff", workbook(tmp_path / "t.xlsx", staff, [*line[:6], "2022-06-30"]))
    with scopes.within(clerk.town):
        assert Staff.objects.get().ends_on == date(2022, 6, 30)
        (row,) = ledgers.rows(ledgers.ledger("disputes.staff"), clerk.town, Criteria())
    assert (row["place"], row["role"]) == ("客运站", "grid_worker")


def test_staff_at_an_unknown_post_are_refused(clerk: Actor, tmp_path: Path) -> None:
    staff = ["编号", "类别", "姓名", "村（社区）名称", "所在哨点", "聘任日期"]
    line = ["DW-1", "网格员", "廖某", "青石村", "火车站", "2021-01-01"]
    found = brought(clerk, "disputes.staff", workbook(tmp_path / "s.xlsx", staff, line))
    assert "没有名为“火车站”的哨点" in found.faults[2][0]


def test_villages_and_posts_are_looked_up_once_a_workbook(clerk: Actor, tmp_path: Path) -> None:
    staff = ["编号", "类别", "姓名", "村（社区）名称", "所在哨点", "聘任日期"]
    posts = ["编号", "类型", "名称", "村（社区）名称", "位置", "设立日期"]
    post = ["SD-1", "车站", "客运站", "青石村", "村口", "2021-01-01"]
    brought(clerk, "disputes.sentinels", workbook(tmp_path / "p.xlsx", posts, post))
    books = {
        BOOK: (HEADINGS, [[f"旧-{at}", *GOOD[1:]] for at in range(40)], 2),
        "disputes.staff": (
            staff,
            [[f"DW-{at}", "网格员", "廖某", "青石村", "客运站", "2021-01-01"] for at in range(40)],
            3,
        ),
        "disputes.sentinels": (posts, [[f"SD-{at}", *post[1:]] for at in range(2, 42)], 2),
    }
    for name, (headings, lines, queries) in books.items():
        path = workbook(tmp_path / "many.xlsx", headings, *lines)
        with scopes.within(clerk.town), CaptureQueriesContext(connection) as asked:
            assert len(imports.preview(ledgers.ledger(name), clerk.town, path).new) == 40
        assert len(asked) == queries, name
