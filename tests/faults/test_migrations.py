"""T-17: tables are brought up to date from nothing and from the version before, rows and all, and nobody waits for it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
import pytest
from django.core.management import call_command
from django.db import DatabaseError, connections
from django.db.migrations import RunSQL
from django.test import override_settings
from pytest_django import DjangoDbBlocker

from fazhi.conf import start
from fazhi.conf.backup_tables import GUARDED, contents
from fazhi.conf.errors import CommandError
from fazhi.kernel.today import at
from tests.faults import lanes, migrating, twins, visiting
from tests.faults.migrating import Structure

CLAIM = "空库到最新；两镇有数据时各应用退回一版再前进：结构逐项相同，行不丢不变"
WHOLE = "空库时每一次迁移退回再前进：表、栏、约束、触发器、权限、视图逐项相同"
WAITING = "有人占着数据表（如正在备份）：两秒内放弃并说明，结构不变；放开后照常完成"
# Written anew by every migrate.
ANEW = {GUARDED, "django_migrations", "kernel_road", "kernel_apart"}


@pytest.fixture(scope="module")
def database(django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A database that was empty, brought to the newest version, with the work of two towns in it; its address."""
    folder = tmp_path_factory.mktemp("files")
    over = {"FILES_ROOT": folder, "KEYS_ROOT": folder.with_name(f"{folder.name}-keys"), **visiting.https()}
    with django_db_blocker.unblock(), migrating.fresh_database(f"fazhi_migrating_{os.getpid()}") as url:
        start.migrate()
        with override_settings(**over), at(twins.TODAY):
            twins.settle()
        connections["default"].close()
        yield url


@pytest.fixture
def head(database: str) -> Structure:
    """The structure at the newest version."""
    return migrating.structure()


def forth_and_back(database: str, head: Structure, application: str, name: str) -> list[str]:
    """What is not as it was after one migration was undone and done again."""
    with psycopg.connect(database) as connection:
        before = contents(connection)
    try:
        if not migrating.step_back(application, name):
            return [f"{application} {name}：不能退回"]
        older = migrating.structure()
        start.migrate()
    except DatabaseError as error:
        return [f"{application} {name}：{str(error).splitlines()[0]}"]
    with psycopg.connect(database) as connection:
        after = contents(connection)
    wrong = migrating.differences(head, migrating.structure())
    # What the migration itself brought went with it; what was there before is there again.
    changed = {one.split()[1].partition(".")[0] for one in migrating.differences(head, older)}
    kept = before.keys() - ANEW - {one for one in before if ("table", one) not in older}
    wrong += [f"{one} 少了行" for one in kept if after[one].rows != before[one].rows]
    wrong += [f"{one} 的行变了" for one in kept - changed if after[one] != before[one]]
    return [f"{application} {name}：{one}" for one in wrong]


def test_the_newest_version_is_undone_and_done_again_with_rows(
    database: str, head: Structure, record_property: lanes.Record
) -> None:
    steps = migrating.steps(whole=False)
    wrong = [one for step in steps for one in forth_and_back(database, head, *step)]
    lanes.hold(record_property, "T-17", CLAIM, len(steps), (), wrong)


def forgetting(self: RunSQL, *given: object) -> None:
    """Undoes nothing."""


def test_a_migration_that_undoes_nothing_is_noticed(
    database: str, head: Structure, record_property: lanes.Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(RunSQL, "database_backwards", forgetting)
        wrong = forth_and_back(database, head, *migrating.steps(whole=False)[0])
    call_command("migrate", "people", database="owner", fake=True, verbosity=0)
    assert migrating.differences(head, migrating.structure()) == []
    lanes.caught(record_property, "T-17", "退回时什么也不做", 1, wrong)


@pytest.mark.parametrize(
    ("name", "damage", "repair"),
    [
        (
            "迁移顺手收回了权限",
            "REVOKE SELECT ON kernel_case FROM fazhi_app",
            "GRANT SELECT ON kernel_case TO fazhi_app",
        ),
        (
            "迁移改动了已有的行",
            "UPDATE people_person SET name = name || '。'",
            "UPDATE people_person SET name = rtrim(name, '。')",
        ),
    ],
)
def test_a_migration_that_does_more_is_noticed(
    database: str,
    head: Structure,
    record_property: lanes.Record,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    damage: str,
    repair: str,
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(start, "GRANTS", f"{start.GRANTS} {damage};")
        wrong = forth_and_back(database, head, *migrating.steps(whole=False)[0])
    with connections["owner"].cursor() as cursor:
        cursor.execute(repair)
    lanes.caught(record_property, "T-17", name, 1, wrong)


@contextmanager
def held(database: str) -> Iterator[None]:
    """Somebody reads every table in one long transaction, as a backup does."""
    with psycopg.connect(database) as reader:
        names = ", ".join(f'"{one}"' for one in sorted(migrating.tables()) if not one.endswith("_seq"))
        reader.execute(f"LOCK TABLE {names} IN ACCESS SHARE MODE")
        yield


def impatient(database: str, head: Structure, application: str, name: str) -> list[str]:
    """What happens to somebody who migrates meanwhile. A migration that waits for good is broken off after five seconds."""
    migrating.step_back(application, name)
    older, wrong = migrating.structure(), []
    with held(database):
        options = connections["owner"].settings_dict["OPTIONS"]
        connections["owner"].close()
        connections["owner"].settings_dict["OPTIONS"] = {**options, "options": "-c statement_timeout=5s"}
        try:
            start.migrate()
        except CommandError as refusal:
            wrong += [] if str(refusal) == start.BUSY else [str(refusal)]
            wrong += migrating.differences(older, migrating.structure())
        except DatabaseError as error:
            wrong.append(f"没有放弃等待：{str(error).splitlines()[0]}")
        finally:
            connections["owner"].close()
            connections["owner"].settings_dict["OPTIONS"] = options
    start.migrate()
    wrong += migrating.differences(head, migrating.structure())
    return [f"{application} {name}：{one}" for one in wrong]


def locking() -> list[tuple[str, str]]:
    """The newest migration of some applications, or of all of them."""
    steps = migrating.steps(whole=False)
    return steps if lanes.full() else [one for one in steps if one[0] in ("kernel", "report")]


def test_nobody_waits_for_a_migration(database: str, head: Structure, record_property: lanes.Record) -> None:
    steps = locking()
    wrong = [one for step in steps for one in impatient(database, head, *step)]
    lanes.hold(record_property, "T-17", WAITING, len(steps), (), wrong)


def test_a_migration_that_waits_for_good_is_noticed(
    database: str, head: Structure, record_property: lanes.Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(start, "LONGEST_WAIT", "0")
    wrong = impatient(database, head, *next(one for one in migrating.steps(whole=False) if one[0] == "report"))
    lanes.caught(record_property, "T-17", "一直等锁", 1, wrong)


@pytest.mark.skipif(not lanes.full(), reason="two minutes: full lane")
def test_every_migration_is_undone_and_done_again(
    django_db_blocker: DjangoDbBlocker, record_property: lanes.Record
) -> None:
    with django_db_blocker.unblock(), migrating.fresh_database(f"fazhi_whole_{os.getpid()}") as url:
        start.migrate()
        head, steps = migrating.structure(), migrating.steps(whole=True)
        wrong = [one for step in steps for one in forth_and_back(url, head, *step)]
    lanes.hold(record_property, "T-17", WHOLE, len(steps), (), wrong)
