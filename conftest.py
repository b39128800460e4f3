"""Real PostgreSQL for every test, as the role the application has in earnest; a town with its standing people."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import django
import psycopg
import pytest
from pytest_django import DjangoDbBlocker

YOUNG = 20_000
"""So many new objects before they are looked through; the interpreter's own 700 are those of a small program."""
CERTIFICATES = {"officer": "enforcement", "second_officer": "enforcement", "legal": "legal"}
TOWN, COUNTY, OTHER_TOWN = "500235116000", "500235000000", "500235117000"
VILLAGE, SECOND_VILLAGE = "500235116201", "500235116202"
STANDING = {
    "secretary": ("谭书记", "secretary", "镇党委", TOWN),
    "mayor": ("向镇长", "mayor", "镇政府", TOWN),
    "mediator": ("冉调解", "mediator", "镇人民调解委员会", TOWN),
    "second_mediator": ("牟调解", "mediator", "镇人民调解委员会", TOWN),
    "officer": ("秦执法", "officer", "综合行政执法大队", TOWN),
    "second_officer": ("岳执法", "officer", "综合行政执法大队", TOWN),
    "legal": ("尹审核", "legal_reviewer", "党政办", TOWN),
    "clerk": ("黎经办", "clerk", "司法所", TOWN),
    "editor": ("陶编辑", "editor", "司法所", TOWN),
    "grid_worker": ("廖网格", "grid_worker", "青石村", VILLAGE),
    "county_supervisor": ("程监督", "county_supervisor", "县司法局", COUNTY),
    "system_admin": ("贺系统", "system_admin", "党政办", TOWN),
    "stranger": ("外镇人", "clerk", "司法所", OTHER_TOWN),
}


def pytest_configure(config: pytest.Config) -> None:
    """Start the embedded server (or take DATABASE_URL) before Django reads its settings."""
    from fazhi.conf import database

    os.environ.setdefault("FAZHI_SECRET", "only for tests")
    # Playwright's synchronous driver keeps a loop in the thread of the tests; Django would take the test itself for async.
    os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    os.environ["DATABASE_URL"] = database.ensure()
    # Not in pyproject: there pytest-django would read the settings before the database has an address.
    os.environ["DJANGO_SETTINGS_MODULE"] = "fazhi.conf.settings"
    django.setup()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The tests of faults take a minute and more each: begun first, so that no worker waits for the other's last one."""
    items.sort(key=lambda item: "faults" not in item.path.parts)


def pytest_collection_finish() -> None:
    """What was imported and collected stays to the end: looking through it for garbage again and again took a twentieth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG)


@pytest.fixture(scope="session")
def django_db_setup(request: pytest.FixtureRequest, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """One migrated database per worker; both connections use it, one as owner, one as the application's role."""
    from django.db import connections

    from fazhi.conf.start import migrate

    name = f"fazhi_test_{getattr(request.config, 'workerinput', {}).get('workerid', 'main')}_{os.getpid()}"
    url = os.environ["DATABASE_URL"]
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
        # Nothing of it outlives the worker, so no commit need wait for the disk; what must survive is tested on servers of its own.
        connection.execute(f'ALTER DATABASE "{name}" SET synchronous_commit = off')
    with django_db_blocker.unblock():
        for alias in connections:
            connections[alias].close()
            connections[alias].settings_dict["NAME"] = name
        migrate()
        connections["owner"].close()
    yield
    with django_db_blocker.unblock():
        for alias in connections:
            connections[alias].close()
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture
def files_folder(settings: SimpleNamespace, tmp_path: Path) -> Path:
    """Evidence and keys go to folders of the test's own."""
    settings.FILES_ROOT = tmp_path
    settings.KEYS_ROOT = tmp_path.with_name(f"{tmp_path.name}-keys")
    return tmp_path


@pytest.fixture
def town(db: None, files_folder: object) -> str:
    """沙市镇 with two villages, a neighbouring town, and the standing people in post since 2020."""
    return _settle()


@pytest.fixture
def committed_town(django_db_setup: None, django_db_blocker: DjangoDbBlocker, files_folder: object) -> Iterator[str]:
    """The same town in committed rows, for tests in which several connections meet; emptied afterwards by the owner."""
    from django.apps import apps
    from django.db import connections

    from fazhi.kernel import roads

    with django_db_blocker.unblock():
        try:
            yield _settle()
        finally:
            tables = {
                model._meta.db_table for model in apps.get_models(include_auto_created=True) if model._meta.managed
            }
            with connections["owner"].cursor() as cursor:
                cursor.execute("SET session_replication_role = replica")
                cursor.execute(f"TRUNCATE {', '.join(sorted(tables))} RESTART IDENTITY")
                cursor.execute("SET session_replication_role = DEFAULT")
            roads.write()
            connections["owner"].close()
            connections["default"].close()


def _settle() -> str:
    from fazhi.people.models import Appointment, Certificate, Division, Office, Person, Post

    since = date(2020, 1, 1)
    rows = [
        (COUNTY, "云阳县", "county", None),
        (TOWN, "沙市镇", "town", COUNTY),
        (OTHER_TOWN, "邻水镇", "town", COUNTY),
        (VILLAGE, "青石村", "village", TOWN),
        (SECOND_VILLAGE, "柏树村", "village", TOWN),
        ("500235117201", "外湾村", "village", OTHER_TOWN),
    ]
    Division.objects.bulk_create(Division(code=c, name=n, level=lv, parent_id=p) for c, n, lv, p in rows)
    for username, (name, role, office, division) in STANDING.items():
        held = Office.objects.get_or_create(division_id=division, name=office)[0]
        post = Post.objects.get_or_create(office=held, title=f"{name[1:]}岗", role=role)[0]
        person = Person.objects.create_person(username, name)
        Appointment.objects.create(person=person, post=post, division_id=division, starts_on=since)
        if username in CERTIFICATES:
            kind = CERTIFICATES[username]
            Certificate.objects.create(person=person, kind=kind, number=f"渝-{username}", starts_on=since)
    return TOWN


@pytest.fixture
def actor(town: str) -> Callable[[str], object]:
    """The actor of a standing person: actor("clerk")."""
    from fazhi.people.actors import actors_on
    from fazhi.people.models import Person

    return lambda username: actors_on(Person.objects.get(username=username), date(2026, 1, 1))[0]


@pytest.fixture
def in_town(town: str) -> Iterator[str]:
    """The town's scope, open for the whole test."""
    from fazhi.people import scopes

    with scopes.within(town):
        yield town
