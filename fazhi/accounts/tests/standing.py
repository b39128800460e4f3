"""What the tests of accounts share: the password, and logging in with it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

PASSWORD, NEW_PASSWORD = "Standing-people-2026", "Another-long-password-2027"
Browser = Callable[..., Client]


def log_in(client: Client, username: str, password: str = PASSWORD, **further: Any) -> HttpResponse:
    """Send the log-in form."""
    return client.post(reverse("login"), {"username": username, "password": password, **further})


def code_of(seed: bytes) -> str:
    """What the authenticator app shows now."""
    from fazhi.accounts import totp
    from fazhi.kernel.today import now

    return totp._code(seed, int(now().timestamp()) // totp.STEP).decode()
