"""Lists of one item a line: what their figures are reckoned from stands on other lines."""

from __future__ import annotations

import pytest

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
        "1.噪音扰民。集中在夏季夜间，6至9月共1285件，占该类全年总量的56.46%。\n2.劳资纠纷。1816件中，建筑领域1043件，占57.43%。"
    )
    assert wrongs(audit_text(text)) == []


def test_what_is_said_of_form_is_said_of_the_lines():
    text = told(
        "（一）案件\n1. 全年立案76件，上年立案64件，增长18.8%。\n2. 办结73件，办结率96.1%，其余3件在办。\n（二）队伍\n执法人员12人。"
    )
    assert wrongs(audit_text(text)) == []


def test_of_the_lines_of_a_list_no_sum_is_put_together_from_what_stands_near():
    text = told(
        "（一）总体情况\n• 立案76件，上年64件，增长18.8%。\n• 办结73件，办结率96.1%；3件在办案件均在法定期限内。\n• 按程序分，简易程序28件，普通程序48件，普通程序占63.2%。\n"
        "• 按处罚种类分，73件办结案件中给予警告29件，责令停业整顿3件，吊销许可证1件，其余为单处罚款。"
    )
    assert wrongs(audit_text(text)) == []


@pytest.mark.parametrize(
    "cells", [("1. 立案76件", "2. 办结73件，办结率94.8%"), ("立案76件；", "上年立案64件；", "办结73件，办结率94.8%。")]
)
def test_cells_of_a_table_are_no_list(cells: tuple[str, ...]) -> None:
    lines = [Paragraph(1, TITLE)] + [
        Paragraph(at, words, place="table", cell=(1, 1, at)) for at, words in enumerate(cells, start=2)
    ]
    assert wrongs(audit_document(Document(TITLE, "docx", lines))) == []


def test_a_list_below_the_item_of_another_keeps_its_lines():
    text = told(
        "（一）检查\n1. 年初计划5000次；\n2. 分季度看：\n" + QUARTERS.format(third=1342, fell="3.4").partition("\n")[2]
    )
    assert wrongs(audit_text(text)) == [(8, "下降3.4%")]


def test_the_line_with_the_full_stop_ends_a_list_without_marks():
    text = told("（一）案件\n全年情况如下：\n立案76件；\n上年立案64件；\n办结73件，办结率94.8%。")
    assert wrongs(audit_text(text)) == [(6, "办结率94.8%")]


def test_what_the_sentence_leaves_open_is_not_asked():
    text = told(
        "• 平均审理用时38天，比上年的43天缩短5天；简易程序62件，平均17天\n• 复议人员编制8名，实有6名，人均审结45.7件，比上年人均30.2件明显增加"
    )
    assert audit_text(text).of(Verdict.WRONG, Verdict.HINT) == []


def test_an_item_is_no_total_of_those_below_it():
    text = told(
        "二、审结结果\n• 维持 121件\n• 驳回请求 27件\n• 撤销、变更 46件\n• 调解结案 52件\n• 终止 88件\n• 其他 7件\n以上合计341件。"
    )
    assert wrongs(audit_text(text)) == []


def test_a_rule_that_is_switched_off_is_silent_about_lists_too():
    text = told(QUARTERS.format(third=1342, fell="3.4"))
    assert wrongs(audit_text(text, without={"growth": "本镇环比按日均计算"})) == []


def test_empty_lines_between_the_items_are_none_of_the_list():
    text = told(QUARTERS.format(third=1342, fell="3.4")).replace("\n", "\n\n")
    assert wrongs(audit_text(text)) == [(11, "下降3.4%")]


def test_a_number_before_its_name_is_read_behind_it():
    body = "（一）纠纷化解\n• 1143件——街道和社区两级受理纠纷；\n• 1121件——调解成功，成功率89.1%；\n• 22件——未成功。"
    assert wrongs(audit_text(told(body))) == [(4, "成功率89.1%")]


def test_items_of_two_sorts_are_two_lists():
    text = told("（一）案件\n1. 立案76件。\n• 办结73件，办结率94.8%。")
    assert wrongs(audit_text(text)) == []


def test_what_is_longer_than_a_list_is_a_table_or_a_row_of_paragraphs():
    long = "按程序逐件登记、逐件核实、逐件反馈，做到件件有回音、事事有着落，群众对办理过程和办理结果都比较满意，没有发生重复来访和越级来访"
    text = told(f"（一）案件\n1. 立案76件，{long}，{long}。\n2. 办结73件，办结率94.8%。")
    assert wrongs(audit_text(text)) == []
    rows = "\n".join(f"• 第{number}网格走访{number + 20}户；" for number in range(1, 25))
    assert wrongs(audit_text(told(f"（一）案件\n• 立案76件；\n{rows}\n• 办结73件，办结率94.8%。"))) == []
