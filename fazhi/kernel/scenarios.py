"""Whole stories from life, told in YAML and run through the one door; every system tells its own in `scenarios/`.

A story is a list of steps: who did what on which day, with which answers and papers, and what must be true
afterwards (stage, clocks, ledger rows) or in which words the door must refuse. `begin` opens a case by the opening
step of a procedure; `case` names it where a story has more than one. `begin: meetings.meeting` opens a case of another
system, and a case that a step opens in another system gets its name by `opened`; both are then worked like any other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from importlib.resources.abc import Traversable
from typing import Any

import msgspec
import yaml

from fazhi.kernel import act, ledgers
from fazhi.kernel.doing import Doing, NewEvidence, Refused
from fazhi.kernel.models import Case
from fazhi.kernel.registry import Installed, folders, system
from fazhi.kernel.structure import WAIVE, StepKind, Struct
from fazhi.kernel.today import at
from fazhi.people import scopes
from fazhi.people.actors import Actor

FIRST = "first"
Actors = Callable[[str], Actor]


class Expected(Struct):
    """What must be true after a step. `ledger`: ledger id → columns of this case's row, or null for "no row"."""

    stage: str = ""
    clocks: dict[str, str] = {}
    due: dict[str, date] = {}
    ledger: dict[str, dict[str, Any] | None] = {}
    may: tuple[str, ...] = ()
    may_not: tuple[str, ...] = ()


class Told(Struct):
    """One step of a story. Exactly one of `begin` (a procedure) and `do` (a step); `refused` are words of the refusal.

    `opened`: name in the story → procedure (system.procedure) of the case that this step opened.
    """

    day: date
    by: str
    begin: str = ""
    do: str = ""
    case: str = FIRST
    opened: dict[str, str] = {}
    answers: dict[str, Any] = msgspec.field(default={}, name="with")
    papers: tuple[str, ...] = ()
    reason: str = ""
    basis: str = ""
    refused: str = ""
    expect: Expected = Expected()


class Story(Struct):
    """A story of one system."""

    title: str
    steps: tuple[Told, ...]
    system: str = ""


class StoryBroken(AssertionError):
    """A story went otherwise than told; the message names the story, the step and the difference."""


def stories(system_id: str) -> dict[str, Story]:
    """File name → story of one system, in the order of the names."""
    folder = next(one for one in folders() if one.name == system_id).joinpath("scenarios")
    found = sorted((one for one in folder.iterdir() if one.name.endswith(".yaml")), key=lambda one: one.name)
    return {one.name: read(one, system_id) for one in found}


def read(file: Traversable, system_id: str) -> Story:
    """One story, strictly in its shape; msgspec.ValidationError otherwise."""
    content = yaml.safe_load(file.read_text(encoding="utf-8"))
    return msgspec.convert({**content, "system": system_id}, Story)


def run(story: Story, actors: Actors) -> dict[str, Case]:
    """Live through a story; StoryBroken at the first difference. `actors` gives the actor of a standing person."""
    return go_on(story, actors, {})


def go_on(story: Story, actors: Actors, cases: Mapping[str, Case]) -> dict[str, Case]:
    """Live through a story in which these cases stand already."""
    installed, cases = system(story.system), dict(cases)
    for number, told in enumerate(story.steps, start=1):
        where = f"「{story.title}」第 {number} 步（{told.day} {told.by} {told.do or told.begin}）"
        actor = actors(told.by)
        with at(told.day), scopes.within(actor.town):
            refusal = _take(installed, told, actor, cases)
        if bool(told.refused) != (refusal is not None) or (refusal and told.refused not in refusal):
            raise StoryBroken(
                f"{where}：应当{'拒绝：' + told.refused if told.refused else '办成'}，实际：{refusal or '办成了'}"
            )
        with at(told.day), scopes.within(actor.town):
            for difference in _differences(told, actor, cases):
                raise StoryBroken(f"{where}：{difference}")
    return cases


def _take(installed: Installed, told: Told, actor: Actor, cases: dict[str, Case]) -> str | None:
    try:
        told = msgspec.structs.replace(told, answers={k: _named(v, cases) for k, v in told.answers.items()})
        if told.begin:
            owner, _, name = told.begin.rpartition(".")
            installed = system(owner) if owner else installed
            kind = installed.procedures[name].opening
            cases[told.case] = installed.module("actions").begin(_doing(kind, told, actor), dict(told.answers))
            return None
        case = cases[told.case]
        installed = system(case.system)
        kind = installed.procedures[case.procedure].step(told.do)
        doing = _doing(kind, told, actor)
        act.act(case.pk, doing) if kind is WAIVE else installed.module("actions").carry_out(case, doing)
        for name, procedure in told.opened.items():
            cases[name] = _opened(case, procedure)
        for one in (one for one in cases.values() if one.town == case.town):
            one.refresh_from_db()
    except Refused as refused:
        return refused.sentence
    return None


def _opened(case: Case, name: str) -> Case:
    """The last case of this procedure that a case opened."""
    owner, _, procedure = name.partition(".")
    found = Case.objects.filter(links_in__from_case=case, system=owner, procedure=procedure).order_by("opened_on", "id")
    made = found.last()
    if made is None:
        raise StoryBroken(f"{case.number} 没有打开 {name}")
    return made


def _named(value: Any, cases: Mapping[str, Case]) -> Any:
    """In an answer 「@second」 is the number of the case told under that name, 「#second」 its id."""
    if isinstance(value, str) and value[1:] in cases:
        return {"@": cases[value[1:]].number, "#": str(cases[value[1:]].pk)}.get(value[0], value)
    return value


def _doing(kind: StepKind, told: Told, actor: Actor) -> Doing:
    return Doing(
        step=kind.id,
        actor=actor,
        happened_on=told.day,
        data={name: _plain(value) for name, value in told.answers.items() if name not in kind.fills},
        fields={name: value for name, value in told.answers.items() if name in kind.fills},
        reason=told.reason,
        basis=told.basis,
        evidence=[NewEvidence(paper, f"{paper}.txt", f"{told.day} {paper}".encode()) for paper in told.papers],
    )


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _differences(told: Told, actor: Actor, cases: Mapping[str, Case]) -> Iterable[str]:
    wanted, known = told.expect, cases.get(told.case)
    # Somebody out of scope does not see the case at all: nothing to compare.
    case = Case.objects.filter(pk=known.pk).first() if known else None
    if case is None:
        return
    if wanted.stage and case.stage != wanted.stage:
        yield f"应在环节 {wanted.stage}，实际在 {case.stage}"
    clocks = {clock.name: clock for clock in case.clocks.order_by("started_on", "id")}
    for name, state in wanted.clocks.items():
        found = clocks[name].state if name in clocks else "none"
        if found != state:
            yield f"期限 {name} 应为 {state}，实际 {found}"
    for name, day in wanted.due.items():
        if name not in clocks or clocks[name].due_on != day:
            yield f"期限 {name} 应到 {day}，实际 {clocks[name].due_on if name in clocks else '没有'}"
    for name, row in wanted.ledger.items():
        yield from _row_differences(name, row, case)
    yield from _option_differences(wanted, actor, case)


def _row_differences(name: str, wanted: Mapping[str, Any] | None, case: Case) -> Iterable[str]:
    book = ledgers.ledger(name)
    found = next((row for row in ledgers.rows(book, case.town, ledgers.Criteria()) if row["id"] == case.pk), None)
    if wanted is None or found is None:
        if (wanted is None) != (found is None):
            yield f"台账 {name} {'不应' if wanted is None else '应当'}有这一行"
        return
    for column, value in wanted.items():
        if found[column] != value:
            yield f"台账 {name} 的 {column} 应为 {value!r}，实际 {found[column]!r}"


def _option_differences(wanted: Expected, actor: Actor, case: Case) -> Iterable[str]:
    if not wanted.may and not wanted.may_not:
        return
    may = {option.step.id for option in act.options(case, actor) if option.may}
    for name in wanted.may:
        if name not in may:
            yield f"应当可以办理 {name}，实际不可以"
    for name in wanted.may_not:
        if name in may:
            yield f"不应可以办理 {name}，实际可以"
