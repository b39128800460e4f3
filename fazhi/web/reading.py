"""The hook through which a room reads the text of foreign documents: a module `reader` in an installed room, found by name."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from django.apps import apps
from django.core.files.uploadedfile import UploadedFile
from django.utils.text import get_valid_filename

Reader = Callable[[Path], list[str]]


class NoText(ValueError):
    """No text can be had of a file; the message is one Chinese sentence."""


@cache
def reader() -> Reader | None:
    """`read_paragraphs(path)` of the room that offers it, which raises ValueError for what it cannot read."""
    for app in apps.get_app_configs():
        name = f"{app.name}.reader"
        if app.name.startswith("fazhi.") and find_spec(name):
            return import_module(name).read_paragraphs
    return None


def text_of(file: UploadedFile) -> str:
    """The paragraphs of an uploaded document, one a line; NoText when there are none. The file is left at its beginning."""
    read = reader()
    if read is None:
        raise NoText(f"这里没有安装读取文件的部分，“{file.name}”的正文请直接粘贴。")
    with tempfile.TemporaryDirectory(prefix="fazhi-text-") as folder:
        path = Path(folder) / get_valid_filename(file.name or "draft.docx")[-120:]
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
