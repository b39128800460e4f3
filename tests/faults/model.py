"""What may be done in a case, told once more and otherwise than the kernel tells it: straight from procedure.yaml and the law.

The kernel asks a situation for obstacles; this keeps a diary of one case and answers yes or no. They must agree.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from fazhi.kernel.structure import SAME, WAIVE, Gate, Procedure, StepKind
from fazhi.law import dates, rules
from fazhi.people.actors import Actor
from fazhi.people.roles import ROLES


@dataclass(frozen=True)
class Intent:
    """What somebody tries: a step on a day, with what they bring and say."""

    step: str
    actor: Actor
    day: date
    fields: dict[str, Any] = field(default_factory=dict)
    data: dict[str, Any] = field(default_factory=dict)
    papers: tuple[str, ...] = ()
    reason: str = ""
    basis: str = ""


@dataclass
class Line:
    """One entry of the diary."""

    step: str
    day: date
    person: Any
    data: dict[str, Any]
    office: Any = None


# Who of the walkers holds which certificate (walking.cast).
CERTIFIED = {"officer": "enforcement", "legal_reviewer": "legal"}


@dataclass
class Diary:
    """One case as the procedure sees it. `facts` are the dossier's fields as they stand."""

    procedure: Procedure
    town: str
    village: str
    stage: str = ""
    lines: list[Line] = field(default_factory=list)
    round_from: int = 0
    papers: set[str] = field(default_factory=set)
    unused: set[str] = field(default_factory=set)
    facts: dict[str, Any] = field(default_factory=dict)
    clocks: dict[str, str] = field(default_factory=dict)
    extended: set[str] = field(default_factory=set)

    def kind(self, name: str) -> StepKind:
        """The step of this name, `waive` included."""
        return self.procedure.step(name)

    def stands_next(self, *, by_hand: bool = True) -> list[str]:
        """Names of the steps that lead on from this stage; those that are answers of other cases only if asked for."""
        if not self.stage:
            return [self.procedure.opening.id]
        here = [one for one in self.procedure.steps if self.stage in one.from_stages]
        waivable = any(gate.waivable for one in here for gate in one.gates)
        return [one.id for one in here if not (by_hand and one.awaits)] + ([WAIVE.id] if waivable else [])

    def allows(self, intent: Intent, today: date) -> bool:
        """Whether the law of the procedure lets this happen."""
        if intent.step not in self.stands_next():
            return False
        kind = self.kind(intent.step)
        return self._person(kind, intent) and self._form(kind, intent, today) and self._gates(kind, intent)

    def waiting(self, name: str, step: str) -> list[StepKind]:
        """The steps that are the answer of this step of another procedure (system.procedure)."""
        return [one for one in self.procedure.steps if one.awaits and (one.awaits.of, one.awaits.step) == (name, step)]

    def hears(self, name: str, intent: Intent) -> tuple[bool, StepKind | None]:
        """Whether a step of a case this one opened may be taken for all this one says, and the step here that it is."""
        waiting = self.waiting(name, intent.step)
        if not all(self._apart(kind, intent) for kind in waiting):
            return False, None
        meant = [
            one for one in waiting if all(intent.data.get(key) in values for key, values in one.awaits.when.items())
        ]
        fitting = [one for one in meant if self.stage in one.from_stages]
        in_order = not self.lines or intent.day >= self.lines[-1].day
        return (not meant or (bool(fitting) and in_order)), (fitting or [None])[0]

    def _person(self, kind: StepKind, intent: Intent) -> bool:
        role = ROLES[intent.actor.role]
        inside = self.village.startswith(intent.actor.division.rstrip("0")) or intent.actor.reaches(self.village)
        may = role.kind == "business" and intent.actor.role in kind.by
        return may and inside and self._apart(kind, intent)

    def _apart(self, kind: StepKind, intent: Intent) -> bool:
        people = {line.person for line in self.lines if line.step in kind.apart_from}
        offices = {line.office for line in self.lines if line.step in kind.apart_office_from}
        facts = self.facts | intent.fields
        asked = all(facts.get(name) in values for name, values in kind.certificate_when.items())
        certified = not (kind.certificate and asked) or CERTIFIED.get(intent.actor.role) == kind.certificate
        return certified and intent.actor.person_id not in people and intent.actor.office_id not in offices

    def _form(self, kind: StepKind, intent: Intent, today: date) -> bool:
        if intent.day > today or (self.lines and intent.day < self.lines[-1].day):
            return False
        if (kind.judgement or kind.reopens or kind.id == WAIVE.id) and not intent.reason.strip():
            return False
        if kind.id == WAIVE.id and not (intent.basis and intent.data.get("gate")):
            return False
        if not set(intent.fields) <= set(kind.fills):
            return False
        if not all(name in self.clocks and name not in self.extended for name in kind.clocks.extend):
            return False
        return set(kind.needs) <= self.unused | set(intent.papers)

    def _in_hand(self, intent: Intent) -> set[str]:
        return self.papers | set(intent.papers)

    def _gates(self, kind: StepKind, intent: Intent) -> bool:
        facts = self.facts | intent.fields
        waived = {line.data.get("gate") for line in self._round() if line.step == WAIVE.id}
        for gate in kind.gates:
            falls = any(facts.get(name) in values for name, values in gate.unless.items())
            stands = all(facts.get(name) in values for name, values in gate.when.items())
            if not falls and stands and not (gate.waivable and gate.id in waived) and not self._passes(gate, intent):
                return False
        return True

    def _passes(self, gate: Gate, intent: Intent) -> bool:
        past = next((line for line in reversed(self._round()) if line.step == gate.step), None)
        if gate.kind == "document":
            return gate.paper in self._in_hand(intent) if gate.paper else past is not None
        if gate.kind == "opinion":
            return past is not None and past.data.get(gate.field) in gate.among
        if gate.kind == "meeting":
            return past is not None and all(past.data.get(name) for name in gate.fields)
        if gate.kind == "duration":
            return past is not None and self._in_time(gate, past.day, intent.day)
        if gate.kind == "officers":
            named = intent.data.get(gate.field) or []
            needed = rules.load().value_on(gate.rule, intent.day, self.town).value
            return len({one["person"] for one in named if one.get("person")}) >= needed
        return False

    def _in_time(self, gate: Gate, since: date, day: date) -> bool:
        value = rules.load().value_on(gate.rule, since, self.town)
        if value.direction == "backward":
            return since <= dates.deadline(value, day).due
        due = dates.deadline(value, since).due
        return day >= due if value.bound == "at_least" else day <= due

    def _round(self) -> list[Line]:
        return self.lines[self.round_from :]

    def write(self, intent: Intent) -> None:
        """The step was taken."""
        kind = self.kind(intent.step)
        if kind.reopens:
            self.round_from, self.papers, self.unused = len(self.lines), set(), set()
        told = (intent.step, intent.day, intent.actor.person_id, dict(intent.data), intent.actor.office_id)
        self.lines.append(Line(*told))
        self.papers |= set(intent.papers)
        self.unused |= set(intent.papers) - set(kind.needs)
        self.facts |= intent.fields
        self.stage = self.stage if kind.to == SAME else kind.to
        self._clocks(kind)

    def _clocks(self, kind: StepKind) -> None:
        use = kind.clocks
        for name in (*use.stop, *use.void):
            self.clocks.pop(name, None)
            self.extended.discard(name)
        self.extended |= set(use.extend)
        for name in use.start:
            if not any(self.facts.get(key) in values for key, values in self.procedure.clock(name).unless.items()):
                self.clocks.setdefault(name, "running")
