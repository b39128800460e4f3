"""The page of GB/T 9704-2012, read back from the file."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date, datetime

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from fazhi.papers.official import Head, Letterhead, OfficialDocument, Words
from fazhi.papers.writing import width, written_date

MADE_AT = datetime(2023, 1, 31, 9)  # noqa: DTZ001 - file properties hold no zone


def content(letterhead: Letterhead = "preprinted") -> bytes:
    document = OfficialDocument("关于某事的报告", MADE_AT)
    issuers = ("中共沙市镇委员会", "沙市镇人民政府")
    document.head(Head(issuers, "沙市委文〔2023〕3号", ("某　甲", "某某乙"), letterhead))
    document.title([*issuers, "关于2022年法治政府建设情况的报告"])
    document.addressee("县委、县政府")
    document.heading("一、主要举措和成效")
    document.paragraph(
        [Words("（七）标题。", font="lead"), Words("排查"), Words("546起", "disputes.found", "排查发现")]
    )
    document.signature(issuers, written_date(date(2023, 1, 31)))
    return document.content()


def xml(part: str, letterhead: Letterhead = "preprinted") -> str:
    with zipfile.ZipFile(io.BytesIO(content(letterhead))) as archive:
        return archive.read(part).decode()


def test_paper_margins_and_grid_are_those_of_the_standard() -> None:
    section = docx.Document(io.BytesIO(content())).sections[0]
    sizes = (section.page_width, section.page_height, section.top_margin, section.bottom_margin)
    expected = (Mm(210), Mm(297), Mm(37), Mm(35), Mm(28), Mm(26))
    for found, wanted in zip((*sizes, section.left_margin, section.right_margin), expected, strict=True):
        assert abs(found - wanted) < Mm(0.1)
    grid = section._sectPr.find(qn("w:docGrid"))
    found = {name: grid.get(qn(f"w:{name}")) for name in ("type", "linePitch", "charSpace")}
    assert found == {"type": "linesAndChars", "linePitch": "579", "charSpace": "-848"}


def test_22_lines_and_28_characters_fill_the_type_area() -> None:
    assert abs(22 * 579 / 20 - 225 / 25.4 * 72) < 1
    assert abs(28 * (16 - 848 / 4096) - 156 / 25.4 * 72) < 1


def test_body_is_16_point_fangsong_without_widow_control() -> None:
    normal = docx.Document(io.BytesIO(content())).styles["Normal"]
    assert normal.font.size == Pt(16)
    assert normal.element.rPr.find(qn("w:rFonts")).get(qn("w:eastAsia")) == "仿宋"
    assert normal.paragraph_format.widow_control is False


@pytest.mark.parametrize(
    ("style", "font"),
    [("公文标题", "方正小标宋简体"), ("一级标题", "黑体"), ("二级标题", "楷体"), ("公文正文", "仿宋")],
)
def test_each_level_has_its_own_type(style: str, font: str) -> None:
    found = docx.Document(io.BytesIO(content())).styles[style]
    assert found.element.rPr.find(qn("w:rFonts")).get(qn("w:eastAsia")) == font


def test_a_paragraph_begins_two_characters_in() -> None:
    assert re.search(r'w:styleId="公文正文".*?w:firstLineChars="200"', xml("word/styles.xml"), re.DOTALL)


def test_the_page_number_is_a_field_of_five_runs_between_dashes_outside_on_each_page() -> None:
    document = docx.Document(io.BytesIO(content()))
    assert document.settings.odd_and_even_pages_header_footer
    section = document.sections[0]
    for footer, side in ((section.footer, "right"), (section.even_page_footer, "left")):
        paragraph = footer.paragraphs[0]
        assert [run.text for run in paragraph.runs] == ["— ", "", "", "", "1", "", " —"]
        kinds = [mark.get(qn("w:fldCharType")) for mark in paragraph._element.iter(qn("w:fldChar"))]
        assert kinds == ["begin", "separate", "end"]
        assert paragraph._element.pPr.find(qn("w:jc")).get(qn("w:val")) == side


def test_every_figure_is_a_tagged_control_and_a_bookmark() -> None:
    text = xml("word/document.xml")
    assert 'w:tag w:val="ind:disputes.found"' in text
    assert re.search(r'<w:bookmarkStart w:id="1" w:name="figure_1_disputes_found"/><w:sdt>.*?546起.*?</w:sdt>', text)


def test_the_red_head_names_both_issuers_and_ends_in_a_red_rule() -> None:
    document = docx.Document(io.BytesIO(content("red")))
    table = document.tables[0]
    assert [row.cells[0].text for row in table.rows] == ["中共沙市镇委员会", "沙市镇人民政府"]
    assert table.cell(0, 1).text == "文件"
    assert table.cell(0, 0).paragraphs[0].runs[0].font.color.rgb == RGBColor(0xFF, 0, 0)
    assert '<w:bottom w:val="single" w:sz="12" w:space="11" w:color="FF0000"/>' in xml("word/document.xml", "red")


def test_pre_printed_paper_keeps_room_for_the_head() -> None:
    document = docx.Document(io.BytesIO(content()))
    assert not document.tables
    assert [paragraph.text for paragraph in document.paragraphs[:9]] == [""] * 9
    assert document.paragraphs[9].text == "　沙市委文〔2023〕3号\t签发人：某　甲　某某乙"


def test_issuers_stand_centred_over_a_date_four_characters_from_the_right() -> None:
    lines = docx.Document(io.BytesIO(content())).paragraphs[-3:]
    right = [int(line._element.pPr.find(qn("w:ind")).get(qn("w:rightChars"))) / 100 for line in lines]
    middles = [indent + width(line.text) / 2 for indent, line in zip(right, lines, strict=True)]
    assert right[2] == 4
    assert max(middles) - min(middles) < 0.02


def test_dates_have_no_leading_zero() -> None:
    assert written_date(date(2023, 1, 5)) == "2023年1月5日"


def test_the_same_document_twice_is_the_same_file() -> None:
    assert xml("word/document.xml") == xml("word/document.xml")
    assert xml("docProps/core.xml") == xml("docProps/core.xml")
