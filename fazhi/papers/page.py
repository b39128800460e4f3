"""The page of GB/T 9704-2012: paper, margins, grid of 22 lines by 28 characters, styles, page numbers.

The grid: 225 mm / 22 lines = 579 twips a line; 156 mm / 28 = 15.793 pt a character, so 16 pt type needs
charSpace = (15.793 − 16) × 4096 = −848, which counts from the Normal style: Normal must be 16 pt itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph

from fazhi.papers.fonts import Fonts, chosen

TOP, BOTTOM, LEFT, RIGHT = 37, 35, 28, 26
WIDTH, HEIGHT = 210, 297
LINE_PITCH, CHARACTER_SPACE = 579, -848
BODY_POINTS, TITLE_POINTS, PAGE_POINTS, TITLE_LINE_POINTS = 16, 22, 14, 34
# 7.5: the dash stands 7 mm below the type area; a 14 pt line is about 5 mm high.
FOOTER = BOTTOM - 7 - 5


@dataclass(frozen=True)
class StyleKind:
    """A paragraph style: its Chinese name, the font, size, indent in characters and level of outline (0: none)."""

    name: str
    font: str
    points: int = BODY_POINTS
    indent: int = 0
    outline: int = 0


def style_kinds(fonts: Fonts) -> dict[str, StyleKind]:
    """The styles of an official document by their use."""
    return {
        "title": StyleKind("公文标题", fonts.title, TITLE_POINTS),
        "addressee": StyleKind("主送机关", fonts.body),
        "body": StyleKind("公文正文", fonts.body, indent=2),
        "heading": StyleKind("一级标题", fonts.heading, indent=2, outline=1),
        "lead": StyleKind("二级标题", fonts.lead, indent=2, outline=2),
        "signature": StyleKind("落款", fonts.body),
        "number": StyleKind("发文字号", fonts.body),
    }


def new_document() -> Document:
    """An empty document with the page, grid, styles and page numbers of the standard."""
    document = docx.Document()
    fonts = chosen()
    _clear(document)
    _normal(document, fonts)
    for kind in style_kinds(fonts).values():
        _add_style(document, kind, fonts)
    _page(document)
    _page_numbers(document, fonts)
    return document


# Elements are those of python-docx, whose generated methods no type describes: hence Any.
def child(parent: Any, tag: str, /, **attributes: str) -> Any:
    """Append a w: element with w: attributes."""
    element = OxmlElement(f"w:{tag}")
    for key, value in attributes.items():
        element.set(qn(f"w:{key}"), value)
    parent.append(element)
    return element


def set_fonts(element: Any, font: str, digits: str) -> None:
    """Give a style or run properties element (w:rPr) its East Asian and Latin fonts."""
    for old in element.findall(qn("w:rFonts")):
        element.remove(old)
    names = OxmlElement("w:rFonts")
    for key, value in (("ascii", digits), ("hAnsi", digits), ("eastAsia", font), ("cs", digits)):
        names.set(qn(f"w:{key}"), value)
    element.insert(0, names)


def _clear(document: Document) -> None:
    for paragraph in list(document.paragraphs):
        document.element.body.remove(paragraph._element)
    document.core_properties.author = ""
    document.core_properties.comments = ""


def _normal(document: Document, fonts: Fonts) -> None:
    style = document.styles["Normal"]
    style.font.size = Pt(BODY_POINTS)
    set_fonts(style.element.get_or_add_rPr(), fonts.body, fonts.digits)
    layout = style.paragraph_format
    layout.space_before = layout.space_after = Pt(0)
    layout.line_spacing_rule = WD_LINE_SPACING.SINGLE
    # Widow control pulls lines to the next page, and the page falls short of 22 lines.
    layout.widow_control = False
    for name in ("autoSpaceDE", "autoSpaceDN"):
        # A quarter space around digits would put the characters of a line off the grid.
        off = OxmlElement(f"w:{name}")
        off.set(qn("w:val"), "0")
        style.element.get_or_add_pPr().insert_element_before(off, "w:snapToGrid", "w:spacing", "w:ind", "w:jc")
    language = style.element.get_or_add_rPr()
    # Digits called Chinese would be broken at the end of a line: 202|2年.
    child(language, "lang", val="en-US", eastAsia="zh-CN")


def _add_style(document: Document, kind: StyleKind, fonts: Fonts) -> None:
    style = document.styles.add_style(kind.name, WD_STYLE_TYPE.PARAGRAPH)
    assert isinstance(style, ParagraphStyle)
    style.base_style = document.styles["Normal"]
    style.quick_style = True
    style.font.size = Pt(kind.points)
    set_fonts(style.element.get_or_add_rPr(), kind.font, fonts.digits)
    properties = style.element.get_or_add_pPr()
    if kind.points == TITLE_POINTS:
        # On the grid each 22 pt line would take two lines.
        style.paragraph_format.line_spacing_rule = WD_LINE_SPACING.EXACTLY
        style.paragraph_format.line_spacing = Pt(TITLE_LINE_POINTS)
        grid = OxmlElement("w:snapToGrid")
        grid.set(qn("w:val"), "0")
        properties.insert_element_before(grid, "w:spacing", "w:ind", "w:jc", "w:outlineLvl")
    if kind.indent:
        indent_characters(properties, first=kind.indent)
    if kind.outline:
        level = OxmlElement("w:outlineLvl")
        level.set(qn("w:val"), str(kind.outline - 1))
        properties.append(level)


def indent_characters(properties: Any, first: float = 0, right: float = 0) -> None:
    """Indents counted in characters of the grid, with the same in twips for readers that ignore characters."""
    indent = properties.get_or_add_ind()
    if first:
        indent.set(qn("w:firstLineChars"), str(round(first * 100)))
        indent.set(qn("w:firstLine"), str(round(first * BODY_POINTS * 20)))
    if right:
        indent.set(qn("w:rightChars"), str(round(right * 100)))
        indent.set(qn("w:right"), str(round(right * BODY_POINTS * 20)))


def _page(document: Document) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(WIDTH), Mm(HEIGHT)
    section.top_margin, section.bottom_margin = Mm(TOP), Mm(BOTTOM)
    section.left_margin, section.right_margin = Mm(LEFT), Mm(RIGHT)
    section.footer_distance = Mm(FOOTER)
    properties = section._sectPr
    for old in properties.findall(qn("w:docGrid")):
        properties.remove(old)
    child(properties, "docGrid", type="linesAndChars", linePitch=str(LINE_PITCH), charSpace=str(CHARACTER_SPACE))


def _page_numbers(document: Document, fonts: Fonts) -> None:
    """— 1 —, outside: right on odd pages, left on even ones, one character in (7.5)."""
    document.settings.odd_and_even_pages_header_footer = True
    section = document.sections[0]
    for footer, side in ((section.footer, "right"), (section.even_page_footer, "left")):
        footer.is_linked_to_previous = False
        paragraph = footer.paragraphs[0]
        properties = paragraph._element.get_or_add_pPr()
        indent = properties.get_or_add_ind()
        indent.set(qn(f"w:{side}"), str(PAGE_POINTS * 20))
        alignment = OxmlElement("w:jc")
        alignment.set(qn("w:val"), side)
        properties.append(alignment)
        _page_field(paragraph, fonts)


def _page_field(paragraph: Paragraph, fonts: Fonts) -> None:
    # Five runs: WPS shows nothing when begin, instruction and end share one run.
    pieces = ("— ", "begin", "instruction", "separate", "1", "end", " —")
    for piece in pieces:
        run = paragraph.add_run()
        run.font.size = Pt(PAGE_POINTS)
        set_fonts(run._element.get_or_add_rPr(), fonts.page, fonts.page)
        if piece in ("begin", "separate", "end"):
            child(run._element, "fldChar", fldCharType=piece)
        elif piece == "instruction":
            child(run._element, "instrText").text = " PAGE "
        else:
            run.text = piece
