"""T-16: a workbook that leaves the house is newly written, cell by cell; what the original carried besides stays behind."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID

import pytest
from django.db import models
from xlsxwriter.worksheet import Worksheet

from fazhi.kernel import imports, ledgers, workbooks
from fazhi.kernel.ledgers import Criteria
from tests.faults import hiding, lanes, recounting

RETURNED = "发还的工作簿：隐藏表、批注、属性、页眉、名称、下拉项、链接、公式中的个人信息一个也不带出"
EXPORTED = "导出的台账：没有公式、隐藏表、批注，没有以公式符号开头的文字"
BOOK = "disputes.staff"
NASTY = ("=1+1", '=HYPERLINK("http://a","b")', "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "院坝排水")
pytestmark = pytest.mark.django_db


def returned(town: str, folder: Path, seed: int) -> list[str]:
    """One workbook comes in, and goes back with its faults marked; what came along that should not have."""
    content, secrets = hiding.workbook(seed)
    assert hiding.told(content, secrets) == secrets
    sent, marked = folder / "名册.xlsx", folder / "需要更正.xlsx"
    sent.write_bytes(content)
    found = imports.preview(ledgers.ledger(BOOK), town, sent)
    assert len(found.faults) == 5
    workbooks.write_faults(found.sheet, found.faults, marked)
    result = marked.read_bytes()
    return [f"seed {seed}：{one}" for one in (*hiding.told(result, secrets), *hiding.beyond_the_cells(result))]


def exported(town: str, folder: Path, seed: int) -> tuple[int, list[str]]:
    """Every ledger with text in it that a spreadsheet would run; how many cells were written, and what is wrong with them."""
    random, cells, wrong = Random(seed), 0, []
    for name, book in ledgers.all_ledgers().items():
        rows = [nasty(random, book) for _ in range(3)]
        recounting.lay(name, rows)
        file = folder / "台账.xlsx"
        statement = workbooks.export(book, town, Criteria(), file)
        assert "共 3 条" in statement
        cells += len(rows) * len(book.columns)
        wrong += [f"seed {seed}，{name}：{one}" for one in hiding.beyond_the_cells(file.read_bytes())]
    return cells, wrong


def nasty(random: Random, book: ledgers.Ledger) -> recounting.Row:
    """A row whose every text would be run."""
    meta = book.model._meta
    row: dict[str, Any] = {"id": UUID(int=random.getrandbits(128)), "town": recounting.TOWN}
    for column in book.columns:
        field = meta.get_field(column.name)
        if isinstance(field, models.CharField | models.TextField) and column.name not in row:
            row[field.column] = random.choice(NASTY)[: field.max_length]
    return row


def test_a_returned_workbook_brings_nothing_along(in_town: str, tmp_path: Path, record_property: lanes.Record) -> None:
    taken = lanes.seeds(40, 500)
    wrong = [one for seed in taken for one in returned(in_town, tmp_path, seed)]
    lanes.hold(record_property, "T-16", RETURNED, len(taken), taken, wrong)


def test_an_exported_ledger_runs_nothing(in_town: str, tmp_path: Path, record_property: lanes.Record) -> None:
    taken = lanes.seeds(2, 40)
    found = [exported(in_town, tmp_path, seed) for seed in taken]
    wrong = [one for _, said in found for one in said]
    lanes.hold(record_property, "T-16", EXPORTED, sum(cells for cells, _ in found), taken, wrong)


def test_the_original_passed_through_is_noticed(
    in_town: str, tmp_path: Path, record_property: lanes.Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent = tmp_path / "名册.xlsx"
    monkeypatch.setattr(workbooks, "write_faults", lambda sheet, faults, path: shutil.copy(sent, path))
    wrong = [one for seed in (1, 2, 3) for one in returned(in_town, tmp_path, seed)]
    lanes.caught(record_property, "T-16", "原件照样发还", 3, wrong)


def as_it_comes(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(workbooks, "harmless", lambda text: text)


def as_a_spreadsheet_would(patch: pytest.MonkeyPatch) -> None:
    as_it_comes(patch)
    patch.setattr(Worksheet, "write_string", Worksheet.write)


@pytest.mark.parametrize(
    ("name", "put"), [("文字不加中和符", as_it_comes), ("等号开头的写成公式", as_a_spreadsheet_would)]
)
def test_text_that_runs_is_noticed(
    in_town: str,
    tmp_path: Path,
    record_property: lanes.Record,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    put: Callable[[pytest.MonkeyPatch], None],
) -> None:
    put(monkeypatch)
    cells, wrong = exported(in_town, tmp_path, 1)
    lanes.caught(record_property, "T-16", name, cells, wrong)
