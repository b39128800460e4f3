"""Characters a second of the auditor on plain text (claims and rules together), beside the time just to read the file.

    python -m bench.audit

Needs no database. The text is the committed whole reports, repeated: a figure every twenty characters, far denser than
ordinary government prose, which goes at a multiple. ``prose`` is the same reports with every sentence without a figure
taken three times, about the mix of a published report.
"""

from __future__ import annotations

import re
import resource
import tempfile
import time
from pathlib import Path

from bench import measuring
from fazhi.audit import audit_document, read, rules, score
from fazhi.audit.model import Document, Paragraph

LENGTH = 200_000
LEAST = 1_000_000
"""Characters a second that prose has to reach on one core."""


def texts() -> dict[str, str]:
    """The dense text and the prose, each about ``LENGTH`` characters."""
    clean = [score.readings(path.read_text(encoding="utf-8"))[0] for path in sorted(score.REPORTS.glob("*.txt"))]
    dense = "\n".join(clean)
    prose = "\n".join(_thinned(line) for line in dense.splitlines())
    return {name: "\n".join([text] * (LENGTH // len(text) + 1)) for name, text in (("dense", dense), ("prose", prose))}


def _thinned(line: str) -> str:
    sentences = re.findall(r"[^。；]*[。；]?", line)
    return "".join(each if re.search(r"\d", each) else each * 3 for each in sentences)


def document(text: str) -> Document:
    """A document of one paragraph a line."""
    return Document("bench", "txt", [Paragraph(index, line) for index, line in enumerate(text.splitlines(), start=1)])


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
            found = measuring.alternate(
                {
                    f"{name}: claims and rules": lambda prepared=prepared: audit_document(prepared, year=2023),
                    f"{name}: reading the file": lambda path=path: read.read(path),
                },
                times=1,
            )
            started = time.process_time()
            audit_document(prepared, year=2023)
            speed = len(text) / (time.process_time() - started)
            lines += [each.line() for each in found.values()]
            lines.append(f"{name}: {len(text)} characters, {speed:,.0f} characters a second of one core")
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    lines.append(f"memory at most {memory:.0f} MB")
    return lines


if __name__ == "__main__":
    print("\n".join(run()))
