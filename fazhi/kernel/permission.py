"""Who may take a step: role, reach, stage, separation of duties, dates, papers, gates. Every no has a sentence."""

from __future__ import annotations

from collections.abc import Iterator

from fazhi.kernel import linked, separation
from fazhi.kernel.doing import Doing, Option
from fazhi.kernel.gates import Obstacle, Situation, obstacles
from fazhi.kernel.models import Case
from fazhi.kernel.structure import WAIVE, Procedure, StepKind
from fazhi.kernel.today import today
from fazhi.people.actors import Actor
from fazhi.people.roles import ROLES


def hindrances(
    kind: StepKind, procedure: Procedure, actor: Actor, village: str, situation: Situation
) -> list[Obstacle]:
    """Everything that keeps this actor from this step now, people first, then papers and gates."""
    return [*people(kind, procedure, actor, village, situation), *obstacles(kind.gates, situation)]


def people(kind: StepKind, procedure: Procedure, actor: Actor, village: str, situation: Situation) -> list[Obstacle]:
    """Why this step is not this actor's, whatever they say in it."""
    return list(_people(kind, procedure, actor, village, situation))


def _people(
    kind: StepKind, procedure: Procedure, actor: Actor, village: str, situation: Situation
) -> Iterator[Obstacle]:
    if actor.kind != "business" or actor.role not in kind.by:
        titles = "、".join(ROLES[role].title for role in kind.by)
        yield Obstacle("role", f"「{kind.title}」由{titles}办理，您现在的岗位是{actor.post}。", kind.basis)
    if kind.awaits and situation.answer is None:
        title = linked.target(kind.awaits.of)[1].title
        yield Obstacle("awaits", f"「{kind.title}」由「{title}」的结果自动记入，不能直接办理。", kind.basis)
    if not actor.reaches(village):
        yield Obstacle("reach", f"本案所在区划不在您的管辖范围内，不能办理「{kind.title}」。", kind.basis)
    yield from separation.hindrances(kind, procedure, actor, situation)


def lacks(
    kind: StepKind, procedure: Procedure, doing: Doing, case: Case | None, situation: Situation
) -> list[Obstacle]:
    """What is wrong with the doing itself: its day, its reason, its fields, the papers it must bring."""
    return list(_lacks(kind, procedure, doing, case, situation))


def _lacks(
    kind: StepKind, procedure: Procedure, doing: Doing, case: Case | None, situation: Situation
) -> Iterator[Obstacle]:
    day = doing.happened_on
    if day > today():
        yield Obstacle("day", f"发生日期 {day} 晚于今天，请核对后重新填写。", kind.basis)
    if case and situation.steps and day < situation.steps[-1].happened_on:
        last = situation.steps[-1].happened_on
        yield Obstacle("day", f"发生日期 {day} 早于上一步骤的日期 {last}，请核对后重新填写。", kind.basis)
    if (kind.judgement or kind is WAIVE or kind.reopens) and not doing.reason.strip():
        yield Obstacle(
            "reason", f"「{kind.title}」需要写明理由。", kind.judgement.basis if kind.judgement else kind.basis
        )
    if kind is WAIVE and not (doing.basis.strip() and doing.data.get("gate")):
        yield Obstacle("basis", "记录不适用时须写明对应的关口和依据。", "")
    for name in sorted(set(doing.fields) - set(kind.fills)):
        yield Obstacle("field", f"「{kind.title}」不能填写字段 {name}。", kind.basis)
    for paper in kind.needs:
        if paper not in situation.papers.unused:
            yield Obstacle(
                "paper", f"「{kind.title}」缺少佐证：{procedure.papers[paper]}，请上传后再提交。", kind.basis
            )


def open_steps(procedure: Procedure, case: Case) -> list[StepKind]:
    """Steps that stand next in the case's stage, in the order of the procedure; `waive` where a gate allows it."""
    steps = [step for step in procedure.steps if case.stage in step.from_stages]
    if any(gate.waivable for step in steps for gate in step.gates):
        steps.append(WAIVE)
    return steps


def options(
    procedure: Procedure, case: Case, actor: Actor, situation: Situation, opener: linked.Opener | None
) -> list[Option]:
    """The next steps, those this actor may take first."""
    found = [
        Option(
            kind,
            (
                *hindrances(kind, procedure, actor, case.village_id, situation),
                *linked.hindrances(case, kind, actor, opener),
            ),
        )
        for kind in open_steps(procedure, case)
    ]
    return sorted(found, key=lambda option: not option.may)
