"""Separation of duties, as a procedure declares it: who may not take a step because of what was done before.

Reviewer and drafter (国办发〔2018〕115号), hearing chair and investigator, decider and collector (行政处罚法 64, 67), those who
evaluate and those who assessed before (重大行政决策程序暂行条例 36). PostgreSQL itself keeps `apart_from` (kernel.roads).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from fazhi.kernel.gates import Obstacle, Past, Situation
from fazhi.kernel.structure import Procedure, StepKind
from fazhi.kernel.today import today
from fazhi.people import certificates
from fazhi.people.actors import Actor


def hindrances(kind: StepKind, procedure: Procedure, actor: Actor, situation: Situation) -> Iterator[Obstacle]:
    """What was done before, or a certificate, that keeps this actor from this step."""
    yield from parted(kind, procedure, actor, situation.steps)
    yield from _named(kind, procedure, situation)
    day = situation.happened_on or today()
    if _certified(kind, situation) and not certificates.holders([actor.person_id], kind.certificate, day):
        title = certificates.TITLES[kind.certificate]
        yield Obstacle("certificate", f"「{kind.title}」须由当日持有有效{title}的人员办理。", kind.basis)


def _certified(kind: StepKind, situation: Situation) -> bool:
    """Whether the step asks for a certificate in this case."""
    met = all(situation.value(name) in values for name, values in kind.certificate_when.items())
    return bool(kind.certificate) and met


def parted(kind: StepKind, procedure: Procedure, actor: Actor, steps: Iterable[Past]) -> Iterator[Obstacle]:
    """Whether the actor, or the actor's office, did something before that this step must be apart from, or has withdrawn."""
    others = {past.name: past for past in steps if past.name in kind.apart_from and past.person_id == actor.person_id}
    for name in others:
        title = procedure.step(name).title
        yield Obstacle("apart", f"您已办理本案的「{title}」，「{kind.title}」须由他人办理。", kind.basis)
    offices = {past.name for past in steps if past.name in kind.apart_office_from and past.office_id == actor.office_id}
    for name in sorted(offices):
        title = procedure.step(name).title
        yield Obstacle("apart", f"您所在机构已办理本案的「{title}」，「{kind.title}」须由另一机构办理。", kind.basis)
    if str(actor.person_id) in withdrawn(procedure, steps):
        yield Obstacle("withdrawn", f"您已回避本案，不能办理「{kind.title}」，案件由他人继续办理。", kind.basis)


def withdrawn(procedure: Procedure, steps: Iterable[Past]) -> frozenset[str]:
    """Ids of the people who have withdrawn from the case. The last decision on a person counts."""
    found: dict[str, bool] = {}
    deciding = {kind.id: kind.withdraws for kind in procedure.steps if kind.withdraws}
    for past in steps:
        decision = deciding.get(past.name)
        if decision:
            met = all(past.data.get(name) in values for name, values in decision.when.items())
            found |= dict.fromkeys(_who(past.data.get(decision.field)), met)
    return frozenset(person for person, is_so in found.items() if is_so)


def _named(kind: StepKind, procedure: Procedure, situation: Situation) -> Iterator[Obstacle]:
    for field, others in kind.apart_named.items():
        named = _who(situation.data.get(field)) | _who(situation.fields.get(field))
        for other in others:
            step, _, there = other.partition(".")
            before = frozenset[str]().union(
                *(_who(past.data.get(there)) if there else _doer(past) for past in situation.steps if past.name == step)
            )
            if named & before:
                title = procedure.step(step).title
                yield Obstacle(
                    "apart", f"「{kind.title}」所填的人员或单位已参与本案的「{title}」，须另行确定。", kind.basis
                )


def _doer(past: Past) -> frozenset[str]:
    return frozenset({str(past.person_id), past.signature.partition("（")[0]})


def _who(value: Any) -> frozenset[str]:
    """The people or bodies a value names: a name, an id, {"person": id, "name": …}, or a list of these."""
    if isinstance(value, Mapping):
        return frozenset(str(one).strip() for one in (value.get("person"), value.get("name")) if one)
    if isinstance(value, list | tuple):
        return frozenset[str]().union(*(_who(one) for one in value))
    return frozenset({str(value).strip()}) if value else frozenset()
