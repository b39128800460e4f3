"""Django system checks over every system folder: complete, readable, and with sound procedures."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register
from django.db import models

from fazhi.kernel import linked, registry
from fazhi.kernel.procedure import faults
from fazhi.kernel.structure import Gate, Procedure
from fazhi.law import rules
from fazhi.law.errors import LawError
from fazhi.law.rules import RuleBook

# What `make new-system` leaves where somebody who knows the work has to fill in.
TO_FILL = "待填写"
QUOTES = '"。'


@register()
def systems_are_sound(**options: Any) -> list[CheckMessage]:
    """Every folder has its files, every graph its one start and a way out, every gate, clock and step its basis."""
    found: list[str] = []
    for folder in registry.folders():
        found += [f"体系 {folder.name} 缺少 {name}。" for name in registry.FILES if not folder.joinpath(name).is_file()]
        found += [
            f"体系 {folder.name} 缺少文件夹 {name}/。"
            for name in registry.FOLDERS
            if not folder.joinpath(name).is_dir()
        ]
        found += [f"体系 {folder.name} 的 {place}，填好后请删去这个标记。" for place in to_fill(folder)]
    table = Path(settings.PERMISSIONS)
    found += [f"{place}，填好后请删去这个标记。" for place in marked(table.name, table.read_text(encoding="utf-8"))]
    try:
        book = rules.load()
        known = {name for rule in book for name in (rule.id, rule.code)}
        for one in registry.systems().values():
            for procedure in one.procedures.values():
                found += faults(procedure, _fields(one.dossier(procedure.id)), known)
                found += unfounded_pauses(procedure, book)
        found += _between()
    except (registry.BrokenSystem, LawError, LookupError) as error:
        found.append(str(error))
    return [Error(sentence, id="fazhi.E001") for sentence in found]


def unfounded_pauses(procedure: Procedure, book: RuleBook) -> Iterator[str]:
    """Steps that stop a limit for which their basis is no ground: counting it again would fail while somebody works."""
    for step in procedure.steps:
        for name in step.clocks.pause:
            rule = book.rule(procedure.clock(name).rule)
            if step.basis not in {ground.basis for ground in rule.pauses}:
                yield (
                    f"程序「{procedure.title}」的步骤「{step.title}」中止期限「{procedure.clock(name).title}」，"
                    f"而规则 {rule.id} 的 pauses 没有以 {step.basis} 为依据的中止情形。"
                )


def _between() -> list[str]:
    """What is wrong in what systems offer to and open on one another."""
    everything = registry.systems().values()
    procedures = {f"{one.system.id}.{name}": made for one in everything for name, made in one.procedures.items()}
    offered = frozenset(f"{one.system.id}.{name}" for one in everything for name in one.system.offers)
    found = [f"体系提供的程序 {name} 不存在。" for name in sorted(offered - set(procedures))]
    for one in everything:
        opened = {step.opens for procedure in one.procedures.values() for step in procedure.steps if step.opens}
        if opened != set(one.system.opens):
            found.append(
                f"体系 {one.system.id} 的 opens 应当写明各步骤打开的程序：{'、'.join(sorted(opened)) or '无'}。"
            )
    return [*found, *linked.faults(procedures, offered)]


def to_fill(folder: Traversable, under: str = "") -> list[str]:
    """Every place of a system's folder that is still marked as to be filled: file, line, and what belongs there."""
    found = []
    for item in sorted(folder.iterdir(), key=lambda one: one.name):
        if item.is_dir() and not item.name.startswith(("__", ".")):
            found += to_fill(item, f"{under}{item.name}/")
        elif item.name.endswith((".py", ".yaml", ".html", ".md")):
            found += marked(f"{under}{item.name}", item.read_text(encoding="utf-8"))
    return found


def marked(name: str, text: str) -> list[str]:
    """The lines of a file that are marked as to be filled."""
    return [
        f"{name} 第 {number} 行{TO_FILL}{line.partition(TO_FILL)[2].strip().strip(QUOTES)}"
        for number, line in enumerate(text.splitlines(), 1)
        if TO_FILL in line
    ]


def _fields(dossier: type[models.Model]) -> set[str]:
    return {name for field in dossier._meta.concrete_fields for name in (field.name, field.attname)}


def gates_of(system_id: str) -> list[Gate]:
    """All gates of a system, each once."""
    gates = {
        gate.id: gate
        for procedure in registry.system(system_id).procedures.values()
        for step in procedure.steps
        for gate in step.gates
    }
    return list(gates.values())
