"""The drill: a backup is put back on a clean place and shown to be the whole house, table by table and byte by byte."""

from __future__ import annotations

import filecmp
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fazhi.conf import backup_restoring
from fazhi.conf.backup import Source, digest_of_file
from fazhi.conf.backup_trial import MARK
from fazhi.conf.errors import CommandError


@dataclass(frozen=True)
class Check:
    """One thing that was tried, in Chinese, how it went, and how long it took in seconds."""

    title: str
    passed: bool
    detail: str
    seconds: float


@contextmanager
def clean_place() -> Iterator[Path]:
    """An empty folder for a home, gone afterwards with its database."""
    place = Path(tempfile.mkdtemp(prefix="fazhi-drill-"))
    place.chmod(0o711)  # the server's account passes through to its own folder
    try:
        yield place / "home"
    finally:
        backup_restoring.remove(place / "home")
        shutil.rmtree(place, ignore_errors=True)


def run(backup: Path, passphrase: str, source: Source | None) -> Iterator[Check]:
    """Restore and try. With `source`, the restored files are also compared byte by byte with the living ones."""
    with clean_place() as home:
        began = time.monotonic()
        restored = backup_restoring.restore(backup, passphrase, home)
        took = time.monotonic() - began
        manifest = restored.manifest
        yield Check("在空环境恢复", True, f"备份于 {manifest.made_at}，PostgreSQL {manifest.server}", took)
        yield Check("逐表核对摘要", True, f"{manifest.size}；各表内容与权限、触发器均一致", 0.0)
        yield _files(home, manifest.members, source)
        missing = f"备份时已缺 {len(manifest.missing)} 个佐证文件" if manifest.missing else "佐证文件无缺失"
        yield Check("佐证文件齐全", not manifest.missing, missing, 0.0)
        yield from _living(home, manifest.checkpoint)


def _files(home: Path, members: dict[str, str], source: Source | None) -> Check:
    began = time.monotonic()
    wrong = [
        name for name, digest in members.items() if not name.endswith(".dump") and digest_of_file(home / name) != digest
    ]
    living = dict(source.members()) if source else {}
    wrong += [
        name for name, path in living.items() if name in members and not filecmp.cmp(path, home / name, shallow=False)
    ]
    how = "与现用文件逐字节一致" if source else "与清单摘要一致"
    detail = f"{len(members) - 1} 个文件{how}" if not wrong else f"{'、'.join(sorted(set(wrong))[:3])} 不一致"
    return Check("逐个核对文件", not wrong, detail, time.monotonic() - began)


def _living(home: Path, checkpoint: str) -> Iterator[Check]:
    began = time.monotonic()
    found = _trial(home, checkpoint)
    took = time.monotonic() - began
    broken = found["broken"]
    sealed = f"封签 {checkpoint[:12]}… 仍在链上" if checkpoint else "尚无封签"
    detail = broken[0] if broken else f"日志 {found['entries']} 条无改动，{sealed}"
    yield Check("核验日志", not broken, detail, took)
    closed = found["closed"]
    opened = closed[0] if closed else f"{found['opened']} 项加密的身份信息都能打开"
    yield Check("解密身份信息", not closed, opened, 0.0)
    yield Check("登录", not found["login"], found["login"] or "能登录并打开首页", 0.0)


def _trial(home: Path, checkpoint: str) -> dict[str, Any]:
    (home / MARK).touch()
    left_out = ("DATABASE_URL", "FAZHI_SECRET", "FAZHI_HTTPS", "DJANGO_SETTINGS_MODULE")
    environment = {name: value for name, value in os.environ.items() if name not in left_out}
    done = subprocess.run(
        [sys.executable, "-m", "fazhi.conf.backup_trial", checkpoint],
        env={**environment, "FAZHI_HOME": str(home)},
        capture_output=True,
        text=True,
        check=False,
    )
    try:
        result: dict[str, Any] = json.loads(done.stdout.strip().splitlines()[-1])
    except (IndexError, ValueError) as error:
        words = (done.stderr.strip().splitlines() or ["没有说明"])[-1]
        raise CommandError(f"恢复出来的副本没有运行起来：{words}") from error
    return result
