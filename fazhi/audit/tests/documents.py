"""Builders of test documents: a .docx with real numbering, tables, notes, boxes and tracked changes, made part by part."""

from __future__ import annotations

import zipfile
from pathlib import Path

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NAMES = (
    f'xmlns:w="{W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:v="urn:schemas-microsoft-com:vml"'
)
TYPES = """<?xml version="1.0" encoding="UTF-8"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/>
<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>
</Types>"""
RELATIONS = """<?xml version="1.0" encoding="UTF-8"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>
</Relationships>"""
LEVELS = (
    ("chineseCountingThousand", "%1、"),
    ("chineseCountingThousand", "（%2）"),
    ("decimal", "%3."),
    ("decimal", "(%4)"),
)


def run(text: str) -> str:
    """One ``w:r``."""
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(content: str, level: int | None = None, list_id: int = 1) -> str:
    """One ``w:p`` of plain text or of ready runs, numbered when ``level`` (from 0) is given."""
    content = content if content.startswith("<") else run(content)
    numbered = f'<w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr></w:pPr>'
    return f"<w:p>{numbered if level is not None else ''}{content}</w:p>"


def table(*rows: tuple[str, ...]) -> str:
    """A table of plain cells."""
    body = "".join("<w:tr>" + "".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in row) + "</w:tr>" for row in rows)
    return f"<w:tbl>{body}</w:tbl>"


def cell(*lines: str, wide: int = 1, merged: str = "") -> str:
    """A cell of several paragraphs, over several columns, or one that reaches down (``restart``, ``continue``)."""
    span = f'<w:gridSpan w:val="{wide}"/>' if wide > 1 else ""
    merge = f'<w:vMerge w:val="{merged}"/>' if merged else ""
    return f"<w:tc><w:tcPr>{span}{merge}</w:tcPr>{''.join(map(paragraph, lines))}</w:tc>"


def rows(*every: tuple[str, ...]) -> str:
    """A table of ready cells and of plain ones."""
    body = ("".join(each if each.startswith("<") else cell(each) for each in row) for row in every)
    return f"<w:tbl>{''.join(f'<w:tr>{each}</w:tr>' for each in body)}</w:tbl>"


def numbering() -> str:
    """List 1: 一、（一）1.(1)"""
    levels = "".join(
        f'<w:lvl w:ilvl="{number}"><w:start w:val="1"/><w:numFmt w:val="{style}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for number, (style, text) in enumerate(LEVELS)
    )
    return (
        f'<w:numbering {NAMES}><w:abstractNum w:abstractNumId="7">{levels}</w:abstractNum>'
        f'<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num></w:numbering>'
    )


def docx(path: Path, *body: str, parts: dict[str, str] | None = None) -> Path:
    """Write a .docx from ready body elements; ``parts`` adds or replaces parts by name."""
    content = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": RELATIONS,
        "word/document.xml": f"<w:document {NAMES}><w:body>{''.join(body)}<w:sectPr/></w:body></w:document>",
        "word/numbering.xml": numbering(),
        **(parts or {}),
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in content.items():
            archive.writestr(name, text)
    return path
