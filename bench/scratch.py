"""A scratch database on the embedded server with one town in it, dropped afterwards."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import psycopg

TOWN, VILLAGE = "500235116000", "500235116201"


@contextmanager
def database() -> Iterator[str]:
    """Set Django up on a fresh, migrated database; yields its address for bare psycopg."""
    from fazhi.conf.start import prepare

    prepare()
    from django.conf import settings
    from django.db import connections

    from fazhi.conf.start import migrate

    name, url = f"fazhi_bench_{os.getpid()}", os.environ["DATABASE_URL"]
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    try:
        with tempfile.TemporaryDirectory() as folder:
            settings.FILES_ROOT = Path(folder)
            for alias in connections:
                connections[alias].close()
                connections[alias].settings_dict["NAME"] = name
            migrate()
            _people()
            yield psycopg.conninfo.make_conninfo(url, dbname=name)
            for alias in connections:
                connections[alias].close()
    finally:
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def _people() -> None:
    from fazhi.people.models import Appointment, Division, Office, Person, Post

    county = Division.objects.create(code="500235000000", name="测试县", level="county")
    town = Division.objects.create(code=TOWN, name="测试镇", level="town", parent=county)
    Division.objects.create(code=VILLAGE, name="测试村", level="village", parent=town)
    office = Office.objects.create(division=town, name="司法所")
    for role, username in (("clerk", "clerk"), ("editor", "editor")):
        person = Person.objects.create_person(username, "测试员", "bench password 1")
        post = Post.objects.create(office=office, title=f"{role}岗", role=role)
        Appointment.objects.create(person=person, post=post, division=town, starts_on=date(2020, 1, 1))


def actor(username: str = "clerk") -> object:
    """The actor of one of the two people of the scratch town."""
    from fazhi.kernel.today import today
    from fazhi.people.actors import actors_on
    from fazhi.people.models import Person

    return actors_on(Person.objects.get(username=username), today())[0]
