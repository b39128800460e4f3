"""What the tests of accounts share: the password, and logging in with it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from fazhi.people.models import Appointment, Office, Person, Post
from fazhi.people.roles import ROLES

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


def administrator(role: str) -> Person:
    """Somebody in a post of this role since 2020, who holds no other; without a password."""
    office = Office.objects.get(name="党政办", division_id="500235116000")
    post = Post.objects.create(office=office, title=f"{ROLES[role].title}岗", role=role)
    person = Person.objects.create_person(f"one_{role}", "管理员")
    Appointment.objects.create(person=person, post=post, division_id=office.division_id, starts_on=date(2020, 1, 1))
    return person
