"""The one door: who may → what follows from it → gates → step → stage → clocks → log, in one transaction, under the lock of the case's row.

Begin reading at `act`. Everything that changes the state of work goes through a function of this file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.db import IntegrityError, models, transaction

from fazhi.kernel import clocks, files, linked, log, permission, submissions
from fazhi.kernel.doing import Conflict, Doing, NewCase, NewEvidence, NotFound, Option, Refused
from fazhi.kernel.gates import Obstacle, Situation
from fazhi.kernel.log import Written
from fazhi.kernel.models import Case, Clock, Dossier, Evidence, Link, Step, TownRow
from fazhi.kernel.numbers import next_number
from fazhi.kernel.proofs import Filed, filed, round_start
from fazhi.kernel.registry import Installed, system
from fazhi.kernel.search import SearchVector
from fazhi.kernel.structure import SAME, ClockUse, Procedure, StepKind
from fazhi.kernel.submissions import plain
from fazhi.kernel.today import now
from fazhi.people.actors import Actor
from fazhi.people.divisions import town_of
from fazhi.people.identifiers import new_id

Prepare = Callable[[Case, Doing], Doing]
CASE = "case_id"
PUBLIC = "社会公众"
__all__ = ["Conflict", "Doing", "NewCase", "NewEvidence", "NotFound", "Obstacle", "Option", "Refused"]


def begin(new: NewCase, doing: Doing) -> Case:
    """Open a case by the opening step of its procedure and return it.

    The same `new.id` with the same content returns the case that exists; with another content it raises Conflict.
    """
    installed = system(new.system)
    procedure = installed.procedures[new.procedure]
    kind = procedure.opening
    town = town_of(new.village)
    with _unused_id(), submissions.once(new.id, town, {"new": plain(new), "doing": plain(doing)}) as once:
        if once.answer:
            return Case.objects.get(pk=once.answer)
        dossier = installed.dossier(new.procedure)(town=town, **_dossier_fields(doing, kind))
        situation = _beginning(town, dossier, doing)
        _require(kind, procedure, doing, new.village, situation, None)
        case = Case(
            id=new.id or new_id(),
            town=town,
            system=new.system,
            procedure=new.procedure,
            number=next_number(town, procedure.number, doing.happened_on.year),
            title=new.title,
            village_id=new.village,
            opened_on=doing.happened_on,
            handler_id=doing.handler,
        )
        case.search = SearchVector(case.number, new.title, new.words)
        case.save(force_insert=True)
        dossier.case = case
        dossier.save(force_insert=True)
        _take(case, dossier, kind, procedure, doing, [])
        once.answer = once.case = case.pk
        return case


def act(
    case_id: UUID, doing: Doing, prepare: Prepare | None = None, then: Callable[[Step], None] | None = None
) -> Step:
    """Take one step in a case and return it. Refused (with one Chinese sentence) changes nothing.

    `prepare` adds what the house knows to what was sent (derived fields, further rows) or refuses it; it is asked under
    the lock of the case's row, only for a request not heard before and of somebody who may take the step. `then` writes
    what the step means elsewhere; it is done with the step or not at all, and once however often the request arrives.
    A transaction of the caller's own around this would lose the other body of a conflict, which is to be kept.
    """
    body = {"case": str(case_id), "doing": plain(doing)}
    with submissions.once(doing.request, doing.actor.town, body) as once:
        if once.answer:
            return Step.objects.get(pk=once.answer)
        case = Case.objects.select_for_update().filter(pk=case_id).first()
        if case is None:
            raise NotFound("没有找到这件事项，可能编号有误或不在您的管辖范围内，没有做任何改动。")
        installed, procedure = _procedure(case)
        kind = _kind(procedure, case, doing.step)
        dossier = _dossier(installed, case)
        situation = _situation(case, procedure, dossier, doing, _asks_for_papers(kind))
        opener = linked.opener_of(case, locked=True)
        if prepare:
            people = permission.people(kind, procedure, doing.actor, case.village_id, situation)
            _refuse(case, kind, [*people, *linked.hindrances(case, kind, doing.actor, opener)])
            doing = prepare(case, doing)
            situation = replace(situation, data=doing.data, fields=doing.fields)
            once.kept = {"case": str(case_id), "doing": plain(doing)}
        _require(kind, procedure, doing, case.village_id, situation, case, opener)
        for name, value in _dossier_fields(doing, kind).items():
            setattr(dossier, name, value)
        moved = kind.clocks != ClockUse()
        running = [clock for clock in case.clocks.all() if clock.state in clocks.RUNNING] if moved else []
        step = _take(case, dossier, kind, procedure, doing, running)
        _tell_others(case, kind, step, doing, opener)
        if then:
            then(step)
        once.answer, once.case = step.pk, case.pk
        return step


def options(case: Case, actor: Actor) -> list[Option]:
    """The steps that stand next in a case and, for each, what keeps this actor from it."""
    installed, procedure = _procedure(case)
    situation = _situation(case, procedure, _dossier(installed, case), None, True)
    return permission.options(procedure, case, actor, situation, linked.opener_of(case))


def link(from_case: Case, to_case: Case, kind: str, step: Step, actor: Actor) -> Link:
    """Relate two cases by a step just taken; the same relation twice is one."""
    with transaction.atomic():
        found = Link.objects.filter(from_case=from_case, to_case=to_case, kind=kind).first()
        if found:
            return found
        made = Link.objects.create(town=from_case.town, from_case=from_case, to_case=to_case, kind=kind, step=step)
        log.write(from_case.town, signature(actor), now(), [Written(f"{from_case.system}.link", made)])
        return made


def record(actor: Actor, action: str, rows: Sequence[TownRow]) -> None:
    """Save rows that are not cases (entries of a list, drafts, readings, an unmasking) and log them, in one transaction."""
    with transaction.atomic():
        for row in rows:
            if not actor.reaches(row.town) and actor.town != row.town:
                raise Refused("这一条不在您的管辖范围内，没有做任何改动。")
            # An empty list is a value of a JSON column; Django would call it a blank.
            columns = [field.name for field in row._meta.fields if isinstance(field, models.JSONField)]
            row.full_clean(exclude=columns, validate_unique=False, validate_constraints=False)
            row.save(force_insert=row._state.adding)
        by_town: dict[str, list[Written]] = {}
        for row in rows:
            by_town.setdefault(row.town, []).append(Written(action, row))
        for town, written in by_town.items():
            log.write(town, signature(actor), now(), written)


def receive(town: str, action: str, request: UUID | None, rows: Sequence[TownRow]) -> bool:
    """Save rows that somebody outside the house sends in (a comment on a draft) and log them as the public's.

    The same request twice is saved once; whether this one was new. Expects the town's scope to be open.
    """
    body = {"action": action, "rows": [submissions.told(row) for row in rows]}
    with submissions.once(request, town, body) as once:
        if once.answer:
            return False
        for row in rows:
            row.town = town
            row.full_clean(validate_unique=False, validate_constraints=False)
            row.save(force_insert=True)
        log.write(town, PUBLIC, now(), [Written(action, row) for row in rows])
        once.answer, once.case = rows[0].pk, getattr(rows[0], CASE, None)
        return True


def recomputed(clock: Clock) -> None:
    """Save a clock whose provisional date became certain, and log it as done by the house itself."""
    with transaction.atomic():
        clock.save()
        log.write(clock.town, "法治平台（历法更新）", now(), [Written(f"{clock.case.system}.recompute", clock)])


def signature(actor: Actor) -> str:
    """How an actor signs a step: name, office and post (司法所 + 司法所所长 is said once)."""
    place = actor.post if actor.post.startswith(actor.office) else actor.office + actor.post
    return f"{actor.name}（{place}）"[:100]


@contextmanager
def _unused_id() -> Iterator[None]:
    """A case's id made by the client may be another town's already: unique keys know no scope, but say nothing of it."""
    try:
        yield
    except IntegrityError as error:
        if getattr(getattr(error.__cause__, "diag", None), "constraint_name", "") != "kernel_case_pkey":
            raise
        raise Conflict("这个提交编号已经用过，没有登记；请重新打开登记页面再填写。") from None


def _require(
    kind: StepKind,
    procedure: Procedure,
    doing: Doing,
    village: str,
    situation: Situation,
    case: Case | None,
    opener: linked.Opener | None = None,
) -> None:
    found = [
        *permission.hindrances(kind, procedure, doing.actor, village, situation),
        *(linked.hindrances(case, kind, doing.actor, opener) if case else ()),
        *permission.lacks(kind, procedure, doing, case, situation),
    ]
    _refuse(case, kind, found)


def _refuse(case: Case | None, kind: StepKind, found: Sequence[Obstacle]) -> None:
    if found:
        what = f"{case.number}「{kind.title}」" if case else f"「{kind.title}」"
        raise Refused(f"{what}未办理：{'；'.join(one.sentence.rstrip('。') for one in found)}。没有做任何改动。", found)


def _take(
    case: Case, dossier: Dossier, kind: StepKind, procedure: Procedure, doing: Doing, running: list[Clock]
) -> Step:
    moment, actor = now(), doing.actor
    step = Step(
        town=case.town,
        case=case,
        sequence=case.version + 1,
        name=kind.id,
        from_stage=case.stage,
        to_stage=case.stage if kind.to == SAME else kind.to,
        person_id=actor.person_id,
        appointment_id=actor.appointment_id,
        signature=signature(actor),
        happened_on=doing.happened_on,
        recorded_at=moment,
        data=dict(doing.data) | ({linked.ANSWER: str(doing.answer)} if doing.answer else {}),
        reason=doing.reason.strip(),
        basis=doing.basis or kind.basis,
    )
    step.save(force_insert=True)
    _move(case, kind, step, doing)
    written: list[models.Model] = [step, case]
    if doing.fields and case.version > 1:
        dossier.save(update_fields=[dossier._meta.get_field(name).name for name in doing.fields])
    if doing.fields or case.version == 1:
        written.append(dossier)
    try:
        new, changed = clocks.apply(kind.clocks, procedure, case, step, running, dossier)
    except clocks.NoClock as error:
        raise Refused(str(error)) from error
    Clock.objects.bulk_create(new)
    for clock in changed:
        clock.save()
    written += [*new, *changed, *_keep(case, step, doing), *_add(case, doing)]
    log.write(case.town, step.signature, moment, [Written(f"{case.system}.{kind.id}", row) for row in written])
    return step


def _tell_others(case: Case, kind: StepKind, step: Step, doing: Doing, opener: linked.Opener | None) -> None:
    """Open the case that a step opens; give the case that asked its answer. All in the step's own transaction."""
    if kind.opens:
        installed, procedure = linked.target(kind.opens)
        made: Case = installed.module("actions").opened(case, step, procedure.id, doing)
        link(case, made, linked.OPENED, step, doing.actor)
    if opener is None:
        return
    waiting = linked.answered(case, kind, step.data, opener)
    if waiting is not None:
        _answer(opener.case, waiting, step, doing, case.number)


def _answer(case: Case, waiting: StepKind, step: Step, doing: Doing, number: str) -> None:
    taken = linked.carried(waiting, step.data)
    answer = Doing(
        step=waiting.id,
        actor=doing.actor,
        happened_on=doing.happened_on,
        data={name: value for name, value in taken.items() if name not in waiting.fills} | {linked.ANSWERED_BY: number},
        fields={name: value for name, value in taken.items() if name in waiting.fills},
        reason=doing.reason,
        answer=step.pk,
    )
    system(case.system).module("actions").carry_out(case, answer)


def _move(case: Case, kind: StepKind, step: Step, doing: Doing) -> None:
    case.version, case.stage = step.sequence, step.to_stage
    changed = ["version", "stage"]
    if kind.closes or kind.reopens:
        case.closed_on = doing.happened_on if kind.closes else None
        changed.append("closed_on")
    if doing.handler and doing.handler != case.handler_id:
        case.handler_id = doing.handler
        changed.append("handler")
    case.save(update_fields=changed)


def _keep(case: Case, step: Step, doing: Doing) -> list[models.Model]:
    try:
        kept = [
            Evidence(
                town=case.town,
                case=case,
                step=step,
                paper=one.paper,
                name=one.name[-200:],
                media_type=one.media_type[:100],
                size=len(one.content),
                digest=files.store(one.content, one.name),
                happened_on=one.happened_on or doing.happened_on,
                received_on=one.received_on or doing.happened_on,
                recorded_at=step.recorded_at,
            )
            for one in doing.evidence
        ]
    except files.TooLarge as error:
        raise Refused(str(error)) from error
    return list(Evidence.objects.bulk_create(kept))


def _add(case: Case, doing: Doing) -> list[models.Model]:
    for row in doing.rows:
        row.town = case.town
        setattr(row, CASE, case.pk)
        row.save(force_insert=True)
    return list(doing.rows)


def _procedure(case: Case) -> tuple[Installed, Procedure]:
    installed = system(case.system)
    return installed, installed.procedures[case.procedure]


def _kind(procedure: Procedure, case: Case, name: str) -> StepKind:
    kind = next((one for one in permission.open_steps(procedure, case) if one.id == name), None)
    if kind is not None:
        return kind
    stage = procedure.stage(case.stage).title
    try:
        title = procedure.step(name).title
    except KeyError:
        raise Refused(f"{procedure.title}没有名为 {name} 的步骤，{case.number} 没有改动。") from None
    raise Refused(f"{case.number} 现处于「{stage}」环节，不能办理「{title}」，没有做任何改动。")


def _dossier(installed: Installed, case: Case) -> Dossier:
    return installed.dossier(case.procedure)._default_manager.get(pk=case.pk)


def _dossier_fields(doing: Doing, kind: StepKind) -> dict[str, Any]:
    return {name: value for name, value in doing.fields.items() if name in kind.fills}


def _beginning(town: str, dossier: Dossier, doing: Doing) -> Situation:
    papers = Filed().with_brought(one.paper for one in doing.evidence)
    return Situation(town, (), papers, dossier, doing.happened_on, doing.data, doing.fields)


def _asks_for_papers(kind: StepKind) -> bool:
    return bool(kind.needs or any(gate.paper for gate in kind.gates))


def _situation(case: Case, procedure: Procedure, dossier: Dossier, doing: Doing | None, with_papers: bool) -> Situation:
    steps = linked.history(case)
    since = round_start(procedure, (past.name for past in steps))
    papers = filed(case, procedure, since) if with_papers else Filed()
    if doing is None:
        return Situation(case.town, steps, papers, dossier, since=since)
    said = (doing.happened_on, doing.data, doing.fields, since, doing.answer)
    return Situation(case.town, steps, papers.with_brought(one.paper for one in doing.evidence), dossier, *said)
