"""Finds the folders under systems/ and reads their data files. Work flows up through here: rooms below never import a system."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module, resources
from importlib.resources.abc import Traversable
from importlib.util import find_spec
from types import ModuleType
from typing import TYPE_CHECKING, TypeVar, cast

import msgspec
import yaml
from django.apps import apps

from fazhi.kernel.structure import Procedure, Struct, System

if TYPE_CHECKING:
    from fazhi.kernel.models import Dossier

Shape = TypeVar("Shape")
SYSTEMS = "fazhi.systems"
FILES = (
    "__init__.py system.yaml procedure.yaml rules.yaml indicators.yaml sentences.yaml dictionary.yaml "
    "models.py ledgers.py actions.py forms.py views.py urls.py"
).split()
FOLDERS = ("templates", "papers", "scenarios", "migrations", "tests")


class Heading(Struct):
    """One of the ten parts of the report; its system may not exist yet. Or work that several of them share."""

    id: str
    order: int
    short: str
    heading: str


@dataclass(frozen=True)
class Installed:
    """A system with its procedures, as the folder under systems/ describes them."""

    system: System
    procedures: dict[str, Procedure]

    def module(self, name: str) -> ModuleType:
        """A module of the system's folder (forms, actions, ledgers, views…), imported when asked for."""
        return import_module(f"{SYSTEMS}.{self.system.id}.{name}")

    def dossier(self, procedure: str) -> type[Dossier]:
        """The dossier model of a procedure: its own, else the system's."""
        name = self.procedures[procedure].dossier or self.system.dossier
        return cast("type[Dossier]", apps.get_model(self.system.id, name))


class BrokenSystem(ValueError):
    """A data file of a system cannot be read; the message names the file in Chinese."""


def offered(name: str) -> Iterator[ModuleType]:
    """The module of this name of every room that has one: how a room above joins in without being known below."""
    for app in apps.get_app_configs():
        if app.name.startswith("fazhi.") and find_spec(f"{app.name}.{name}"):
            yield import_module(f"{app.name}.{name}")


def folders() -> list[Traversable]:
    """The folders under systems/ that are systems."""
    root = resources.files(SYSTEMS)
    return sorted(
        (item for item in root.iterdir() if item.joinpath("system.yaml").is_file()), key=lambda item: item.name
    )


def read_data(folder: Traversable, name: str, shape: type[Shape]) -> Shape:
    """One YAML file of a system, strictly in its shape."""
    try:
        return msgspec.convert(yaml.safe_load(folder.joinpath(name).read_text(encoding="utf-8")), shape)
    except (msgspec.ValidationError, yaml.YAMLError, OSError) as error:
        raise BrokenSystem(f"体系 {folder.name} 的 {name} 无法读取：{error}") from error


@cache
def systems() -> dict[str, Installed]:
    """All installed systems by id, in the order of the report."""
    found = []
    for folder in folders():
        system = read_data(folder, "system.yaml", System)
        procedures = read_data(folder, "procedure.yaml", tuple[Procedure, ...])
        found.append(Installed(system, {procedure.id: procedure for procedure in procedures}))
    return {one.system.id: one for one in sorted(found, key=lambda one: one.system.order)}


def system(name: str) -> Installed:
    """The installed system of this id; KeyError if there is none."""
    return systems()[name]


def procedure(system_id: str, name: str) -> Procedure:
    """A procedure of a system; KeyError if there is none."""
    return systems()[system_id].procedures[name]


@cache
def headings() -> tuple[Heading, ...]:
    """The ten headings of the report, in order, built or not."""
    text = resources.files(SYSTEMS).joinpath("headings.yaml").read_text(encoding="utf-8")
    return msgspec.convert(yaml.safe_load(text), tuple[Heading, ...])


def shared() -> tuple[Heading, ...]:
    """Systems that several of the ten share (legality review, meetings): no part of the report is theirs alone."""
    own = [one.system for one in systems().values() if not one.system.heading]
    return tuple(Heading(id=one.id, order=one.order, short=one.short, heading="") for one in own)
