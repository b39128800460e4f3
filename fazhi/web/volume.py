"""The whole file of a case, in the order of its procedure: what, who, when, on which paper, under which article.

With it go the cases it opened (a review, a consultation, a topic) and a list of all evidence with digests and dates.
Everything is masked, as in a ledger; seven questions to the database, however long the file.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from fazhi.kernel import ledgers
from fazhi.kernel.linked import OPENED
from fazhi.kernel.models import Case, Clock, Evidence, Link, Step
from fazhi.kernel.registry import system
from fazhi.kernel.structure import WAIVE, Procedure
from fazhi.law import LawError, citations
from fazhi.people.actors import Actor
from fazhi.web import history
from fazhi.web.cases import in_scope

# A decision opens a change, which opens a review: deeper than this nothing goes.
DEEPEST = 4


@dataclass(frozen=True)
class Entry:
    """One step: what was done, who signed it, when, why, on which papers, under which article."""

    title: str
    day: date
    who: str
    basis: str
    answers: tuple[tuple[str, str], ...]
    reason: str
    papers: tuple[str, ...]
    waiver: bool = False


@dataclass(frozen=True)
class Part:
    """The steps that belong to one stage of the procedure."""

    title: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Limit:
    """A limit and whether it was kept."""

    title: str
    since: date
    due: date
    state: str
    stopped: date | None


@dataclass(frozen=True)
class Proof:
    """A file kept as evidence: its paper, name, size, SM3 digest, and when it was made, received and recorded."""

    id: UUID
    number: int
    case: str
    paper: str
    name: str
    digest: str
    made: date
    received: date
    recorded: date


@dataclass(frozen=True)
class Volume:
    """The file of one case; `opened` are those of the cases it opened, `proofs` the evidence of them all."""

    case: Case
    system: str
    procedure: str
    basis: str
    facts: tuple[tuple[str, str], ...]
    parts: tuple[Part, ...]
    limits: tuple[Limit, ...]
    opened: tuple[Volume, ...] = ()
    proofs: tuple[Proof, ...] = ()


def volume(case: Case, actor: Actor) -> Volume:
    """The whole file of a case as this actor may see it."""
    family = _family(case, actor)
    ids = [one.pk for one in family]
    steps = _by_case(Step.objects.filter(case__in=ids).order_by("sequence"))
    clocks = _by_case(Clock.objects.filter(case__in=ids).order_by("started_on", "id"))
    evidence = _by_case(Evidence.objects.filter(case__in=ids).order_by("recorded_at", "id"))
    told = {one.pk: _told(one, steps, clocks, evidence) for one in family}
    proofs = [(one, proof) for one in family for proof in evidence.get(one.pk, ())]
    return replace(
        told[case.pk],
        opened=tuple(told[one.pk] for one in family[1:]),
        facts=_facts(case),
        proofs=tuple(_proof(number, one, proof) for number, (one, proof) in enumerate(proofs, start=1)),
    )


def _family(case: Case, actor: Actor) -> list[Case]:
    """The case, then those it opened and those they opened, each once, level by level."""
    found, level = [case], [case.pk]
    for _ in range(DEEPEST):
        if not any(_opens(one) for one in found if one.pk in level):
            break
        links = Link.objects.filter(from_case__in=level, kind=OPENED).values_list("to_case_id", flat=True)
        known = {one.pk for one in found}
        made = [one for one in in_scope(actor).filter(pk__in=links).order_by("opened_on", "id") if one.pk not in known]
        found, level = [*found, *made], [one.pk for one in made]
    return found


def _opens(case: Case) -> bool:
    return any(kind.opens for kind in system(case.system).procedures[case.procedure].steps)


def _by_case(rows: Any) -> dict[UUID, list[Any]]:
    found: dict[UUID, list[Any]] = {}
    for row in rows:
        found.setdefault(row.case_id, []).append(row)
    return found


def _told(
    case: Case,
    steps: Mapping[UUID, Sequence[Step]],
    clocks: Mapping[UUID, Sequence[Clock]],
    evidence: Mapping[UUID, Sequence[Evidence]],
) -> Volume:
    installed = system(case.system)
    procedure = installed.procedures[case.procedure]
    papers: dict[UUID, list[str]] = {}
    for one in evidence.get(case.pk, ()):
        papers.setdefault(one.step_id, []).append(f"{procedure.papers.get(one.paper, one.paper)}：{one.name}")
    return Volume(
        case=case,
        system=installed.system.title,
        procedure=procedure.title,
        basis=cited(procedure.basis),
        facts=(),
        parts=tuple(_parts(case, procedure, steps.get(case.pk, ()), papers)),
        limits=tuple(_limit(procedure, clock) for clock in clocks.get(case.pk, ())),
    )


def _parts(case: Case, procedure: Procedure, steps: Sequence[Step], papers: Mapping[UUID, Sequence[str]]) -> list[Part]:
    """Stage by stage; within a stage in the order of the procedure, and what was waived at the end."""
    order = {kind.id: at for at, kind in enumerate(procedure.steps)}
    stages = [(one.id, one.title) for one in procedure.stages]
    stages += [(name, name) for name in dict.fromkeys(one.to_stage for one in steps) if name not in dict(stages)]
    found = []
    for name, title in stages:
        here = [one for one in steps if one.to_stage == name]
        here.sort(key=lambda one: (one.name == WAIVE.id, order.get(one.name, len(order)), one.sequence))
        if here:
            entries = [_entry(case, procedure, one, papers.get(one.id, ())) for one in here]
            found.append(Part(title, tuple(entries)))
    return found


def _entry(case: Case, procedure: Procedure, step: Step, papers: Sequence[str]) -> Entry:
    return Entry(
        title=history.step_title(procedure, step.name),
        day=step.happened_on,
        who=step.signature,
        basis=cited(step.basis),
        answers=tuple(history.answers(case.system, procedure, step, open_masks=False)),
        reason=step.reason,
        papers=tuple(papers),
        waiver=step.name == WAIVE.id,
    )


def cited(reference: str) -> str:
    """A basis in the words of a citation; what a person typed instead stays as it is."""
    try:
        return citations.cite(reference) if reference else ""
    except LawError:
        return reference


def _limit(procedure: Procedure, clock: Clock) -> Limit:
    try:
        title = procedure.clock(clock.name).title
    except KeyError:
        title = clock.name
    return Limit(title, clock.started_on, clock.due_on, clock.get_state_display(), clock.stopped_on)


def _proof(number: int, case: Case, one: Evidence) -> Proof:
    papers = system(case.system).procedures[case.procedure].papers
    return Proof(
        one.pk,
        number,
        case.number,
        papers.get(one.paper, one.paper),
        one.name,
        one.digest,
        one.happened_on,
        one.received_on,
        one.recorded_at.date(),
    )


def _facts(case: Case) -> tuple[tuple[str, str], ...]:
    """The row of the case in its ledger, where names are masked already; else the fields of its dossier."""
    for book in ledgers.all_ledgers().values():
        if book.cases and book.id.partition(".")[0] == case.system:
            names = [column.name for column in book.columns]
            row = book.model._default_manager.filter(pk=case.pk, town=case.town).values(*names).first()
            if row:
                shown = [
                    (one.title, one.shown(row[one.name])) for one in book.columns if row[one.name] not in (None, "")
                ]
                return tuple(shown)
    dossier = system(case.system).dossier(case.procedure)._default_manager.get(pk=case.pk)
    return tuple(history.facts(case.system, dossier))
