"""The process in which foreign files are taken apart: little memory, little time, nothing to lose.

Started by :mod:`fazhi.audit.read` with one path; prints the document as JSON, or ``{"error": …}``. Limits are set before
any parser is loaded.
"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path

MEMORY = 768 * 1024 * 1024
PROCESSOR_SECONDS = 20


def limit() -> None:
    """Cap address space and processor time where the system can (not on Windows)."""
    try:
        import resource
    except ImportError:
        return
    for kind, amount in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, PROCESSOR_SECONDS),
        (resource.RLIMIT_CORE, 0),
    ):
        _soft, hard = resource.getrlimit(kind)
        amount = amount if hard == resource.RLIM_INFINITY else min(amount, hard)
        resource.setrlimit(kind, (amount, hard))


def main(path: str, format_name: str) -> int:
    """Parse ``path`` as ``format_name`` and print the result."""
    limit()
    from fazhi.audit.model import Unreadable

    try:
        document = _reader(format_name)(Path(path))
    except Unreadable as error:
        json.dump({"error": str(error)}, sys.stdout)
        return 0
    except MemoryError:
        return 3
    except RecursionError:
        json.dump(
            {"error": f"“{Path(path).name}”嵌套层次过深，不像正常的报告，未审校；请用 WPS 打开后另存为 .docx 再试。"},
            sys.stdout,
        )
        return 0
    json.dump(asdict(document), sys.stdout)
    return 0


def _reader(format_name: str):  # type: ignore[no-untyped-def]  # chosen by name, so that only one parser is loaded
    import importlib

    return importlib.import_module(f"fazhi.audit.formats.{format_name}").read


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2]))
