"""The hooks through which the room of papers prints: modules `printer` and `binding` of an installed room, found by name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from fazhi.kernel.models import Case
from fazhi.kernel.registry import offered
from fazhi.people.actors import Actor
from fazhi.web.volume import Volume


@dataclass(frozen=True)
class Printed:
    """A paper ready to be downloaded."""

    name: str
    content: bytes
    media_type: str


class NothingToPrint(LookupError):
    """There is no such paper, or not yet; the message is a Chinese sentence."""


Printer = Callable[[Case, str, Actor], Printed]
Binder = Callable[[Volume], Printed]


@cache
def printer() -> Printer | None:
    """`print_paper(case, paper, actor)` of the room that offers it; NothingToPrint says why there is no paper."""
    return next((module.print_paper for module in offered("printer")), None)


@cache
def binder() -> Binder | None:
    """`bind(volume)` of the room that offers it: the whole file of a case as one document."""
    return next((module.bind for module in offered("binding")), None)
