"""Every address of the house, walked from its root; and what does not fit between them and permissions.yaml."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver

from fazhi.kernel.registry import systems
from fazhi.people.roles import ROLES
from fazhi.web.access import ANYONE, OPENING, SIGNED_IN, BrokenTable, Table, table


def addresses() -> dict[str, list[str]]:
    """Name of each page → the addresses that lead to it, as patterns; those without a name stand under ''."""
    found: dict[str, list[str]] = {}
    for name, route in _walk(get_resolver(), "/", ""):
        found.setdefault(name, []).append(route)
    return found


def _walk(resolver: URLResolver, prefix: str, space: str) -> Iterator[tuple[str, str]]:
    for entry in resolver.url_patterns:
        route = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from _walk(entry, route, f"{space}{entry.namespace}:" if entry.namespace else space)
        elif isinstance(entry, URLPattern):
            yield (f"{space}{entry.name}" if entry.name else ""), route


def faults() -> list[str]:
    """One Chinese sentence for each page that is not listed, each line without a page, each word that means nothing."""
    try:
        known = table()
    except BrokenTable as error:
        return [str(error)]
    there = addresses()
    found = [f"地址 {route} 没有名字，权限表管不到它，已关闭。" for route in there.pop("", [])]
    found += [f"页面 {name} 没有写进权限表，已关闭。" for name in there if name not in known.pages]
    found += [f"权限表中的 {name} 没有对应的页面。" for name in known.pages if name not in there]
    return [*found, *_words(known), *_systems(known)]


def _words(known: Table) -> Iterator[str]:
    grouped = {role for group in known.groups.values() for role in group.roles}
    yield from (f"角色 {role} 不在权限表的任何一组里。" for role in ROLES if role not in grouped)
    meaning = {*known.groups, *ROLES, ANYONE, SIGNED_IN}
    for name, group in known.groups.items():
        yield from (f"权限表的组 {name} 写了不存在的角色 {role}。" for role in group.roles if role not in ROLES)
    for name, page in known.pages.items():
        if not page.methods:
            yield f"权限表中的 {name} 没有写哪种方法可以打开。"
        for word in (*page.get, *page.post):
            if word not in meaning and word.partition(":")[0] != OPENING:
                yield f"权限表中的 {name} 写了不认识的“{word}”。"
            fixed = word.partition(":")[2]
            if fixed and not known.roles((word,), {}):
                yield f"权限表中的 {name} 引用的程序 {fixed} 不存在。"


def _systems(known: Table) -> Iterator[str]:
    yield from (f"体系 {name} 没有写进权限表，谁也查阅不了。" for name in systems() if name not in known.systems)
    yield from (f"权限表中的体系 {name} 没有启用。" for name in known.systems if name not in systems())
    for name, line in known.systems.items():
        odd = [word for word in line.readers if word not in known.groups and word not in ROLES]
        yield from (f"权限表中的体系 {name} 写了不认识的“{word}”。" for word in odd)
