"""What can be asked of the auditor's page: the ledger, a rule switched off, which findings are shown."""

from __future__ import annotations

import io
import re
from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from docx import Document

from fazhi.people.models import Division
from fazhi.report.tests.test_audit_page import LINK, SENTENCE, TITLE, opened, word

Visitor = Callable[[str], Client]
SLIP = "2022年，我镇共排查发现540起矛盾纠纷。"
SIGNED = ("沙市镇人民政府", "2023年1月31日")
FIGURE = "/figures/2022/disputes.found/"


def hand_in(client: Client, content: bytes, **more: str) -> str:
    sent = SimpleUploadedFile("报告.docx", content)
    return client.post("/audit/", {"reports": sent, "held": "on", **more}, follow=True).content.decode()


def test_the_page_holds_a_report_against_the_town_and_leads_to_the_figure(
    year_2022: Division, visitor: Visitor
) -> None:
    client = visitor("editor")
    page = opened(client, hand_in(client, word(TITLE, SLIP, *SIGNED)))
    assert "该年度尚无冻结的读数" in page and "写的是“540起” → 台账为“546起”" in page
    assert f'href="{FIGURE}"' in page and client.get(FIGURE).status_code == 200
    assert "口径：《调处轮次台账》" in page


def test_a_frozen_reading_proves_it_wrong_on_the_page(submitted: Division, visitor: Visitor) -> None:
    client = visitor("clerk")
    page = opened(client, hand_in(client, word(TITLE, SLIP, *SIGNED)))
    assert '<mark class="bad">540起</mark>' in page and "冻结的读数“排查发现矛盾纠纷”为546起" in page


def test_a_county_post_is_led_to_the_town_that_the_report_names(year_2022: Division, visitor: Visitor) -> None:
    client = visitor("county_supervisor")
    page = opened(client, hand_in(client, word(TITLE, SLIP, *SIGNED)))
    assert f'href="{FIGURE}?town=500235116000"' in page
    assert client.get(f"{FIGURE}?town=500235116000").status_code == 200
    page = opened(client, hand_in(client, word("2022年法治政府建设情况的报告", SLIP)))
    assert "没有写明是本县哪个乡镇" in page and "台账为" not in page


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("邻水镇2022年法治政府建设情况的报告", "文稿写明是邻水镇的报告"),
        ("2022年邻水镇法治政府建设情况的报告", "文稿写明是邻水镇的报告"),
        ("二〇二二年度邻水镇法治政府建设情况的报告", "文稿写明是邻水镇的报告"),
        ("沙市镇2018年法治政府建设情况的报告", "没有登记"),
        ("沙市镇法治政府建设情况的报告", "没有辨认出可用的报告年度"),
    ],
)
def test_a_report_of_another_town_or_year_is_not_compared_and_says_so(
    year_2022: Division, visitor: Visitor, title: str, said: str
) -> None:
    client = visitor("editor")
    page = opened(client, hand_in(client, word(title, SLIP)))
    assert said in page and "台账为" not in page


def test_the_ledger_is_left_alone_when_not_asked(year_2022: Division, visitor: Visitor) -> None:
    client = visitor("editor")
    page = opened(client, hand_in(client, word(TITLE, SLIP), held=""))
    assert "台账" not in page.partition("<main")[2]


def test_a_rule_is_switched_off_with_a_reason_that_stays_with_the_answer(visitor: Visitor) -> None:
    client = visitor("clerk")
    more = {"rule_1": "rate", "reason_1": "县里另有口径"}
    listed = hand_in(client, word(TITLE, SENTENCE), **more)
    for tail in ("", "summary/"):
        page = opened(client, listed, tail)
        assert "停用的规则" in page and "比率与其两个数——县里另有口径" in page and "99.8%" not in page


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"rule_1": "rate"}, "必须写明理由"),
        ({"reason_2": "口径不同"}, "没有选规则"),
        ({"rule_1": "rate", "reason_1": "口" * 61}, "理由不超过 60 字"),
        ({"rule_1": "rate", "reason_1": "甲", "rule_3": "rate", "reason_3": "乙"}, "这条规则已经选过"),
    ],
)
def test_a_rule_without_a_reason_is_not_switched_off(visitor: Visitor, more: dict[str, str], said: str) -> None:
    sent = SimpleUploadedFile("报告.docx", word(TITLE, SENTENCE))
    response = visitor("clerk").post("/audit/", {"reports": sent, **more})
    page = response.content.decode()
    assert response.status_code == 422 and said in page
    assert page.count('<p class="wrong">') == 1 and not LINK.findall(page)


def test_findings_are_shown_by_their_verdict(visitor: Visitor) -> None:
    client = visitor("clerk")
    body = "参加考试合格率达100%。共排查4起，化解4起，化解率100%。" + SENTENCE
    listed = hand_in(client, word(TITLE, body))
    usual = opened(client, listed)
    assert '<mark class="bad">化解率达99.9%</mark>' in usual
    assert '<mark class="good">' not in usual and '<mark class="quiet">' not in usual
    everything = opened(client, listed, "?show=wrong&show=right&show=unsure")
    assert '<mark class="good">' in everything and '<mark class="quiet">' in everything
    assert 'href="?show=wrong&amp;show=unsure"' in everything
    assert '<mark class="bad">' not in opened(client, listed, "?show=right")


def test_the_title_headings_and_signature_are_set_as_on_paper(visitor: Visitor) -> None:
    client = visitor("clerk")
    lines = ("沙市镇人民政府", "关于2022年法治政府建设情况的报告", "县人民政府：", "一、主要成效", SENTENCE, *SIGNED)
    page = opened(client, hand_in(client, word(*lines)))
    kinds = re.findall(r'<p class="words as-(\w+)" id="p(\d)">', page)
    said = ("title", "title", "addressee", "heading", "plain", "signed", "signed")
    assert kinds == [(kind, str(number)) for number, kind in enumerate(said, start=1)]


def test_a_row_of_a_table_of_plain_text_is_set_like_no_signature(visitor: Visitor) -> None:
    client = visitor("clerk")
    page = opened(client, hand_in(client, word(TITLE, SENTENCE, "甲村 | 9 | -40", "乙村 | 6 | -50")))
    assert re.findall(r'<p class="words as-(\w+)" id="p[34]">', page) == ["plain", "plain"]


def test_a_table_is_shown_as_a_table_with_its_finding_beside_it(visitor: Visitor) -> None:
    document = Document()
    document.add_paragraph(TITLE)
    table = document.add_table(rows=4, cols=2)
    for row, cells in zip(table.rows, (("类型", "件数"), ("婚姻", "20"), ("邻里", "18"), ("合计", "39")), strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    stream = io.BytesIO()
    document.save(stream)
    client = visitor("clerk")
    page = opened(client, hand_in(client, stream.getvalue()))
    assert page.count("<td>") == 8 and re.search(r'<td><span id="p\d+"><mark class="bad">39</mark>', page)
    assert "表1第4行第2列" in page
