"""A database of its own, migrated forth and back (T-17), and everything that makes up its structure."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from django.core.management import call_command
from django.db import connections
from django.db.migrations.exceptions import IrreversibleError
from django.db.migrations.loader import MigrationLoader

from fazhi.kernel import dictionary

PUBLIC = "'public'::regnamespace"
STRUCTURE = f"""
SELECT 'column', table_name || '.' || column_name, data_type || coalesce(character_maximum_length::text, '') || is_nullable
       || coalesce(column_default, '') || coalesce(collation_name, '')
  FROM information_schema.columns WHERE table_schema = 'public'
UNION ALL SELECT 'table', relname, relkind::text || relrowsecurity::text || relforcerowsecurity::text
       || coalesce((SELECT string_agg(one::text, ',' ORDER BY one::text) FROM unnest(relacl) one), '')
  FROM pg_class WHERE relnamespace = {PUBLIC} AND relkind IN ('r', 'v', 'S')
UNION ALL SELECT 'index', indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'
UNION ALL SELECT 'constraint', conrelid::regclass || '.' || conname, pg_get_constraintdef(oid)
  FROM pg_constraint WHERE connamespace = {PUBLIC}
UNION ALL SELECT 'trigger', tgrelid::regclass || '.' || tgname, pg_get_triggerdef(oid) FROM pg_trigger
  WHERE NOT tgisinternal AND tgrelid IN (SELECT oid FROM pg_class WHERE relnamespace = {PUBLIC})
UNION ALL SELECT 'function', proname, pg_get_functiondef(oid) FROM pg_proc WHERE pronamespace = {PUBLIC} AND prokind = 'f'
UNION ALL SELECT 'view', viewname, definition FROM pg_views WHERE schemaname = 'public'
UNION ALL SELECT 'policy', tablename || '.' || policyname, cmd || coalesce(qual, '') || coalesce(with_check, '')
  FROM pg_policies WHERE schemaname = 'public'
"""
Structure = dict[tuple[str, str], str]


@contextmanager
def fresh_database(name: str) -> Iterator[str]:
    """Both connections of the house lead to an empty database for a while; its address."""
    url = os.environ["DATABASE_URL"]
    with psycopg.connect(url, autocommit=True) as server:
        server.execute(f'CREATE DATABASE "{name}" TEMPLATE template0')
    before = {alias: connections[alias].settings_dict["NAME"] for alias in connections}
    _lead_to(dict.fromkeys(before, name))
    try:
        yield psycopg.conninfo.make_conninfo(url, dbname=name)
    finally:
        _lead_to(before)
        with psycopg.connect(url, autocommit=True) as server:
            server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def _lead_to(names: dict[str, str]) -> None:
    for alias, name in names.items():
        connections[alias].close()
        connections[alias].settings_dict["NAME"] = name


def structure() -> Structure:
    """Columns, rights, indexes, constraints, triggers, functions, views and policies, each with its definition."""
    with connections["owner"].cursor() as cursor:
        cursor.execute(STRUCTURE)
        return {(kind, name): definition for kind, name, definition in cursor.fetchall()}


def differences(before: Structure, after: Structure) -> list[str]:
    """What is not as it was."""
    return [f"{kind} {name}" for kind, name in sorted(before.keys() | after.keys())
            if before.get((kind, name)) != after.get((kind, name))]  # fmt: skip


def last(application: str) -> list[str]:
    """The migrations of an application, the newest first."""
    loader = MigrationLoader(connections["owner"])
    return sorted((name for label, name in loader.graph.nodes if label == application), reverse=True)


def step_back(application: str, name: str) -> bool:
    """Go back to before a migration of an application. False where one of those it takes along cannot be undone."""
    names = last(application)
    target = names[names.index(name) + 1] if name != names[-1] else "zero"
    try:
        call_command("migrate", application, target, database="owner", verbosity=0, interactive=False)
    except IrreversibleError:
        return False
    return True


def steps(whole: bool) -> list[tuple[str, str]]:
    """Applications with their newest migration, or with every one of them."""
    return [(label, name) for label in dictionary.applications() for name in last(label)[: None if whole else 1]]


def tables() -> set[str]:
    """Every table of the public schema."""
    return {name for kind, name in structure() if kind == "table"}
