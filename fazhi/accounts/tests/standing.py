"""What the tests of accounts share: the password, and logging in with it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

PASSWORD = "Standing-people-2026"
Browser = Callable[..., Client]


def log_in(client: Client, username: str, password: str = PASSWORD, **further: Any) -> HttpResponse:
    """Send the log-in form."""
    return client.post(reverse("login"), {"username": username, "password": password, **further})
