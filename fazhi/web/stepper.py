"""The procedure of one case as a row of stages: done, now, to come; who, when, and whether the limit was kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from fazhi.kernel.models import Case, Clock, Step
from fazhi.kernel.structure import Procedure, Stage
from fazhi.web.badges import Badge, clock_badge, clock_kind, nearest

WORDS = {"done": "已办", "now": "办理中", "to_come": "待办", "passed": "未经此环节", "ended": "已办结"}


@dataclass(frozen=True)
class Node:
    """One stage of the stepper; `state` is a key of WORDS."""

    number: int
    title: str
    state: str
    who: str = ""
    when: date | None = None
    badges: tuple[Badge, ...] = ()

    @property
    def word(self) -> str:
        """The state in Chinese; colour and mark only repeat it."""
        return WORDS[self.state]


def nodes(procedure: Procedure, case: Case, steps: Sequence[Step], clocks: Sequence[Clock], day: date) -> list[Node]:
    """The main stages in order, and the side stage in which the case now stands, if any: where the case left the road,
    or at the end when it will not return to it.
    """
    stages = list(procedure.main_stages)
    if case.stage not in {stage.id for stage in stages}:
        side, entered = _stage_of(procedure, case.stage), {step.to_stage for step in steps}
        left = max((at + 1 for at, stage in enumerate(stages) if stage.id in entered), default=0)
        stages.insert(left if _returns(procedure, side) else len(stages), side)
    here = [stage.id for stage in stages].index(case.stage)
    return [_node(procedure, at, stage, here, case, steps, clocks, day) for at, stage in enumerate(stages)]


def _returns(procedure: Procedure, side: Stage) -> bool:
    """Whether one step leads from a side stage back to the road."""
    road = {stage.id for stage in procedure.main_stages}
    return not side.final and any(side.id in step.from_stages and step.to in road for step in procedure.steps)


def _stage_of(procedure: Procedure, name: str) -> Stage:
    try:
        return procedure.stage(name)
    except KeyError:
        return Stage(id=name, title=name)


def _node(
    procedure: Procedure,
    at: int,
    stage: Stage,
    here: int,
    case: Case,
    steps: Sequence[Step],
    clocks: Sequence[Clock],
    day: date,
) -> Node:
    entered = next((step for step in reversed(steps) if step.to_stage == stage.id != step.from_stage), None)
    if at == here:
        state = "ended" if case.closed_on else "now"
        due = None if case.closed_on else nearest(clocks)
        badges = (clock_badge(due, day),) if due else ()
    elif entered and (at < here or case.closed_on or not stage.main):
        state, badges = "done", ()
    else:
        state, badges = ("passed" if at < here else "to_come"), ()
        entered = None
    kept = _kept_by(procedure, entered, clocks) if entered else ()
    return Node(
        at + 1,
        stage.title,
        state,
        entered.signature.partition("（")[0] if entered else "",
        entered.happened_on if entered else None,
        (*kept, *badges),
    )


def _kept_by(procedure: Procedure, step: Step, clocks: Sequence[Clock]) -> tuple[Badge, ...]:
    """Whether the step that led into a stage kept its limit: one badge, a missed limit before a kept one."""
    try:
        names = procedure.step(step.name).clocks.stop
    except KeyError:
        return ()
    stopped = [one for one in clocks if one.name in names and one.stopped_on == step.happened_on]
    ended = sorted((one for one in stopped if one.state in ("kept", "late")), key=lambda one: one.state != "late")
    return (_kept(ended[0]),) if ended else ()


def _kept(clock: Clock) -> Badge:
    title, window = clock_kind(clock)
    stopped, due = clock.stopped_on or clock.due_on, clock.due_on
    if clock.state == "late" and not window:
        return Badge(f"逾期 {(stopped - due).days} 天", "bad", title)
    return Badge(f"按期 · 用时 {(stopped - clock.started_on).days} 天", "good", title)
