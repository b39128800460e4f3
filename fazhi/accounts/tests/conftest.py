"""Standing people who can log in, and a clock that a test moves.

Everything is imported inside the fixtures: this file is read before Django knows its settings.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest


class Watch:
    """The house's clock in a test's hand."""

    def __init__(self) -> None:
        from fazhi.kernel.today import ZONE

        self.moment = datetime(2026, 11, 23, 9, tzinfo=ZONE)

    def on(self, **later: int) -> None:
        """Move it: watch.on(minutes=31)."""
        from fazhi.kernel import today

        self.moment += timedelta(**later)
        today._moment.set(self.moment)


@pytest.fixture(autouse=True)
def watch() -> Iterator[Watch]:
    """It is a Monday, nine in the morning."""
    from fazhi.kernel.today import at

    held = Watch()
    with at(held.moment):
        yield held


@pytest.fixture(autouse=True)
def quick_hashes(settings: SimpleNamespace) -> None:
    """Here it is not the hash that is tried."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def with_passwords(town: str) -> str:
    """Every standing person has the same password, hashed once."""
    from django.contrib.auth.hashers import make_password

    from fazhi.accounts.tests.standing import PASSWORD
    from fazhi.people.models import Person

    Person.objects.update(password=make_password(PASSWORD))
    return town


@pytest.fixture
def browser(with_passwords: str) -> Callable[..., Any]:
    """A browser in which somebody has logged in with their password: browser("clerk")."""
    from django.test import Client

    from fazhi.accounts.tests.standing import log_in

    def of(username: str, **headers: str) -> Client:
        client = Client(headers=headers or None)
        log_in(client, username)
        return client

    return of
