"""The embedded database against what happens in a township office: power gone, processes killed, numbers reused."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import psutil
import psycopg
import pytest

from fazhi.conf import binaries, cluster, database, placement, start
from fazhi.conf.errors import CommandError

HAS_SYSTEM_SERVER = next(binaries.system(), None) is not None
SERVERS = [
    pytest.param("", id="system", marks=pytest.mark.skipif(not HAS_SYSTEM_SERVER, reason="no PostgreSQL installed")),
    pytest.param("bundled", id="bundled"),
]
AS_ROOT = os.geteuid() == 0


@pytest.fixture
def home(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A short, open home of the test's own; its server is stopped and its folders are gone afterwards."""
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.delenv("FAZHI_POSTGRES", raising=False)
    outer = Path(tempfile.mkdtemp(prefix="home-", dir="/tmp"))
    outer.chmod(0o755)
    yield outer / "h"
    for folder in (outer / "h", *outer.glob("h/*/h")):
        if (folder / "database").is_dir() or (folder / placement.NOTE).is_file():
            clear(folder)
    shutil.rmtree(outer)


def clear(home: Path) -> None:
    note = home / placement.NOTE
    if note.is_file() and not Path(note.read_text().strip()).is_dir():
        return
    own = database.cluster(home)
    database.stop(home)
    shutil.rmtree(own.sockets)
    shutil.rmtree(own.base)


def by_command(home: Path, action: str = "start") -> subprocess.CompletedProcess[str]:
    """The launcher in a process of its own, as people run it."""
    environment = {**os.environ, "FAZHI_HOME": str(home)}
    command = [sys.executable, "-m", "fazhi", "database", action]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


def kill_everything(server: psutil.Process) -> None:
    for process in [server, *server.children(recursive=True)]:
        with suppress(psutil.NoSuchProcess):
            process.send_signal(signal.SIGKILL)


def rows(url: str) -> list[int]:
    with psycopg.connect(url) as connection:
        return [number for (number,) in connection.execute("SELECT n FROM work ORDER BY n")]


WRITER = """
import sys, psycopg
with psycopg.connect(sys.argv[1], autocommit=True) as connection:
    for n in range(1_000_000):
        connection.execute("INSERT INTO work VALUES (%s)", [n])
        print(n, flush=True)
"""


@pytest.mark.parametrize("server", SERVERS)
def test_committed_rows_survive_killing_everything(home: Path, monkeypatch: pytest.MonkeyPatch, server: str) -> None:
    monkeypatch.setenv("FAZHI_POSTGRES", server)
    url = by_command(home).stdout.strip()
    with psycopg.connect(url) as connection:
        connection.execute("CREATE TABLE work (n int PRIMARY KEY)")
    writer = subprocess.Popen([sys.executable, "-c", WRITER, url], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    assert writer.stdout is not None
    said = [writer.stdout.readline() for _ in range(500)]
    running = database.cluster(home).server()
    assert running is not None
    kill_everything(running)
    said += writer.stdout.readlines()
    writer.wait()
    again = by_command(home)
    assert again.returncode == 0, again.stderr
    kept = rows(url)
    assert kept[: len(said)] == [int(line) for line in said]
    assert len(kept) <= len(said) + 1  # the last one may have been committed and not yet said


@pytest.mark.parametrize("server", SERVERS)
def test_starts_again_beside_its_own_zombie(home: Path, monkeypatch: pytest.MonkeyPatch, server: str) -> None:
    monkeypatch.setenv("FAZHI_POSTGRES", server)
    url = database.ensure(home)
    with psycopg.connect(url) as connection:
        connection.execute("CREATE TABLE work AS SELECT 1 AS n")
    killed = database.cluster(home).server()
    assert killed is not None
    kill_everything(killed)
    assert database.ensure(home) == url
    assert rows(url) == [1]


@pytest.mark.parametrize("server", SERVERS)
def test_starts_when_its_number_now_belongs_to_another_process(
    home: Path, monkeypatch: pytest.MonkeyPatch, server: str
) -> None:
    monkeypatch.setenv("FAZHI_POSTGRES", server)
    database.ensure(home)
    own = database.cluster(home)
    running = own.server()
    assert running is not None
    kill_everything(running)
    stranger = subprocess.Popen(["sleep", "600"], cwd="/", **own.account.popen)
    try:
        file = own.data / "postmaster.pid"
        file.write_text("\n".join([str(stranger.pid), *file.read_text().split("\n")[1:]]))
        assert own.server() is None
        with psycopg.connect(database.ensure(home)) as connection:
            assert connection.execute("SELECT 1").fetchone() == (1,)
        assert stranger.poll() is None
    finally:
        stranger.kill()
        stranger.wait()


def test_waits_for_a_process_left_behind_by_a_killed_server(home: Path) -> None:
    url = database.ensure(home)
    busy = "SELECT count(*) FROM generate_series(1, 8000000)"
    client = subprocess.Popen(
        [sys.executable, "-c", "import sys, psycopg; psycopg.connect(sys.argv[1]).execute(sys.argv[2])", url, busy],
        stderr=subprocess.DEVNULL,
    )
    with psycopg.connect(url, autocommit=True) as connection:
        running = "SELECT 1 FROM pg_stat_activity WHERE state = 'active' AND query = %s"
        while not connection.execute(running, [busy]).fetchone():
            continue
    server = database.cluster(home).server()
    assert server is not None
    server.kill()
    assert database.ensure(home) == url
    client.wait()


def test_what_a_process_left_behind_says_as_it_leaves_is_not_why_the_new_server_ended(home: Path) -> None:
    place = database.cluster(home)
    place.log.parent.mkdir(parents=True, exist_ok=True)
    shared = "FATAL:  pre-existing shared memory block (key 1, ID 2) is still in use"
    place.log.write_text(f"{shared}\nFATAL:  terminating connection due to unexpected postmaster exit\n")
    assert place._last_words(0) == shared


def test_starting_twice_leaves_the_first_server_alone(home: Path) -> None:
    url = database.ensure(home)
    first = database.cluster(home).server()
    assert database.ensure(home) == url
    assert by_command(home).stdout.strip() == url
    assert database.cluster(home).server() == first


def test_a_home_deleted_under_a_running_server_is_said_at_once_and_stop_cures_it(home: Path) -> None:
    database.ensure(home)
    old = database.cluster(home).server()
    assert old is not None
    shutil.rmtree(database.cluster(home).base)
    refused = by_command(home)
    assert refused.returncode != 0
    assert f"原来的数据库（进程 {old.pid}）还没有停下" in refused.stderr
    assert "fazhi database stop" in refused.stderr
    assert not database.cluster(home).data.exists()
    assert "数据库已停止" in by_command(home, "stop").stdout
    assert not old.is_running() or old.status() == psutil.STATUS_ZOMBIE
    assert by_command(home).returncode == 0


def test_a_server_whose_socket_was_removed_is_said_at_once(home: Path) -> None:
    database.ensure(home)
    own = database.cluster(home)
    (own.sockets / ".s.PGSQL.5432").unlink()
    with pytest.raises(CommandError, match="套接字文件已被删除.*fazhi database stop"):
        database.ensure(home)
    assert database.stop(home)
    database.ensure(home)


def test_several_starters_at_once_get_one_server(home: Path) -> None:
    environment = {**os.environ, "FAZHI_HOME": str(home)}
    command = [sys.executable, "-m", "fazhi", "database", "start"]
    starters = [
        subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for _ in range(4)
    ]
    answers = [starter.communicate() for starter in starters]
    assert [starter.returncode for starter in starters] == [0, 0, 0, 0], answers
    assert len({out for out, _ in answers}) == 1
    assert sum("建立数据库" in err for _, err in answers) == 1


@pytest.mark.skipif(not AS_ROOT, reason="only root gives the server to another account")
def test_a_folder_another_starter_has_just_made_is_given_away_and_a_foreign_one_is_refused(tmp_path: Path) -> None:
    who = placement.account()
    (tmp_path / "run").mkdir(mode=0o700)  # as it is between the two steps of the other starter
    assert placement.socket_folder(tmp_path, who).stat().st_uid == who.uid
    (tmp_path / "run").chmod(0o755)
    with pytest.raises(CommandError, match="单独所有.*请删除它后重试。$"):
        placement.socket_folder(tmp_path, who)


def test_a_home_with_a_very_long_path_works(home: Path) -> None:
    deep = home / ("长" * 40) / "h"
    with psycopg.connect(database.ensure(deep)) as connection:
        assert connection.execute("SELECT current_database()").fetchone() == ("fazhi",)


@pytest.mark.skipif(not AS_ROOT, reason="only root gives the server to another account")
@pytest.mark.parametrize("server", SERVERS)
def test_a_home_below_a_closed_folder_works_and_says_where_the_data_went(
    home: Path, monkeypatch: pytest.MonkeyPatch, server: str
) -> None:
    monkeypatch.setenv("FAZHI_POSTGRES", server)
    home.parent.chmod(0o700)
    started = by_command(home)
    assert started.returncode == 0, started.stderr
    base = Path((home / placement.NOTE).read_text(encoding="utf-8").strip())
    assert str(base) in started.stderr
    with psycopg.connect(started.stdout.strip()) as connection:
        assert connection.execute("SHOW data_directory").fetchone() == (str(base / "data"),)


@pytest.mark.skipif(not AS_ROOT, reason="only root gives the server to another account")
def test_data_that_went_elsewhere_and_is_lost_is_not_replaced_by_an_empty_database(home: Path) -> None:
    home.parent.chmod(0o700)
    database.ensure(home)
    clear(home)
    with pytest.raises(CommandError, match="未新建空库"):
        database.ensure(home)


@pytest.mark.skipif(not AS_ROOT, reason="only root can keep the programs from the server's account")
def test_programs_the_account_cannot_read_are_copied(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = next(binaries.bundled())
    closed = home.parent / "closed"
    package = closed / found.folder.parents[1].name
    shutil.copytree(found.folder.parent, package / found.folder.parent.name, symlinks=True)
    shutil.copytree(found.folder.parents[2] / f"{package.name}.libs", closed / f"{package.name}.libs")
    closed.chmod(0o700)
    unreadable = binaries.Binaries(package / found.folder.parent.name / "bin", found.version, bundled=True)
    monkeypatch.setattr(cluster, "available", lambda: iter([unreadable]))
    with psycopg.connect(database.ensure(home)) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)


def test_a_killed_beginning_is_begun_again(home: Path) -> None:
    own = database.cluster(home)
    (own.base / "data.new").mkdir()
    (own.base / "data.new" / "PG_VERSION").write_text("1")
    with psycopg.connect(database.ensure(home)) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)


def test_data_of_a_version_that_is_not_installed_is_left_alone(home: Path) -> None:
    own = database.cluster(home)
    own.data.mkdir()
    (own.data / "PG_VERSION").write_text("9\n")
    with pytest.raises(CommandError, match="PostgreSQL 9 建立"):
        database.ensure(home)
    assert [file.name for file in own.data.iterdir()] == ["PG_VERSION"]


def test_a_start_that_fails_says_why_in_one_sentence(home: Path) -> None:
    database.ensure(home)
    database.stop(home)
    settings = database.cluster(home).data / "postgresql.conf"
    settings.write_text(settings.read_text() + "\nshared_buffers = 'much'\n")
    with pytest.raises(CommandError, match=r"数据库没有启动成功，数据未动.*server\.log"):
        database.ensure(home)


def test_stop_spares_a_server_in_use_when_asked_to(home: Path) -> None:
    with psycopg.connect(database.ensure(home)):
        assert not database.stop(home, only_if_idle=True)
        assert database.status(home).running
    assert database.stop(home, only_if_idle=True)
    assert not database.status(home).running
    assert not database.stop(home)


def test_what_protects_the_data_is_on(home: Path) -> None:
    with psycopg.connect(database.ensure(home)) as connection:
        names = ("fsync", "full_page_writes", "synchronous_commit", "data_checksums")
        assert [connection.execute(f"SHOW {name}").fetchone() for name in names] == [("on",)] * len(names)
        assert connection.execute("SHOW server_encoding").fetchone() == ("UTF8",)
        assert connection.execute("SHOW listen_addresses").fetchone() == ("",)


def test_only_its_own_account_is_let_in(home: Path) -> None:
    database.ensure(home)
    own = database.cluster(home)
    assert own.sockets.stat().st_mode & 0o777 == 0o700
    assert own.sockets.stat().st_uid == own.account.uid
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(own.url().replace("://fazhi@", "://postgres@"))


@pytest.mark.parametrize("server", SERVERS)
def test_an_owner_without_special_rights_can_prepare_a_database_and_work_in_it(
    home: Path, monkeypatch: pytest.MonkeyPatch, server: str
) -> None:
    monkeypatch.setenv("FAZHI_POSTGRES", server)
    with psycopg.connect(database.ensure(home), autocommit=True) as connection:
        connection.execute("CREATE ROLE county LOGIN CREATEROLE")
        connection.execute("GRANT ALL ON SCHEMA public TO county WITH GRANT OPTION")
        connection.execute("SET SESSION AUTHORIZATION county")
        for _ in range(2):
            connection.execute(start.ROLE + start.GRANTS)
        connection.execute("SET ROLE fazhi_app")
        assert connection.execute("SELECT current_user").fetchone() == ("fazhi_app",)


def test_a_named_server_is_taken_as_it_stands(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://somewhere/else")
    monkeypatch.setenv("FAZHI_HOME", str(home))
    assert database.ensure() == "postgresql://somewhere/else"
    assert not home.exists()
    assert by_command(home, "stop").stdout == "数据库由 DATABASE_URL 指定，不归本命令管理。\n"
