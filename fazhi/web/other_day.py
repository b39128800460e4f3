"""A case under the rules of another day: which limits and gates would differ, and why.

The case itself does not change. A limit counts from the day it began, under the value in force on the other day; a gate that
counts days or people likewise. Where a rule or an article did not exist then, that is said.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from fazhi.kernel import clocks as kernel_clocks
from fazhi.kernel.models import Case, Clock, Step
from fazhi.kernel.structure import Gate, Procedure, StepKind
from fazhi.law import LawError, citations, dates, rules
from fazhi.law.rules import RuleValue

NEVER = "那一天还没有这条规则"


@dataclass(frozen=True)
class Side:
    """A limit or a gate under the rules of one day: the value, on what basis, and the date that comes of it."""

    value: str
    basis: str = ""
    day: date | None = None
    standing: str = ""


@dataclass(frozen=True)
class Comparison:
    """The same thing on two days; `why` is empty where nothing differs."""

    kind: str
    title: str
    rule: str
    used: Side
    then: Side
    why: str = ""


def compare(
    procedure: Procedure, case: Case, steps: Sequence[Step], clocks: Sequence[Clock], day: date, today: date
) -> list[Comparison]:
    """Every limit and every gate of the case, those that differ first."""
    found = [
        *(_clock(procedure, clock, day) for clock in clocks),
        *_gates(procedure, case, steps, day, today),
    ]
    return sorted(found, key=lambda one: not one.why)


def turning_days(procedure: Procedure, clocks: Sequence[Clock]) -> list[date]:
    """The days on which a rule or a law behind this procedure changed, the latest first: days worth asking for."""
    book, found = rules.load(), set[date]()
    names = {one.rule for one in clocks} | {gate.rule for kind in procedure.steps for gate in kind.gates if gate.rule}
    for name in names:
        try:
            found |= {value.since for value in book.rule(name).values}
        except LawError:
            continue
    for gate in (gate for kind in procedure.steps for gate in kind.gates):
        try:
            found.add(citations.shelf().split(gate.basis)[0].in_force_from)
        except LawError:
            continue
    return sorted((one for one in found if one.year > 1), reverse=True)


def _clock(procedure: Procedure, clock: Clock, day: date) -> Comparison:
    try:
        title = procedure.clock(clock.name).title
    except KeyError:
        title = clock.name
    used = Side(_said(clock.rule, clock.started_on, clock.town), str(clock.receipt.get("basis", "")), clock.due_on)
    value = _value(clock.rule, day, clock.town)
    if value is None:
        return Comparison("期限", title, clock.rule, used, Side(NEVER), _first(clock.rule))
    try:
        due = kernel_clocks.under(clock, day)
    except LawError as error:
        return Comparison("期限", title, clock.rule, used, Side(value.phrase, value.citation), str(error))
    then = Side(value.phrase, value.citation, due, value.standing)
    return Comparison("期限", title, clock.rule, used, then, _why(used, then))


def _why(used: Side, then: Side) -> str:
    differs = []
    if used.value != then.value:
        differs.append(f"数值由「{then.value}」变为「{used.value}」")
    if used.basis != then.basis:
        differs.append("依据不同")
    if used.day and then.day and used.day != then.day:
        differs.append(f"届满日相差 {abs((used.day - then.day).days)} 天")
    return "，".join(differs)


def _value(rule: str, day: date, town: str) -> RuleValue | None:
    try:
        return rules.load().value_on(rule, day, town)
    except LawError:
        return None


def _said(rule: str, day: date, town: str) -> str:
    value = _value(rule, day, town)
    return value.phrase if value else "已不在规则目录中"


def _first(rule: str) -> str:
    try:
        first = rules.load().rule(rule).values[0]
    except LawError:
        return NEVER
    return f"这条规则自 {first.since} 起才有，那一天没有这项要求"


def _gates(procedure: Procedure, case: Case, steps: Sequence[Step], day: date, today: date) -> Iterator[Comparison]:
    seen = set[str]()
    for kind in procedure.steps:
        for gate in kind.gates:
            if gate.id not in seen:
                seen.add(gate.id)
                yield _gate(kind, gate, case, steps, day, today)


def _gate(kind: StepKind, gate: Gate, case: Case, steps: Sequence[Step], day: date, today: date) -> Comparison:
    done = next((one for one in reversed(steps) if one.name == kind.id), None)
    used_on = done.happened_on if done else today
    title = f"{kind.title}：{gate.message}"
    if gate.rule:
        began = next((one.happened_on for one in reversed(steps) if one.name == gate.step), None)
        return _counted(gate, case, began, used_on, day, title)
    used, then = _article(gate.basis, used_on), _article(gate.basis, day)
    why = f"那一天的依据：{then.value}" if used.value != then.value else ""
    return Comparison("关口", title, "", used, then, why)


def _counted(gate: Gate, case: Case, began: date | None, used_on: date, day: date, title: str) -> Comparison:
    """A gate that counts: days from an earlier step (or back from this one), or people."""
    sides = []
    for one in (used_on, day):
        value = _value(gate.rule, one, case.town)
        start = used_on if value and value.direction == "backward" else began
        due = _due(value, start) if value and gate.kind == "duration" and start else None
        sides.append(Side(value.phrase, value.citation, due, value.standing) if value else Side(NEVER))
    used, then = sides
    why = _first(gate.rule) if then.value == NEVER else _why(used, then)
    return Comparison("关口", title, gate.rule, used, then, why)


def _due(value: RuleValue, start: date) -> date | None:
    try:
        due = dates.deadline(value, start).due
    except LawError:
        return None
    return date(due.year, due.month, due.day)


def _article(basis: str, day: date) -> Side:
    """Whether the law behind a gate held on that day."""
    try:
        instrument, article = citations.shelf().split(basis, day)
    except LawError:
        return Side("按记录的依据", basis)
    cited = instrument.cite(article)
    if instrument.holds_on(day):
        return Side("有效", cited)
    if day < instrument.in_force_from:
        return Side(f"尚未施行（{instrument.in_force_from} 起施行）", cited)
    return Side(f"已经失效（有效至 {instrument.in_force_to}）", cited)
