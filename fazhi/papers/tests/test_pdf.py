"""PDF by LibreOffice: a page of 22 lines; absent and said so where it is not installed."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime

import pypdfium2
import pytest

from fazhi.papers import pdf
from fazhi.papers.errors import PaperError
from fazhi.papers.official import OfficialDocument, Words

TEXT = "完善多元化纠纷解决机制并且做到及时就地化解各类矛盾" * 30


def content() -> bytes:
    document = OfficialDocument("报告", datetime(2023, 1, 31))  # noqa: DTZ001 - file properties hold no zone
    document.paragraph([Words(TEXT)])
    return document.content()


def test_the_copy_for_libreoffice_keeps_the_lines_of_the_grid_and_not_its_characters() -> None:
    with zipfile.ZipFile(io.BytesIO(pdf.patched(content()))) as archive:
        text, styles = archive.read("word/document.xml").decode(), archive.read("word/styles.xml").decode()
    assert 'w:type="lines"' in text and "charSpace" not in text
    assert '<w:spacing w:val="-5"/>' in styles


def test_without_libreoffice_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nonexistent")
    assert not pdf.available()
    with pytest.raises(PaperError, match="没有安装 LibreOffice"):
        pdf.convert(content())


@pytest.mark.skipif(not pdf.available(), reason="LibreOffice is not installed here")
def test_a_full_page_has_22_lines_of_28_characters() -> None:
    page = pypdfium2.PdfDocument(pdf.convert(content()))[0].get_textpage()
    lines = [line.strip() for line in page.get_text_range().splitlines() if line.strip()]
    body = [line for line in lines if "—" not in line]
    assert len(body) == 22
    # The first line is indented by two characters.
    assert [len(line) for line in body[1:-1]] == [28] * 20
