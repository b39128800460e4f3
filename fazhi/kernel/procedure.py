"""Checks each procedure graph when the house starts: one start, no orphan, no trap, a basis on every gate and clock."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from fazhi.kernel.structure import SAME, Procedure, StepKind
from fazhi.people import certificates
from fazhi.people.roles import ROLES


def faults(procedure: Procedure, dossier_fields: Iterable[str], rules: Iterable[str]) -> list[str]:
    """Everything wrong with a procedure, as Chinese sentences; an empty list is a sound graph."""
    known_rules = set(rules)
    return [
        *_graph_faults(procedure),
        *(
            fault
            for step in procedure.steps
            for fault in _step_faults(procedure, step, set(dossier_fields), known_rules)
        ),
        *(
            f"程序「{procedure.title}」的期限「{clock.title}」引用了不存在的规则 {clock.rule}。"
            for clock in procedure.clocks
            if clock.rule not in known_rules
        ),
        *(
            f"程序「{procedure.title}」的期限「{clock.title}」没有依据。"
            for clock in procedure.clocks
            if not clock.basis
        ),
    ]


def _graph_faults(procedure: Procedure) -> Iterator[str]:
    name = f"程序「{procedure.title}」"
    stages = {stage.id for stage in procedure.stages}
    starts = [step for step in procedure.steps if not step.from_stages]
    if len(starts) != 1:
        yield f"{name}应当只有一个起始步骤，现有 {len(starts)} 个。"
        return
    for step in procedure.steps:
        for stage in (*step.from_stages, step.to):
            if stage != SAME and stage not in stages:
                yield f"{name}的步骤「{step.title}」指向不存在的环节 {stage}。"
    for repeated in _repeated([step.id for step in procedure.steps] + [stage.id for stage in procedure.stages]):
        yield f"{name}中 {repeated} 出现了两次。"
    for orphan in sorted(stages - _reached(procedure, {starts[0].to})):
        yield f"{name}的环节「{procedure.stage(orphan).title}」无法到达。"
    finals = {stage.id for stage in procedure.stages if stage.final}
    for stuck in procedure.stages:
        if not finals & _reached(procedure, {stuck.id}):
            yield f"{name}的环节「{stuck.title}」走不到任何办结环节。"


def _reached(procedure: Procedure, start: set[str]) -> set[str]:
    reached, grown = set(start), True
    while grown:
        further = {step.to for step in procedure.steps if step.to != SAME and reached & set(step.from_stages)}
        grown = not further <= reached
        reached |= further
    return reached


def _step_faults(procedure: Procedure, step: StepKind, fields: set[str], rules: set[str]) -> Iterator[str]:
    name = f"程序「{procedure.title}」的步骤「{step.title}」"
    steps = {other.id for other in procedure.steps}
    clocks = {clock.id for clock in procedure.clocks}
    if not step.basis:
        yield f"{name}没有依据。"
    yield from (f"{name}写了档案中没有的字段 {field}。" for field in step.fills if field not in fields)
    yield from (f"{name}允许不存在的角色 {role}。" for role in step.by if role not in ROLES)
    parted = {*step.apart_from, *step.apart_office_from}
    parted |= {other.partition(".")[0] for others in step.apart_named.values() for other in others}
    yield from (f"{name}须与之分开的步骤 {other} 不存在。" for other in sorted(parted - steps))
    for field in step.certificate_when:
        if field not in fields:
            yield f"{name}以档案中没有的字段 {field} 为要求证件的条件。"
    if step.certificate and step.certificate not in certificates.TITLES:
        yield f"{name}要求的资格证件种类 {step.certificate} 不存在。"
    use = step.clocks
    for clock in (*use.start, *use.stop, *use.pause, *use.resume, *use.extend, *use.void):
        if clock not in clocks:
            yield f"{name}用到不存在的期限 {clock}。"
    for paper in (*step.papers, *step.needs):
        if paper not in procedure.papers:
            yield f"{name}用到没有登记的文书 {paper}。"
    for gate in step.gates:
        if not gate.basis:
            yield f"{name}的关口 {gate.id} 没有依据。"
        if gate.step and gate.step not in steps:
            yield f"{name}的关口 {gate.id} 引用了不存在的步骤 {gate.step}。"
        if gate.rule and gate.rule not in rules:
            yield f"{name}的关口 {gate.id} 引用了不存在的规则 {gate.rule}。"
        if gate.kind == "document" and not (gate.step or gate.paper):
            yield f"{name}的关口 {gate.id} 没有写明需要哪份文书或哪个步骤。"
        for field in (*gate.when, *gate.unless):
            if field not in fields:
                yield f"{name}的关口 {gate.id} 以档案中没有的字段 {field} 为条件。"


def _repeated(names: list[str]) -> list[str]:
    return sorted({name for name in names if names.count(name) > 1})
