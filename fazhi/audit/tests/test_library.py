"""The auditor as a library: the page that explains it is run as it stands, in a process without Django."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[3]
PAGE = ROOT / "docs" / "how-to" / "audit-a-report.md"
RUN = """
import doctest, sys
found = doctest.testfile(sys.argv[1], module_relative=False, encoding="utf-8", optionflags=doctest.NORMALIZE_WHITESPACE)
assert found.attempted > 10, "the page has no examples"
sys.exit(found.failed or "django" in sys.modules)
"""


def test_the_examples_of_the_page_run_and_need_no_django() -> None:
    done = subprocess.run([sys.executable, "-c", RUN, str(PAGE)], capture_output=True, text=True, cwd=ROOT, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_library_is_typed_for_those_who_use_it() -> None:
    assert (ROOT / "fazhi" / "py.typed").exists()
