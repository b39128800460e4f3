"""Plain text in the encodings that offices really send: UTF-8 with or without BOM, UTF-16 with BOM, GB18030."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from fazhi.audit.model import Document, Paragraph, Unreadable

SUSPECT_SHARE = 0.02
CHINESE = re.compile(r"[\u4e00-\u9fff]")
UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
DOCUMENTS = (".docx", ".doc", ".wps", ".pdf", ".ofd")
"""What is called so is seldom text; where it is, nothing strange may be in it."""


def decode(raw: bytes, name: str) -> str:
    """The text of ``raw``; :class:`Unreadable` when it is no text at all."""
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if raw.startswith(mark):
            return _clean(_attempt(raw, encoding), name)
    text = _attempt(raw, "utf-8")
    if text is None and b"\0" not in raw:
        text = _attempt(raw, "gb18030")
    return _clean(text, name)


def _attempt(raw: bytes, encoding: str) -> str | None:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError:
        return None


def _clean(text: str | None, name: str) -> str:
    strange = -1 if text is None else sum(1 for each in text if _strange(each))
    if text is None or strange > max(2, SUSPECT_SHARE * len(text)):
        raise Unreadable(
            f"“{name}”不是文字文件（内容是二进制数据或编码损坏），未审校任何内容；请另存为 .docx 或 UTF-8 的 .txt 后再试。"
        )
    return text.replace("\0", "")


def _strange(character: str) -> bool:
    code = ord(character)
    return (
        (code < 32 and character not in "\t\n\r\f\v") or code == 0xFFFD or 0xE000 <= code <= 0xF8FF or 127 <= code < 160
    )


def read(path: Path) -> Document:
    """Every line is a paragraph, blank ones included."""
    raw = path.read_bytes()
    text = decode(raw, path.name)
    if path.suffix.lower() in DOCUMENTS and not _plain(raw, text):
        raise Unreadable(
            f"“{path.name}”的内容不是它的扩展名所说的文件，也不是文字，未审校任何内容；请用 WPS 打开后另存为 .docx 再试。"
        )
    if text.strip() and CHINESE.search(text) is None:
        raise Unreadable(
            f"“{path.name}”里没有一个汉字，不是中文的报告，未审校任何内容；请确认没有选错文件，或者用 WPS 打开后另存为 .docx 再试。"
        )
    lines = text.splitlines()
    return Document(path.name, "txt", [Paragraph(index, line) for index, line in enumerate(lines, start=1)])


def _plain(raw: bytes, text: str) -> bool:
    """No sign in it that a text never has. (Of NULs :func:`decode` leaves nothing, and UTF-16 is full of them.)"""
    return not any(map(_strange, text)) and (b"\0" not in raw or raw.startswith(UTF_16))
