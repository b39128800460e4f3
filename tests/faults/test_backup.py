"""A backup is put back whole, or is refused with a sentence and leaves nothing behind."""

from __future__ import annotations

import os
import tarfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from random import Random

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
from tests.faults import lanes
from tests.faults.lanes import Record

PASSPHRASE = "correct horse battery"
DRILLED = "演练：在空环境恢复，每张表、每个文件与原来相同，日志核验到封签，身份信息能解密，能登录"
DAMAGED = "截断、改动、重复、缺段的备份和错的口令：一概不恢复，什么也不留下，有一句说明"


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


def drilled(made: Path, source: Source) -> list[backup_drill.Check]:
    return list(backup_drill.run(made, PASSPHRASE, source))


def failed(checks: list[backup_drill.Check]) -> list[str]:
    return [f"{check.title}：{check.detail}" for check in checks if not check.passed]


def test_the_drill_proves_a_backup_on_a_clean_place(source: Source, made: Path, record_property: Record) -> None:
    checks = drilled(made, source)
    manifest = backup.check(made, PASSPHRASE)
    assert {"逐表核对摘要", "逐个核对文件", "核验日志", "解密身份信息", "登录"} <= {check.title for check in checks}
    assert any("2 项加密的身份信息" in check.detail for check in checks)
    lanes.hold(record_property, "T-18", DRILLED, len(manifest.tables) + len(manifest.members), (), failed(checks))


@pytest.mark.parametrize(
    ("name", "skipped"),
    [("备份漏掉一个佐证文件", "files/"), ("备份漏掉密钥", ".key"), ("备份漏掉“现用哪一把密钥”", "keys/current")],
)
def test_a_backup_that_skips_files_is_noticed(
    source: Source,
    tmp_path_factory: pytest.TempPathFactory,
    record_property: Record,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    skipped: str,
) -> None:
    whole = Source.members

    def fewer(self: Source) -> Iterator[tuple[str, Path]]:
        found = list(whole(self))
        left_out = next(one for one in found if skipped in one[0])
        yield from (one for one in found if one != left_out)

    monkeypatch.setattr(Source, "members", fewer)
    file = tmp_path_factory.mktemp("backup") / "house.fazhi"
    backup.make(file, PASSPHRASE, source)
    monkeypatch.undo()
    lanes.caught(record_property, "T-18", name, 1, failed(drilled(file, source)))


def damaged(random: Random, whole: bytes) -> bytes:
    """A backup as a bad disk or a broken transfer leaves it."""
    at, length = random.randrange(len(whole)), random.randint(1, 4096)
    bits = bytes(one ^ random.randint(1, 255) for one in whole[at : at + length])
    return random.choice(
        [whole[:at], whole[:at] + whole[at + length :], whole[:at] + bits + whole[at + length :],
         whole + whole[at : at + length], whole[:at] + whole[at : at + length] + whole[at:]]
    )  # fmt: skip


def restored_anyway(file: Path, passphrase: str, url: str, home: Path) -> list[str]:
    """What is wrong with how a backup that cannot be used is refused: with a sentence, and nothing left behind."""
    try:
        backup_restoring.restore(file, passphrase, home, url)
    except CommandError as refusal:
        left = [f"{tables(url)} 张表"] if tables(url) else []
        left += ["文件夹"] if home.exists() else []
        return [f"留下{'、'.join(left)}"] if left else [] if str(refusal).endswith("。") else [str(refusal)]
    return ["照样恢复了"]


def test_whatever_damages_a_backup_nothing_is_restored(
    made: Path, empty_database: str, tmp_path: Path, record_property: Record
) -> None:
    taken, whole, broken, wrong = lanes.seeds(12, 200), made.read_bytes(), made.with_name("broken.fazhi"), []
    for seed in taken:
        broken.write_bytes(damaged(Random(seed), whole))
        found = restored_anyway(broken, PASSPHRASE, empty_database, tmp_path / "restored")
        wrong += [f"seed {seed}：{one}" for one in found]
    wrong += restored_anyway(made, "another passphrase", empty_database, tmp_path / "restored")
    lanes.hold(record_property, "T-18", DAMAGED, len(taken) + 1, taken, wrong)


def half_dump(made: Path) -> Path:
    """A backup whose archive is whole and whose dump was cut before it was packed."""

    def cut_dump(folder: Path, manifest: backup.Manifest) -> None:
        dump = folder / backup.DUMP
        dump.write_bytes(dump.read_bytes()[:-20_000])
        manifest.members[backup.DUMP] = backup.digest_of_file(dump)

    return rewritten(made, cut_dump)


def careless(patch: pytest.MonkeyPatch) -> None:
    """Whatever the exit code of pg_restore is, its work counts as done."""
    run = backup_programs.run

    def run_on(folder: Path, program: str, url: str, arguments: Sequence[str | Path]) -> str:
        with suppress(CommandError):
            return run(folder, program, url, arguments)
        return ""

    patch.setattr(backup_programs, "run", run_on)


def test_a_half_readable_dump_is_refused_by_the_exit_code_of_pg_restore(
    made: Path, empty_database: str, tmp_path: Path
) -> None:
    with pytest.raises(CommandError, match="pg_restore 没有成功"):
        backup_restoring.restore(half_dump(made), PASSPHRASE, tmp_path / "restored", empty_database)
    assert tables(empty_database) == 0


def test_a_half_readable_dump_is_refused_by_its_tables_where_the_exit_code_is_ignored(
    made: Path, empty_database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    careless(monkeypatch)
    assert restored_anyway(half_dump(made), PASSPHRASE, empty_database, tmp_path / "restored") == []


def test_an_ignored_exit_code_and_uncounted_tables_are_noticed(
    made: Path, empty_database: str, tmp_path: Path, record_property: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    careless(monkeypatch)
    monkeypatch.setattr(backup_restoring, "contents", lambda connection: backup.check(made, PASSPHRASE).tables)
    wrong = restored_anyway(half_dump(made), PASSPHRASE, empty_database, tmp_path / "restored")
    lanes.caught(record_property, "T-18", "忽略 pg_restore 的退出码，也不核对各表", 1, wrong)


def test_the_command_needs_a_long_passphrase(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "passphrase").write_text("short", encoding="utf-8")
    file = tmp_path / "house.fazhi"
    assert main(["backup", str(file), "--passphrase-file", str(tmp_path / "passphrase")]) == 2
    assert "至少" in capsys.readouterr().err
    assert main(["restore", str(file), "--into", str(tmp_path / "home"), "--passphrase-file", "nowhere"]) == 2
    assert not file.exists()
