"""What was done in a case, newest first, each step in the words of its own form. Personal data stays masked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms

from fazhi.kernel import ledgers, linked, masks
from fazhi.kernel.models import Case, Dossier, Evidence, Step
from fazhi.kernel.structure import WAIVE, Procedure, StepKind
from fazhi.web.forms import StepForm, form_of

# A longer text is a story with names in it, not a name: stars would fill a page and hide nothing more.
LONGEST_NAME = 20


@dataclass(frozen=True)
class Event:
    """One step of the timeline."""

    step: Step
    title: str
    answers: tuple[tuple[str, str], ...]
    papers: tuple[Evidence, ...]


def events(
    procedure: Procedure, case: Case, steps: Sequence[Step], evidence: Sequence[Evidence], *, open_masks: bool
) -> list[Event]:
    """Every step with its answers and papers, the newest first."""
    return [
        Event(
            step,
            step_title(procedure, step.name),
            tuple(answers(case.system, procedure, step, open_masks=open_masks)),
            tuple(one for one in evidence if one.step_id == step.id),
        )
        for step in reversed(steps)
    ]


def step_title(procedure: Procedure, name: str) -> str:
    """Title of a step; its own name where the procedure no longer knows it."""
    try:
        return procedure.step(name).title
    except KeyError:
        return name


def answers(system: str, procedure: Procedure, step: Step, *, open_masks: bool) -> list[tuple[str, str]]:
    """The step's data as label and value. What no form names any more is shown under its own name, never dropped."""
    if step.name == WAIVE.id:
        return [("不适用的关口", _gate(procedure, str(step.data.get("gate", ""))))]
    kind = _kind(procedure, step.name)
    form: type[StepForm] = form_of(system, procedure, kind) if kind else StepForm
    found = []
    for name, value in form.retold(step.data).items():
        # Only a step that is another case's answer holds its id and number; elsewhere an "answer" is what somebody said.
        if kind and kind.awaits and name in (linked.ANSWER, linked.ANSWERED_BY):
            found += [("结果来自", str(value))] if name == linked.ANSWERED_BY else []
            continue
        field = form.base_fields.get(name)
        title, text = (str(field.label or name), said(field, value)) if field else _in_a_ledger(system, name, value)
        if text:
            hidden = name in form.masked and not open_masks
            found.append((title, _hidden(text) if hidden else text))
    return found


def _gate(procedure: Procedure, name: str) -> str:
    gates = {gate.id: gate.message for step in procedure.steps for gate in step.gates}
    return gates.get(name, name)


def _hidden(text: str) -> str:
    return masks.name(text) if len(text) <= LONGEST_NAME else "（含个人信息，已隐去）"


def _in_a_ledger(system: str, name: str, value: Any) -> tuple[str, str]:
    """Title and words of a value that no form asks for (an action added it), from a ledger that lists it too."""
    for book in ledgers.all_ledgers().values():
        if book.id.partition(".")[0] == system and any(column.name == name for column in book.columns):
            column = book.column(name)
            return column.title, column.shown(value) if value not in (None, "") else ""
    return name, said(None, value)


def said(field: forms.Field | None, value: Any) -> str:
    """A stored value as a person reads it."""
    if value is None or value == "" or value == []:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, list):
        return "、".join(said(field, one) for one in value)
    if isinstance(value, Mapping):
        return "，".join(said(None, one) for one in value.values() if one not in (None, ""))
    if isinstance(field, forms.ChoiceField):
        choices = dict(_flat(field.choices))
        return str(choices.get(value, choices.get(str(value), value)))
    return str(value)


def facts(system: str, dossier: Dossier) -> list[tuple[str, str]]:
    """The filled fields of a dossier with their titles, for systems without a template of their own."""
    found = []
    for field in dossier._meta.concrete_fields:
        value = getattr(dossier, field.attname)
        # A flag that is not set and a count of nothing (0 is False) say nothing here.
        if field.name in ("case", "town") or value in (None, "", False):
            continue
        _, text = _in_a_ledger(system, field.name, value)
        if text:
            found.append((str(field.verbose_name), text))
    return found


def _kind(procedure: Procedure, name: str) -> StepKind | None:
    try:
        return procedure.step(name)
    except KeyError:
        return None


def _flat(choices: Any) -> list[tuple[Any, Any]]:
    flat: list[tuple[Any, Any]] = []
    for value, title in choices:
        flat += title if isinstance(title, list | tuple) else [(value, title)]
    return flat
