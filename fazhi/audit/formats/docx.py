"""Our own walker over a .docx: what a reader sees in WPS, in the order of the page, with computed numbering.

Tracked insertions are accepted and deletions left out; content controls, hyperlinks, fields' results, text boxes, footnotes
and endnotes are read; ``mc:Fallback`` doubles are not. The XML parser resolves no entities and fetches nothing.
"""

from __future__ import annotations

from pathlib import Path

from lxml import etree

from fazhi.audit.formats import form, numbering
from fazhi.audit.formats.archive import Archive
from fazhi.audit.formats.numbering import W
from fazhi.audit.formats.spans import span
from fazhi.audit.model import Document, Paragraph, Unreadable

MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
MAIN = "word/document.xml"
SKIPPED = {
    f"{W}del",
    f"{W}moveFrom",
    f"{MC}Fallback",
    f"{W}pPr",
    f"{W}rPr",
    f"{W}instrText",
    f"{W}delText",
    f"{W}txbxContent",
}
BREAKS = {f"{W}br": "\n", f"{W}cr": "\n", f"{W}tab": "\t", f"{W}noBreakHyphen": "-"}
NOTES = (("word/footnotes.xml", "footnote"), ("word/endnotes.xml", "endnote"))
PARAGRAPHS = 200_000


def parse(data: bytes, name: str) -> etree._Element:
    """The root of an XML part. Document type declarations are refused: Word never writes one."""
    if b"<!DOCTYPE" in data[:4096] or b"<!ENTITY" in data:
        raise Unreadable(
            f"“{name}”内含外部实体声明，正常的 Word 文件没有这种内容，未打开；请用 WPS 打开后另存为 .docx 再试。"
        )
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=False)
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Unreadable(
            f"“{name}”的正文已损坏（XML 无法解析），未审校任何内容；请用 WPS 打开后另存为 .docx 再试。"
        ) from error


def read(path: Path) -> Document:
    """The document at ``path``; :class:`Unreadable` when it is not a sound .docx."""
    archive = Archive(path)
    if MAIN not in archive:
        raise Unreadable(f"“{path.name}”不是 Word 文件（缺少正文部件），未审校任何内容；请用 WPS 另存为 .docx 再试。")
    root = parse(archive.part(MAIN), path.name)
    styles = _optional(archive, "word/styles.xml")
    lists = numbering.read(_optional(archive, "word/numbering.xml"), styles)
    body = root.find(f"{W}body")
    if body is None:
        raise Unreadable(f"“{path.name}”没有正文，未审校任何内容；请用 WPS 打开后另存为 .docx 再试。")
    walker = Walker(lists)
    walker.body(body)
    for part, place in NOTES:
        notes = _optional(archive, part)
        if notes is not None:
            walker.notes(notes, place)
    return Document(path.name, "docx", walker.paragraphs, form=form.read(root, styles, archive, parse))


def _optional(archive: Archive, part: str) -> etree._Element | None:
    return parse(archive.part(part), archive.name) if part in archive else None


def text_of(paragraph: etree._Element) -> str:
    """The visible text of one ``w:p``, tracked changes accepted, nested text boxes left out."""
    pieces: list[str] = []
    stack = [iter(paragraph)]
    while stack:
        for child in stack[-1]:
            if not isinstance(child.tag, str) or child.tag in SKIPPED:
                continue
            if child.tag == f"{W}t":
                pieces.append(child.text or "")
            elif child.tag in BREAKS:
                pieces.append(BREAKS[child.tag])
            elif child.tag == f"{W}sym":
                pieces.append("\u25a1")
            else:
                stack.append(iter(child))
                break
        else:
            stack.pop()
    return "".join(pieces)


class Walker:
    """Collects paragraphs in reading order. ``elements`` keeps the ``w:p`` of each, for comments."""

    def __init__(self, lists: numbering.Numbering) -> None:
        self.paragraphs: list[Paragraph] = []
        self.elements: list[etree._Element] = []
        self._lists = lists
        self._tables = 0

    def body(self, container: etree._Element, place: str = "body", cell: tuple[int, int, int] | None = None) -> None:
        """All block content of a body, cell, text box or note."""
        for child in container:
            if not isinstance(child.tag, str):
                continue
            if child.tag == f"{W}p":
                self._paragraph(child, place, cell)
            elif child.tag == f"{W}tbl":
                self._table(child)
            elif child.tag in (f"{W}sdt", f"{W}customXml", f"{W}ins", f"{W}moveTo"):
                content = child.find(f"{W}sdtContent")
                self.body(child if content is None else content, place, cell)

    def _paragraph(self, element: etree._Element, place: str, cell: tuple[int, int, int] | None) -> None:
        if len(self.paragraphs) >= PARAGRAPHS:
            raise Unreadable(f"文件超过{PARAGRAPHS}段，不像一份报告，未审校；请拆分后再试。")
        text = text_of(element)
        label = self._label(element) if text.strip() else ""
        self.paragraphs.append(Paragraph(len(self.paragraphs) + 1, text, label, place, cell))
        self.elements.append(element)
        for box in element.iter(f"{W}txbxContent"):
            if next(box.iterancestors(f"{MC}Fallback"), None) is None and _owner(box) is element:
                self.body(box, "textbox")

    def _label(self, element: etree._Element) -> str:
        properties = element.find(f"{W}pPr")
        if properties is None:
            return ""
        own = properties.find(f"{W}numPr")
        if own is not None:
            list_id, level = own.find(f"{W}numId"), own.find(f"{W}ilvl")
            if list_id is not None:
                number = level.get(f"{W}val") if level is not None else "0"
                return self._lists.label(
                    list_id.get(f"{W}val") or "", int(number) if number and number.isdigit() else 0
                )
        style = properties.find(f"{W}pStyle")
        if style is not None:
            inherited = self._lists.styles.get(style.get(f"{W}val") or "")
            if inherited is not None:
                return self._lists.label(*inherited)
        return ""

    def _table(self, table: etree._Element) -> None:
        self._tables += 1
        number = self._tables
        for row_number, row in enumerate(table.iterchildren(f"{W}tr"), start=1):
            cells = [each for each in row.iter(f"{W}tc") if next(each.iterancestors(f"{W}tr"), None) is row]
            column = 1 + _told(row, f"{W}trPr/{W}gridBefore")
            for each in cells:
                self.body(each, "table", (number, row_number, column))
                column += max(1, _told(each, f"{W}tcPr/{W}gridSpan"))

    def notes(self, root: etree._Element, place: str) -> None:
        """Footnotes or endnotes, without Word's own separators."""
        for note in root:
            if isinstance(note.tag, str) and note.get(f"{W}type") is None:
                self.body(note, place)


def _told(element: etree._Element, path: str) -> int:
    """How many columns a cell takes, or are left out before the first of a row."""
    found = element.find(path)
    return span(None if found is None else found.get(f"{W}val"), 0)


def _owner(box: etree._Element) -> etree._Element | None:
    return next(box.iterancestors(f"{W}p"), None)
