"""What is never built: fields, choices and headings about persons that design §1 rules out, read from forbidden.yaml."""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import Any
from unicodedata import category, normalize

import yaml


@cache
def _lists() -> dict[str, Any]:
    return yaml.safe_load(resources.files("fazhi.kernel").joinpath("forbidden.yaml").read_text(encoding="utf-8"))


def forbidden_word(text: str) -> str | None:
    """The first forbidden word in a title or heading, if any, however it is spaced, broken over lines or written wide."""
    plain = "".join(one for one in normalize("NFKC", text) if category(one)[0] not in "ZC")
    return next((word for word in _lists()["words"] if word in plain), None)


def forbidden_identifier(name: str) -> str | None:
    """The first forbidden English word in the name of a field, whole words only (split at underscores)."""
    padded = f"_{name.lower()}_"
    return next((word for word in _lists()["identifiers"] if f"_{word}_" in padded), None)


def of_persons(name: str, title: str) -> str | None:
    """The first word, in the name or title of a column, that grades or tags whoever its row is about."""
    padded, lists = f"_{name.lower()}_", _lists()["of_persons"]
    found = [word for word in lists["identifiers"] if f"_{word}_" in padded]
    found += [word for word in lists["words"] if word in title]
    return found[0] if found else None


def advice() -> str:
    """What to do instead, as one Chinese sentence."""
    return str(_lists()["advice"])
