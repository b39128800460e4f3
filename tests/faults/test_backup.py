"""A backup is put back whole, or is refused with a sentence and leaves nothing behind."""

from __future__ import annotations

import os
import tarfile
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import psycopg
import pytest

from fazhi.conf import backup, backup_drill, backup_programs, backup_restoring
from fazhi.conf.backup import Source
from fazhi.conf.backup_format import BackupFault, Writer
from fazhi.conf.backup_tables import GUARDED, contents
from fazhi.conf.command import main
from fazhi.conf.errors import CommandError
from fazhi.kernel import files, seals
from fazhi.kernel.doing import Doing, NewEvidence
from fazhi.kernel.models import Evidence
from fazhi.people import scopes
from fazhi.people.actors import actors_on
from fazhi.people.models import Person
from fazhi.systems.disputes import actions

PASSPHRASE = "correct horse battery"


@pytest.fixture
def source(committed_town: str, settings: object, tmp_path: Path) -> Source:
    """A house with two disputes, their photos and encrypted telephones, sealed."""
    from django.db import connections

    settings.FILES_ROOT = tmp_path / "files"
    worker = actors_on(Person.objects.get(username="grid_worker"), date(2022, 3, 1))[0]
    for number in range(2):
        photo = NewEvidence("photo", f"{number}.jpg", f"photo {number}".encode() * 40_000)
        cleaned = {"parties": "王小明 13800001234、李四", "summary": "排水争执", "dispute_type": "neighbours"}
        with scopes.within(committed_town):
            doing = Doing("report", worker, date(2022, 3, 1), evidence=[photo])
            actions.begin(doing, {**cleaned, "source": "grid", "village": "500235116201"})
    seals.seal()
    name = connections["default"].settings_dict["NAME"]
    url = psycopg.conninfo.make_conninfo(os.environ["DATABASE_URL"], dbname=name)
    return Source(url, Path(settings.FILES_ROOT), Path(settings.KEYS_ROOT), tmp_path / "secret")


pytestmark = pytest.mark.usefixtures("unblocked")


@pytest.fixture
def unblocked(django_db_setup: None, django_db_blocker: object) -> Iterator[None]:
    with django_db_blocker.unblock():
        yield


@pytest.fixture
def made(source: Source, tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("backup") / "house.fazhi"
    backup.make(file, PASSPHRASE, source)
    return file


@pytest.fixture
def empty_database() -> Iterator[str]:
    name = f"fazhi_restored_{os.getpid()}"
    url = os.environ["DATABASE_URL"]
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE template0')
    yield psycopg.conninfo.make_conninfo(url, dbname=name)
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def tables(url: str) -> int:
    with psycopg.connect(url) as connection:
        return connection.execute(backup_restoring.OCCUPIED).fetchone()[0]


def test_a_restored_house_has_the_same_tables_and_files(
    source: Source, made: Path, empty_database: str, tmp_path: Path
) -> None:
    home = tmp_path / "restored"
    restored = backup_restoring.restore(made, PASSPHRASE, home, empty_database)
    with psycopg.connect(source.url) as before, psycopg.connect(empty_database) as after:
        assert contents(before) == contents(after)
        assert contents(after)["kernel_case"].rows == 2
    members = dict(source.members())
    assert {name for name in members if name.startswith("keys/")}
    assert {name for name in restored.manifest.members if name != backup.DUMP} == members.keys()
    assert all((home / name).read_bytes() == path.read_bytes() for name, path in members.items())
    assert not (home / "restoring").exists()
    # Row-level security and the rights of the application's role came back too.
    with psycopg.connect(empty_database) as connection:
        connection.execute("SET ROLE fazhi_app")
        assert connection.execute("SELECT count(*) FROM kernel_case").fetchone() == (0,)
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute("DELETE FROM kernel_logentry")


def test_a_changed_row_changes_the_digest_of_its_table(source: Source) -> None:
    with psycopg.connect(source.url) as connection:
        before = contents(connection)
        connection.execute("SET session_replication_role = replica")
        connection.execute(
            "UPDATE disputes_dispute SET amount = 3 WHERE case_id = (SELECT id FROM kernel_case LIMIT 1)"
        )
        after = contents(connection)
        connection.rollback()
    assert {name for name in before if before[name] != after[name]} == {"disputes_dispute"}


@pytest.mark.parametrize(
    ("damage", "sentence"),
    [
        (lambda whole: whole[: len(whole) // 2], "不完整"),
        (lambda whole: whole[:-1], "不完整"),
        (lambda whole: whole[:30_000] + bytes([whole[30_000] ^ 1]) + whole[30_001:], "口令不对|改动或损坏"),
        (lambda whole: b"", "不是 fazhi backup"),
    ],
)
def test_a_damaged_backup_restores_nothing(
    made: Path, empty_database: str, tmp_path: Path, damage: Callable[[bytes], bytes], sentence: str
) -> None:
    broken = made.with_name("broken.fazhi")
    broken.write_bytes(damage(made.read_bytes()))
    with pytest.raises(BackupFault, match=sentence):
        backup_restoring.restore(broken, PASSPHRASE, tmp_path / "restored", empty_database)
    assert not (tmp_path / "restored").exists()
    assert tables(empty_database) == 0


def test_a_lost_right_or_trigger_changes_the_digest_of_the_guards(source: Source) -> None:
    for statement in (
        "GRANT DELETE ON kernel_logentry TO fazhi_app",
        "DROP TRIGGER append_only ON kernel_step",
        "ALTER TABLE kernel_case NO FORCE ROW LEVEL SECURITY",
    ):
        with psycopg.connect(source.url) as connection:
            before = contents(connection)
            connection.execute(statement)
            after = contents(connection)
            connection.rollback()
        assert {name for name in before if before[name] != after[name]} == {GUARDED}


def test_a_wrong_passphrase_restores_nothing(made: Path, empty_database: str, tmp_path: Path) -> None:
    with pytest.raises(BackupFault, match="口令不对"):
        backup_restoring.restore(made, "another passphrase", tmp_path / "restored", empty_database)
    assert not (tmp_path / "restored").exists()


def rewritten(made: Path, change: Callable[[Path, backup.Manifest], None]) -> Path:
    """The backup packed anew, by somebody who knows the passphrase, with something else in it."""
    folder = made.parent / "unpacked"
    manifest = backup.unpack(made, PASSPHRASE, folder)
    change(folder, manifest)
    (folder / backup.MANIFEST).write_bytes(manifest.text())
    other = made.with_name("other.fazhi")
    with (
        other.open("wb") as file,
        Writer(file, PASSPHRASE) as writer,
        tarfile.open(fileobj=writer, mode="w|") as archive,
    ):
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                archive.add(path, path.relative_to(folder).as_posix())
    return other


def test_a_file_missing_from_the_archive_is_named(made: Path, empty_database: str, tmp_path: Path) -> None:
    digest = Evidence.objects.using("owner").values_list("digest", flat=True)[0]

    def without_one(folder: Path, manifest: backup.Manifest) -> None:
        next(folder.rglob(digest)).unlink()

    with pytest.raises(BackupFault, match=digest):
        backup_restoring.restore(rewritten(made, without_one), PASSPHRASE, tmp_path / "restored", empty_database)
    assert not (tmp_path / "restored").exists()


def test_rows_that_differ_from_the_manifest_are_taken_away_again(
    made: Path, empty_database: str, tmp_path: Path
) -> None:
    def other_rows(folder: Path, manifest: backup.Manifest) -> None:
        manifest.tables["kernel_step"] = manifest.tables["kernel_case"]

    with pytest.raises(CommandError, match="kernel_step"):
        backup_restoring.restore(rewritten(made, other_rows), PASSPHRASE, tmp_path / "restored", empty_database)
    assert not (tmp_path / "restored").exists()
    assert tables(empty_database) == 0


def test_a_half_readable_dump_is_refused_by_the_exit_code_of_pg_restore(
    made: Path, empty_database: str, tmp_path: Path
) -> None:
    def cut_dump(folder: Path, manifest: backup.Manifest) -> None:
        dump = folder / backup.DUMP
        dump.write_bytes(dump.read_bytes()[:-20_000])
        manifest.members[backup.DUMP] = backup.digest_of_file(dump)

    with pytest.raises(CommandError, match="pg_restore 没有成功"):
        backup_restoring.restore(rewritten(made, cut_dump), PASSPHRASE, tmp_path / "restored", empty_database)
    assert tables(empty_database) == 0


def test_an_evidence_file_that_is_gone_is_noted_and_the_rest_backed_up(
    source: Source, tmp_path_factory: pytest.TempPathFactory
) -> None:
    digest = Evidence.objects.using("owner").values_list("digest", flat=True)[0]
    files.path_of(digest).unlink()
    manifest = backup.make(tmp_path_factory.mktemp("backup") / "house.fazhi", PASSPHRASE, source)
    assert manifest.missing == [digest]
    assert len([name for name in manifest.members if name.startswith("files/")]) == 1


def test_nothing_is_written_over(source: Source, made: Path, tmp_path: Path) -> None:
    before = made.read_bytes()
    with pytest.raises(CommandError, match="已经存在"):
        backup.make(made, PASSPHRASE, source)
    assert made.read_bytes() == before
    assert [path.name for path in made.parent.iterdir()] == [made.name]
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "kept").touch()
    with pytest.raises(CommandError, match="已有内容"):
        backup_restoring.restore(made, PASSPHRASE, tmp_path / "home")
    with pytest.raises(CommandError, match="已有 .* 张表"):
        backup_restoring.restore(made, PASSPHRASE, tmp_path / "restored", source.url)
    assert [path.name for path in (tmp_path / "home").iterdir()] == ["kept"]
    assert tables(source.url) > 20


def test_a_dump_in_plain_holds_no_number(source: Source) -> None:
    with psycopg.connect(source.url) as connection:
        programs = backup_programs.of_version(connection.info.server_version // 10000, "pg_dump")
    text = backup_programs.run(programs.folder, "pg_dump", source.url, ["--format=plain"])
    assert "王小明" in text  # the names are there, so the dump is whole
    assert "13800001234" not in text


def test_the_file_is_for_its_owner_only_and_holds_no_open_text(made: Path) -> None:
    assert made.stat().st_mode & 0o777 == 0o600
    assert b"kernel_case" not in made.read_bytes()


def test_the_drill_proves_a_backup_on_a_clean_place(source: Source, made: Path) -> None:
    checks = list(backup_drill.run(made, PASSPHRASE, source))
    assert [check.title for check in checks if not check.passed] == []
    assert {"逐表核对摘要", "逐个核对文件", "核验日志", "解密身份信息", "登录"} <= {check.title for check in checks}
    assert any("2 项加密的身份信息" in check.detail for check in checks)


def test_the_command_needs_a_long_passphrase(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "passphrase").write_text("short", encoding="utf-8")
    file = tmp_path / "house.fazhi"
    assert main(["backup", str(file), "--passphrase-file", str(tmp_path / "passphrase")]) == 2
    assert "至少" in capsys.readouterr().err
    assert main(["restore", str(file), "--into", str(tmp_path / "home"), "--passphrase-file", "nowhere"]) == 2
    assert not file.exists()
