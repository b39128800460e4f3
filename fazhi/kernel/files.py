"""Evidence files: content-addressed by SM3, written once, never by a name somebody chose."""

from __future__ import annotations

import os
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
    draft = path.with_name(f"{path.name}.{os.getpid()}.draft")
    with open(draft, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    os.chmod(draft, 0o440)
    os.replace(draft, path)
    return digest


def path_of(digest: str) -> Path:
    """Where the content of a digest lies (or would lie)."""
    return Path(settings.FILES_ROOT) / digest[:2] / digest[2:4] / digest


def read(digest: str) -> bytes:
    """The content of a digest; FileNotFoundError when it is missing, ValueError when it was altered."""
    content = path_of(digest).read_bytes()
    if sm3(content) != digest:
        raise ValueError(f"佐证文件 {digest[:12]}… 的内容与登记的摘要不一致，可能被改动，请运行 fazhi verify 核查。")
    return content
