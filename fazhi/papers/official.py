"""The blocks of an official document (GB/T 9704-2012, part 7), from the red head to the signature.

A document is built from top to bottom; `content()` gives the .docx. Figures in the text are content controls tagged
`ind:<indicator>` and bookmarks as well, so that each can be found again in the finished file.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from fazhi.papers.fonts import chosen
from fazhi.papers.page import LEFT, RIGHT, WIDTH, child, indent_characters, new_document, set_fonts, style_kinds
from fazhi.papers.writing import printable, width

RED = RGBColor(0xFF, 0x00, 0x00)
TYPE_WIDTH = WIDTH - LEFT - RIGHT
CHARACTERS = 28
TAG = "ind:"
Letterhead = Literal["red", "preprinted", "none"]


@dataclass(frozen=True)
class Words:
    """A run of text. `figure` is the id of the indicator whose value it prints; `font` a use of style_kinds."""

    text: str
    figure: str = ""
    title: str = ""
    font: str = ""


@dataclass(frozen=True)
class Head:
    """The head of a document: who issues it, its number and, where it goes upward, who signed it off."""

    issuers: tuple[str, ...]
    number: str
    signers: tuple[str, ...] = ()
    letterhead: Letterhead = "preprinted"


class OfficialDocument:
    """A document being written. Methods add blocks in the order they are called."""

    def __init__(self, subject: str, made_at: datetime) -> None:
        self._document = new_document()
        self._fonts = chosen()
        self._kinds = style_kinds(self._fonts)
        self._figures = 0
        properties = self._document.core_properties
        properties.title = subject
        # The same draft gives the same file: no moment of the machine's own gets in.
        properties.created = properties.modified = made_at.replace(tzinfo=None)

    def head(self, head: Head) -> None:
        """版头: issuers in red (or room for pre-printed paper), number and signers on one line, the red rule."""
        if head.letterhead == "red":
            self._red_issuers(head.issuers)
        elif head.letterhead == "preprinted":
            # 套红: the printed head and its two empty lines take nine lines of the grid.
            for _ in range(9):
                self._paragraph("number")
        line = self._paragraph("number")
        if not head.signers:
            # 7.2.5: below the issuers, centred, where nobody is named as the one who signed it off.
            line.add_run(printable(head.number))
            line.alignment = WD_ALIGN_PARAGRAPH.CENTER
        else:
            # 7.2.5, 7.2.6: upward documents set the number one character in from the left, the signers one from the right.
            line.paragraph_format.tab_stops.add_tab_stop(Mm(TYPE_WIDTH) - Pt(16), alignment=2)
            line.add_run("　" + printable(head.number))
            line.add_run("\t签发人：")
            names = line.add_run("　".join(head.signers))
            set_fonts(names._element.get_or_add_rPr(), self._fonts.lead, self._fonts.digits)
        if head.letterhead == "red":
            self._red_rule(line)

    def title(self, lines: Iterable[str]) -> None:
        """Centred title, two lines below the head."""
        for _ in range(2):
            self._paragraph("number")
        for line in lines:
            self._paragraph("title", [Words(line)]).alignment = WD_ALIGN_PARAGRAPH.CENTER

    def addressee(self, name: str) -> None:
        """主送机关: one line below the title, flush left, with a full-width colon (7.3.2)."""
        self._paragraph("number")
        self._paragraph("addressee", [Words(name.rstrip("：:") + "：")])

    def heading(self, text: str) -> None:
        """First-level heading, 一、…, in 黑体."""
        self._paragraph("heading", [Words(text)])

    def paragraph(self, words: Sequence[Words]) -> None:
        """A body paragraph; words with font "lead" are in 楷体 (the run-in second-level heading)."""
        self._paragraph("body", words)

    def signature(self, names: Sequence[str], day: str) -> None:
        """落款 of a sealed document (7.3.5.1): the date four characters from the right, names centred over the date."""
        self._paragraph("signature")
        for text in (*names, day):
            line = self._paragraph("signature", [Words(text)])
            line.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            right = 4 + (width(day) - width(text)) / 2
            indent_characters(line._element.get_or_add_pPr(), right=max(right, 0))

    def note(self, text: str) -> None:
        """附注: in brackets, two characters in, a line below the date (7.3.6)."""
        self._paragraph("body", [Words(text)])

    def content(self) -> bytes:
        """The .docx file."""
        buffer = io.BytesIO()
        self._document.save(buffer)
        return buffer.getvalue()

    def _paragraph(self, use: str, words: Sequence[Words] = ()) -> Paragraph:
        paragraph = self._document.add_paragraph(style=self._kinds[use].name)
        for piece in words:
            self._write(paragraph, piece)
        return paragraph

    def _write(self, paragraph: Paragraph, words: Words) -> None:
        run = paragraph.add_run(printable(words.text))
        if words.font:
            set_fonts(run._element.get_or_add_rPr(), self._kinds[words.font].font, self._fonts.digits)
        if words.figure:
            self._bind(paragraph, run._element, words)

    def _bind(self, paragraph: Paragraph, run: Any, words: Words) -> None:
        """Wrap the run in a content control, and that in a bookmark: some word processors keep only one of them."""
        self._figures += 1
        serial = str(self._figures)
        holder = paragraph._element
        holder.remove(run)
        child(holder, "bookmarkStart", id=serial, name=f"figure_{serial}_{words.figure.replace('.', '_')}"[:40])
        control = child(holder, "sdt")
        properties = child(control, "sdtPr")
        child(properties, "alias", val=words.title or words.figure)
        child(properties, "tag", val=TAG + words.figure)
        child(properties, "id", val=str(100_000 + self._figures))
        child(properties, "text")
        child(control, "sdtContent").append(run)
        child(holder, "bookmarkEnd", id=serial)

    def _red_issuers(self, issuers: Sequence[str]) -> None:
        """发文机关标志: issuers one above the other, 文件 beside them, small enough to leave room for the text."""
        longest = max(width(name) for name in issuers) + 3
        points = min(42.0, TYPE_WIDTH / 25.4 * 72 / longest)
        table = self._document.add_table(rows=len(issuers), cols=2)
        table.autofit = False
        mark_width = Pt(round(points * 2.6))
        table.columns[0].width, table.columns[1].width = Mm(TYPE_WIDTH) - mark_width, mark_width
        for row, name in zip(table.rows, issuers, strict=True):
            self._red_line(row.cells[0].paragraphs[0], name, points, WD_ALIGN_PARAGRAPH.DISTRIBUTE)
        mark = table.cell(0, 1).merge(table.cell(len(issuers) - 1, 1))
        mark.vertical_alignment = 1
        for extra in mark.paragraphs[1:]:
            extra._element.getparent().remove(extra._element)
        self._red_line(mark.paragraphs[0], "文件", points, WD_ALIGN_PARAGRAPH.CENTER)
        for _ in range(2):
            self._paragraph("number")

    def _red_line(self, paragraph: Paragraph, text: str, points: float, alignment: WD_ALIGN_PARAGRAPH) -> None:
        run = paragraph.add_run(text)
        run.font.size, run.font.color.rgb = Pt(round(points)), RED
        set_fonts(run._element.get_or_add_rPr(), self._fonts.title, self._fonts.digits)
        paragraph.alignment = alignment
        grid: Any = OxmlElement("w:snapToGrid")
        grid.set(qn("w:val"), "0")
        paragraph._element.get_or_add_pPr().insert_element_before(grid, "w:spacing", "w:ind", "w:jc")

    def _red_rule(self, paragraph: Paragraph) -> None:
        """版头分隔线: red, as wide as the type area, 4 mm (11 pt) below the number."""
        borders: Any = OxmlElement("w:pBdr")
        child(borders, "bottom", val="single", sz="12", space="11", color="FF0000")
        paragraph._element.get_or_add_pPr().insert_element_before(
            borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:snapToGrid", "w:spacing", "w:ind", "w:jc"
        )
