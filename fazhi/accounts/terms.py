"""The numbers accounts go by, read from terms.yaml, each with the clause it answers to."""

from __future__ import annotations

from datetime import timedelta
from functools import cache
from importlib import resources
from typing import Any

import yaml


@cache
def _terms() -> dict[str, dict[str, dict[str, Any]]]:
    text = resources.files("fazhi.accounts").joinpath("terms.yaml").read_text(encoding="utf-8")
    return yaml.safe_load(text)


def number(group: str, name: str) -> int:
    """One number; KeyError for one that is not there."""
    return int(_terms()[group][name]["value"])


def idle() -> timedelta:
    """How long a session may rest."""
    return timedelta(minutes=number("session", "idle_minutes"))


def absolute() -> timedelta:
    """How long a session may last at all."""
    return timedelta(hours=number("session", "absolute_hours"))


def proof() -> timedelta:
    """How long ago an identity may have been proven for an act that signs."""
    return timedelta(minutes=number("proof", "minutes"))


def guessing() -> timedelta:
    """How long a wrong code counts."""
    return timedelta(minutes=number("code", "minutes"))
