"""The shapes of a system's data files (system.yaml, procedure.yaml), read strictly: an unknown key is an error."""

from __future__ import annotations

from typing import Any, Literal, TypeVar

import msgspec

GateKind = Literal["document", "duration", "opinion", "meeting", "officers", "waiver"]
SAME = "same"
Named = TypeVar("Named", "Stage", "StepKind", "ClockKind")


class Struct(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Base of the shapes: immutable, closed."""


class Judgement(Struct):
    """What the law leaves to judgement, with its words; the step then asks for a recorded reason."""

    quote: str
    basis: str


class Gate(Struct):
    """A condition that holds a step back until it is met or, where allowed, waived by a recorded step.

    document: evidence of `paper`, or an earlier `step`. duration: `rule` counted from the last `step`
    (a rule that counts backwards: from this step back to that one).
    opinion: the last `step` answered `field` with one of `among`. meeting: the last `step` filled all `fields`.
    officers: `field` names at least `rule` distinct people ({"person": id}), each holding on that day a certificate of the
    kind `certificate`, where one is asked for. waiver: only a waiver opens it.
    `when` / `unless` name dossier fields and the values for which the gate stands or falls.
    """

    id: str
    kind: GateKind
    message: str
    basis: str
    step: str = ""
    paper: str = ""
    rule: str = ""
    field: str = ""
    among: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    certificate: str = ""
    waivable: bool = False
    when: dict[str, list[Any]] = {}
    unless: dict[str, list[Any]] = {}


class ClockUse(Struct):
    """What a step does to the clocks of its procedure, by clock id."""

    start: tuple[str, ...] = ()
    stop: tuple[str, ...] = ()
    pause: tuple[str, ...] = ()
    resume: tuple[str, ...] = ()
    extend: tuple[str, ...] = ()
    void: tuple[str, ...] = ()


class ClockKind(Struct):
    """A limit of the procedure. `start_field` names a date in the step's data; else the step's own date counts.

    `window`: a right that lapses (30 days to apply), not a duty that can be late. `unless` names dossier fields and the
    values for which the limit never runs.
    """

    id: str
    title: str
    rule: str
    basis: str
    start_field: str = ""
    window: bool = False
    unless: dict[str, list[Any]] = {}


class Stage(Struct):
    """A state of a case. `main` stages make the stepper; `final` ones are where a case may rest."""

    id: str
    title: str
    main: bool = True
    final: bool = False


class Awaits(Struct):
    """Why nobody takes a step by hand: it is the answer of a case that this one opened.

    `of`: the procedure of that case (system.procedure); `step`: the step there that answers, when its data says `when`
    (field → values); `takes`: answers copied from it (name here → name there).
    """

    of: str
    step: str
    when: dict[str, list[Any]] = {}
    takes: dict[str, str] = {}


class Withdrawal(Struct):
    """A step that decides on somebody's recusal (回避): with `when` in its data, the person named in `field` withdraws.

    Who has withdrawn takes no further step; the case itself goes on (行政处罚法 43).
    """

    field: str
    when: dict[str, list[Any]] = {}


class StepKind(Struct):
    """A thing somebody may do: from which stages, to which, by which roles, on what basis, behind which gates.

    An empty `from_stages` opens the case; `to` "same" keeps the stage. `fills` are the dossier fields it may write.
    `papers`: kinds of evidence it may bring; `needs` those it must, unless a step that was free to brought them before.
    `opens`: the procedure (system.procedure) of the case
    it opens beside this one; `awaits`: it is that case's answer. `signs`: the step is a signature, for which somebody
    proves anew who they are.

    Separation of duties: `apart_from` are steps whose person may not do this one, `apart_office_from` steps whose office
    may not; `apart_named` says of a field that names people or bodies which others (a step, or a step.field) it must
    differ from; `certificate` is the kind the person must hold on that day (`certificate_when` the dossier says so);
    `withdraws` decides on a recusal.
    """

    id: str
    title: str
    basis: str
    by: tuple[str, ...]
    to: str
    from_stages: tuple[str, ...] = msgspec.field(default=(), name="from")
    fills: tuple[str, ...] = ()
    apart_from: tuple[str, ...] = ()
    apart_office_from: tuple[str, ...] = ()
    apart_named: dict[str, tuple[str, ...]] = {}
    certificate: str = ""
    certificate_when: dict[str, list[Any]] = {}
    withdraws: Withdrawal | None = None
    opens: str = ""
    awaits: Awaits | None = None
    signs: bool = False
    papers: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    prints: str = ""
    gates: tuple[Gate, ...] = ()
    clocks: ClockUse = ClockUse()
    judgement: Judgement | None = None
    optional: bool = False
    closes: bool = False
    reopens: bool = False


class Numbering(Struct):
    """How cases are numbered: `pattern` has {year} and {serial}, e.g. 矛调〔{year}〕{serial}号."""

    kind: str
    pattern: str


class Procedure(Struct):
    """A graph of stages and steps with its clocks. `only_opened`: its cases are opened by the steps of others, not by hand.

    `dossier` names the model of its dossier where it is not that of its system.
    """

    id: str
    title: str
    basis: str
    number: Numbering
    stages: tuple[Stage, ...]
    steps: tuple[StepKind, ...]
    clocks: tuple[ClockKind, ...] = ()
    papers: dict[str, str] = {}
    only_opened: bool = False
    dossier: str = ""

    def stage(self, name: str) -> Stage:
        """The stage of this id; KeyError if there is none."""
        return next_or_key_error(self.stages, name)

    def step(self, name: str) -> StepKind:
        """The step of this id; `waive` exists in every procedure. KeyError if there is none."""
        return WAIVE if name == WAIVE.id else next_or_key_error(self.steps, name)

    def clock(self, name: str) -> ClockKind:
        """The clock of this id; KeyError if there is none."""
        return next_or_key_error(self.clocks, name)

    @property
    def opening(self) -> StepKind:
        """The one step that opens a case."""
        return next(step for step in self.steps if not step.from_stages)

    def opened_by(self, role: str) -> bool:
        """Whether somebody of this role may open a case by hand."""
        return role in self.opening.by and not self.only_opened

    @property
    def main_stages(self) -> list[Stage]:
        """Stages of the stepper, in order."""
        return [stage for stage in self.stages if stage.main]


class System(Struct):
    """A system: what it is called, where it stands in the report (`heading`; empty for work that several of the ten share),
    which of its procedures others may open (`offers`) and which of others it opens itself (`opens`, as system.procedure).
    """

    id: str
    title: str
    short: str
    order: int
    statute: str
    dossier: str
    heading: str = ""
    offices: tuple[str, ...] = ()
    offers: tuple[str, ...] = ()
    opens: tuple[str, ...] = ()
    exemptions: dict[str, str] = {}


# Leaving a gate out is itself a step with a reason and a basis: nothing is skipped silently (design §3).
WAIVE = StepKind(
    id="waive",
    title="记录不适用",
    basis="",
    by=("clerk", "legal_reviewer", "mayor", "secretary"),
    to=SAME,
    optional=True,
)


def next_or_key_error(items: tuple[Named, ...], name: str) -> Named:
    """The item of this id, or KeyError."""
    for item in items:
        if item.id == name:
            return item
    raise KeyError(name)
