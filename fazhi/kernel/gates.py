"""The few kinds of gate, each a small question to the case's own history. A closed gate answers with a sentence and a basis."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from fazhi.kernel.proofs import Filed
from fazhi.kernel.structure import Gate
from fazhi.kernel.today import today
from fazhi.law import dates, rules
from fazhi.people import certificates


@dataclass(frozen=True)
class Obstacle:
    """Why a step may not be taken: a Chinese sentence and the law behind it. `waivable`: a recorded waiver removes it."""

    gate: str
    sentence: str
    basis: str
    waivable: bool = False


@dataclass(frozen=True)
class Past:
    """What has been done in a case so far, as gates see it."""

    name: str
    happened_on: date
    person_id: Any
    data: Mapping[str, Any]
    signature: str = ""
    office_id: Any = None


@dataclass(frozen=True)
class Situation:
    """The case at the moment somebody wants to take a step. `happened_on` is None when only looking ahead.

    `answer`: the step of another case whose answer this is. `since` is where the present round begins in `steps`: after a case is reopened, gates ask for everything anew.
    """

    town: str
    steps: Sequence[Past]
    papers: Filed
    dossier: Any
    happened_on: date | None = None
    data: Mapping[str, Any] = field(default_factory=dict)
    fields: Mapping[str, Any] = field(default_factory=dict)
    since: int = 0
    answer: Any = None

    @property
    def round(self) -> Sequence[Past]:
        """What has been done since the case was opened or last reopened."""
        return self.steps[self.since :]

    def last(self, step: str) -> Past | None:
        """The last time a step was taken in this round."""
        return next((past for past in reversed(self.round) if past.name == step), None)

    def value(self, name: str) -> Any:
        """A dossier field as it will be after the step."""
        return self.fields.get(name, getattr(self.dossier, name, None))


def obstacles(gates: Sequence[Gate], situation: Situation) -> tuple[Obstacle, ...]:
    """The gates that stand closed."""
    waived = {past.data.get("gate") for past in situation.round if past.name == "waive"}
    return tuple(
        Obstacle(gate.id, gate.message, gate.basis, gate.waivable)
        for gate in gates
        if _applies(gate, situation) and not (gate.waivable and gate.id in waived) and not _open(gate, situation)
    )


def _applies(gate: Gate, situation: Situation) -> bool:
    if any(situation.value(name) not in values for name, values in gate.when.items()):
        return False
    return not any(situation.value(name) in values for name, values in gate.unless.items())


def _open(gate: Gate, situation: Situation) -> bool:
    return KINDS[gate.kind](gate, situation)


def _document(gate: Gate, situation: Situation) -> bool:
    if gate.paper:
        return gate.paper in situation.papers.kinds
    return situation.last(gate.step) is not None


def _duration(gate: Gate, situation: Situation) -> bool:
    past = situation.last(gate.step)
    if past is None:
        return False
    if situation.happened_on is None:
        return True
    value = rules.load().value_on(gate.rule, past.happened_on, situation.town)
    if value.direction == "backward":
        # Counted back from the day itself: papers of a hearing are served so many days before it.
        return past.happened_on <= dates.deadline(value, situation.happened_on).due
    due = dates.deadline(value, past.happened_on).due
    return situation.happened_on >= due if value.bound == "at_least" else situation.happened_on <= due


def _opinion(gate: Gate, situation: Situation) -> bool:
    past = situation.last(gate.step)
    return past is not None and str(past.data.get(gate.field)) in gate.among


def _meeting(gate: Gate, situation: Situation) -> bool:
    past = situation.last(gate.step)
    return past is not None and all(past.data.get(name) for name in gate.fields)


def _officers(gate: Gate, situation: Situation) -> bool:
    named = situation.data.get(gate.field)
    if named is None:
        return situation.happened_on is None
    day = situation.happened_on or today()
    needed = int(rules.load().value_on(gate.rule, day, situation.town).value)
    people = {str(one["person"]) for one in named if one.get("person")}
    if gate.certificate:
        # The certificate must be valid on the day on which it is used, not on the day it is looked up (行政处罚法 42).
        people &= {str(person) for person in certificates.holders(people, gate.certificate, day)}
    return len(people) >= needed


def _waiver(gate: Gate, situation: Situation) -> bool:
    return False


KINDS: dict[str, Callable[[Gate, Situation], bool]] = {
    "document": _document,
    "duration": _duration,
    "opinion": _opinion,
    "meeting": _meeting,
    "officers": _officers,
    "waiver": _waiver,
}
