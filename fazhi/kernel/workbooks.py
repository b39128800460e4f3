"""Excel: a ledger out, and a workbook in under limits. What comes in becomes rows of text; nothing is written here."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import xlsxwriter

from fazhi.kernel import sheet
from fazhi.kernel.forbidden import advice, forbidden_word
from fazhi.kernel.ledgers import Criteria, Ledger, describe, rows
from fazhi.kernel.today import now

LARGEST_WORKBOOK = 30 * 1024 * 1024
HEADING_WITHIN = 6
FORMULA = ("=", "+", "-", "@", "\t", "\r")
KEPT = "台账没有改动"
FAULTS = {
    "text": "是文本文件而不是 Excel 工作簿；请用 WPS 或 Excel 打开后另存为 .xlsx 再导入",
    "not_workbook": "不是 .xlsx 工作簿；请用 WPS 或 Excel 另存为 .xlsx 再导入",
    "bomb": "解开后异常庞大，为安全起见没有读取；请检查文件来源，或把需要的内容复制到新工作簿再导入",
    "too_many": f"超过 {sheet.ROWS} 行或 {sheet.COLUMNS} 列，请拆分后分批导入",
    "broken": "已损坏或加了密，无法读取；请在 WPS 中打开确认，去掉密码后另存为 .xlsx 再导入",
    "slow": "读取超过时限，请拆分后分批导入",
}


class BadWorkbook(ValueError):
    """The workbook cannot come in; the message is one Chinese sentence."""


@dataclass(frozen=True)
class Sheet:
    """Rows below the headings as text by heading; `first_row` is the row number (from 1) of the first of them."""

    headings: tuple[str, ...]
    rows: tuple[dict[str, str], ...]
    first_row: int


def export(book: Ledger, town: str, criteria: Criteria, path: Path) -> str:
    """Write the asked rows to a workbook, with title, statement and headings above; returns the statement."""
    with xlsxwriter.Workbook(str(path), {"constant_memory": True, "default_date_format": "yyyy-mm-dd"}) as workbook:
        page = workbook.add_worksheet(book.title[:31])
        strong = workbook.add_format({"bold": True, "bg_color": "#DCE6F2", "border": 1})
        page.freeze_panes(3, 0)
        for at, column in enumerate(book.columns):
            page.set_column(at, at, 40 if column.wide else 14)
        found = list(rows(book, town, criteria))
        statement = f"{describe(book, criteria)}共 {len(found)} 条，已全部列出；{now():%Y-%m-%d %H:%M} 导出。"
        page.write_string(0, 0, book.title, workbook.add_format({"bold": True, "font_size": 14}))
        page.write_string(1, 0, statement)
        for at, column in enumerate(book.columns):
            page.write_string(2, at, column.title, strong)
        for line, row in enumerate(found, start=3):
            for at, column in enumerate(book.columns):
                value = row[column.name]
                if column.kind == "number" and value is not None:
                    page.write_number(line, at, float(value))
                else:
                    page.write_string(line, at, harmless("" if value is None else column.shown(value)))
    return statement


def harmless(text: str) -> str:
    """Text that a spreadsheet will not run as a formula (OWASP: formula injection)."""
    return f"'{text}" if text.startswith(FORMULA) and not text.lstrip("+-").replace(".", "", 1).isdigit() else text


def read(path: Path, required: tuple[str, ...]) -> Sheet:
    """The first sheet of a workbook whose headings include the required ones; BadWorkbook says what is wrong and where."""
    name = path.name
    if not path.exists():
        raise BadWorkbook(f"没有找到文件「{name}」，请核对路径后重试，{KEPT}。")
    if path.stat().st_size > LARGEST_WORKBOOK:
        raise BadWorkbook(f"文件「{name}」超过 {LARGEST_WORKBOOK // 1024 // 1024} MB，请拆分后分批导入，{KEPT}。")
    answer = _in_child(path)
    if "fault" in answer:
        raise BadWorkbook(f"文件「{name}」{FAULTS[answer['fault']]}，{KEPT}。")
    lines: list[list[str]] = answer["rows"]
    at = _heading_line(name, lines, required)
    if any(row == at for row, _ in answer["merged"]):
        raise BadWorkbook(f"文件「{name}」第 {at + 1} 行的表头有合并单元格，请取消合并、每列一个表头后再导入，{KEPT}。")
    headings = tuple(lines[at])
    for heading in headings:
        word = forbidden_word(heading)
        if word:
            raise BadWorkbook(f"文件「{name}」的表头「{heading}」含“{word}”，不能导入，{KEPT}；{advice()}")
    repeated = sorted({one for one in headings if one and headings.count(one) > 1})
    if repeated:
        raise BadWorkbook(f"文件「{name}」的表头「{'、'.join(repeated)}」重复出现，请保留一列后再导入，{KEPT}。")
    body = tuple(
        {heading: line[place] if place < len(line) else "" for place, heading in enumerate(headings) if heading}
        for line in lines[at + 1 :]
    )
    while body and not any(body[-1].values()):
        body = body[:-1]
    return Sheet(headings, body, at + 2)


def _heading_line(name: str, lines: list[list[str]], required: tuple[str, ...]) -> int:
    best = max(range(min(HEADING_WITHIN, len(lines))), key=lambda at: len(set(required) & set(lines[at])), default=None)
    if best is None:
        raise BadWorkbook(f"文件「{name}」的第一个工作表是空的，请填写后再导入，{KEPT}。")
    missing = [one for one in required if one not in lines[best]]
    if missing:
        raise BadWorkbook(
            f"文件「{name}」前 {HEADING_WITHIN} 行里没有找到表头「{'、'.join(missing)}」，"
            f"请对照导出的台账补齐表头（不要合并单元格）后再导入，{KEPT}。"
        )
    return best


def _in_child(path: Path) -> dict:
    try:
        done = subprocess.run(
            [sys.executable, "-I", str(Path(sheet.__file__)), str(path)],
            capture_output=True,
            timeout=sheet.SECONDS * 2,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return {"fault": "slow"}
    if done.returncode != 0 or not done.stdout:
        # Killed for its time, or ended by itself because there was no more memory to be had.
        ended = {-signal.SIGXCPU: "slow", -signal.SIGKILL: "slow", -signal.SIGABRT: "bomb"}
        return {"fault": ended.get(done.returncode, "broken")}
    return json.loads(done.stdout)


def write_faults(sheet_read: Sheet, faults: dict[int, list[str]], path: Path) -> None:
    """The same rows again with a last column 「问题」 that says what is wrong in each row (row numbers as in the file)."""
    with xlsxwriter.Workbook(str(path)) as workbook:
        page = workbook.add_worksheet("需要更正")
        strong, wrong = (
            workbook.add_format({"bold": True}),
            workbook.add_format({"bg_color": "#FDE9E7", "text_wrap": True}),
        )
        line = max(sheet_read.first_row - 2, 0)
        for at, heading in enumerate((*sheet_read.headings, "问题")):
            page.write_string(line, at, heading, strong)
        last = len(sheet_read.headings)
        page.set_column(0, last - 1, 14)
        page.set_column(last, last, 60)
        for number, row in enumerate(sheet_read.rows, start=sheet_read.first_row):
            for at, heading in enumerate(sheet_read.headings):
                page.write_string(number - 1, at, row.get(heading, ""))
            if number in faults:
                page.write_string(number - 1, last, "；".join(faults[number]), wrong)
