"""Cases that ask other cases: one step opens a case of another system, and its answer is a step here that nobody takes by hand.

A draft is sent to legality review; the reviewer's opinion is itself the step 「审核通过」 of the draft. Both happen in one
transaction. Which procedures may be opened stands in system.yaml (`offers`), who waits for what in procedure.yaml (`awaits`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from fazhi.kernel.doing import Refused
from fazhi.kernel.gates import Obstacle, Past
from fazhi.kernel.models import Case, Link
from fazhi.kernel.registry import Installed, system, systems
from fazhi.kernel.separation import parted
from fazhi.kernel.structure import Procedure, StepKind
from fazhi.people.actors import Actor

OPENED = "opened_from"
# In the data of an awaited step: the id of the step that is its answer, and the number of the case it was taken in.
ANSWER, ANSWERED_BY = "answer", "answered_by"
COLUMNS = ("name", "happened_on", "person_id", "data", "signature", "appointment__post__office_id")


@dataclass(frozen=True)
class Opener:
    """The case that opened another, with what was done in it."""

    case: Case
    procedure: Procedure
    steps: Sequence[Past]

    def waiting(self, name: str, step: str) -> list[StepKind]:
        """The steps that wait for this step of the procedure `name` (system.procedure)."""
        return [one for one in self.procedure.steps if one.awaits and (one.awaits.of, one.awaits.step) == (name, step)]


def target(name: str) -> tuple[Installed, Procedure]:
    """The system and procedure of a name like reviews.legality_review; KeyError if there is none."""
    owner, _, procedure = name.partition(".")
    installed = system(owner)
    return installed, installed.procedures[procedure]


def name_of(case: Case) -> str:
    """The name of a case's procedure, as other procedures call it."""
    return f"{case.system}.{case.procedure}"


def history(case: Case) -> list[Past]:
    """What has been done in a case, in order."""
    return [Past(*row) for row in case.steps.order_by("sequence").values_list(*COLUMNS)]


def opener_of(case: Case, *, locked: bool = False) -> Opener | None:
    """The case that opened this one; None for a case that stands by itself. Asks nothing for procedures nobody offers."""
    if case.procedure not in systems()[case.system].system.offers:
        return None
    found = Link.objects.filter(to_case=case, kind=OPENED).values_list("from_case_id", flat=True).first()
    if found is None:
        return None
    cases = Case.objects.select_for_update() if locked else Case.objects
    opener = cases.get(pk=found)
    return Opener(opener, system(opener.system).procedures[opener.procedure], history(opener))


def hindrances(case: Case, kind: StepKind, actor: Actor, opener: Opener | None) -> Iterator[Obstacle]:
    """Why this actor may not answer: what they did in the case that asks (its drafter does not review it)."""
    if opener is None:
        return
    waiting = opener.waiting(name_of(case), kind.id)
    found = [one for step in waiting for one in parted(step, opener.procedure, actor, opener.steps)]
    yield from {one.sentence: one for one in found}.values()


def answered(case: Case, kind: StepKind, data: Mapping[str, Any], opener: Opener) -> StepKind | None:
    """The step of the opener that this step's answer is; None when the answer settles nothing there. Refused if it is too late."""
    meant = [one for one in opener.waiting(name_of(case), kind.id) if _means(one, data)]
    if not meant:
        return None
    fitting = [one for one in meant if opener.case.stage in one.from_stages]
    if not fitting:
        stage = opener.procedure.stage(opener.case.stage).title
        raise Refused(
            f"{case.number}「{kind.title}」未办理：来件 {opener.case.number} 现处于「{stage}」环节，"
            "不在等待这一结果。没有做任何改动，请与来件单位核对。"
        )
    return fitting[0]


def carried(kind: StepKind, data: Mapping[str, Any]) -> dict[str, Any]:
    """The answers that a waiting step takes over."""
    takes = kind.awaits.takes if kind.awaits else {}
    return {here: data[there] for here, there in takes.items() if there in data}


def _means(kind: StepKind, data: Mapping[str, Any]) -> bool:
    return kind.awaits is not None and all(data.get(name) in values for name, values in kind.awaits.when.items())


def faults(procedures: Mapping[str, Procedure], offered: frozenset[str]) -> Iterator[str]:
    """What is wrong between procedures (by system.procedure), as Chinese sentences."""
    for procedure in procedures.values():
        for kind in procedure.steps:
            where = f"程序「{procedure.title}」的步骤「{kind.title}」"
            if kind.opens and kind.opens not in offered:
                yield f"{where}要打开 {kind.opens}，但没有体系提供它。"
            if kind.opens and not kind.from_stages:
                yield f"{where}是起始步骤，不能再打开别的事项。"
            if kind.awaits:
                yield from _awaiting_faults(where, procedure, kind, procedures)


def _awaiting_faults(
    where: str, procedure: Procedure, kind: StepKind, procedures: Mapping[str, Procedure]
) -> Iterator[str]:
    assert kind.awaits is not None
    of, step = kind.awaits.of, kind.awaits.step
    if of not in {one.opens for one in procedure.steps}:
        yield f"{where}等待 {of} 的结果，但本程序没有步骤打开它。"
    other = procedures.get(of)
    if other is None or step not in {one.id for one in other.steps}:
        yield f"{where}等待的步骤 {of} {step} 不存在。"
    elif not set(other.step(step).by) <= set(kind.by):
        yield f"{where}的办理角色没有包括 {of} 中「{other.step(step).title}」的全部办理角色。"
    if kind.gates:
        yield f"{where}是另一事项的结果，不能再设关口；关口应设在打开那一事项的步骤上。"
