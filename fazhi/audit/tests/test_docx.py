"""What a reader sees in WPS is what the auditor reads."""

from __future__ import annotations

import sys
import zipfile
from pathlib import Path

import pytest
from docx import Document as open_docx

from fazhi.audit import Document, Unreadable, Verdict, audit_file, comments
from fazhi.audit.formats.numbering import W
from fazhi.audit.read import read
from fazhi.audit.tests.documents import NAMES, cell, docx, paragraph, rows, run, table


def _read(tmp_path: Path, *body: str, parts: dict[str, str] | None = None) -> Document:
    return read(docx(tmp_path / "报告.docx", *body, parts=parts))


def _lines(document: Document) -> list[str]:
    return [each.number + each.text for each in document.paragraphs]


def test_automatic_numbers_of_four_levels_are_computed_and_resume(tmp_path: Path) -> None:
    document = _read(
        tmp_path,
        paragraph("举措", 0),
        paragraph("学习", 1),
        paragraph("普通段"),
        paragraph("决策", 1),
        paragraph("清单", 2),
        paragraph("事项", 3),
        paragraph("不足", 0),
        paragraph("其一", 1),
    )
    assert _lines(document) == [
        "一、举措",
        "（一）学习",
        "普通段",
        "（二）决策",
        "1.清单",
        "(1)事项",
        "二、不足",
        "（一）其一",
    ]


def test_numbers_above_ten_read_as_people_write_them(tmp_path: Path) -> None:
    document = _read(tmp_path, *[paragraph("项", 0) for _each in range(21)])
    assert [document.paragraphs[index].number for index in (9, 10, 19, 20)] == ["十、", "十一、", "二十、", "二十一、"]


def test_insertions_are_read_and_deletions_are_not(tmp_path: Path) -> None:
    deleted = "<w:del><w:r><w:delText>99.8%</w:delText></w:r></w:del>"
    document = _read(tmp_path, paragraph(run("化解率达") + deleted + f"<w:ins>{run('99.9%')}</w:ins>"))
    assert document.paragraphs[0].text == "化解率达99.9%"


def test_content_controls_links_and_simple_fields_are_read(tmp_path: Path) -> None:
    control = f"<w:sdt><w:sdtContent>{run('546')}</w:sdtContent></w:sdt>"
    link = f"<w:hyperlink>{run('545')}</w:hyperlink>"
    field = f"<w:fldSimple w:instr='PAGE'>{run('1')}</w:fldSimple>"
    document = _read(
        tmp_path, f"<w:sdt><w:sdtContent>{paragraph('外层')}</w:sdtContent></w:sdt>", paragraph(control + link + field)
    )
    assert [each.text for each in document.paragraphs] == ["外层", "5465451"]


def test_a_text_box_is_read_once_and_apart(tmp_path: Path) -> None:
    box = f"<w:txbxContent>{paragraph('框内')}</w:txbxContent>"
    both = (
        f"<w:r><mc:AlternateContent><mc:Choice Requires='wps'>{box}</mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    document = _read(tmp_path, paragraph(run("正文") + both))
    assert [(each.text, each.place) for each in document.paragraphs] == [("正文", "body"), ("框内", "textbox")]


def test_footnotes_are_read_with_their_place(tmp_path: Path) -> None:
    notes = f'<w:footnotes {NAMES}><w:footnote w:type="separator"><w:p/></w:footnote><w:footnote>{paragraph("注")}</w:footnote></w:footnotes>'
    document = _read(tmp_path, paragraph("正文"), parts={"word/footnotes.xml": notes})
    assert [(each.text, each.place) for each in document.paragraphs] == [("正文", "body"), ("注", "footnote")]


def test_a_table_total_that_does_not_add_up_is_found_with_its_cell(tmp_path: Path) -> None:
    rows = (("类型", "件数", "占比"), ("婚姻纠纷", "20", "51%"), ("邻里纠纷", "18", "49%"), ("合计", "39", "100%"))
    audit = audit_file(docx(tmp_path / "表.docx", paragraph("附表"), table(*rows)))
    wrong = audit.of(Verdict.WRONG)
    assert [(each.quote, str(each.computed), each.address) for each in wrong] == [("39", "38", "表1第4行第2列")]


def test_a_table_total_that_adds_up_is_right(tmp_path: Path) -> None:
    rows = (
        ("类型", "一季度", "二季度", "合计"),
        ("婚姻", "20", "3", "23"),
        ("邻里", "18", "4", "22"),
        ("合计", "38", "7", "45"),
    )
    audit = audit_file(docx(tmp_path / "表.docx", table(*rows)))
    assert audit.count(Verdict.WRONG) == 0
    assert audit.count(Verdict.RIGHT) >= 3


def test_a_share_in_a_table_is_held_against_its_count(tmp_path: Path) -> None:
    rows = (
        ("类型", "件数", "占比"),
        ("婚姻", "20", "40%"),
        ("邻里", "18", "36%"),
        ("其他", "12", "34%"),
        ("合计", "50", "100%"),
    )
    audit = audit_file(docx(tmp_path / "表.docx", table(*rows)))
    assert [(each.quote, str(each.computed)) for each in audit.of(Verdict.WRONG)] == [("34%", "24.0")]


def test_a_share_bumped_to_make_a_hundred_is_a_hint(tmp_path: Path) -> None:
    rows = (("类型", "件数", "占比"), ("甲", "1", "33.3%"), ("乙", "1", "33.3%"), ("丙", "1", "33.4%"))
    audit = audit_file(docx(tmp_path / "表.docx", table(*rows)))
    assert (audit.count(Verdict.WRONG), audit.count(Verdict.HINT)) == (0, 1)


ACCIDENTS = (
    ("合计", "52", "-18", "-34.6", "50", "-16", "-24.2"),
    ("甲县", "6", "-6", "-50", "8", "-8", "-50"),
    ("乙区", "9", "-6", "-40", "4", "-6", "-60"),
    ("丙区", "", "-1", "-100", "", "-1", "-100"),
    ("丁区", "", "", "", "", "", ""),
    ("戊区", "37", "-5", "-11.9", "38", "-1", "-2.6"),
)


def test_names_over_several_columns_and_blank_cells_keep_the_columns_of_a_table(tmp_path: Path) -> None:
    heads = (
        (cell("2020年1—10月事故统计表", wide=7),),
        (cell("地区", merged="restart"), cell("事故起数", wide=3), cell("死亡人数", wide=3)),
        (cell("", merged="continue"), "本期", cell("同比", "+,-"), "±%", "本期", cell("同比", "+,-"), "±%"),
    )
    audit = audit_file(docx(tmp_path / "表.docx", rows(*heads, *ACCIDENTS)))
    found = [(each.quote, str(each.computed), each.address) for each in audit.of(Verdict.WRONG)]
    assert found == [("-34.6", "-25.7", "表1第4行第4列")]
    assert {each.quote for each in audit.of(Verdict.RIGHT)} >= {"52", "50"}


def test_a_saved_page_keeps_the_columns_of_its_table_as_well(tmp_path: Path) -> None:
    names = "".join(f"<td>{each}</td>" for each in ("本期", "同比", "±%") * 2)
    lines = "".join(f"<tr>{''.join(f'<td>{each}</td>' for each in row)}</tr>" for row in ACCIDENTS)
    head = "<tr><td rowspan='2'>地区</td><td colspan='3'>事故起数</td><td colspan='3'>死亡人数</td></tr>"
    page = tmp_path / "表.html"
    page.write_text(f"<html><body><table>{head}<tr>{names}</tr>{lines}</table></body></html>", encoding="utf-8")
    found = [(each.quote, str(each.computed), each.address) for each in audit_file(page).of(Verdict.WRONG)]
    assert found == [("-34.6", "-25.7", "表1第3行第4列")]


def test_a_claim_split_over_runs_is_found_at_its_address(tmp_path: Path) -> None:
    body = [paragraph("主要举措和成效", 0), paragraph("矛盾纠纷", 1)]
    split = run("共排查发现546起矛盾纠纷，调处化解545") + run("起，化解率达") + run("99") + run(".9%")
    audit = audit_file(docx(tmp_path / "报告.docx", *body, paragraph(split)))
    (wrong,) = audit.of(Verdict.WRONG)
    assert (wrong.quote, wrong.paragraph, wrong.address) == ("化解率达99.9%", 3, "第一部分（一）第2段")


def test_a_comment_stands_on_exactly_the_words_of_the_finding(tmp_path: Path) -> None:
    split = run("共排查发现546起矛盾纠纷，调处化解545") + run("起，化解率达") + run("99") + run(".9%，有效维护")
    source = docx(tmp_path / "报告.docx", paragraph(split))
    target = tmp_path / "批注.docx"
    before = source.read_bytes()
    assert comments.write(source, audit_file(source), target) == 1
    assert source.read_bytes() == before
    assert _commented(target) == [("化解率达99.9%", "")]
    assert read(target).paragraphs[0].text == read(source).paragraphs[0].text


def _commented(path: Path) -> list[tuple[str, str]]:
    """(words a comment stands on, what it says before the message) of each comment of a document."""
    word = open_docx(str(path))
    open_now: dict[str, str] = {}
    found: list[tuple[str, str]] = []
    said = {str(each.comment_id): each.text.partition("文中称")[0].removeprefix("〔有误〕") for each in word.comments}
    for element in word.element.body.iter():
        name, number = str(element.tag).rpartition("}")[2], element.get(f"{W}id")
        if name == "commentRangeStart":
            open_now[number] = ""
        elif name == "commentRangeEnd":
            found.append((open_now.pop(number), said[number]))
        elif name in ("t", "footnoteReference"):
            words = element.text or "" if name == "t" else "【注】"
            open_now = {each: known + words for each, known in open_now.items()}
    return found


COUNTS = "共排查发现546起矛盾纠纷，调处化解545起，"
BOX = f"<w:txbxContent>{paragraph(COUNTS + '化解率达99.9%。')}</w:txbxContent>"


@pytest.mark.parametrize(
    "content",
    [
        run(COUNTS + "化") + run("解率达99") + run(".") + run("9%，有效"),
        run(COUNTS) + f'<w:ins w:id="7" w:author="甲">{run("前，化解率达99.9%，后")}</w:ins>',
        run(COUNTS + "化解率达")
        + '<w:del w:id="7" w:author="甲"><w:r><w:delText>99.8%</w:delText></w:r></w:del>'
        + f'<w:ins w:id="8" w:author="甲">{run("99.9")}</w:ins>'
        + run("%。"),
        run(COUNTS + "化解") + f"<w:hyperlink>{run('率达99.9%，见')}</w:hyperlink>" + run("附件。"),
        run(COUNTS + "化解率达") + f"<w:sdt><w:sdtContent>{run('99.9%')}</w:sdtContent></w:sdt>" + run("。"),
    ],
    ids=["split runs", "insertion", "change", "link", "content control"],
)
def test_a_comment_stands_on_its_words_however_they_are_wrapped(tmp_path: Path, content: str) -> None:
    source, target = docx(tmp_path / "报告.docx", paragraph(content)), tmp_path / "批注.docx"
    assert comments.write(source, audit_file(source), target) == 1
    assert _commented(target) == [("化解率达99.9%", "")]
    assert read(target).paragraphs[0].text == read(source).paragraphs[0].text


def test_a_comment_on_a_cell_stands_in_the_cell(tmp_path: Path) -> None:
    rows = (("类型", "件数"), ("婚姻", "20"), ("邻里", "18"), ("合计", "39"))
    source, target = docx(tmp_path / "报告.docx", table(*rows)), tmp_path / "批注.docx"
    assert comments.write(source, audit_file(source), target) == 1
    assert [words for words, _said in _commented(target)] == ["39"]


def test_word_hides_comments_in_boxes_and_notes_so_they_stand_on_the_box_or_the_mark(tmp_path: Path) -> None:
    box = f"<w:r><mc:AlternateContent><mc:Choice Requires='wps'>{BOX}</mc:Choice></mc:AlternateContent></w:r>"
    mark = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    note = f'<w:footnote w:id="2">{paragraph("发现隐患87处，整改85处，整改率98.9%。")}</w:footnote>'
    parts = {"word/footnotes.xml": f"<w:footnotes {NAMES}>{note}</w:footnotes>"}
    source = docx(tmp_path / "报告.docx", paragraph(run("正文") + box + run("又一句") + mark), parts=parts)
    target = tmp_path / "批注.docx"
    assert comments.write(source, audit_file(source), target) == 2
    assert _commented(target) == [
        (f"{COUNTS}化解率达99.9%。", "文本框“化解率达99.9%”："),
        ("【注】", "脚注“整改率98.9%”："),
    ]
    outside = [
        each.tag
        for each in open_docx(str(target)).element.body.iter(f"{W}commentRangeStart")
        if next(each.iterancestors(f"{W}txbxContent"), None) is None
    ]
    assert len(outside) == 2


def test_a_package_that_only_the_reader_can_open_gets_no_comments_but_a_sentence(tmp_path: Path) -> None:
    source, target = tmp_path / "报告.docx", tmp_path / "批注.docx"
    text = paragraph("共排查发现546起矛盾纠纷，调处化解545起，化解率达99.9%。")
    with zipfile.ZipFile(source, "w") as archive:
        archive.writestr("word/document.xml", f"<w:document {NAMES}><w:body>{text}</w:body></w:document>")
    audit = audit_file(source)
    assert audit.count(Verdict.WRONG) == 1
    with pytest.raises(Unreadable, match="“报告.docx”能审校而不能加批注.*。$"):
        comments.write(source, audit, target)
    assert not target.exists()


def test_two_comments_in_one_paragraph_keep_their_places(tmp_path: Path) -> None:
    text = "共排查546起纠纷，化解545起，化解率达99.9%；发现隐患87处，整改85处，整改率98.9%。"
    source = docx(tmp_path / "报告.docx", paragraph(text))
    target = tmp_path / "批注.docx"
    assert comments.write(source, audit_file(source), target) == 2
    assert audit_file(target).count(Verdict.WRONG) == 2


def test_many_comments_in_one_paragraph_each_stand_on_their_own_words(tmp_path: Path) -> None:
    claim = "第{0}组共排查{1}起纠纷，化解{2}起，化解率达99.9%；"
    text = "".join(claim.format(number, 400 + number, 396 + number) for number in range(1, 61))
    source, target = (
        docx(tmp_path / "报告.docx", paragraph(run(text[:1000]) + run(text[1000:]))),
        tmp_path / "批注.docx",
    )
    audit = audit_file(source)
    assert comments.write(source, audit, target) == audit.count(Verdict.WRONG) + audit.count(Verdict.HINT)
    said = [words for words, _said in _commented(target)]
    assert sorted(said) == sorted(each.quote for each in audit.of(Verdict.WRONG, Verdict.HINT))
    assert said.count("化解率达99.9%") > 50
    assert read(target).paragraphs[0].text == text


def test_comments_cost_in_step_with_their_number_and_not_with_its_square(tmp_path: Path) -> None:
    def calls(claims: int) -> int:
        source = docx(tmp_path / "报告.docx", paragraph("共排查546起纠纷，化解545起，化解率达99.9%；" * claims))
        audit, count = audit_file(source), 0

        def counter(_frame: object, _event: str, _argument: object) -> None:
            nonlocal count
            count += 1

        sys.setprofile(counter)
        try:
            comments.write(source, audit, tmp_path / "批注.docx")
        finally:
            sys.setprofile(None)
        return count

    calls(1)
    assert calls(200) < 2.5 * calls(100)
