"""The scope of a database transaction: which divisions its statements may see.

PostgreSQL enforces it (row-level security reads the setting ``app.scope``); this module is the only place that
sets it. Outside `within` every protected table is empty: the policy fails closed.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

from fazhi.people.divisions import prefix

SETTING = "app.scope"


def _read() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(current_setting(%s, true), '')", [SETTING])
        return str(cursor.fetchone()[0])


def _write(value: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config(%s, %s, true)", [SETTING, value])


@contextmanager
def within(code: str) -> Iterator[None]:
    """Run a transaction that sees the division `code` (12 digits) and all below it; nested scopes return to the outer one."""
    with transaction.atomic():
        before = _read()
        _write(prefix(code))
        try:
            yield
        finally:
            if not connection.needs_rollback:
                _write(before)
