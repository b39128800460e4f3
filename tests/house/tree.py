"""What the house inspects: the files that are, or are about to be, committed."""

from __future__ import annotations

import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TEXT = {
    "", ".css", ".html", ".js", ".json", ".lock", ".md", ".po", ".py", ".svg", ".toml", ".txt", ".yaml", ".yml",
    ".conf", ".ini", ".sh",
}  # fmt: skip


@cache
def files() -> tuple[Path, ...]:
    """Paths relative to the root of every file git has or would take."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout.decode()
    return tuple(sorted(Path(name) for name in listed.split("\0") if name and (ROOT / name).is_file()))


def texts() -> list[Path]:
    return [file for file in files() if file.suffix in TEXT]


def read(file: Path) -> str:
    """Its text; a file in another encoding, such as one the auditor is tested on, shows replacement characters."""
    return (ROOT / file).read_text(encoding="utf-8", errors="replace")


def sources() -> list[Path]:
    """Python files that somebody wrote, migrations left out."""
    return [file for file in files() if file.suffix == ".py" and "migrations" not in file.parts]
