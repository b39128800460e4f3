"""Characters a second of the auditor on plain text (claims and rules together), beside the time just to read the file.

    python -m bench.audit

Needs no database. ``dense`` is the committed whole reports and traps, repeated: a figure every seventeen characters.
``prose`` has the same paragraphs among their own sentences without figures, so that a figure comes every sixty
characters or so — an annual report as published has one every sixty to one hundred and thirty.

Memory is measured in a fresh process for each long document: with the child that parses it, and afterwards without.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from bench import long_documents, measuring
from fazhi.audit import audit_document, read, rules, score
from fazhi.audit.model import Document, Paragraph

LENGTH = 200_000
STEP = 137
FILLING = 2.6
LEAST = 1_000_000
"""Characters a second that prose has to reach on one core."""
PAGES = 300
MOST = 200
"""Megabytes that a document of so many pages may take."""
MEASURED = """
import json, resource, sys, time
from pathlib import Path
from fazhi.audit import audit_document, comments, read
def own():
    # Not ru_maxrss: that of a new process begins with its parent's. Linux alone tells the process's own.
    status = Path("/proc/self/status")
    lines = status.read_text().splitlines() if status.exists() else []
    told = [int(line.split()[1]) for line in lines if line.startswith("VmHWM")]
    return (told or [resource.getrusage(resource.RUSAGE_SELF).ru_maxrss])[0] // 1024
source = Path(sys.argv[1])
started = time.monotonic()
document = read.read(source)
child = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
reading = own() + child  # two processes at once only while it is read
audit = audit_document(document)
seconds = time.monotonic() - started
if source.suffix == ".docx":
    comments.write(source, audit, source.with_name("commented.docx"))
after = own()
characters = sum(len(each.text) for each in document.paragraphs)
found = {"characters": characters, "seconds": round(seconds, 1), "reading": reading, "after": after}
print(json.dumps(found))
"""


def texts() -> dict[str, str]:
    """The dense text and the prose, each about ``LENGTH`` characters."""
    lines = "\n".join(score.clean_reports()).splitlines()
    plain = [each for line in lines for each in re.findall(r"[^。；]+[。；]", line) if not re.search(r"\d", each)]
    filler = "".join(plain)
    prose = []
    for number, line in enumerate(lines):
        start = number * STEP % len(filler)
        prose += [line, (filler + filler)[start : start + int(len(line) * FILLING)]]
    both = {"dense": "\n".join(lines), "prose": "\n".join(prose)}
    return {name: "\n".join([text] * (LENGTH // len(text) + 1)) for name, text in both.items()}


def document(text: str) -> Document:
    """A document of one paragraph a line."""
    return Document("bench", "txt", [Paragraph(index, line) for index, line in enumerate(text.splitlines(), start=1)])


def _processor_seconds(prepared: Document) -> float:
    """Time of the processor alone, which other work on the machine does not count into."""
    started = time.process_time()
    audit_document(prepared, year=2023)
    return time.process_time() - started


def run(url: str = "") -> list[str]:
    """Lines of the result."""
    del url
    rules.load()
    lines = []
    with tempfile.TemporaryDirectory() as folder:
        for name, text in texts().items():
            path = Path(folder) / f"{name}.txt"
            path.write_text(text, encoding="utf-8")
            prepared = document(text)
            work: dict[str, Callable[[], object]] = {
                f"{name}: claims and rules": partial(audit_document, prepared, year=2023),
                f"{name}: reading the file": partial(read.read, path),
            }
            found = measuring.alternate(work, times=1)
            speed = len(text) / min(_processor_seconds(prepared) for _round in range(measuring.ROUNDS))
            lines += [each.line() for each in found.values()]
            lines.append(f"{name}: {len(text)} characters, {speed:,.0f} characters a second of one core")
        lines += _of_long_documents(Path(folder))
    return lines


def _of_long_documents(folder: Path) -> list[str]:
    """Memory of a .docx (its Word comments included) and a .pdf."""
    made = []
    for name in ("long.docx", "long.pdf"):
        found = memory(folder / name)
        made.append(
            f"{name}, {PAGES} pages: {found['characters']} characters, {found['seconds']} s, "
            f"{found['reading']} MB while reading, {found['after']} MB afterwards (limit {MOST} MB)"
        )
    return made


def memory(path: Path) -> dict[str, float]:
    """Make a document of :data:`PAGES` pages and audit it in a process of its own: characters, seconds, megabytes."""
    make = {".docx": long_documents.word, ".pdf": long_documents.pdf}[path.suffix]
    make(path, texts()["prose"], PAGES)
    command = [sys.executable, "-c", MEASURED, str(path)]
    found: dict[str, float] = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    return found


if __name__ == "__main__":
    print("\n".join(run()))
