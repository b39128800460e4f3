"""Old Word (.doc), WPS (.wps) and .rtf, converted by LibreOffice when it is installed, then read as .docx.

Runs in the limited child; LibreOffice itself needs more memory than the child may take, so the conversion is started by
:mod:`fazhi.audit.read` beforehand through :func:`convert`.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from fazhi.audit.model import Unreadable

PROGRAMS = ("soffice", "libreoffice")
SECONDS = 120
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
WORD = "WordDocument".encode("utf-16-le")


def convert(path: Path, folder: Path) -> Path:
    """A .docx in ``folder`` with the content of ``path``."""
    raw = path.read_bytes()
    if ENCRYPTED in raw:
        raise Unreadable(f"“{path.name}”设有打开密码，无法读取，未审校任何内容；请取消密码后另存再试。")
    if not raw.startswith(b"{\\rtf") and WORD not in raw:
        raise Unreadable(
            f"“{path.name}”不是 Word 或 WPS 文字文件，未审校任何内容；请提供 .docx、.doc、.wps、.pdf 或 .txt。"
        )
    program = next((found for name in PROGRAMS if (found := shutil.which(name))), None)
    if program is None:
        raise Unreadable(
            f"“{path.name}”是旧版 Word/WPS 格式，本机没有安装 LibreOffice，无法读取，未审校；请用 WPS 打开后另存为 .docx 再试。"
        )
    # A plain name: LibreOffice goes by the suffix, and .wps makes it guess Microsoft Works.
    source = folder / ("source.rtf" if raw.startswith(b"{\\rtf") else "source.doc")
    source.write_bytes(raw)
    with tempfile.TemporaryDirectory(prefix="fazhi-office-") as profile:
        command = [
            program, f"-env:UserInstallation={Path(profile).as_uri()}", "--headless", "--norestore", "--nolockcheck",
            "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(folder), str(source),
        ]  # fmt: skip
        try:
            subprocess.run(
                command, capture_output=True, timeout=SECONDS, check=False, env={**os.environ, "HOME": profile}
            )
        except subprocess.TimeoutExpired as error:
            raise Unreadable(
                f"“{path.name}”{SECONDS}秒内没有转换完，已停止，未审校；请用 WPS 打开后另存为 .docx 再试。"
            ) from error
    result = folder / "source.docx"
    if not result.exists():
        raise Unreadable(f"“{path.name}”转换失败（文件可能已损坏），未审校任何内容；请用 WPS 打开后另存为 .docx 再试。")
    return result
