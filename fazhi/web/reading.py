"""The hook through which a room reads the text of foreign documents: a module `reader` in an installed room, found by name."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

from django.core.files.uploadedfile import UploadedFile

from fazhi.kernel.registry import offered

Reader = Callable[[Path], list[str]]


class NoText(ValueError):
    """No text can be had of a file; the message is one Chinese sentence."""


@cache
def reader() -> Reader | None:
    """`read_paragraphs(path)` of the room that offers it, which raises ValueError for what it cannot read."""
    return next((module.read_paragraphs for module in offered("reader")), None)


def text_of(file: UploadedFile) -> str:
    """The paragraphs of an uploaded document, one a line; NoText when there are none. The file is left at its beginning."""
    read = reader()
    if read is None:
        raise NoText(f"这里没有安装读取文件的部分，“{file.name}”的正文请直接粘贴。")
    with tempfile.TemporaryDirectory(prefix="fazhi-text-") as folder:
        # A name of its own: what people call their files may be no name for a path at all.
        path = Path(folder) / f"draft{Path(file.name or '').suffix}"
        with open(path, "wb") as copy:
            for chunk in file.chunks():
                copy.write(chunk)
        file.seek(0)
        try:
            return "\n".join(read(path))
        except ValueError as error:
            raise NoText(
                f"“{file.name}”读不出文字，没有保存；请用 WPS 打开后另存为 .docx 再上传，或者把正文直接粘贴在“正文”栏。"
            ) from error
