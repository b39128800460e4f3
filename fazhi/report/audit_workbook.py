"""The findings of many reports as one Excel workbook, to be sent back to the towns."""

from __future__ import annotations

import io
from collections.abc import Sequence

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from fazhi.audit import Audit, Finding, Verdict
from fazhi.audit.summary import SHOULD, WORDS, correction, correction_word
from fazhi.kernel.today import now
from fazhi.report.auditing import Outcome

REPORTS = (("文件", 36), ("年度", 8), ("有误", 8), ("请核对", 8), ("无法判断", 10), ("相符", 8), ("说明", 70))
FINDINGS = (
    ("文件", 36), ("结论", 10), ("位置", 22), ("原文", 40), ("写的是", 16), ("应为", 24), ("理由", 60), ("依据", 50),
)  # fmt: skip
LISTED = (Verdict.WRONG, Verdict.HINT)


def write(reports: Sequence[tuple[str, Outcome, Audit | None]]) -> bytes:
    """A page with a line for each report, and one with a line for each finding that is wrong or worth a look."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        heading = book.add_format({"bold": True, "bg_color": "#DCE6F2", "border": 1})
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        table = book.add_worksheet("汇总")
        _headings(table, REPORTS, heading)
        for line, (name, outcome, _audit) in enumerate(reports, start=1):
            counts = [outcome.wrong, outcome.hint, outcome.unsure, outcome.right]
            said = "；".join(part.rstrip("。") for part in (outcome.headline, outcome.ledger) if part)
            row = [name, outcome.year or "", *([""] * 4 if outcome.error else counts), outcome.error or f"{said}。"]
            _row(table, line, row, wrapped)
        table.write_string(len(reports) + 2, 0, f"{now():%Y-%m-%d %H:%M} 由报告审校导出。")
        listed = book.add_worksheet("发现")
        _headings(listed, FINDINGS, heading)
        for line, found in enumerate(_findings(reports), start=1):
            _row(listed, line, found, wrapped)
    return stream.getvalue()


def _findings(reports: Sequence[tuple[str, Outcome, Audit | None]]) -> list[list[str]]:
    return [
        [
            name,
            WORDS[each.verdict],
            each.address,
            each.quote,
            each.stated,
            _due(each),
            each.message,
            each.basis,
        ]
        for name, _outcome, audit in reports
        if audit is not None
        for each in audit.of(*LISTED)
    ]


def _due(finding: Finding) -> str:
    """What should stand there; where nothing proves it, with the word that says what it is."""
    due, word = correction(finding), correction_word(finding)
    return due if not due or word == SHOULD else f"{word}{due}"


def _headings(page: Worksheet, columns: Sequence[tuple[str, int]], style: object) -> None:
    page.freeze_panes(1, 1)
    for at, (title, width) in enumerate(columns):
        page.set_column(at, at, width)
        page.write_string(0, at, title, style)


def _row(page: Worksheet, line: int, values: Sequence[str | int], style: object) -> None:
    for at, value in enumerate(values):
        if isinstance(value, int):
            page.write_number(line, at, value, style)
        else:
            page.write_string(line, at, value, style)
