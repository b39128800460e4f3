"""Evidence files: content-addressed by SM3, written once, never by a name somebody chose."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from django.conf import settings

from fazhi.kernel.digests import sm3

LARGEST_FILE = 200 * 1024 * 1024


class TooLarge(ValueError):
    """The file is larger than the house stores; the message is for the person who sent it."""


def store(content: bytes, name: str) -> str:
    """Keep the content and return its digest. The same content is kept once; a crash leaves no half file behind."""
    if len(content) > LARGEST_FILE:
        raise TooLarge(f"文件「{name}」超过 {LARGEST_FILE // 1024 // 1024} MB，没有保存；请压缩或分开后重新上传。")
    digest = sm3(content)
    path = path_of(digest)
    if path.exists():
        return digest
    path.parent.mkdir(parents=True, exist_ok=True)
    # A name of its own: two people may send the same photo at the same moment, in one process.
    number, draft = tempfile.mkstemp(prefix=path.name, suffix=".draft", dir=path.parent)
    try:
        with os.fdopen(number, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(draft, 0o440)
        os.replace(draft, path)
    except BaseException:
        Path(draft).unlink(missing_ok=True)
        raise
    _keep_the_name(path.parent)
    return digest


def _keep_the_name(folder: Path) -> None:
    """A file is safe when its name is: after a power cut a folder that was not synchronised may have forgotten it."""
    if os.name == "posix":
        number = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(number)
        finally:
            os.close(number)


def path_of(digest: str) -> Path:
    """Where the content of a digest lies (or would lie)."""
    return Path(settings.FILES_ROOT) / digest[:2] / digest[2:4] / digest


def read(digest: str) -> bytes:
    """The content of a digest; FileNotFoundError when it is missing, ValueError when it was altered."""
    content = path_of(digest).read_bytes()
    if sm3(content) != digest:
        raise ValueError(f"佐证文件 {digest[:12]}… 的内容与登记的摘要不一致，可能被改动，请运行 fazhi verify 核查。")
    return content
