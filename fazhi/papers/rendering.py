"""Filling a Word template. Staff edit templates, so they are checked before they are filled, and run in a sandbox."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, TemplateError, UndefinedError
from jinja2.sandbox import SandboxedEnvironment

from fazhi.papers.errors import PaperError
from fazhi.papers.writing import printable

# What a Chinese input method types for {{ }} and {% %}; Word templates with them print their own tags.
FULL_WIDTH = re.compile(r"｛[｛{%％]|\{[｛％]|｝[｝}]|[}%％]｝|％\}")
UNPACKED_LIMIT = 50 * 1024 * 1024


def fill(template: Path, values: Mapping[str, Any]) -> bytes:
    """The .docx that the template makes of the values; PaperError (Chinese) and nothing made when they do not fit."""
    name = template.name
    _refuse_full_width(_readable(template), name)
    environment = SandboxedEnvironment(undefined=StrictUndefined, autoescape=True, finalize=_finished)
    document = DocxTemplate(template)
    try:
        unknown = document.get_undeclared_template_variables(environment) - set(values)
        if unknown:
            names = "、".join(f"「{one}」" for one in sorted(unknown))
            raise PaperError(f"文书模板 {name} 用了没有提供的名称{names}，文书没有生成；请改正模板中的名称后再打印。")
        document.render(dict(values), environment, autoescape=True)
    except UndefinedError as error:
        raise PaperError(
            f"文书模板 {name} 引用了不存在的内容（{error}），文书没有生成；请改正模板后再打印。"
        ) from error
    except TemplateError as error:
        raise PaperError(
            f"文书模板 {name} 的标记有误（{error}），文书没有生成；请检查成对的 {{{{ }}}} 和 {{% %}}。"
        ) from error
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _finished(value: Any) -> Any:
    return printable(value) if type(value) is str else value


def _readable(template: Path) -> str:
    """All text of the template, headers and footers too; PaperError for what is no Word file or too large."""
    try:
        with zipfile.ZipFile(template) as archive:
            unpacked = sum(item.file_size for item in archive.infolist())
            parts = [name for name in archive.namelist() if name.startswith("word/") and name.endswith(".xml")]
            whole = "word/document.xml" in parts
            text = _text(archive, parts) if unpacked <= UNPACKED_LIMIT else ""
    except (OSError, zipfile.BadZipFile) as error:
        raise PaperError(
            f"文书模板 {template.name} 打不开，不是 Word（.docx）文件；请换成用 WPS 或 Word 保存的 .docx。"
        ) from error
    if not whole:
        raise PaperError(
            f"文书模板 {template.name} 里没有正文，不是 Word（.docx）文件；请换成用 WPS 或 Word 保存的 .docx。"
        )
    if unpacked > UNPACKED_LIMIT:
        raise PaperError(f"文书模板 {template.name} 展开后超过 50 MB，没有打开；请删去其中的大图片。")
    return text


def _text(archive: zipfile.ZipFile, parts: list[str]) -> str:
    return "\n".join(re.sub(r"<[^>]+>", "", archive.read(part).decode("utf-8", "replace")) for part in parts)


def _refuse_full_width(text: str, name: str) -> None:
    found = FULL_WIDTH.search(text)
    if found:
        around = text[max(0, found.start() - 6) : found.end() + 8].strip()
        raise PaperError(
            f"文书模板 {name} 中「{around}」用了全角括号，文书没有生成；"
            f"请在英文输入状态下把｛｛ ｝｝改成 {{{{ }}}} 后再打印。"
        )
