"""The text of a PDF, lines joined to paragraphs, page numbers and repeated headers left out. Scans have no text."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

from fazhi.audit.model import Document, Paragraph, Unreadable

PAGES = 1_000
CHARACTERS = 5_000_000
PAGE_NUMBER = re.compile(r"^[-—–－\s]*(?:第?\s*\d{1,4}\s*页?(?:\s*/\s*\d+|\s*共\s*\d+\s*页)?)[-—–－\s]*$")
NEW_PARAGRAPH = re.compile(
    r"^(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十\d]+[）)]|\d{1,2}[.、．](?!\d)|附件|抄送|.{0,30}[：:]$)"
)
ENDED = re.compile(r"[。！？：；:;]$")
DATE_LINE = re.compile(r"^\s*20\d\d\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日\s*$")


def read(path: Path) -> Document:
    """The document at ``path``; :class:`Unreadable` when it is encrypted, broken or without text."""
    try:
        import pypdfium2
    except ImportError as error:
        raise Unreadable(
            f"本机没有安装读取 PDF 的组件（pypdfium2），“{path.name}”未审校；请改用 .docx 文件。"
        ) from error
    try:
        pdf = pypdfium2.PdfDocument(path)
        count = len(pdf)
    except pypdfium2.PdfiumError as error:
        reason = "设有密码" if "password" in str(error).lower() else "已损坏"
        raise Unreadable(
            f"“{path.name}”{reason}，无法读取，未审校任何内容；请提供没有密码、能正常打开的文件。"
        ) from error
    if count > PAGES:
        raise Unreadable(f"“{path.name}”有{count}页，超过{PAGES}页的上限，未审校；请拆分后再试。")
    pages: list[list[str]] = []
    total = 0
    for number in range(count):
        try:
            words = pdf[number].get_textpage().get_text_range()
        except pypdfium2.PdfiumError:
            words = ""
        total += len(words)
        if total > CHARACTERS:
            raise Unreadable(f"“{path.name}”的文字超过{CHARACTERS // 10000}万字，未审校；请拆分后再试。")
        pages.append(words.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    notes = ["PDF 没有段落信息，段落按行尾标点和行长推定。"]
    empty = sum(1 for each in pages if not "".join(each).strip())
    if empty and empty < count:
        notes.append(f"有{empty}页没有文字（可能是扫描页），未审校这些页。")
    return Document(path.name, "pdf", paragraphs(pages), notes)


def paragraphs(pages: list[list[str]]) -> list[Paragraph]:
    """Lines of pages joined to paragraphs, without page numbers and running headers."""
    repeated = Counter(line.strip() for lines in pages for line in (lines[:1] + lines[-1:]) if line.strip())
    headers = {line for line, count in repeated.items() if count > 2 and count > len(pages) / 2}
    lines = [
        line.rstrip("\x02\ufffe ")
        for page in pages
        for line in page
        if line.strip() not in headers and not PAGE_NUMBER.match(line.strip() or "x")
    ]
    full = sorted(len(line.strip()) for line in lines if line.strip())
    width = full[int(len(full) * 0.8)] if full else 0
    joined: list[str] = []
    previous = ""
    for line in lines:
        text = line.strip()
        if not text:
            previous = ""
            continue
        continues = bool(previous) and len(previous) >= width * 0.85 and not ENDED.search(previous)
        # A full line may end in a full stop by chance: the next paragraph is then indented or numbered.
        full_stop = (
            bool(previous)
            and len(previous) >= width
            and bool(ENDED.search(previous))
            and not line.startswith((" ", "\u3000"))
        )
        if joined and (continues or full_stop) and not NEW_PARAGRAPH.match(text) and not DATE_LINE.match(text):
            joined[-1] += text
        else:
            joined.append(text)
        previous = text
    return [Paragraph(index, words) for index, words in enumerate(joined, start=1)]
