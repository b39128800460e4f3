"""Opening the zip inside a .docx under limits: entry count, unpacked size, ratio — counted while unpacking, not believed."""

from __future__ import annotations

import zipfile
import zlib
from pathlib import Path

from fazhi.audit.model import Unreadable

MEGABYTE = 1024 * 1024
ENTRIES = 5_000
UNPACKED = 512 * MEGABYTE
PART = 64 * MEGABYTE
RATIO = 250
RATIO_FROM = 4 * MEGABYTE
"""Small parts may compress as well as they like; a ratio is suspect only where it makes something large."""


class Archive:
    """The parts of a .docx, each read once under the limits."""

    def __init__(self, path: Path) -> None:
        self.name = path.name
        try:
            self._zip = zipfile.ZipFile(path)
            entries = self._zip.infolist()
        except (zipfile.BadZipFile, zipfile.LargeZipFile, EOFError, ValueError, OSError, NotImplementedError) as error:
            raise Unreadable(
                f"“{self.name}”已损坏或没有下载完整（文件包目录无法打开），未审校任何内容；请向对方重新索取，或用 WPS 打开后另存为 .docx。"
            ) from error
        if len(entries) > ENTRIES:
            raise Unreadable(
                f"“{self.name}”内含{len(entries)}个部件，超过{ENTRIES}个的上限，未打开；请用 WPS 打开后另存为 .docx 再试。"
            )
        total = sum(entry.file_size for entry in entries)
        packed = sum(entry.compress_size for entry in entries)
        if total > UNPACKED or (total > RATIO_FROM * 4 and total > RATIO * max(packed, 1)):
            raise Unreadable(
                f"“{self.name}”解开后达{total // MEGABYTE}MB，不像正常的报告（疑似压缩炸弹），未打开；请用 WPS 打开后另存为 .docx 再试。"
            )
        self._names = {entry.filename: entry for entry in entries}

    def __contains__(self, part: str) -> bool:
        return part in self._names

    def names(self) -> list[str]:
        """All part names."""
        return list(self._names)

    def part(self, name: str) -> bytes:
        """The bytes of one part; ``KeyError`` when there is none."""
        entry = self._names[name]
        if entry.flag_bits & 0x1:
            raise Unreadable(f"“{self.name}”设有密码，无法读取，未审校任何内容；请取消密码后另存再试。")
        try:
            with self._zip.open(entry) as stream:
                data = stream.read(PART + 1)
        except (
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            OSError,
            ValueError,
            NotImplementedError,
            RuntimeError,
        ) as error:
            raise Unreadable(
                f"“{self.name}”的正文部件（{name}）已损坏，未审校任何内容；请用 WPS 打开后另存为 .docx 再试。"
            ) from error
        if len(data) > PART or (len(data) > RATIO_FROM and len(data) > RATIO * max(entry.compress_size, 1)):
            raise Unreadable(
                f"“{self.name}”的部件（{name}）解开后过大（疑似压缩炸弹），未打开；请用 WPS 打开后另存为 .docx 再试。"
            )
        return data
