"""The auditor as a library: the page that explains it is run as it stands, in a process without Django."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from fazhi.audit import Verdict, audit_text
from fazhi.audit.summary import correction

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


FINDINGS = """
from fazhi.audit import audit_text, score
for path in sorted((score.REPORTS / "hard").glob("*.txt"))[::2]:
    marked = path.read_text(encoding="utf-8")
    for text in (score.clean(marked), score.MARK.sub(lambda mark: mark[3], marked)):
        for each in audit_text(text).findings:
            print(path.name, each.paragraph, each.start, each.end, each.rule, each.verdict, each.message)
"""


def test_a_document_gets_the_same_findings_in_every_process() -> None:
    """Sets are walked in another order in every process, and what comes first in them once decided."""
    found = [
        subprocess.run(
            [sys.executable, "-c", FINDINGS], capture_output=True, text=True, cwd=ROOT, check=True,
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf-8"}, encoding="utf-8",
        ).stdout
        for seed in ("1", "2", "3")
    ]  # fmt: skip
    assert found[0]
    assert len(set(found)) == 1


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("项目资金上年末结存412.5万元，当年新增86.3万元，支出120.4万元，年末结存387.4万元。", "378.4万元"),
        ("全年受理46件，其中邻里12件、土地14件、婚姻21件。", "47件"),
        ("举办培训11期，参训627人次，期均75人次。", "57人次"),
        ("合格率由2023年的76.00%提高到2024年的92.00%，上升21.05个百分点。", "16个百分点"),
    ],
)
def test_a_correction_is_told_in_the_unit_of_what_is_printed(text: str, told: str) -> None:
    assert [correction(each) for each in audit_text(text).of(Verdict.WRONG)] == [told]
