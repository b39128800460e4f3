"""Reading what people really have. The format is decided by content, not by the name; parsers run in a limited child."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from fazhi.audit.formats import office, text
from fazhi.audit.model import Document, Paragraph, Unreadable

MEGABYTE = 1024 * 1024
LARGEST = 100 * MEGABYTE
LARGEST_TEXT = 40 * MEGABYTE
SECONDS = 30
OLE = bytes.fromhex("d0cf11e0a1b11ae1")
OTHER = {
    b"\x89PNG": "图片", b"\xff\xd8\xff": "图片", b"GIF8": "图片", b"Rar!": "压缩包", b"7z\xbc\xaf": "压缩包",
    b"\x7fELF": "程序", b"MZ": "程序", b"\x1f\x8b": "压缩包",
}  # fmt: skip


def read(path: Path) -> Document:
    """The document at ``path``; :class:`Unreadable` with one Chinese sentence when that cannot be."""
    name = path.name
    try:
        if path.is_dir():
            raise Unreadable(f"“{path}”是文件夹，不是文件，未审校；请指定其中的报告文件。")
        size = path.stat().st_size
        with path.open("rb") as stream:
            start = stream.read(4096)
    except FileNotFoundError as error:
        raise Unreadable(f"找不到文件“{path}”，未审校；请检查文件名和所在文件夹。") from error
    except PermissionError as error:
        raise Unreadable(f"没有权限读取“{path}”，未审校；请检查文件权限，或复制到自己的文件夹后再试。") from error
    except (OSError, ValueError) as error:
        raise Unreadable(f"无法读取“{path}”，未审校；请检查文件是否被占用或路径是否有误。") from error
    if size == 0:
        raise Unreadable(f"“{name}”是空文件，没有可审校的内容；请确认保存成功后再试。")
    format_name = _format(path, start)
    limit = LARGEST_TEXT if format_name == "text" else LARGEST
    if size > limit:
        raise Unreadable(
            f"“{name}”有{size // MEGABYTE}MB，超过{limit // MEGABYTE}MB的上限，未打开；请删去图片或拆分后再试。"
        )
    if format_name == "text":
        document = text.read(path)
    elif format_name == "office":
        with tempfile.TemporaryDirectory(prefix="fazhi-audit-") as folder:
            document = _in_child(office.convert(path, Path(folder)), "docx", name)
        document.notes.append("旧版 Word/WPS 文件，经 LibreOffice 转换后审校。")
    else:
        document = _in_child(path, format_name, name)
    if not any(paragraph.text.strip() for paragraph in document.paragraphs):
        raise Unreadable(f"“{name}”里没有文字（可能全是图片或扫描件），没有可审校的内容；请提供可以复制文字的文件。")
    return document


def _format(path: Path, start: bytes) -> str:
    """The module of ``formats/`` that reads a file that begins like this."""
    if start.startswith(b"PK\x03\x04"):
        return "ofd" if path.suffix.lower() == ".ofd" else "docx"
    if start.startswith(b"PK"):
        raise Unreadable(f"“{path.name}”是空的或损坏的文件包，未审校任何内容；请用 WPS 打开后另存为 .docx 再试。")
    if start.startswith(OLE):
        return "office"
    if start.lstrip()[:5] == b"%PDF-":
        return "pdf"
    if start.lstrip()[:5] == b"{\\rtf":
        return "office"
    head = start.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith((b"<!doctype html", b"<html")) or path.suffix.lower() in (".html", ".htm") and b"<" in start:
        return "html"
    for magic, kind in OTHER.items():
        if start.startswith(magic) and b"\0" in start:
            raise Unreadable(f"“{path.name}”是{kind}，不是报告文件，未审校任何内容；请提供 .docx、.pdf 或 .txt。")
    return "text"


def _in_child(path: Path, format_name: str, name: str) -> Document:
    root = str(Path(__file__).resolve().parents[2])
    start = "import sys; sys.path.insert(0, sys.argv.pop(1)); from fazhi.audit.formats import child; sys.exit(child.main(*sys.argv[1:]))"
    command = [sys.executable, "-c", start, root, str(path.resolve()), format_name]
    environment = {**os.environ, "PYTHONIOENCODING": "utf-8", "PYTHONUTF8": "1"}
    try:
        done = subprocess.run(command, capture_output=True, timeout=SECONDS, env=environment, check=False)
    except subprocess.TimeoutExpired as error:
        raise Unreadable(
            f"“{name}”{SECONDS}秒内没有读完，已停止，未审校任何内容；请用 WPS 打开后另存为 .docx 再试。"
        ) from error
    try:
        result: dict[str, Any] = json.loads(done.stdout)
    except ValueError as error:
        raise Unreadable(
            f"“{name}”无法在限定的内存和时间内读完（文件损坏或过于庞大），未审校任何内容；请用 WPS 打开后另存为 .docx 再试。"
        ) from error
    if "error" in result:
        raise Unreadable(result["error"])
    paragraphs = [
        Paragraph(
            each["index"], each["text"], each["number"], each["place"], tuple(each["cell"]) if each["cell"] else None
        )
        for each in result["paragraphs"]
    ]
    return Document(name, result["format"], paragraphs, result["notes"], result["form"])
