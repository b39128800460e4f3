"""A saved web page: the visible text of its blocks and table cells; scripts, styles and page navigation left out."""

from __future__ import annotations

from pathlib import Path

from lxml import etree, html

from fazhi.audit.formats import text
from fazhi.audit.formats.spans import span
from fazhi.audit.model import Document, Paragraph, Unreadable

BLOCKS = frozenset(
    "p div br li h1 h2 h3 h4 h5 h6 tr table section article header footer nav title blockquote pre ul ol dt dd".split()
)
HIDDEN = frozenset("script style noscript template head nav button select option svg iframe".split())
DEEPEST = 250


def read(path: Path) -> Document:
    """The text of ``path``; :class:`Unreadable` when it is no HTML."""
    raw = path.read_bytes()
    content = text.decode(raw, path.name)
    try:
        root = html.document_fromstring(
            content.encode("utf-8"), parser=html.HTMLParser(encoding="utf-8", no_network=True)
        )
    except (etree.ParserError, ValueError) as error:
        raise Unreadable(f"“{path.name}”不是完整的网页，未审校任何内容；请在浏览器中重新“另存为”后再试。") from error
    collector = _Collector()
    collector.walk(root, "body", None, 0)
    collector.close("body", None)
    return Document(path.name, "html", collector.paragraphs)


class _Collector:
    """Paragraphs in reading order; a table cell keeps its row and column."""

    def __init__(self) -> None:
        self.paragraphs: list[Paragraph] = []
        self._pieces: list[str] = []
        self._tables = 0

    def close(self, place: str, cell: tuple[int, int, int] | None) -> None:
        """End the current paragraph."""
        words = " ".join("".join(self._pieces).split())
        self._pieces = []
        if words:
            self.paragraphs.append(Paragraph(len(self.paragraphs) + 1, words, "", place, cell))

    def walk(self, element: etree._Element, place: str, cell: tuple[int, int, int] | None, depth: int) -> None:
        """Collect one element with everything inside it."""
        tag = element.tag if isinstance(element.tag, str) else ""
        if tag and tag not in HIDDEN and depth < DEEPEST:
            if tag == "table" and any(True for _each in element.iter("th", "td")):
                self.close(place, cell)
                self._table(element, depth)
            else:
                block = tag in BLOCKS
                if block:
                    self.close(place, cell)
                self._pieces.append(element.text or "")
                for child in element:
                    self.walk(child, place, cell, depth + 1)
                if block:
                    self.close(place, cell)
        self._pieces.append(element.tail or "")

    def _table(self, table: etree._Element, depth: int) -> None:
        self._tables += 1
        number = self._tables
        reaching: dict[int, int] = {}
        """Columns that cells of the rows above still take, and the last row of each."""
        for row_number, row in enumerate(table.iter("tr"), start=1):
            column = 0
            for each in row.iterchildren("td", "th"):
                column += 1
                while reaching.get(column, 0) >= row_number:
                    column += 1
                wide, deep = span(each.get("colspan"), 1), span(each.get("rowspan"), 1)
                reaching.update((column + beside, row_number + deep - 1) for beside in range(wide))
                tail, each.tail = each.tail, None
                self.walk(each, "table", (number, row_number, column), depth + 1)
                self.close("table", (number, row_number, column))
                each.tail = tail
                column += wide - 1
