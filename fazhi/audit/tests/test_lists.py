"""Lists of one item a line: what their figures are reckoned from stands on other lines."""

from __future__ import annotations

from fazhi.audit import Verdict, audit_text
from fazhi.audit.engine import audit_document
from fazhi.audit.model import Audit, Document, Paragraph

TITLE = "临江镇2024年综合行政执法工作总结"
QUARTERS = """全年开展执法检查5128次。分季度看：
• 一季度1216次；
• 二季度1307次，环比增长7.5%；
• 三季度{third}次；
• 四季度1263次，环比下降{fell}%。"""


def wrongs(audit: Audit) -> list[tuple[int, str]]:
    return [(each.paragraph, each.quote) for each in audit.of(Verdict.WRONG)]


def told(body: str) -> str:
    return f"{TITLE}\n{body}"


def test_a_growth_is_held_against_the_line_above():
    audit = audit_text(told(QUARTERS.format(third=1342, fell="3.4")))
    assert wrongs(audit) == [(6, "下降3.4%")]
    assert audit.of(Verdict.WRONG)[0].message == "文中写降3.4%，按(1263－1342)÷1342＝5.9%不符。"


def test_the_lines_make_the_total_before_them():
    audit = audit_text(told(QUARTERS.format(third=1324, fell="4.6")))
    assert wrongs(audit) == [(2, "5128次")]
    assert "＝5110，与总数5128次不符" in audit.of(Verdict.WRONG)[0].message


def test_what_is_right_as_one_sentence_is_called_right_on_its_line():
    audit = audit_text(told(QUARTERS.format(third=1342, fell="5.9")))
    assert wrongs(audit) == []
    assert {each.paragraph for each in audit.of(Verdict.RIGHT)} >= {4, 6}
    assert not [each for each in audit.of(Verdict.UNSURE) if each.paragraph == 6]


def test_a_rate_is_of_the_counts_of_the_other_items():
    text = told("（一）案件情况\n1. 立案76件，上年64件。\n2. 办结73件，办结率94.8%。\n3. 在办3件。")
    assert wrongs(audit_text(text)) == [(4, "办结率94.8%")]


def test_lines_without_a_mark_are_a_list_where_each_ends_with_a_semicolon():
    text = told("全年调处纠纷128件，其中：\n邻里纠纷54件；\n婚姻家庭纠纷32件；\n土地纠纷22件；\n劳动争议12件。")
    assert [line for line, _quote in wrongs(audit_text(text))] != []


def test_the_words_of_a_finding_are_those_of_its_line():
    document = Document(TITLE, "docx", [Paragraph(1, TITLE), Paragraph(2, "分季度看：")])
    for index, words in enumerate(("一季度1216次", "二季度1307次，环比增长9.5%", "三季度1342次"), start=3):
        document.paragraphs.append(Paragraph(index, words, number=f"{index - 2}."))
    found = audit_document(document).of(Verdict.WRONG)
    assert [(each.paragraph, each.quote) for each in found] == [(4, "增长9.5%")]
    for each in found:
        assert document.paragraphs[each.paragraph - 1].text[each.start : each.end] == each.quote


def test_paragraphs_that_each_begin_with_a_caption_are_no_list():
    text = told(
        "派发工单中，供水供气4126件、物业管理3572件、噪音扰民2984件。\n1.供水供气。全年4126件，上年3658件。\n2.物业管理。3572件中涉及电梯1046件。\n"
        "3.噪音扰民。6至9月共1685件，占该类全年总量的56.5%。"
    )
    assert wrongs(audit_text(text)) == []


def test_a_rule_that_is_switched_off_is_silent_about_lists_too():
    text = told(QUARTERS.format(third=1342, fell="3.4"))
    assert wrongs(audit_text(text, without={"growth": "本镇环比按日均计算"})) == []
