"""Where the embedded database may live, and under whose account it runs.

PostgreSQL refuses to run as root. Started by root, the server is given to an unprivileged account, which must be able
to reach its folder: one below a folder that is closed to others (mode 0700, such as root's own home) cannot be used, so
the database then lives elsewhere and a note in the home folder says where.
"""

from __future__ import annotations

import hashlib
import os
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fazhi.conf.errors import CommandError

NOTE = "database-at.txt"
SHARED_TEMPORARY = ("/tmp", "/var/tmp")
# A socket's whole address must stay under 108 bytes on Linux and 104 elsewhere; PostgreSQL adds `/.s.PGSQL.5432.lock`.
LONGEST_SOCKET_FOLDER = 84


@dataclass(frozen=True)
class Account:
    """The account the server runs under; `switch` tells whether we must change to it."""

    name: str
    uid: int
    gid: int
    switch: bool

    @property
    def popen(self) -> dict[str, Any]:
        """Arguments for subprocess that make the child run under this account."""
        return {"user": self.uid, "group": self.gid, "extra_groups": []} if self.switch else {}


def account() -> Account:
    """Ourselves; for root `postgres` where that account exists, else `nobody`. Raises CommandError on Windows."""
    if sys.platform == "win32":
        raise CommandError("内嵌数据库暂不支持 Windows；请安装 PostgreSQL 15 或更新版本，并设置 DATABASE_URL。")
    import pwd

    uid = os.geteuid()
    if uid != 0:
        try:
            own = pwd.getpwuid(uid)
        except KeyError:
            raise CommandError(
                f"当前用户（编号 {uid}）在系统账户表中没有名字，PostgreSQL 无法启动；请换账户，或设置 DATABASE_URL。"
            ) from None
        return Account(own.pw_name, uid, own.pw_gid, switch=False)
    for name in ("postgres", "nobody"):
        try:
            found = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(found.pw_name, found.pw_uid, found.pw_gid, switch=True)
    raise CommandError(
        "以 root 启动时需要 postgres 或 nobody 账户来运行数据库，本机两者都没有；请建立其一，或设置 DATABASE_URL。"
    )


def starter() -> str:
    """Name of the account we run under: the one the server will let in."""
    import pwd

    return pwd.getpwuid(os.geteuid()).pw_name


def reaches(who: Account, folder: Path) -> bool:
    """Whether that account can step into the folder; asked of the system itself, for modes are not the whole story."""
    if not who.switch:
        return os.access(folder, os.X_OK)
    probe = ["/bin/sh", "-c", 'cd "$1"', "sh", str(folder)]
    return subprocess.run(probe, cwd="/", capture_output=True, check=False, **who.popen).returncode == 0


def base_folder(home: Path, who: Account) -> Path:
    """The folder of the database of this home; made on first use, found again ever after.

    `home/database`, or, where the server's account cannot get there, a folder under /var whose path is kept in
    `home/database-at.txt`. Raises CommandError when that folder has since been lost: an empty database in its place
    would look like one whose cases were gone.
    """
    note = home / NOTE
    if note.is_file():
        base = Path(note.read_text(encoding="utf-8").strip())
        if not base.is_dir():
            raise CommandError(
                f"数据库原在 {base}，现已不存在；未新建空库。若数据已另行备份或不再需要，请删除 {note} 后重试。"
            )
        return base
    # Others may pass through, not look: the server's account has to reach its own folder.
    mode = 0o711 if who.switch else 0o700
    home.mkdir(mode=mode, parents=True, exist_ok=True)
    base = home / "database"
    if base.is_dir():
        return base
    with locked(home / "lock"):
        if base.is_dir() or note.is_file():  # somebody else was first
            return base_folder(home, who)
        fresh = home / "database.new"
        fresh.mkdir(mode=mode, exist_ok=True)
        if _can_be_given(fresh, who):
            return fresh.rename(base)
        fresh.rmdir()
        return _base_elsewhere(home, who, note)


def _base_elsewhere(home: Path, who: Account, note: Path) -> Path:
    base = Path(tempfile.mkdtemp(prefix="fazhi-", dir=_elsewhere(home)))
    base.chmod(0o711)
    note.write_text(f"{base}\n", encoding="utf-8")
    say(f"账户 {who.name} 进不了 {home}，数据库改放在 {base}（已记入 {note}）。")
    return base


@contextmanager
def locked(file: Path) -> Iterator[None]:
    """Only one process at a time holds this file; the others wait their turn."""
    import fcntl

    with file.open("w") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("另一个进程正在启动或停止数据库，等它完成 ……")
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def _can_be_given(base: Path, who: Account) -> bool:
    if not who.switch:
        return True
    if not reaches(who, base):
        return False
    trial = base / "trial"
    trial.mkdir(exist_ok=True)
    try:
        os.chown(trial, who.uid, who.gid)
    except PermissionError:  # a network or Windows folder that knows no owners
        return False
    finally:
        trial.rmdir()
    return True


def _elsewhere(home: Path) -> str:
    # What lies in a temporary folder may be tidied away one day; data of a lasting home must not share that fate.
    passing = any(home.is_relative_to(folder) for folder in (*SHARED_TEMPORARY, tempfile.gettempdir()))
    return "/var/tmp" if passing or not os.access("/var/lib", os.W_OK) else "/var/lib"


def socket_folder(base: Path, who: Account) -> Path:
    """The closed folder of the server's socket: `base/run`, or a short one under /tmp when that path is too long."""
    folder = base / "run"
    if len(os.fsencode(folder)) > LONGEST_SOCKET_FOLDER:
        folder = Path("/tmp") / f"fazhi-{hashlib.sha256(os.fsencode(base)).hexdigest()[:16]}"
    try:
        folder.mkdir(mode=0o700)
    except FileExistsError:
        found = folder.lstat()
        # Ours, but not given away yet: another starter made it a moment ago.
        owners = {who.uid, os.geteuid()} if who.switch else {who.uid}
        if not stat.S_ISDIR(found.st_mode) or found.st_uid not in owners or stat.S_IMODE(found.st_mode) != 0o700:
            raise CommandError(
                f"{folder} 不归账户 {who.name} 单独所有，不能用作数据库的连接目录；请删除它后重试。"
            ) from None
    if who.switch:
        os.chown(folder, who.uid, who.gid, follow_symlinks=False)
    return folder
