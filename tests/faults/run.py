"""`python -m tests.faults.run [--quick|--full] [--seeds N]`: everything of this folder that has a claim, as one table.

Writes reliability.json: per claim how many tries, from which seeds, how many failures and in how many seconds; and which
defects put in on purpose were seen. Any line can be run again with SEED=n.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from unicodedata import east_asian_width

import pytest

from tests.faults import lanes

FOLDER = Path(__file__).resolve().parent
ROOT = FOLDER.parents[1]
# Begun first: whatever long is begun last, everybody waits for.
LONGEST = ("test_walks.py", "test_permissions.py", "test_twins.py", "test_poison.py", "test_kill.py")


@dataclass
class Line:
    """One line of the table: a claim, or a test of the tests (`mutant`, seen or not)."""

    test: str
    claim: str
    mutant: str
    tries: int = 0
    seeds: list[int] = field(default_factory=list)
    failures: int = 0
    seconds: float = 0.0

    @property
    def held(self) -> bool:
        """Whether the claim held, something having been tried; of a mutant, whether it was seen."""
        return bool(self.failures) if self.mutant else self.tries > 0 and not self.failures


class Table:
    """A pytest plugin that keeps what the tests say of themselves. A test that ends without a word counts as failed."""

    def __init__(self) -> None:
        self.lines: dict[tuple[str, str, str], Line] = {}
        self.broken: list[str] = []

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Called for each phase of each test, also by xdist."""
        said = [json.loads(str(text)) for name, text in report.user_properties if name == lanes.PROPERTY]
        if report.failed and not (said and report.when == "call"):
            self.broken.append(f"{report.nodeid}（{report.when}）")
        if report.when == "call":
            for one in said:
                key = (one["test"], one["claim"], one["mutant"])
                line = self.lines.setdefault(key, Line(*key))
                line.tries += one["tries"]
                line.seeds += [seed for seed in one["seeds"] if seed not in line.seeds]
                line.failures += one["failures"]
                line.seconds += report.duration

    @property
    def sound(self) -> bool:
        """Whether everything held, every mutant was seen, and nothing broke."""
        return bool(self.lines) and not self.broken and all(line.held for line in self.lines.values())

    def rows(self) -> list[Line]:
        """In the order of the programme, claims before their mutants."""
        return sorted(
            self.lines.values(), key=lambda line: (int(line.test.split("-")[1]), bool(line.mutant), line.claim)
        )


def shown(table: Table) -> str:
    """The table for a person."""
    heads = ("编号", "断言 / 故意放入的缺陷", "次数", "种子", "失败", "秒", "结论")
    rows = [
        (
            line.test,
            f"  缺陷：{line.mutant}" if line.mutant else line.claim,
            str(line.tries),
            _range(line.seeds),
            str(line.failures),
            f"{line.seconds:.0f}",
            ("已识破" if line.held else "没有识破") if line.mutant else ("成立" if line.held else "不成立"),
        )
        for line in table.rows()
    ]
    widths = [max(_width(row[at]) for row in (heads, *rows)) for at in range(len(heads))]
    lines = [
        "  ".join(cell + " " * (widths[at] - _width(cell)) for at, cell in enumerate(row)) for row in (heads, *rows)
    ]
    lines += [f"没有说完就断了：{name}" for name in table.broken]
    return "\n".join(lines)


def _range(seeds: Iterable[int]) -> str:
    found = sorted(seeds)
    return "" if not found else str(found[0]) if len(found) == 1 else f"{found[0]}–{found[-1]}"


def _width(text: str) -> int:
    return sum(2 if east_asian_width(one) in "WF" else 1 for one in text)


def reliability(table: Table, lane: str) -> dict[str, Any]:
    """What reliability.json holds; `digest` (SM3) covers everything else in it."""
    from fazhi.kernel.digests import digest_of

    commit = subprocess.run(["git", "rev-parse", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=False)
    changed = subprocess.run(["git", "status", "--porcelain"], cwd=ROOT, capture_output=True, text=True, check=False)
    body = {
        "commit": commit.stdout.strip(),
        "changed_since_commit": bool(changed.stdout.strip()),
        "moment": datetime.now(UTC).isoformat(timespec="seconds"),
        "lane": lane,
        "python": platform.python_version(),
        "processors": os.cpu_count(),
        "sound": table.sound,
        "lines": [{**asdict(line), "seconds": round(line.seconds, 1), "held": line.held} for line in table.rows()],
        "broken": table.broken,
    }
    return {**body, "digest": digest_of(body)}


def main(words: list[str] | None = None) -> int:
    """Run, print, write; 0 when every claim held and every mutant was seen."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults.run", description="故障与畸形输入：一张可复验的表")
    lane = parser.add_mutually_exclusive_group()
    lane.add_argument("--quick", action="store_true", help="快速（默认），几分钟")
    lane.add_argument("--full", action="store_true", help="完整，约一小时")
    parser.add_argument("--seeds", type=int, default=0, help="每项取多少个种子")
    parser.add_argument("--only", default="", help="只跑名字里有这个词的测试文件，如 kill")
    parser.add_argument("--out", type=Path, default=ROOT / "reliability.json", help="结果写到哪里")
    asked = parser.parse_args(words)
    chosen = "full" if asked.full else "quick"
    os.environ["FAULTS"] = chosen
    if asked.seeds:
        os.environ["SEEDS"] = str(asked.seeds)
    files = [str(file) for file in _files() if asked.only in file.name and _claims(file)]
    table = Table()
    workers = (
        ["-n", "2", "--dist", "loadfile", "--no-loadscope-reorder"] if os.cpu_count() != 1 and len(files) > 1 else []
    )
    pytest.main([*files, *workers, "-q", "--no-header", "--show-capture=stdout"], plugins=[table])
    print(f"\n{shown(table)}\n")
    said = reliability(table, chosen)
    asked.out.write_text(json.dumps(said, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    print(f"{'全部成立' if table.sound else '有不成立的'}；已写入 {asked.out.name}，摘要（SM3）{said['digest']}")
    return 0 if table.sound else 1


def _files() -> list[Path]:
    """The tests of this folder, the longest first."""
    found = sorted(FOLDER.glob("test_*.py"))
    return sorted(found, key=lambda file: LONGEST.index(file.name) if file.name in LONGEST else len(LONGEST))


def _claims(file: Path) -> bool:
    return "lanes" in file.read_text(encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
