"""The lists of words of this system, read from terms.yaml once, when first asked for."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import resources

import yaml


@cache
def _lists() -> dict[str, dict[str, str]]:
    text = resources.files("fazhi.systems.disputes").joinpath("terms.yaml").read_text(encoding="utf-8")
    return yaml.safe_load(text)


def terms(field: str) -> Mapping[str, str]:
    """Value → Chinese title for one list, in the order it is shown; KeyError if there is no such list."""
    return _lists()[field]


def title(field: str, value: str) -> str:
    """The Chinese title of a value; the value itself when the list does not hold it."""
    return terms(field).get(value, value)
