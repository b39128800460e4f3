"""Who may open which page: the table of conf/permissions.yaml, read once. What it does not name is closed.

The middleware asks here before any view runs; menus and links ask the same question, so that nobody is shown a door
that stays shut. Who takes which step stands in each procedure.yaml and is only referred to.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Literal

import msgspec
import yaml
from django.conf import settings
from django.http import HttpRequest

from fazhi.kernel.registry import systems
from fazhi.kernel.structure import Struct
from fazhi.people.actors import Actor

READ, SEND = "GET", "POST"
ANYONE, SIGNED_IN, OPENING = "anyone", "signed_in", "opening"
Scope = Literal["none", "public", "reach", "row", "town", "self"]
Relation = Literal["", "step", "maker", "handler", "asker", "holder", "head", "editor"]


class BrokenTable(ValueError):
    """permissions.yaml cannot be read; the message says where, in Chinese."""


class Group(Struct):
    """Some roles under one name."""

    title: str
    roles: tuple[str, ...]


class Readers(Struct):
    """Who reads the files and ledgers of a system, as words of the table."""

    readers: tuple[str, ...]
    why: str = ""


class Page(Struct):
    """One page: which words (roles, groups, anyone, signed_in, opening) may GET and POST it, and what it then shows.

    `reason`: posts above the town open it only after giving a reason that day. `logged`: every opening leaves a record.
    """

    title: str
    scope: Scope
    get: tuple[str, ...] = msgspec.field(default=(), name="GET")
    post: tuple[str, ...] = msgspec.field(default=(), name="POST")
    relation: Relation = ""
    reason: Literal["", "above_town"] = ""
    logged: bool = False
    why: str = ""

    @property
    def methods(self) -> list[str]:
        """The methods the page takes; HEAD is a GET without its body."""
        return [name for name, words in ((READ, self.get), ("HEAD", self.get), (SEND, self.post)) if words]

    def words(self, method: str) -> tuple[str, ...]:
        """The words for one method; none where the page does not take it."""
        return {READ: self.get, "HEAD": self.get, SEND: self.post}.get(method, ())


class Table(Struct):
    """The whole file."""

    groups: dict[str, Group]
    scopes: dict[Scope, str]
    relations: dict[Relation, str]
    systems: dict[str, Readers]
    pages: dict[str, Page]

    def roles(self, words: tuple[str, ...], where: Mapping[str, Any]) -> frozenset[str] | None:
        """The roles that some words mean at an address (`where`: its arguments); None when they cannot be known there."""
        found: set[str] = set()
        for word in words:
            if word.startswith(OPENING):
                opening = _opening(word, where)
                if opening is None:
                    return None
                found |= opening
            elif word in self.groups:
                found |= set(self.groups[word].roles)
            else:
                found.add(word)
        return frozenset(found)


def table() -> Table:
    """The table of this installation."""
    return _read(Path(settings.PERMISSIONS))


@cache
def _read(path: Path) -> Table:
    try:
        return msgspec.convert(yaml.safe_load(path.read_text(encoding="utf-8")), Table)
    except (OSError, yaml.YAMLError, msgspec.ValidationError) as error:
        raise BrokenTable(f"权限表 {path.name} 读不懂，所有页面都没有开放：{error}。") from error


def page(name: str) -> Page | None:
    """The line of a page by the name of its address; None when it has none and is closed."""
    return table().pages.get(name)


def asked(request: HttpRequest) -> Page | None:
    """The line of the page that a request has been led to."""
    return page(request.resolver_match.view_name) if request.resolver_match else None


def roles(page: Page, method: str, where: Mapping[str, Any]) -> frozenset[str] | None:
    """The roles that may use a method of a page; None where the address leads to no procedure, so that the view says 404."""
    return table().roles(page.words(method), where)


def may(actor: Actor | None, name: str, method: str = READ, **where: Any) -> bool:
    """Whether a post may open a page: the question of menus and links."""
    line = page(name)
    if actor is None or line is None or not reads(actor, system_of(where)):
        return False
    return actor.role in (roles(line, method, where) or ())


def readers(system: str) -> frozenset[str]:
    """The roles that read the files and ledgers of a system; nobody, where the table does not name it."""
    line = table().systems.get(system)
    return table().roles(line.readers, {}) or frozenset() if line else frozenset()


def reads(actor: Actor, system: str) -> bool:
    """Whether a post reads the files and ledgers of a system. No system, or one that does not exist, is nothing to hide."""
    return system not in systems() or actor.role in readers(system)


def closed_to(actor: Actor) -> list[str]:
    """The installed systems whose files a post does not read."""
    return [name for name in systems() if not reads(actor, name)]


def system_of(where: Mapping[str, Any]) -> str:
    """The system an address speaks of by its own arguments; empty when by none."""
    return str(where.get("system_id") or where.get("ledger_id", "")).partition(".")[0]


def _opening(word: str, where: Mapping[str, Any]) -> frozenset[str] | None:
    _, _, fixed = word.partition(":")
    system, _, procedure = fixed.partition("/")
    try:
        installed = systems()[system or where["system_id"]]
        asked = installed.procedures[procedure or where["procedure_id"]]
    except KeyError:
        return None
    return None if asked.only_opened else frozenset(asked.opening.by)
