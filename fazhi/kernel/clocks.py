"""Clocks: start, pause, resume, extend, stop. Each keeps a receipt of the rule it used; dates come from law, never from here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from fazhi.kernel.models import Case, Clock, Step
from fazhi.kernel.structure import ClockKind, ClockUse, Procedure
from fazhi.law import dates, rules

RUNNING = ("running", "paused")


class NoClock(ValueError):
    """A step wants to pause, extend or stop a clock that is not running; the message is a Chinese sentence."""


def apply(
    use: ClockUse, procedure: Procedure, case: Case, step: Step, running: Sequence[Clock], dossier: Any = None
) -> tuple[list[Clock], list[Clock]]:
    """Carry out what a step does to clocks; returns (new clocks, changed clocks), unsaved."""
    changed: dict[Any, Clock] = {}
    for clock in running:
        if clock.name in use.stop:
            _stop(clock, step.happened_on)
        elif clock.name in use.void:
            clock.state, clock.stopped_on = "void", step.happened_on
        elif clock.name in use.pause:
            _pause(clock, step, procedure.step(step.name).basis)
        elif clock.name in use.resume:
            _resume(clock, step.happened_on)
        elif clock.name in use.extend:
            _extend(clock, step)
        else:
            continue
        changed[clock.pk] = clock
    live = {clock.name for clock in running if clock.state in RUNNING}
    for name in use.extend:
        if name not in {clock.name for clock in changed.values()}:
            raise NoClock(f"期限「{procedure.clock(name).title}」没有在计时，不能延长，案件没有改动。")
    kinds = [procedure.clock(name) for name in use.start if name not in live]
    return [_start(kind, case, step) for kind in kinds if runs(kind, dossier)], list(changed.values())


def runs(kind: ClockKind, dossier: Any) -> bool:
    """Whether this limit ever runs in a case of such a dossier."""
    return not any(getattr(dossier, name, None) in values for name, values in kind.unless.items())


def _start(kind: ClockKind, case: Case, step: Step) -> Clock:
    given = step.data.get(kind.start_field) if kind.start_field else None
    clock = Clock(
        town=case.town,
        case=case,
        name=kind.id,
        rule=kind.rule,
        started_by=step,
        started_on=date.fromisoformat(given) if given else step.happened_on,
    )
    recompute(clock)
    return clock


def recompute(clock: Clock) -> None:
    """Set the clock's dates from its rule as it stood on the day it started; also when a new calendar notice arrives."""
    value = rules.load().value_on(clock.rule, clock.started_on, clock.town)
    deadline = dates.deadline(value, clock.started_on, pauses=_pauses(clock.pauses), extended=clock.extended)
    clock.internal_on = _day(deadline.internal)
    clock.due_on = _day(deadline.due)
    clock.provisional = deadline.provisional
    clock.receipt = deadline.as_json() | {"receipt": deadline.receipt}


def under(clock: Clock, day: date) -> date:
    """When the clock would end under the rule as it held on another day; LawError where there was no such rule then."""
    value = rules.load().value_on(clock.rule, day, clock.town)
    extended = clock.extended and value.extension is not None
    return _day(dates.deadline(value, clock.started_on, pauses=_pauses(clock.pauses), extended=extended).due)


def _pauses(stored: Sequence[Mapping[str, str]]) -> list[dates.Pause]:
    return [
        dates.Pause(date.fromisoformat(one["from"]), date.fromisoformat(one["to"]), one["basis"])
        for one in stored
        if one.get("to")
    ]


def _stop(clock: Clock, day: date) -> None:
    if clock.state == "paused":
        _resume(clock, day)
    clock.state = "kept" if day <= clock.due_on else "late"
    clock.stopped_on = day


def _pause(clock: Clock, step: Step, ground: str) -> None:
    """Stop counting, on the ground that the procedure names: a basis that somebody typed would not be one the rule knows."""
    if clock.state == "running":
        clock.state = "paused"
        clock.pauses = [*clock.pauses, {"from": step.happened_on.isoformat(), "to": "", "basis": ground}]


def _resume(clock: Clock, day: date) -> None:
    if clock.state == "paused":
        *closed, last = clock.pauses
        clock.pauses = [*closed, {**last, "to": day.isoformat()}]
        clock.state = "running"
        recompute(clock)


def _extend(clock: Clock, step: Step) -> None:
    if clock.extended:
        raise NoClock(f"期限已经延长过一次，不能再次延长（原届满日 {clock.due_on:%Y-%m-%d}），案件没有改动。")
    clock.extended = True
    recompute(clock)


def _day(moment: Any) -> date:
    return moment.date() if hasattr(moment, "date") else moment
