"""Characters a second of the auditor on plain text (claims and rules together), beside the time just to read the file.

    python -m bench.audit

Needs no database. ``dense`` is the committed whole reports and traps, repeated: a figure every seventeen characters.
``prose`` has the same paragraphs among their own sentences without figures, so that a figure comes every sixty
characters or so — an annual report as published has one every sixty to one hundred and thirty.
"""

from __future__ import annotations

import re
import resource
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from bench import measuring
from fazhi.audit import audit_document, read, rules, score
from fazhi.audit.model import Document, Paragraph

LENGTH = 200_000
STEP = 137
FILLING = 2.6
LEAST = 1_000_000
"""Characters a second that prose has to reach on one core."""


def texts() -> dict[str, str]:
    """The dense text and the prose, each about ``LENGTH`` characters."""
    clean = [score.readings(path.read_text(encoding="utf-8"))[0] for path in sorted(score.REPORTS.glob("*.txt"))]
    lines = "\n".join(clean).splitlines()
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
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    lines.append(f"memory at most {memory:.0f} MB")
    return lines


if __name__ == "__main__":
    print("\n".join(run()))
