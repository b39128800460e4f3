"""Making a backup: one encrypted file with the database, every evidence file, the keys and a manifest of digests.

Dump, digests and log checkpoint come from one snapshot of the database, so they fit together while people work on.
Restoring is `backup_restoring`; `fazhi drill` proves both.
"""

from __future__ import annotations

import io
import json
import os
import tarfile
import tempfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import IO, Any, cast

import psycopg

from fazhi.conf import backup_programs
from fazhi.conf.backup_format import BackupFault, Reader, Writer
from fazhi.conf.backup_tables import GUARDED, Content, contents
from fazhi.conf.errors import CommandError
from fazhi.conf.home import home_folder
from fazhi.kernel.digests import SM3
from fazhi.kernel.today import now

MANIFEST, DUMP = "manifest.json", "database.dump"
BLOCK = 1 << 20
CHECKPOINT = "SELECT chain FROM kernel_seal ORDER BY serial DESC LIMIT 1"
EVIDENCE = "SELECT DISTINCT digest FROM kernel_evidence"


@dataclass
class Manifest:
    """What a backup holds: digest of every member and table, the log's checkpoint, evidence files that were not there."""

    made_at: str
    server: int
    checkpoint: str
    tables: dict[str, Content] = field(default_factory=dict)
    members: dict[str, str] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)

    @property
    def size(self) -> str:
        """How much it is, in Chinese."""
        tables = [content for name, content in self.tables.items() if name != GUARDED]
        return f"{len(tables)} 张表、{sum(content.rows for content in tables)} 行，{len(self.members) - 1} 个文件"

    def text(self) -> bytes:
        return json.dumps(asdict(self), ensure_ascii=False, indent=1, sort_keys=True).encode()

    @classmethod
    def read(cls, text: bytes) -> Manifest:
        """Raises ValueError, KeyError or TypeError when it is none."""
        given: dict[str, Any] = json.loads(text)
        tables = {name: Content(**content) for name, content in given.pop("tables").items()}
        return cls(tables=tables, **given)


@dataclass(frozen=True)
class Source:
    """Where the parts of this installation are: the owner's address and the folders."""

    url: str
    files: Path
    keys: Path
    secret: Path
    places: Path | None = None  # local law kept outside the program

    @classmethod
    def here(cls) -> Source:
        """This installation (Django set up)."""
        from django.conf import settings

        named = os.environ.get("FAZHI_PLACES")
        return cls(
            os.environ["DATABASE_URL"],
            Path(settings.FILES_ROOT),
            Path(settings.KEYS_ROOT),
            home_folder() / "secret",
            Path(named).expanduser() if named else None,
        )

    def members(self) -> Iterator[tuple[str, Path]]:
        """Name in the archive and place of each file beside the database."""
        for name, folder in (("files", self.files), ("keys", self.keys), ("places", self.places)):
            if folder is None:
                continue
            for path in sorted(folder.rglob("*")):
                if path.is_file() and path.suffix != ".draft":
                    yield f"{name}/{path.relative_to(folder).as_posix()}", path
        if self.secret.is_file():
            yield "secret", self.secret


def make(target: Path, passphrase: str, source: Source) -> Manifest:
    """Write the backup whole or not at all, and read it back. Raises CommandError."""
    if target.exists():
        raise CommandError(f"{target} 已经存在，没有覆盖；请另起文件名。")
    if not target.parent.is_dir():
        raise CommandError(f"文件夹 {target.parent} 不存在，没有备份；请先建立，或另选位置。")
    draft = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        with _private(draft) as file:
            manifest = _write(file, passphrase, source)
            file.flush()
            os.fsync(file.fileno())
        check(draft, passphrase)
        os.link(draft, target)  # unlike a rename, never over a file that came meanwhile
    except OSError as error:
        raise CommandError(f"备份没有写成（{error.strerror}：{error.filename or target}），没有留下半成品。") from error
    finally:
        draft.unlink(missing_ok=True)
    return manifest


def _private(path: Path) -> io.BufferedWriter:
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")


def _write(file: io.BufferedWriter, passphrase: str, source: Source) -> Manifest:
    with tempfile.TemporaryDirectory(prefix="fazhi-backup-") as folder:
        dump = Path(folder) / DUMP
        manifest, wanted = _dump(source.url, dump)
        with (
            Writer(file, passphrase) as writer,
            tarfile.open(fileobj=cast("IO[bytes]", writer), mode="w|", bufsize=BLOCK) as archive,
        ):
            for name, path in [(DUMP, dump), *source.members()]:
                manifest.members[name] = _add(archive, name, path)
            kept = {Path(name).name for name in manifest.members if name.startswith("files/")}
            manifest.missing = sorted(wanted - kept)
            _add_text(archive, MANIFEST, manifest.text())
    return manifest


def _dump(url: str, dump: Path) -> tuple[Manifest, set[str]]:
    with psycopg.connect(url) as connection:
        connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        connection.read_only = True
        snapshot = str((connection.execute("SELECT pg_export_snapshot()").fetchone() or [""])[0])
        server = connection.info.server_version // 10000
        try:
            found = contents(connection)
        except psycopg.errors.InsufficientPrivilege as error:
            raise CommandError(
                "数据库所有者看不全各镇的数据（缺少 BYPASSRLS），备份会不完整，没有备份；"
                "请由数据库管理员执行 ALTER ROLE 所有者 BYPASSRLS 后重试。"
            ) from error
        programs = backup_programs.of_version(server, "pg_dump")
        arguments: list[str | Path] = ["--format=custom", f"--snapshot={snapshot}", "--schema=public", "--file", dump]
        backup_programs.run(programs.folder, "pg_dump", url, arguments)
        last = connection.execute(CHECKPOINT).fetchone()
        wanted = {str(digest) for (digest,) in connection.execute(EVIDENCE).fetchall()}
    return Manifest(now().isoformat(timespec="seconds"), programs.major, str(last[0]) if last else "", found), wanted


def _add(archive: tarfile.TarFile, name: str, path: Path) -> str:
    about = tarfile.TarInfo(name)
    about.size, about.mode = path.stat().st_size, 0o600
    with path.open("rb") as content:
        counted = _Counted(content)
        archive.addfile(about, counted)
    return counted.digest.hexdigest()


def _add_text(archive: tarfile.TarFile, name: str, text: bytes) -> None:
    about = tarfile.TarInfo(name)
    about.size, about.mode = len(text), 0o600
    archive.addfile(about, io.BytesIO(text))


class _Counted(io.RawIOBase):
    """A file being read, and the digest of what was read."""

    def __init__(self, file: io.BufferedReader) -> None:
        self.digest, self._file = SM3.begin(), file

    def read(self, size: int = -1) -> bytes:
        content = self._file.read(size)
        self.digest.update(content)
        return content


def digest_of_file(path: Path) -> str:
    """SM3 of a file's bytes."""
    made = SM3.begin()
    with path.open("rb") as file:
        while part := file.read(BLOCK):
            made.update(part)
    return made.hexdigest()


def check(backup: Path, passphrase: str) -> Manifest:
    """Read a backup to its end without keeping anything. Raises BackupFault."""
    return unpack(backup, passphrase, None)


def unpack(backup: Path, passphrase: str, into: Path | None) -> Manifest:
    """Decrypt a backup, into an empty folder or only to check it. Every member is held against the manifest."""
    found: dict[str, str] = {}
    text = b""
    try:
        with backup.open("rb") as file:
            reader = Reader(file, passphrase, backup)
            with tarfile.open(fileobj=cast("IO[bytes]", reader), mode="r|", bufsize=BLOCK) as archive:
                for member in archive:
                    content = archive.extractfile(member)
                    if content is None or not _is_plain(member.name):
                        raise BackupFault(f"备份 {backup} 含有不该有的条目 {member.name}，没有恢复任何内容。")
                    if member.name == MANIFEST:
                        text = content.read()
                    else:
                        found[member.name] = _take(content, into / member.name if into else None)
            reader.finish()
    except FileNotFoundError as error:
        raise BackupFault(f"找不到备份文件 {backup}，没有恢复任何内容。") from error
    except tarfile.TarError as error:
        raise BackupFault(f"备份 {backup} 的内容读不出来（{error}），没有恢复任何内容；请换用另一份备份。") from error
    return _against_manifest(backup, text, found)


def _against_manifest(backup: Path, text: bytes, found: dict[str, str]) -> Manifest:
    try:
        manifest = Manifest.read(text)
    except (ValueError, KeyError, TypeError) as error:
        raise BackupFault(f"备份 {backup} 没有可读的清单，没有恢复任何内容；请换用另一份备份。") from error
    wrong = sorted(
        name for name in manifest.members.keys() | found.keys() if manifest.members.get(name) != found.get(name)
    )
    if wrong:
        raise BackupFault(
            f"备份 {backup} 与其清单不符：{'、'.join(wrong[:3])} 等 {len(wrong)} 个文件缺失或被改动，没有恢复任何内容。"
        )
    return manifest


def _is_plain(name: str) -> bool:
    parts = Path(name).parts
    return bool(parts) and ".." not in parts and parts[0] in (DUMP, MANIFEST, "secret", "files", "keys", "places")


def _take(content: Any, place: Path | None) -> str:
    made = SM3.begin()
    if place is not None:
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with _private(place) if place else open(os.devnull, "wb") as file:
        while part := content.read(BLOCK):
            made.update(part)
            file.write(part)
    return made.hexdigest()
