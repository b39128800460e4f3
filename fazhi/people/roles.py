"""The roles of the house, read from roles.yaml once, when first asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

import yaml


@dataclass(frozen=True)
class Role:
    """What a post may do: `kind` is business, system, security or audit; `reach` a level of division."""

    id: str
    title: str
    kind: str
    reach: str


@cache
def _roles() -> dict[str, Role]:
    text = resources.files("fazhi.people").joinpath("roles.yaml").read_text(encoding="utf-8")
    return {entry["id"]: Role(**entry) for entry in yaml.safe_load(text)}


class _Roles(Mapping[str, Role]):
    def __getitem__(self, key: str) -> Role:
        return _roles()[key]

    def __iter__(self) -> Iterator[str]:
        return iter(_roles())

    def __len__(self) -> int:
        return len(_roles())


ROLES = _Roles()


def role_choices() -> list[tuple[str, str]]:
    """Roles for a form or model field; Django asks when it needs them."""
    return [(role.id, role.title) for role in ROLES.values()]
