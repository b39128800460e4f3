"""Files as they arrive: every encoding that is text is read, everything else gets one Chinese sentence."""

from __future__ import annotations

import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

from fazhi.audit import Unreadable, Verdict, audit_file
from fazhi.audit.formats import archive
from fazhi.audit.formats import pdf as pdf_format
from fazhi.audit.read import read
from fazhi.audit.tests.documents import NAMES, docx, paragraph

SENTENCE = "共排查发现546起矛盾纠纷，调处化解545起，化解率达99.9%。"


def _refusal(path: Path) -> str:
    with pytest.raises(Unreadable) as caught:
        read(path)
    message = str(caught.value)
    assert message.endswith("。")
    assert "Traceback" not in message
    assert "\n" not in message
    return message


@pytest.mark.parametrize("name", ["报告.txt", "报告.docx"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16"])
def test_text_is_read_in_every_usual_encoding_whatever_it_is_called(tmp_path: Path, encoding: str, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(SENTENCE.encode(encoding))
    assert audit_file(path).count(Verdict.WRONG) == 1


def test_full_width_figures_are_read_and_quoted_as_printed(tmp_path: Path) -> None:
    path = tmp_path / "报告.txt"
    path.write_text("共排查５４６起矛盾纠纷，化解５４５起，化解率达９９．９％。", encoding="utf-8")
    (wrong,) = audit_file(path).of(Verdict.WRONG)
    assert wrong.quote == "化解率达９９．９％"


def test_a_bookmark_mark_is_neither_read_nor_quoted_wrongly(tmp_path: Path) -> None:
    path = tmp_path / "报告.txt"
    path.write_text("[bookmark: OLE_LINK1]（一）" + SENTENCE, encoding="utf-8")
    (wrong,) = audit_file(path).of(Verdict.WRONG)
    assert (wrong.quote, wrong.address) == ("化解率达99.9%", "（一）第1段")


def test_paragraphs_are_counted_like_the_lines_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "报告.txt"
    path.write_text("\n\n标题\n\n" + SENTENCE + "\n", encoding="utf-8")
    (wrong,) = audit_file(path).of(Verdict.WRONG)
    assert wrong.paragraph == 5


def test_a_web_page_is_read_without_scripts_and_with_table_cells(tmp_path: Path) -> None:
    path = tmp_path / "报告.html"
    table = "<table><tr><td>类型</td><td>件</td></tr><tr><td>婚姻</td><td>20</td></tr><tr><td>邻里</td><td>18</td></tr><tr><td>合计</td><td>39</td></tr></table>"
    page = f"<!DOCTYPE html><html><head><title>x</title><script>1</script></head><body><p>{SENTENCE}</p>{table}</body></html>"
    path.write_text(page, encoding="utf-8")
    assert [each.quote for each in audit_file(path).of(Verdict.WRONG)] == ["化解率达99.9%", "39"]


def test_lines_of_a_pdf_page_are_joined_to_paragraphs() -> None:
    pages = [
        [
            "一、主要举措和成效",
            "　　2022年，我镇共排查发现546起矛盾纠纷，",
            "调处化解545起，化解率达99.9%，有效维护社",
            "会平安稳定。",
            "— 1 —",
        ],
        ["　　下一步，我镇将继续努力。", "— 2 —"],
    ]
    joined = [each.text for each in pdf_format.paragraphs(pages)]
    assert joined[0] == "一、主要举措和成效"
    assert joined[1].endswith("有效维护社会平安稳定。")
    assert joined[-1] == "下一步，我镇将继续努力。"


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize(
    ("kind", "name"), [("doc", "报告.doc"), ("doc", "报告.wps"), ("pdf", "报告.pdf"), ("rtf", "报告.rtf")]
)
def test_formats_that_offices_send_give_the_same_finding(tmp_path: Path, kind: str, name: str) -> None:
    source = docx(tmp_path / "source.docx", paragraph("主要举措和成效", 0), paragraph(SENTENCE))
    profile = (tmp_path / "profile").as_uri()
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation={profile}",
            "--headless",
            "--convert-to",
            kind,
            "--outdir",
            str(tmp_path),
            str(source),
        ],
        check=True,
        capture_output=True,
    )
    (tmp_path / f"source.{kind}").rename(tmp_path / name)
    (wrong,) = audit_file(tmp_path / name).of(Verdict.WRONG)
    assert wrong.quote.replace(" ", "") == "化解率达99.9%"


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    assert "找不到文件" in _refusal(tmp_path / "没有.docx")


def test_a_folder_is_not_a_file(tmp_path: Path) -> None:
    assert "文件夹" in _refusal(tmp_path)


def test_an_empty_file_says_so(tmp_path: Path) -> None:
    path = tmp_path / "空.docx"
    path.touch()
    assert "空文件" in _refusal(path)


def test_a_file_of_blanks_has_no_text(tmp_path: Path) -> None:
    path = tmp_path / "空白.txt"
    path.write_text(" \n\n", encoding="utf-8")
    assert "没有文字" in _refusal(path)


def test_binary_data_is_not_text(tmp_path: Path) -> None:
    path = tmp_path / "乱.txt"
    path.write_bytes(bytes(range(256)) * 40)
    assert "不是文字文件" in _refusal(path)


@pytest.mark.parametrize("name", ["报告.docx", "报告.doc", "报告.wps", "报告.pdf", "报告.ofd"])
@pytest.mark.parametrize("content", [b"\x00\x01not a document", "矛盾纠纷\x01545起".encode(), "纠纷\0".encode()])
def test_a_few_bytes_are_not_what_the_name_says(tmp_path: Path, name: str, content: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    assert "不是它的扩展名所说的文件" in _refusal(path)


def test_text_without_a_chinese_character_is_no_report(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text("546 disputes, 545 settled: 99.9%", encoding="utf-8")
    assert "没有一个汉字" in _refusal(path)


def test_a_truncated_docx_is_damaged(tmp_path: Path) -> None:
    whole = docx(tmp_path / "全.docx", paragraph(SENTENCE)).read_bytes()
    for share in (0.2, 0.5, 0.9):
        path = tmp_path / "断.docx"
        path.write_bytes(whole[: int(len(whole) * share)])
        assert "损坏" in _refusal(path)


def test_a_bomb_is_not_unpacked(tmp_path: Path) -> None:
    path = docx(tmp_path / "炸.docx", parts={"word/document.xml": "0" * 200_000_000})
    assert "压缩炸弹" in _refusal(path)


def test_a_bomb_that_lies_about_its_size_is_stopped_while_unpacking(tmp_path: Path) -> None:
    path = docx(tmp_path / "炸.docx", parts={"word/document.xml": "0" * 80_000_000})
    raw = bytearray(path.read_bytes())
    size = (80_000_000).to_bytes(4, "little")
    while (at := raw.find(size)) >= 0:
        raw[at : at + 4] = (1000).to_bytes(4, "little")
    path.write_bytes(raw)
    _refusal(path)


def test_too_many_parts_are_refused(tmp_path: Path) -> None:
    parts = {f"word/part{number}.xml": "" for number in range(archive.ENTRIES + 1)}
    assert "上限" in _refusal(docx(tmp_path / "多.docx", parts=parts))


def test_a_huge_file_is_refused_before_it_is_opened(tmp_path: Path) -> None:
    path = tmp_path / "大.docx"
    with path.open("wb") as stream:
        stream.write(b"PK\x03\x04")
        stream.truncate(400 * 1024 * 1024)
    assert "400MB" in _refusal(path)


def test_entities_are_neither_resolved_nor_fetched(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("机密", encoding="utf-8")
    document = (
        f'<!DOCTYPE w:document [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'
        f"<w:document {NAMES}><w:body><w:p><w:r><w:t>&x;</w:t></w:r></w:p></w:body></w:document>"
    )
    assert "外部实体" in _refusal(docx(tmp_path / "实体.docx", parts={"word/document.xml": document}))


def test_a_billion_laughs_are_not_laughed(tmp_path: Path) -> None:
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    document = f'<!DOCTYPE w:document [<!ENTITY l0 "哈">{entities}]><w:document {NAMES}><w:body><w:p>&l9;</w:p></w:body></w:document>'
    _refusal(docx(tmp_path / "笑.docx", parts={"word/document.xml": document}))


def test_an_encrypted_file_asks_for_the_password_to_be_removed(tmp_path: Path) -> None:
    path = tmp_path / "密.docx"
    path.write_bytes(
        bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 600
    )
    assert "密码" in _refusal(path)


def test_a_spreadsheet_is_not_a_report(tmp_path: Path) -> None:
    path = tmp_path / "台账.docx"
    with zipfile.ZipFile(path, "w") as target:
        target.writestr("xl/workbook.xml", "<workbook/>")
    assert "不是 Word 文件" in _refusal(path)


def test_deep_nesting_does_not_crash(tmp_path: Path) -> None:
    deep = "<w:ins>" * 50_000 + "</w:ins>" * 50_000
    document = f"<w:document {NAMES}><w:body><w:p>{deep}</w:p>{paragraph(SENTENCE)}</w:body></w:document>"
    _refusal(docx(tmp_path / "深.docx", parts={"word/document.xml": document}))
