"""Mutated documents: whatever arrives is read or refused with a sentence, never a traceback.

``FAZHI_FUZZ=10000 pytest fazhi/audit/tests/test_fuzz.py`` runs the long programme; the seed of a failure is in its name.
"""

from __future__ import annotations

import os
import random
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from fazhi.audit import Unreadable, audit_document, audit_text
from fazhi.audit.formats import docx as docx_format
from fazhi.audit.formats import html as html_format
from fazhi.audit.formats import ofd as ofd_format
from fazhi.audit.formats import pdf as pdf_format
from fazhi.audit.formats import text as text_format
from fazhi.audit.score import REPORTS, readings
from fazhi.audit.tests.documents import docx, paragraph, table

ROUNDS = int(os.environ.get("FAZHI_FUZZ", "200"))
PIECES = [
    "%",
    "率",
    "占",
    "其中",
    "，",
    "。",
    "、",
    "（",
    "0",
    "999999999999999999",
    "-",
    "\x00",
    "\ud7ff",
    "万",
    "余",
    "20",
    "年",
]
LINES = [line for path in sorted(REPORTS.glob("*.txt")) for line in readings(path.read_text("utf-8"))[1].splitlines()]


def _damaged(raw: bytes, chance: random.Random) -> bytes:
    """``raw`` with bytes changed, cut out, doubled or the end lost."""
    data = bytearray(raw)
    for _each in range(chance.randint(1, 6)):
        at = chance.randrange(len(data))
        kind = chance.randrange(4)
        if kind == 0:
            data[at] = chance.randrange(256)
        elif kind == 1:
            del data[at : at + chance.randint(1, 40)]
        elif kind == 2:
            data[at:at] = data[at : at + chance.randint(1, 40)]
        else:
            del data[max(1, len(data) - chance.randint(1, len(data) // 2 + 1)) :]
        if not data:
            data = bytearray(b"\0")
    return bytes(data)


def _read(reader: object, path: Path) -> None:
    try:
        audit_document(reader.read(path))  # type: ignore[attr-defined]  # one of the format modules
    except Unreadable as refusal:
        assert str(refusal).endswith("。")


@pytest.mark.parametrize("seed", range(ROUNDS))
def test_a_damaged_file_is_read_or_refused(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)
    body = [paragraph(line, chance.choice((None, 0, 1))) for line in chance.sample(LINES, 6)]
    whole = docx(tmp_path / "whole.docx", *body, table(("类型", "件"), ("婚姻", "2"), ("合计", "3"))).read_bytes()
    path = tmp_path / "file"
    path.write_bytes(_damaged(whole, chance))
    _read(docx_format, path)
    path.write_bytes(_inside(whole, chance))
    _read(docx_format, path)
    _read(ofd_format, path)
    path.write_bytes(_damaged(b"<html><body><p>" + "</p><p>".join(LINES[:9]).encode() + b"</table></p>", chance))
    _read(html_format, path)
    _read(text_format, path)
    path.write_bytes(_damaged(b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj trailer<</Root 1 0 R>>", chance))
    _read(pdf_format, path)


def _inside(whole: bytes, chance: random.Random) -> bytes:
    """The same archive with one part damaged but a sound directory."""
    target = BytesIO()
    with zipfile.ZipFile(BytesIO(whole)) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as result:
        names = source.namelist()
        hurt = chance.choice(names)
        for name in names:
            data = source.read(name)
            result.writestr(name, _damaged(data, chance) if name == hurt else data)
    return target.getvalue()


@pytest.mark.parametrize("seed", range(ROUNDS))
def test_a_mutated_report_never_makes_the_auditor_stumble(seed: int) -> None:
    chance = random.Random(seed)
    lines = chance.sample(LINES, 8)
    for number, line in enumerate(lines):
        words = list(line)
        for _each in range(chance.randint(0, 12)):
            at = chance.randrange(len(words) + 1)
            if chance.random() < 0.4 and words:
                del words[at : at + chance.randint(1, 5)]
            else:
                words[at:at] = chance.choice(PIECES)
        lines[number] = "".join(words)
    text = "\n".join(lines)
    for each in audit_text(text).findings:
        assert text.splitlines()[each.paragraph - 1][each.start : each.end] == each.quote


@pytest.mark.parametrize(
    "piece",
    [
        "其中12件，占3.1%，",
        "（12件",
        "其中",
        "1、",
        "调解率、",
        "比去年的12件增加",
        "“",
        "每月",
        "由9%提高到",
        "共12件、",
        "12",
        "《",
        "率",
        "一",
        "分别为12件、13件，",
        "合格率为",
    ],
)
def test_an_endless_paragraph_is_no_burden(piece: str) -> None:
    """Work grows with the length of the text, not with its square: twice the text may take no more than thrice the calls."""
    import sys

    def calls(text: str) -> int:
        count = 0

        def counter(_frame: object, _event: str, _argument: object) -> None:
            nonlocal count
            count += 1

        sys.setprofile(counter)
        try:
            audit_text(text)
        finally:
            sys.setprofile(None)
        return count

    audit_text(piece)
    once, twice = calls(piece * (8_000 // len(piece))), calls(piece * (16_000 // len(piece)))
    assert twice < 3 * once + 1000
