"""PDF of a finished .docx by LibreOffice, where it is installed; where it is not, the feature says so.

LibreOffice gives every character two cells when the grid is linesAndChars with a negative charSpace, and a document of
eight pages becomes fourteen. So the PDF is made from a patched copy (grid of lines only, −0.25 pt between characters);
the .docx that people get keeps the grid of the standard.
"""

from __future__ import annotations

import io
import os
import re
import shutil
import signal
import subprocess
import tempfile
import zipfile
from importlib import resources
from pathlib import Path

from fazhi.papers.errors import PaperError

SECONDS = 120
ABSENT = "这台机器没有安装 LibreOffice，不能在这里转成 PDF；请下载 Word 文件，用 WPS 或 Word 另存为 PDF。"


def available() -> bool:
    """Whether LibreOffice is installed here."""
    return shutil.which("soffice") is not None


def convert(content: bytes) -> bytes:
    """The PDF of a .docx; PaperError when LibreOffice is absent, fails or takes longer than two minutes."""
    if not available():
        raise PaperError(ABSENT)
    with tempfile.TemporaryDirectory(prefix="fazhi-pdf-") as folder:
        work = Path(folder)
        source = work / "paper.docx"
        source.write_bytes(patched(content))
        _run(work, source)
        made = work / "paper.pdf"
        if not made.exists():
            raise PaperError("LibreOffice 没有生成 PDF，Word 文件没有改动；请下载 Word 文件后另存为 PDF。")
        return made.read_bytes()


def patched(content: bytes) -> bytes:
    """A copy for LibreOffice only: a grid of lines, and letter spacing of −0.25 pt in place of one of characters."""
    result = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as target:
        for item in source.infolist():
            data = source.read(item)
            if item.filename == "word/document.xml":
                data = re.sub(rb'w:type="linesAndChars"', b'w:type="lines"', data)
                data = re.sub(rb' w:charSpace="-?\d+"', b"", data)
            elif item.filename == "word/styles.xml":
                data = _tighten(data)
            target.writestr(item, data)
    return result.getvalue()


def _tighten(styles: bytes) -> bytes:
    pattern = rb'(<w:style [^>]*w:styleId="Normal".*?<w:rPr>.*?)(<w:sz )'
    return re.sub(pattern, rb'\1<w:spacing w:val="-5"/>\2', styles, count=1, flags=re.DOTALL)


def _run(work: Path, source: Path) -> None:
    # Two LibreOffice processes on one profile stop one another: each call has its own.
    command = ["soffice", f"-env:UserInstallation={(work / 'profile').as_uri()}", "--headless", "--norestore"]
    command += ["--convert-to", "pdf", "--outdir", str(work), str(source)]
    with resources.as_file(resources.files("fazhi.papers").joinpath("fonts.conf")) as fonts:
        environment = {**os.environ, "FONTCONFIG_FILE": str(fonts), "HOME": str(work)}
        process = subprocess.Popen(
            command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        )
        try:
            process.wait(SECONDS)
        except subprocess.TimeoutExpired as error:
            # soffice starts a child of its own: end the group.
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            raise PaperError("转成 PDF 超过两分钟，已停止；Word 文件没有改动，请下载后另存为 PDF。") from error
