"""Templates that staff edit: filled safely, or refused with one Chinese sentence."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import docx
import pytest

from fazhi.papers import render
from fazhi.papers.errors import PaperError


def template(folder: Path, *lines: str) -> Path:
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    path = folder / "协议书.docx"
    document.save(str(path))
    return path


def text(content: bytes) -> str:
    return "\n".join(paragraph.text for paragraph in docx.Document(io.BytesIO(content)).paragraphs)


def test_names_and_loops_are_filled(tmp_path: Path) -> None:
    lines = ("编号：{{ 编号 }}", "{%p for 人 in 当事人 %}", "{{ 人 }}", "{%p endfor %}")
    content = render(template(tmp_path, *lines), {"编号": "矛调〔2022〕1号", "当事人": ["王某", "李某"]})
    assert text(content) == "编号：矛调〔2022〕1号\n王某\n李某"


def test_control_characters_that_break_word_files_are_left_out(tmp_path: Path) -> None:
    assert text(render(template(tmp_path, "{{ 内容 }}"), {"内容": "甲\x0b乙\x00丙\ufffe"})) == "甲乙丙"


def test_marks_of_xml_in_a_value_stay_text(tmp_path: Path) -> None:
    content = render(template(tmp_path, "{{ 内容 }}"), {"内容": "<w:p>甲 & 乙</w:p>"})
    assert text(content) == "<w:p>甲 & 乙</w:p>"


def test_a_name_nobody_provides_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(PaperError, match="协议书.docx 用了没有提供的名称「身份证号」"):
        render(template(tmp_path, "{{ 身份证号 }}"), {"编号": "1"})


def test_a_missing_part_of_a_value_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PaperError, match="不存在的内容"):
        render(template(tmp_path, "{{ 案件.没有 }}"), {"案件": {}})


@pytest.mark.parametrize("line", ["｛｛ 编号 ｝｝", "编号｛｛编号｝｝", "｛％ if 编号 ％｝"])
def test_full_width_braces_are_refused_and_not_printed(tmp_path: Path, line: str) -> None:
    with pytest.raises(PaperError, match="全角括号"):
        render(template(tmp_path, line), {"编号": "1"})


@pytest.mark.parametrize("line", ["{% for 人 in 当事人 %}", "{{ 编号 | 没有这个 }}", "{{ 编号"])
def test_a_broken_tag_is_refused(tmp_path: Path, line: str) -> None:
    with pytest.raises(PaperError, match="标记有误"):
        render(template(tmp_path, line), {"编号": "1", "当事人": []})


def test_a_template_cannot_reach_into_the_program(tmp_path: Path) -> None:
    with pytest.raises(PaperError):
        render(template(tmp_path, "{{ 编号.__class__.__mro__ }}"), {"编号": "1"})


def test_what_is_not_a_word_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "假.docx"
    path.write_bytes(b"not a zip")
    with pytest.raises(PaperError, match="打不开"):
        render(path, {})


def test_a_file_that_unpacks_to_more_than_50_megabytes_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "大.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"0" * (51 * 1024 * 1024))
    with pytest.raises(PaperError, match="超过 50 MB"):
        render(path, {})
