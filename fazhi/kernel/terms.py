"""The lists of words of a system (its terms.yaml), read once, when first asked for."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import resources

import yaml

from fazhi.kernel.registry import SYSTEMS


@cache
def _lists(system: str) -> dict[str, dict[str, str]]:
    file = resources.files(f"{SYSTEMS}.{system}").joinpath("terms.yaml")
    return yaml.safe_load(file.read_text(encoding="utf-8"))


def terms(system: str, field: str) -> Mapping[str, str]:
    """Value → Chinese title for one list of a system, in the order it is shown; KeyError if there is no such list."""
    return _lists(system)[field]


def title(system: str, field: str, value: str) -> str:
    """The Chinese title of a value; the value itself when the list does not hold it."""
    return terms(system, field).get(value, value)
