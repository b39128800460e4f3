"""Old contract ledgers and the list of advisers come in from Excel and go out as they came."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from fazhi.indicators.readings import read_all
from fazhi.kernel import imports, ledgers, workbooks
from fazhi.kernel.doing import Refused
from fazhi.kernel.ledgers import Criteria
from fazhi.people import scopes
from fazhi.people.actors import Actor
from fazhi.systems.reviews.importing import ADVISER_HEADINGS, CONTRACT_HEADINGS
from fazhi.systems.reviews.tests.telling import submit

pytestmark = pytest.mark.django_db
Get = Callable[[str], Actor]
OLD = ["合-1", "2021.3.1", "垃圾清运合同", "云阳县净美环卫有限公司", "120,000", "应当予以修改", "2021-03-04", "2", "全部采纳", "2021-03-10"]  # fmt: skip
LAWYER = ["LS-01", "外聘法律顾问", "甘律师", "某某律师事务所", "2021-01-01", "2023-12-31"]


def brought(clerk: Actor, book: str, folder: Path, headings: Sequence[str], *lines: Sequence[str]) -> imports.Preview:
    made = openpyxl.Workbook()
    for line in (headings, *lines):
        made.active.append(list(line))
    made.save(folder / "book.xlsx")
    with scopes.within(clerk.town):
        found = imports.preview(ledgers.ledger(book), clerk.town, folder / "book.xlsx")
        if not found.faults:
            imports.apply(ledgers.ledger(book), clerk, found)
        return found


def listed(clerk: Actor, book: str) -> list[dict]:
    with scopes.within(clerk.town):
        return list(ledgers.rows(ledgers.ledger(book), clerk.town, Criteria()))


def test_an_old_contract_is_told_as_it_stood_and_comes_in_once(actor: Get, tmp_path: Path) -> None:
    clerk = actor("clerk")
    brought(clerk, "reviews.contracts", tmp_path, list(CONTRACT_HEADINGS), OLD)
    [row] = listed(clerk, "reviews.contracts")
    assert (row["number"], row["amount"], row["passed"], row["signed_on"]) == ("合-1", 120000, True, date(2021, 3, 10))
    with scopes.within(clerk.town):
        year = read_all(clerk.town, 2021)
    assert (year["reviews.findings"].value, year["reviews.findings_adopted"].value) == (2, 2)
    brought(clerk, "reviews.contracts", tmp_path, list(CONTRACT_HEADINGS), OLD)
    assert len(listed(clerk, "reviews.contracts")) == 1
    with pytest.raises(Refused, match="转入的内容不能改动"):
        brought(clerk, "reviews.contracts", tmp_path, list(CONTRACT_HEADINGS), [*OLD[:4], "1", *OLD[5:]])
    with scopes.within(clerk.town):
        workbooks.export(ledgers.ledger("reviews.contracts"), clerk.town, Criteria(), tmp_path / "out.xlsx")
        again = imports.preview(ledgers.ledger("reviews.contracts"), clerk.town, tmp_path / "out.xlsx")
    assert (again.same, again.new, again.changed, again.faults) == (1, [], [], {})


@pytest.mark.parametrize(
    ("at", "text", "words"),
    [
        (1, "2021-13-01", "这一天不存在"),
        (4, "十二万", "不是数字"),
        (4, "1e999", "不是合理的数字"),
        (5, "差不多", "可填：合法、应当予以修改、不合法"),
        (6, "2020-01-01", "先后颠倒"),
        (5, "不合法", "不合法的合同写了签订日期"),
        (7, "1.5", "不是合理的条数"),
        (3, "", "相对方"),
    ],
)
def test_a_wrong_cell_keeps_the_whole_file_out_and_is_named(
    actor: Get, tmp_path: Path, at: int, text: str, words: str
) -> None:
    clerk = actor("clerk")
    wrong = [*OLD[:at], text, *OLD[at + 1 :]]
    found = brought(clerk, "reviews.contracts", tmp_path, list(CONTRACT_HEADINGS), OLD, ["合-2", *wrong[1:]])
    assert words in str(found.faults)
    assert listed(clerk, "reviews.contracts") == []


def test_a_contract_that_is_reviewed_here_is_not_changed_by_a_workbook(actor: Get, tmp_path: Path) -> None:
    clerk = actor("clerk")
    case = submit(clerk, date(2022, 4, 28))
    with pytest.raises(Refused, match="只能按步骤办理，不能用导入修改"):
        brought(clerk, "reviews.contracts", tmp_path, list(CONTRACT_HEADINGS), [case.number, *OLD[1:]])


def test_advisers_come_in_and_a_renewed_term_changes_the_same_row(actor: Get, tmp_path: Path) -> None:
    clerk = actor("clerk")
    brought(clerk, "reviews.advisers", tmp_path, list(ADVISER_HEADINGS), LAWYER)
    brought(clerk, "reviews.advisers", tmp_path, list(ADVISER_HEADINGS), [*LAWYER[:5], "2024-12-31"])
    [row] = listed(clerk, "reviews.advisers")
    assert (row["kind"], row["ends_on"], row["services"]) == ("counsel", date(2024, 12, 31), 0)
    found = brought(clerk, "reviews.advisers", tmp_path, list(ADVISER_HEADINGS), [*LAWYER[:5], "2019-12-31"])
    assert "聘期的止日早于起日" in str(found.faults)
