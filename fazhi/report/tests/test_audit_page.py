"""The auditor's page, as people of every kind of post meet it."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from docx import Document

from fazhi.web import uploads

Visitor = Callable[[str], Client]
SENTENCE = "共排查发现546起矛盾纠纷，调处化解545起，化解率达99.9%。"
TITLE = "沙市镇2022年法治政府建设情况的报告"
LINK = re.compile(r'href="(/audit/[0-9a-f-]{36}/)"')


def word(*paragraphs: str) -> bytes:
    document = Document()
    for one in paragraphs:
        document.add_paragraph(one)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def bomb() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", b" " * 400_000_000)
    return stream.getvalue()


def originals() -> list[Path]:
    """The handed in files that are still kept."""
    return [file for place in uploads.folder().iterdir() for file in place.iterdir() if not file.name.startswith(".")]


def hand_in(client: Client, *files: tuple[str, bytes], year: str = "") -> str:
    sent = [SimpleUploadedFile(name, content) for name, content in files]
    response = client.post("/audit/", {"reports": sent, "year": year}, follow=True)
    assert response.status_code == 200, response.status_code
    return response.content.decode()


def opened(client: Client, page: str, tail: str = "") -> str:
    response = client.get(LINK.findall(page)[0] + tail)
    assert response.status_code == 200, response.status_code
    return response.content.decode()


@pytest.mark.parametrize("who", ["editor", "clerk", "county_supervisor"])
def test_a_post_of_business_sees_the_wrong_rate_beside_its_passage(visitor: Visitor, who: str) -> None:
    client = visitor(who)
    page = opened(client, hand_in(client, ("报告.docx", word(TITLE, SENTENCE))))
    assert re.search(r'<mark class="bad">[^<]*99\.9%', page)
    assert "写的是“99.9%” → 算得“99.8%”" in page and "有误" in page
    assert "按 2022 年度审校" in page


SLIPPED = "全年办理事项15362件，其中窗口办理9147件、村级代办6485件。"
EITHER = "全年排查隐患47处，其中消防类23处、用电类16处、燃气类9处。"


def test_the_list_tells_the_figure_that_slipped_and_not_what_was_reckoned_with(visitor: Visitor) -> None:
    client = visitor("clerk")
    page = opened(client, hand_in(client, ("报告.txt", SLIPPED.encode())))
    assert "15362件 → <strong>15632件</strong>" in page


def test_where_nothing_tells_which_figure_slipped_the_page_does_not_say_that_one_should_be_another(
    visitor: Visitor,
) -> None:
    client = visitor("clerk")
    page = opened(client, hand_in(client, ("报告.txt", EITHER.encode())))
    assert "47处 ↔ <strong>48处</strong>" in page
    assert "写的是“47处”，按其余各数算得“48处”" in page and "→" not in page


def test_a_text_in_gb18030_is_read(visitor: Visitor) -> None:
    client = visitor("clerk")
    page = opened(client, hand_in(client, ("报告.txt", f"{TITLE}\n{SENTENCE}".encode("gb18030"))))
    assert "调处化解" in page and "算得“99.8%”" in page and "/docx/" not in page


def test_the_garbage_is_named_and_the_other_file_goes_on(visitor: Visitor, files_folder: Path) -> None:
    client = visitor("clerk")
    page = hand_in(client, ("坏文件.docx", b"PK\x03\x04 garbage"), ("好报告.txt", SENTENCE.encode()))
    assert "未审校" in page and page.count("坏文件") >= 2
    assert len(LINK.findall(page)) == 1 and '<span class="badge-own bad">有误</span>' in page
    assert [one.name for one in originals()] == ["好报告.txt"], "the unreadable file was kept"


def test_what_is_no_document_or_has_nothing_to_check_gets_no_clean_bill(visitor: Visitor) -> None:
    page = hand_in(
        visitor("clerk"), ("坏.docx", b"\x00\x01not a document"), ("会议.txt", "我镇召开了会议，学习了文件。".encode())
    )
    assert "不是它的扩展名所说的文件" in page
    assert "没有可核对的" in page
    assert "未发现错误" not in page


def test_a_bomb_is_refused_with_a_sentence(visitor: Visitor) -> None:
    page = hand_in(visitor("clerk"), ("大文件.docx", bomb()))
    assert "未审校" in page and "大文件.docx”" in page and not LINK.findall(page)


def test_no_file_and_a_foolish_year_are_told(visitor: Visitor) -> None:
    client = visitor("clerk")
    assert "没有选择文件" in client.post("/audit/", {}).content.decode()
    sent = SimpleUploadedFile("报告.txt", SENTENCE.encode())
    response = client.post("/audit/", {"reports": sent, "year": "20222"})
    assert response.status_code == 422 and "年度应当在" in response.content.decode()


def test_the_copy_bears_word_comments(visitor: Visitor) -> None:
    client = visitor("editor")
    page = hand_in(client, ("报告.docx", word(TITLE, SENTENCE)))
    response = client.get(LINK.findall(page)[0] + "docx/")
    copy = Document(io.BytesIO(b"".join(response.streaming_content)))
    assert any("99.8" in one.text for one in copy.comments)


def test_the_summary_holds_the_conclusion_and_the_quotation(visitor: Visitor) -> None:
    client = visitor("editor")
    page = opened(client, hand_in(client, ("报告.docx", word(TITLE, SENTENCE))), "summary/")
    assert "有误1处" in page and 'class="quote"' in page


def test_markup_in_a_report_is_shown_not_run(visitor: Visitor) -> None:
    client = visitor("clerk")
    page = opened(client, hand_in(client, ("报告.txt", f"<script>alert(1)</script>{SENTENCE}".encode())))
    assert "<script>alert" not in page and "&lt;script&gt;" in page


def test_another_session_does_not_find_the_report(visitor: Visitor) -> None:
    address = LINK.findall(hand_in(visitor("clerk"), ("报告.txt", SENTENCE.encode())))[0]
    other = visitor("clerk")
    assert [other.get(address + tail).status_code for tail in ("", "summary/", "docx/")] == [404, 404, 404]


def test_clearing_removes_the_files(visitor: Visitor) -> None:
    client = visitor("clerk")
    hand_in(client, ("报告.txt", SENTENCE.encode()))
    client.post("/audit/forget/")
    assert not list(uploads.folder().iterdir()) and not LINK.findall(client.get("/audit/").content.decode())


def test_a_report_older_than_a_day_asks_for_a_new_upload(visitor: Visitor) -> None:
    client = visitor("clerk")
    address = LINK.findall(hand_in(client, ("报告.txt", SENTENCE.encode())))[0]
    uploads.forget(address.split("/")[2])
    assert "请重新上传" in client.get(address, follow=True).content.decode()


def test_a_very_long_name_is_no_obstacle(visitor: Visitor) -> None:
    client = visitor("clerk")
    assert LINK.findall(hand_in(client, (f"{'长' * 200}.txt", SENTENCE.encode())))


def test_somebody_not_signed_in_is_sent_to_the_door(town: str) -> None:
    response = Client().get("/audit/")
    assert response.status_code == 302 and "login" in response["Location"]


@pytest.mark.parametrize("role", ["system_admin", "security_admin", "audit_admin"])
def test_the_three_administrators_are_refused(visitor: Visitor, role: str) -> None:
    from fazhi.accounts.tests.standing import administrator

    client = visitor(administrator(role).username)
    assert client.get("/audit/").status_code == 403
    sent = SimpleUploadedFile("报告.txt", SENTENCE.encode())
    assert client.post("/audit/", {"reports": sent}).status_code == 403


def test_the_menu_leads_here_and_few_queries_are_asked(visitor: Visitor) -> None:
    client = visitor("clerk")
    page = hand_in(client, ("报告.txt", SENTENCE.encode()))
    assert 'href="/audit/"' in page and "报告审校" in page
    with CaptureQueriesContext(connection) as asked:
        opened(client, page)
    assert len(asked) <= 14, [one["sql"] for one in asked]
