"""OFD (GB/T 33190): the text of its pages, read from the XML parts under the same limits as .docx."""

from __future__ import annotations

import re
from pathlib import Path

from lxml import etree

from fazhi.audit.formats.archive import Archive
from fazhi.audit.formats.docx import parse
from fazhi.audit.formats.pdf import paragraphs
from fazhi.audit.model import Document, Unreadable

PAGE = re.compile(r"(?:^|/)Page_(\d+)/Content\.xml$", re.IGNORECASE)
LINE_GAP = 1.5


def read(path: Path) -> Document:
    """Lines are put together by their height on the page, pages by their number."""
    archive = Archive(path)
    parts = sorted((int(match[1]), name) for name in archive.names() if (match := PAGE.search(name)))
    if not parts:
        raise Unreadable(f"“{path.name}”不是 OFD 版式文件（没有页面），未审校任何内容；请提供 .docx 或 .pdf。")
    pages = [_lines(parse(archive.part(name), path.name)) for _number, name in parts]
    return Document(path.name, "ofd", paragraphs(pages), ["OFD 没有段落信息，段落按行尾标点和行长推定。"])


def _lines(root: etree._Element) -> list[str]:
    pieces: list[tuple[float, float, str]] = []
    for element in root.iter("{*}TextObject"):
        box = (element.get("Boundary") or "0 0").split()
        code = "".join(each.text or "" for each in element.iter("{*}TextCode"))
        try:
            pieces.append((float(box[1]), float(box[0]), code))
        except (ValueError, IndexError):
            pieces.append((0.0, 0.0, code))
    lines: list[tuple[float, list[tuple[float, str]]]] = []
    for top, left, code in sorted(pieces):
        if lines and abs(top - lines[-1][0]) < LINE_GAP:
            lines[-1][1].append((left, code))
        else:
            lines.append((top, [(left, code)]))
    return ["".join(code for _left, code in sorted(line)) for _top, line in lines]
