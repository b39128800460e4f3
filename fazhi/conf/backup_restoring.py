"""Putting a backup back, on a clean place: an empty folder as FAZHI_HOME, with a database of its own or a given empty one.

Everything is decrypted and held against the manifest first, the tables are counted and digested again afterwards;
when anything differs, what was made is taken away again.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg

from fazhi.conf import backup_programs, database, placement
from fazhi.conf.backup import DUMP, Manifest, unpack
from fazhi.conf.backup_tables import contents
from fazhi.conf.binaries import Binaries
from fazhi.conf.errors import CommandError
from fazhi.conf.start import GRANTS, ROLE

PARTS = ("files", "keys", "secret", "places")
# Rights that are granted to tables yet to come name the former owner; ours are granted anew.
SKIPPED = re.compile(r"DEFAULT ACL|SCHEMA - public|COMMENT - SCHEMA public")
OCCUPIED = "SELECT count(*) FROM pg_class c WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'v', 'p')"


@dataclass(frozen=True)
class Restored:
    """Where a backup now stands, and what it held."""

    home: Path
    url: str
    manifest: Manifest


def restore(backup: Path, passphrase: str, home: Path, url: str = "") -> Restored:
    """Put a backup back whole or not at all. `url`: an empty database instead of an embedded one. Raises CommandError."""
    if home.exists() and (not home.is_dir() or any(home.iterdir())):
        raise CommandError(f"{home} 已有内容，没有恢复；请另选一个空文件夹。")
    if url:
        _must_be_empty(url)
    made = not home.exists()
    # As `placement` makes it: the server's account, where it is another, passes through to its own folder.
    home.mkdir(mode=0o711 if not url and placement.account().switch else 0o700, parents=True, exist_ok=True)
    waiting = home / "restoring"
    try:
        manifest = unpack(backup, passphrase, waiting)
        with _servers_from(manifest.server):
            address = url or database.ensure(home)
        _fill(address, waiting / DUMP, manifest)
        for name in PARTS:
            if (waiting / name).exists():
                (waiting / name).rename(home / name)
    except BaseException:
        if url:
            _empty(url)
        else:
            remove(home)
        shutil.rmtree(waiting, ignore_errors=True)
        if made:
            shutil.rmtree(home, ignore_errors=True)
        raise
    shutil.rmtree(waiting)
    return Restored(home, address, manifest)


def remove(home: Path) -> None:
    """Stop the embedded database of a home and delete it, wherever it lies."""
    note = home / placement.NOTE
    if not (home / "database").is_dir() and not note.is_file():
        return
    base = database.cluster(home).base
    sockets = database.cluster(home).sockets
    database.stop(home)
    for folder in (base, sockets):
        shutil.rmtree(folder, ignore_errors=True)
    for file in (note, home / "lock"):
        file.unlink(missing_ok=True)


@contextmanager
def _servers_from(major: int) -> Iterator[None]:
    """New clusters are made by a server at least as new as the one that was backed up."""
    before = os.environ.get("FAZHI_POSTGRES")
    os.environ["FAZHI_POSTGRES"] = str(_programs(major).folder)
    try:
        yield
    finally:
        if before is None:
            del os.environ["FAZHI_POSTGRES"]
        else:
            os.environ["FAZHI_POSTGRES"] = before


def _programs(major: int) -> Binaries:
    return backup_programs.of_version(major, "pg_restore")


def _must_be_empty(url: str) -> None:
    try:
        with psycopg.connect(url) as connection:
            (occupied,) = connection.execute(OCCUPIED).fetchone() or (0,)
    except psycopg.OperationalError as error:
        raise CommandError(f"连不上要恢复到的数据库（{str(error).splitlines()[0]}），没有恢复任何内容。") from error
    if occupied:
        raise CommandError(f"要恢复到的数据库里已有 {occupied} 张表，没有恢复；请新建一个空库。")


def _empty(url: str) -> None:
    """Take away what a failed restoring left in a database that was empty before."""
    with psycopg.connect(url, autocommit=True) as connection:
        (occupied,) = connection.execute(OCCUPIED).fetchone() or (0,)
        if occupied:
            connection.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public")


def _fill(url: str, dump: Path, manifest: Manifest) -> None:
    programs = _programs(manifest.server)
    entries = backup_programs.run(programs.folder, "pg_restore", url, ["--list", dump]).splitlines()
    chosen = dump.with_name("entries.txt")
    chosen.write_text("\n".join(line for line in entries if not SKIPPED.search(line)), encoding="utf-8")
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(ROLE)
    arguments: list[str | Path] = ["--no-owner", "--exit-on-error", "--single-transaction", "--use-list", chosen]
    try:
        backup_programs.run(programs.folder, "pg_restore", url, [*arguments, "--dbname", _name(url), dump])
        with psycopg.connect(url, autocommit=True) as connection:
            # Rights over tables yet to come, and only now: earlier they would have widened those of the restored ones.
            connection.execute(GRANTS)
        with psycopg.connect(url) as connection:
            found = contents(connection)
    except psycopg.errors.InsufficientPrivilege as error:
        raise CommandError("恢复用的账号缺少 BYPASSRLS，无法核对各镇数据；请由数据库管理员授予后重试。") from error
    wrong = sorted(
        name for name in found.keys() | manifest.tables.keys() if found.get(name) != manifest.tables.get(name)
    )
    if wrong:
        raise CommandError(f"恢复后的数据与备份时不一致（{'、'.join(wrong)}），已撤销；请换用另一份备份。")


def _name(url: str) -> str:
    with psycopg.connect(url) as connection:
        return connection.info.dbname
