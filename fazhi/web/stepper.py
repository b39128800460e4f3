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
    """The main stages in order, and at the end the side stage in which the case now stands, if any."""
    stages = list(procedure.main_stages)
    if case.stage not in {stage.id for stage in stages}:
        stages.append(_stage_of(procedure, case.stage))
    here = [stage.id for stage in stages].index(case.stage)
    return [_node(at, stage, here, case, steps, clocks, day) for at, stage in enumerate(stages)]


def _stage_of(procedure: Procedure, name: str) -> Stage:
    try:
        return procedure.stage(name)
    except KeyError:
        return Stage(id=name, title=name)


def _node(
    at: int, stage: Stage, here: int, case: Case, steps: Sequence[Step], clocks: Sequence[Clock], day: date
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
    kept = tuple(_kept(clock) for clock in clocks if entered and clock.stopped_on and _stopped_by(clock, entered))
    return Node(
        at + 1,
        stage.title,
        state,
        entered.signature.partition("（")[0] if entered else "",
        entered.happened_on if entered else None,
        kept + badges,
    )


def _stopped_by(clock: Clock, step: Step) -> bool:
    return clock.state in ("kept", "late") and clock.stopped_on == step.happened_on and clock.started_by_id != step.id


def _kept(clock: Clock) -> Badge:
    title, window = clock_kind(clock)
    used = (clock.stopped_on - clock.started_on).days
    if clock.state == "late" and not window:
        return Badge(f"逾期 {(clock.stopped_on - clock.due_on).days} 天", "bad", title)
    return Badge(f"按期 · 用时 {used} 天", "good", title)
