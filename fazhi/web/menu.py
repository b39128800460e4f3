"""The side menu: the ten headings in the order of the report, and what other rooms add by a `menu` module of their own.

A room that wants entries has a module `menu` with `MENU`, a tuple of `Item`; nobody registers anything.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache

from django.urls import reverse

from fazhi.kernel import ledgers
from fazhi.kernel.registry import Heading, headings, offered, shared, systems
from fazhi.people.actors import Actor
from fazhi.web import access

ORDINALS = "一二三四五六七八九十"


@dataclass(frozen=True)
class Item:
    """One entry a room contributes: its title and the name of its address. Who may open the page sees the entry."""

    title: str
    url: str


@dataclass(frozen=True)
class Entry:
    """One line of the menu as a page shows it."""

    title: str
    url: str
    current: bool = False

    @property
    def mark(self) -> str:
        """The one character in the square before the entry."""
        return self.title.removeprefix("年度")[:1]


@dataclass(frozen=True)
class Section:
    """One of the ten headings: its number in the report, and its pages when its system is built."""

    heading: Heading
    ordinal: str
    url: str = ""
    entries: tuple[Entry, ...] = ()
    openings: tuple[Entry, ...] = field(default=())

    @property
    def built(self) -> bool:
        """Whether the system stands."""
        return bool(self.url)

    @property
    def current(self) -> bool:
        """Whether the page in view belongs to this heading."""
        return any(entry.current for entry in (*self.entries, *self.openings))


@cache
def contributed() -> tuple[Item, ...]:
    """This room's own entry and those of the rooms above, found by name once."""
    found = [Item("查看记录", "looks")]
    for module in offered("menu"):
        found += module.MENU if module.__name__ != __name__ else ()
    return tuple(found)


def rooms(actor: Actor, path: str) -> list[Entry]:
    """The contributed entries this post sees."""
    entries = [(item.title, reverse(item.url)) for item in contributed() if access.may(actor, item.url)]
    return [Entry(title, url, path.startswith(url)) for title, url in entries]


def sections(actor: Actor, path: str) -> list[Section]:
    """The ten headings in the order of the report, but for those whose files this post does not read."""
    return [
        _section(heading, ORDINALS[heading.order - 1], actor, path)
        for heading in headings()
        if access.reads(actor, heading.id)
    ]


def shared_sections(actor: Actor, path: str) -> list[Section]:
    """The work that several of the ten share, as far as this post reads it."""
    return [_section(heading, heading.short[0], actor, path) for heading in shared() if access.reads(actor, heading.id)]


def _section(heading: Heading, ordinal: str, actor: Actor, path: str) -> Section:
    installed = systems().get(heading.id)
    if installed is None:
        return Section(heading, ordinal)
    url = reverse("system", args=[heading.id])
    openings = tuple(
        _entry(procedure.opening.title, reverse("open", args=[heading.id, procedure.id]), path)
        for procedure in installed.procedures.values()
        if procedure.opened_by(actor.role)
    )
    lists = tuple(
        _entry(ledger.title, reverse("ledger", args=[ledger.id]), path)
        for ledger in ledgers.all_ledgers().values()
        if ledger.id.partition(".")[0] == heading.id
    )
    # Pages of its own that a system wants in the menu stand in its urls module: PAGES, as (title, name of the address).
    own = tuple(_entry(title, reverse(name), path) for title, name in getattr(installed.module("urls"), "PAGES", ()))
    overview = Entry("概况", url, path == url)
    return Section(heading, ordinal, url, (overview, *own, *lists), openings)


def _entry(title: str, url: str, path: str) -> Entry:
    return Entry(title, url, path.startswith(url))
