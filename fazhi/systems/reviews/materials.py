"""The checklist of materials of each kind of matter (materials.yaml), and what of it is still missing."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from fazhi.kernel.registry import folders, read_data
from fazhi.kernel.structure import Struct


class Material(Struct, frozen=True):
    """One material: what it is, which article asks for it, and whether a review can begin without it."""

    id: str
    title: str
    basis: str
    required: bool = True


@cache
def checklists() -> dict[str, tuple[Material, ...]]:
    """Kind of matter → its materials, in order."""
    folder = next(one for one in folders() if one.name == "reviews")
    return read_data(folder, "materials.yaml", dict[str, tuple[Material, ...]])


def checklist(matter: str) -> tuple[Material, ...]:
    """The materials of one kind of matter."""
    return checklists().get(matter, ())


def known(matter: str, ticked: Iterable[str]) -> list[str]:
    """The ticked ids that the checklist of this matter has, in its order."""
    wanted = set(ticked)
    return [one.id for one in checklist(matter) if one.id in wanted]


def missing(matter: str, ticked: Iterable[str]) -> list[Material]:
    """The required materials that were not ticked."""
    here = set(ticked)
    return [one for one in checklist(matter) if one.required and one.id not in here]
