"""The hook through which the room of papers prints: a module `printer` in an installed room, found by name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.util import find_spec

from django.apps import apps

from fazhi.kernel.models import Case
from fazhi.people.actors import Actor


@dataclass(frozen=True)
class Printed:
    """A paper ready to be downloaded."""

    name: str
    content: bytes
    media_type: str


Printer = Callable[[Case, str, Actor], Printed]


@cache
def printer() -> Printer | None:
    """`print_paper(case, paper, actor)` of the room that offers it; LookupError says a paper has no template."""
    for app in apps.get_app_configs():
        name = f"{app.name}.printer"
        if app.name.startswith("fazhi.") and find_spec(name):
            return import_module(name).print_paper
    return None
