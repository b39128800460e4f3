"""The Word file, read back: the same words, every figure bound."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import docx
from docx.oxml.ns import qn

from fazhi.audit import Verdict, audit_file
from fazhi.people import scopes
from fazhi.people.models import Division
from fazhi.report.building import build
from fazhi.report.document import write
from fazhi.report.draft import Draft


def made(town: Division) -> tuple[Draft, bytes]:
    with scopes.within(town.pk):
        draft = build(town, 2022).draft
    return draft, write(draft)


def lines(content: bytes) -> list[str]:
    """Text of every paragraph with the content controls, which python-docx leaves out."""
    body = docx.Document(io.BytesIO(content)).element.body
    return ["".join(text.text or "" for text in paragraph.iter(qn("w:t"))) for paragraph in body.iter(qn("w:p"))]


def test_the_file_holds_the_paragraphs_of_the_draft_in_order(year_2022: Division) -> None:
    draft, content = made(year_2022)
    found = [line for line in lines(content) if line.strip()]
    assert found[0].startswith(f"　{draft.number}") and "签发人：" in found[0]
    assert found[1:] == [line for line in draft.paragraphs[1:] if line.strip()]


def test_every_figure_of_the_draft_is_bound_to_its_indicator(year_2022: Division) -> None:
    draft, content = made(year_2022)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        text = archive.read("word/document.xml").decode()
    tags = re.findall(r'<w:tag w:val="ind:([^"]+)"/>', text)
    assert tags == [piece.figure for block in draft.blocks for piece in block.pieces if piece.figure]
    assert {"disputes.found", "disputes.settled", "disputes.settled_rate"} <= set(tags)
    assert len(set(re.findall(r'<w:bookmarkStart w:id="(\d+)"', text))) == len(tags)


def test_the_auditor_finds_the_rate_right_and_nothing_wrong(year_2022: Division, tmp_path: Path) -> None:
    path = tmp_path / "报告.docx"
    path.write_bytes(made(year_2022)[1])
    audit = audit_file(path)
    assert [finding.message for finding in audit.of(Verdict.WRONG)] == []
    assert any(finding.stated == "99.8%" for finding in audit.of(Verdict.RIGHT))


def test_notes_of_the_page_are_not_printed(year_2022: Division) -> None:
    assert not any("还没有填写" in line for line in lines(made(year_2022)[1]))
