"""Workbooks under limits: what people really send comes in, everything else gets one Chinese sentence and changes nothing."""

import zipfile
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fazhi.kernel import workbooks
from fazhi.kernel.workbooks import BadWorkbook

REQUIRED = ("姓名", "村（社区）")


def workbook(path: Path, rows: list[list[object]], merged: str = "") -> Path:
    with xlsxwriter.Workbook(str(path)) as made:
        page = made.add_worksheet()
        for line, row in enumerate(rows):
            page.write_row(line, 0, row)
        if merged:
            page.merge_range(merged, "合并的表头")
    return path


def test_headings_may_stand_below_a_title_and_row_numbers_are_those_of_the_file(tmp_path: Path) -> None:
    rows = [
        ["队伍台账"],
        ["不限日期"],
        ["姓名", "村（社区）", "备注"],
        ["张某", "青石村", ""],
        ["李某", "柏树村", "新增"],
    ]
    sheet = workbooks.read(workbook(tmp_path / "a.xlsx", rows), REQUIRED)
    assert sheet.first_row == 4
    assert sheet.rows[1] == {"姓名": "李某", "村（社区）": "柏树村", "备注": "新增"}


def test_missing_headings_are_named(tmp_path: Path) -> None:
    with pytest.raises(BadWorkbook, match="没有找到表头「村（社区）」.*台账没有改动"):
        workbooks.read(workbook(tmp_path / "a.xlsx", [["姓名"], ["张某"]]), REQUIRED)


def test_merged_headings_are_refused(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", [["姓名", "村（社区）", "甲", "乙"], ["张某", "青石村"]], merged="C1:D1")
    with pytest.raises(BadWorkbook, match="第 1 行的表头有合并单元格"):
        workbooks.read(path, REQUIRED)


def test_repeated_headings_are_refused(tmp_path: Path) -> None:
    with pytest.raises(BadWorkbook, match="表头「姓名」重复出现"):
        workbooks.read(workbook(tmp_path / "a.xlsx", [["姓名", "村（社区）", "姓名"]]), REQUIRED)


@pytest.mark.parametrize("heading", ["重点人员类别", "是否吸毒", "宗教信仰", "家庭积分"])
def test_a_heading_about_what_is_never_registered_is_refused(tmp_path: Path, heading: str) -> None:
    with pytest.raises(BadWorkbook, match="不能导入.*只填写次数，不写姓名"):
        workbooks.read(workbook(tmp_path / "a.xlsx", [["姓名", "村（社区）", heading]]), REQUIRED)


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("a.xlsx", "姓名,村\n张某,青石村".encode("gbk"), "是文本文件而不是 Excel 工作簿"),
        ("a.csv", "姓名,村\n".encode(), "是文本文件而不是 Excel 工作簿"),
        ("a.xlsx", bytes(range(256)) * 10, "不是 .xlsx 工作簿"),
        ("a.xlsx", b"PK\x05\x06" + b"\0" * 18, "已损坏或加了密"),
    ],
)
def test_what_is_no_workbook_says_so(tmp_path: Path, name: str, content: bytes, sentence: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(BadWorkbook, match=sentence):
        workbooks.read(path, REQUIRED)


def test_a_zip_bomb_is_not_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 400_000_000)
    with pytest.raises(BadWorkbook, match="解开后异常庞大"):
        workbooks.read(path, REQUIRED)


def test_an_empty_workbook_and_a_missing_file_say_so(tmp_path: Path) -> None:
    with pytest.raises(BadWorkbook, match="第一个工作表是空的"):
        workbooks.read(workbook(tmp_path / "a.xlsx", []), REQUIRED)
    with pytest.raises(BadWorkbook, match="没有找到文件「b.xlsx」"):
        workbooks.read(tmp_path / "b.xlsx", REQUIRED)


def test_a_long_number_typed_as_a_number_is_marked_as_damaged(tmp_path: Path) -> None:
    rows = [["姓名", "村（社区）", "证号"], ["张某", "青石村", 500235199001011234]]
    assert workbooks.read(workbook(tmp_path / "a.xlsx", rows), REQUIRED).rows[0]["证号"] == "#精度丢失"


@pytest.fixture(scope="module")
def intact(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("intact") / "a.xlsx"
    return workbook(path, [["姓名", "村（社区）"], ["张某", "青石村"]]).read_bytes()


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_a_damaged_workbook_is_a_sentence_and_never_a_trace(tmp_path: Path, intact: bytes, data: st.DataObject) -> None:
    path, content = tmp_path / "a.xlsx", bytearray(intact)
    cut = data.draw(st.integers(1, 4000))
    for at in data.draw(st.lists(st.integers(0, 4000), max_size=30)):
        content[at % len(content)] ^= 0xFF
    path.write_bytes(content[:cut])
    try:
        workbooks.read(path, REQUIRED)
    except BadWorkbook as error:
        assert str(error).endswith("。")


def test_the_faults_come_back_in_the_same_rows(tmp_path: Path) -> None:
    rows = [["台账"], ["姓名", "村（社区）"], ["张某", "青石村"], ["", "柏树村"]]
    sheet = workbooks.read(workbook(tmp_path / "a.xlsx", rows), REQUIRED)
    workbooks.write_faults(sheet, {4: ["「姓名」不能为空"]}, tmp_path / "b.xlsx")
    again = workbooks.read(tmp_path / "b.xlsx", (*REQUIRED, "问题"))
    assert again.first_row == sheet.first_row
    assert [row["问题"] for row in again.rows] == ["", "「姓名」不能为空"]


@pytest.mark.parametrize("text", ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)"])
def test_exported_text_is_never_a_formula(text: str) -> None:
    assert workbooks.harmless(text).startswith("'")


@pytest.mark.parametrize("text", ["-12.5", "+86", "院坝排水", ""])
def test_harmless_text_stays_as_it_is(text: str) -> None:
    assert workbooks.harmless(text) == text
