"""A number of the text that a table of the document has otherwise: 第二产业增加值339.85亿元，增长4.5%; in the table 338.95, 4.5."""

from __future__ import annotations

from collections.abc import Iterator

from fazhi.audit.model import Finding, Kind, Verdict
from fazhi.audit.repeats import opposite_cells, retold_rows
from fazhi.audit.repeats.told_in_tables import refuted
from fazhi.audit.rules import Rule
from fazhi.audit.text.manuscript import Manuscript, finding


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """One finding for every such number of the text."""
    for passage, figure, cell, label in (*refuted(manuscript), *retold_rows.refuted(manuscript)):
        row = f"表中“{label}”一行" if label else "表中"
        yield finding(
            passage,
            (figure.start, figure.end),
            kind=Kind.REPEAT,
            verdict=Verdict.WRONG,
            rule="table_text",
            message=f"{row}写{cell}，此处写{figure.text}，同一数量，两处必有一误。",
            stated=figure.text,
            computed=cell,
            basis="正文与表格的同一数量应当一致",
        )
    for left in opposite_cells.refuted(manuscript):
        yield finding(
            left.cell.passage,
            (left.cell.start, left.cell.start + len(left.cell.text)),
            kind=Kind.REPEAT,
            verdict=Verdict.WRONG,
            rule="table_text",
            message=f"正文写{left.total.text}，其中{left.part.text}，其余{left.rest}；表中“{left.name}”写{left.cell.text}，不符。",
            stated=left.cell.text,
            computed=left.rest,
            basis="正文与表格的同一数量应当一致",
        )


RULE = Rule(
    id="table_text",
    title="正文与表格的数字",
    source="正文与表格的同一数量应当一致",
    why="表格另由科室填报，正文照表摘写时抄错一位，或者表改了正文未改。",
    wrong="第一产业37.11亿元、第二产业338.95亿元、第三产业240.54亿元；表中依次为37.11、339.85、240.54",
    right="第一产业37.11亿元、第二产业339.85亿元、第三产业240.54亿元；表中依次为37.11、339.85、240.54",
    check=check,
)
