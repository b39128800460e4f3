"""The n-th call of a port fails: of the database, of the file system, of the clock. What was begun must be done wholly or not at all."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime
from typing import Any
from unittest import mock

from django.apps import apps
from django.conf import settings
from django.db import OperationalError, connection, connections

from fazhi.kernel import today
from fazhi.kernel.digests import digest_of, sm3

# Rows that belong to being logged in and to counting failed log-ins, not to the work.
ASIDE = {"accounts_session", "axes_accessattempt", "axes_accesslog", "axes_accessfailurelog"}


class Fault:
    """Lets n - 1 calls pass and fails the n-th, and every one after it while the trouble lasts (`lasting`)."""

    def __init__(self, number: int, error: Callable[[], BaseException], *, lasting: bool = False) -> None:
        self.left, self.error, self.lasting, self.struck = number, error, lasting, False

    def pass_or_fail(self) -> None:
        """Called before each call of the port."""
        self.left -= 1
        if self.left == 0 or (self.lasting and self.left < 0):
            self.struck = True
            raise self.error()


def _lost() -> BaseException:
    return OperationalError("server closed the connection unexpectedly")


def _full() -> BaseException:
    return OSError(28, "No space left on device")


def _no_clock() -> BaseException:
    return OSError(5, "clock_gettime failed")


@contextmanager
def database(number: int, alias: str = "default") -> Iterator[Fault]:
    """The n-th statement of a connection is answered by its loss."""
    fault = Fault(number, _lost)

    def execute(run: Callable[..., Any], *arguments: Any) -> Any:
        fault.pass_or_fail()
        return run(*arguments)

    with connections[alias].execute_wrapper(execute):
        yield fault


@contextmanager
def disk(number: int) -> Iterator[Fault]:
    """The n-th call that makes a file safe finds the disk full."""
    fault = Fault(number, _full)

    def failing(real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **named: Any) -> Any:
            fault.pass_or_fail()
            return real(*arguments, **named)

        return call

    with ExitStack() as patched:
        for name in ("fsync", "replace", "chmod"):
            patched.enter_context(mock.patch.object(os, name, failing(getattr(os, name))))
        yield fault


@contextmanager
def clock(number: int) -> Iterator[Fault]:
    """The n-th question to the clock finds none."""
    fault = Fault(number, _no_clock)

    class Broken(datetime):
        @classmethod
        def now(cls, tz: Any = None) -> datetime:
            fault.pass_or_fail()
            return datetime.now(tz)

    with mock.patch.object(today, "datetime", Broken):
        yield fault


def _commit(number: int, *, after: bool) -> Any:
    fault, real = Fault(number, _lost), connection.commit

    def commit() -> None:
        if after:
            real()
        fault.pass_or_fail()
        if not after:
            real()

    @contextmanager
    def failing() -> Iterator[Fault]:
        with mock.patch.object(connection, "commit", commit):
            yield fault

    return failing()


PORTS: dict[str, Callable[[int], Any]] = {
    "database": database,
    "commit lost": lambda number: _commit(number, after=False),
    "commit unknown": lambda number: _commit(number, after=True),
    "disk": disk,
    "clock": clock,
}


def counts() -> dict[str, int]:
    """How many rows of work each table has."""
    models = [one for one in apps.get_models() if one._meta.managed and one._meta.db_table not in ASIDE]
    return {one._meta.db_table: one._base_manager.using("owner").count() for one in models}


def state() -> str:
    """A digest of all work: every row of every table but those set aside, and every file that is not whole."""
    found: dict[str, Any] = {}
    for model in apps.get_models():
        if model._meta.managed and model._meta.db_table not in ASIDE:
            rows = model._base_manager.using("owner").values_list()
            found[model._meta.db_table] = sorted(map(repr, rows))
    kept = [path for path in sorted(settings.FILES_ROOT.glob("??/??/*")) if path.is_file()]
    found["half files"] = [path.name for path in kept if sm3(path.read_bytes()) != path.name]
    return digest_of(found)
