"""A document of many pages, as a .docx the way a word processor writes one and as a .pdf with text, from one text."""

from __future__ import annotations

import zipfile
import zlib
from pathlib import Path
from xml.sax.saxutils import escape

LINES, CHARACTERS = 22, 28
"""A page of GB/T 9704: so many lines of so many characters."""
RUN = 6
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
FORM = '<w:rPr><w:rFonts w:hint="eastAsia" w:eastAsia="仿宋_GB2312"/><w:sz w:val="32"/><w:lang w:eastAsia="zh-CN"/></w:rPr>'
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>'
)


def lines(text: str, pages: int) -> list[str]:
    """Lines of the text, again and again, until they fill the pages."""
    needed, found, count = pages * LINES, [], 0
    source = [line for line in text.splitlines() if line.strip()]
    while count < needed:
        line = source[len(found) % len(source)]
        found.append(line)
        count += -(-(len(line) + 2) // CHARACTERS)
    return found


def word(path: Path, text: str, pages: int) -> None:
    """A .docx in which a change of form comes every few characters."""
    body = "".join(
        "<w:p>"
        + "".join(
            f'<w:r w:rsidR="00A1B2C3">{FORM}<w:t xml:space="preserve">{escape(line[at : at + RUN])}</w:t></w:r>'
            for at in range(0, len(line), RUN)
        )
        + "</w:p>"
        for line in lines(text, pages)
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", TYPES)
        archive.writestr("_rels/.rels", RELATIONS)
        archive.writestr(
            "word/document.xml", f'<w:document xmlns:w="{W}"><w:body>{body}<w:sectPr/></w:body></w:document>'
        )


def pdf(path: Path, text: str, pages: int) -> None:
    """A .pdf of those pages; the font is one that every reader has for Chinese, and not embedded."""
    rows = [
        line[at : at + CHARACTERS] for line in lines(text, pages) for at in range(0, max(len(line), 1), CHARACTERS)
    ][: pages * LINES]
    font = (
        b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [ << /Type /Font "
        b"/Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> "
        b"/FontDescriptor << /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] "
        b"/ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >> >> ] >>"
    )
    numbers = range(4, 4 + 2 * pages, 2)
    kids = b" ".join(b"%d 0 R" % number for number in numbers)
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Count %d /Kids [ %s ] >>" % (pages, kids), font]
    for page, number in enumerate(numbers):
        shown = rows[page * LINES : (page + 1) * LINES]
        drawn = b"".join(b"<%s> Tj T*\n" % row.encode("utf-16-be").hex().encode() for row in shown)
        stream = zlib.compress(b"BT /F1 16 Tf 29 TL 79 700 Td\n" + drawn + b"ET")
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R "
            b"/Resources << /Font << /F1 3 0 R >> >> >>" % (number + 1)
        )
        objects.append(b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(stream), stream))
    _write(path, objects)


def _write(path: Path, objects: list[bytes]) -> None:
    content, starts = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        starts.append(len(content))
        content += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % start for start in starts)
    size = len(objects) + 1
    path.write_bytes(
        content
        + b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, table)
        + b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, len(content))
    )
