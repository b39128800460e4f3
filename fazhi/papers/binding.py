"""Binds the whole file of a case into one Word document: cover, contents of the file in legal order, evidence with digests.

The shell finds this module by name (`web.printing.binder`). It prints what the page shows: names stay masked.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from datetime import datetime, time
from typing import Any

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt

from fazhi.kernel.today import today
from fazhi.papers.fonts import chosen
from fazhi.papers.page import new_document, style_kinds
from fazhi.papers.writing import printable, written_date
from fazhi.web.printing import Printed
from fazhi.web.volume import Entry, Part, Volume

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SMALL, TINY = Pt(10.5), Pt(7.5)
EVIDENCE = ("序号", "文书", "文件名", "形成、收到、登记", "SM3 摘要")
LIMITS = ("期限", "起算", "届满", "停止", "结果")


def bind(volume: Volume) -> Printed:
    """The file as a .docx."""
    made = new_document()
    writer = _Writer(made)
    case = volume.case
    made.core_properties.title = f"{case.number} 案卷"
    # The same file gives the same document: no moment of the machine's own gets in.
    made.core_properties.created = made.core_properties.modified = datetime.combine(today(), time())
    writer.line("title", "案　卷").alignment = WD_ALIGN_PARAGRAPH.CENTER
    ended = written_date(case.closed_on) if case.closed_on else "今（未办结）"
    for title, text in (
        ("编号", case.number),
        ("事项", case.title),
        ("程序", f"{volume.procedure}（{volume.basis}）"),
        ("地点", case.village.name),
        ("起止", f"{written_date(case.opened_on)}至{ended}"),
        ("打印", f"{written_date(today())}，个人信息已隐去"),
    ):
        writer.line("body", f"{title}：{text}")
    writer.line("heading", "一、基本情况")
    writer.table((), [(title, text) for title, text in volume.facts])
    writer.line("heading", "二、办理经过")
    writer.parts(volume.parts)
    for one in volume.opened:
        writer.line("lead", f"附：{one.procedure}　{one.case.number}　{one.case.title}")
        writer.parts(one.parts)
    writer.line("heading", "三、期限")
    limits = [(one.title, f"{one.since}", f"{one.due}", f"{one.stopped or '—'}", one.state) for one in volume.limits]
    writer.table(LIMITS, limits) if limits else writer.line("body", "没有计时的期限。")
    writer.line("heading", "四、佐证目录")
    proofs = [
        (
            str(one.number),
            f"{one.paper}（{one.case}）",
            one.name,
            f"{one.made}\n{one.received}\n{one.recorded}",
            one.digest,
        )
        for one in volume.proofs
    ]
    writer.table(EVIDENCE, proofs) if proofs else writer.line("body", "没有上传佐证材料。")
    buffer = io.BytesIO()
    made.save(buffer)
    return Printed(f"{case.number}案卷.docx", buffer.getvalue(), DOCX)


class _Writer:
    """Writes lines and tables into a document in the styles of the house."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.kinds = style_kinds(chosen())

    def line(self, use: str, text: str) -> Any:
        """A paragraph."""
        paragraph = self.document.add_paragraph(style=self.kinds[use].name)
        paragraph.add_run(printable(text))
        return paragraph

    def parts(self, parts: Iterable[Part]) -> None:
        """Stage by stage, each a table: what was done, who and when, with what."""
        for part in parts:
            self.line("lead", f"【{part.title}】")
            self.table(
                ("何事", "何人、何时", "内容、文书和依据"),
                [(one.title, f"{one.who}\n{one.day}", _content(one)) for one in part.entries],
            )

    def table(self, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        """A ruled table in small type; without heads its first column names the second."""
        if not rows:
            return
        table = self.document.add_table(rows=0, cols=len(rows[0]), style="Table Grid")
        for at, row in enumerate([heads, *rows] if heads else rows):
            for cell, text in zip(table.add_row().cells, row, strict=True):
                paragraph = cell.paragraphs[0]
                run = paragraph.add_run(printable(text))
                run.font.size = TINY if len(text) == 64 and text.isalnum() else SMALL
                run.bold = bool(heads) and at == 0


def _content(one: Entry) -> str:
    lines = [f"{title}：{text}" for title, text in one.answers]
    lines += [f"理由：{one.reason}"] if one.reason else []
    lines += [f"附：{paper}" for paper in one.papers]
    lines += [f"依据：{one.basis}"] if one.basis else []
    return "\n".join(lines)
