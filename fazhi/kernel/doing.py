"""What somebody wants to do, and the ways the house says no. Plain values; nothing here writes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from fazhi.kernel.gates import Obstacle
from fazhi.kernel.models import TownRow
from fazhi.kernel.structure import StepKind
from fazhi.people.actors import Actor


@dataclass(frozen=True)
class NewEvidence:
    """A file that comes with a step. `happened_on`: when the paper was made; `received_on`: when the office got it."""

    paper: str
    name: str
    content: bytes
    media_type: str = "application/octet-stream"
    happened_on: date | None = None
    received_on: date | None = None


@dataclass(frozen=True)
class Doing:
    """One step that one actor wants to take.

    `data` is kept on the step (JSON); `fields` goes to the dossier (only names in the step's `fills`); `rows` are further
    unsaved rows of the system (a party, a source) that belong to the case; `handler` is the appointment that now has it.
    `request` is a client-made id: the same id and content twice has one effect. `answer` is the step of another case
    that this one is the answer of (kernel.linked); only the door itself sets it.
    """

    step: str
    actor: Actor
    happened_on: date
    data: Mapping[str, Any] = field(default_factory=dict)
    fields: Mapping[str, Any] = field(default_factory=dict)
    reason: str = ""
    basis: str = ""
    evidence: Sequence[NewEvidence] = ()
    rows: Sequence[TownRow] = ()
    handler: UUID | None = None
    request: UUID | None = None
    answer: UUID | None = None


@dataclass(frozen=True)
class NewCase:
    """A case to be opened in a village (12 digits). `words`: further text by which it can be found; `id` made by the client."""

    system: str
    procedure: str
    village: str
    title: str
    words: str = ""
    id: UUID | None = None


@dataclass(frozen=True)
class Option:
    """A step that stands next, whether this actor may take it now, and what is missing if not."""

    step: StepKind
    obstacles: tuple[Obstacle, ...]

    @property
    def may(self) -> bool:
        """Whether nothing stands in the way."""
        return not self.obstacles


class Refused(Exception):
    """The door stays shut. `sentence` is one Chinese sentence for the person; nothing was written."""

    def __init__(self, sentence: str, obstacles: Sequence[Obstacle] = ()) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.obstacles = tuple(obstacles)


class Conflict(Refused):
    """The same id came with another content; both are kept for a person to judge."""


class NotFound(Refused):
    """No such case in the actor's scope: out of scope is the same as not existing."""
