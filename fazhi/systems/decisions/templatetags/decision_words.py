"""What the case page shows of a decision: the five statutory steps side by side, who took part, tasks, items of a catalogue."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import template

from fazhi.kernel.models import Case
from fazhi.kernel.terms import title
from fazhi.systems.decisions.models import CONDITIONAL, CatalogueRow, Decision, Expert, Participation, TaskRow
from fazhi.web.badges import Badge

register = template.Library()
WORDED = frozenset("matter_class proposer competition party channel evaluation kind change".split())
# What the five tiles, or nothing but a word inside, already say.
ELSEWHERE = frozenset(
    "case town consultation participation argument risk risk_level legality findings resolution dissent discussed_on".split()
)
TONES = {"done": "good", "waived": "quiet", "pending": "warn", "blocked": "bad", "running": "calm"}


@dataclass(frozen=True)
class Tile:
    """One of the five statutory steps: how it stands, and the lines that say more."""

    title: str
    must: bool
    badge: Badge
    lines: tuple[str, ...] = ()
    reason: str = ""


@dataclass(frozen=True)
class Shown:
    """A decision, a change of one, or a catalogue as the page shows it."""

    facts: list[tuple[str, str]]
    tiles: list[Tile]
    tasks: list[TaskRow]
    items: list[CatalogueRow]


@register.filter
def term(value: str, field: str) -> str:
    """The Chinese title of a stored value."""
    return title("decisions", field, value)


@register.simple_tag(takes_context=True)
def decision(context: dict[str, Any], dossier: Decision) -> Shown:
    """Everything of a decision that the generic page does not show, in at most four questions."""
    case: Case = context["case"]
    if case.procedure == "catalogue":
        items = list(CatalogueRow.objects.filter(case=case.pk).order_by("number"))
        return Shown(_facts(dossier), [], [], items)
    waived = {str(one.step.data.get("gate")): one.step.reason for one in context["events"] if one.step.name == "waive"}
    tasks = list(TaskRow.objects.filter(case=case.pk).order_by("position")) if dossier.published_on else []
    return Shown(_facts(dossier), [] if case.procedure == "carried_over" else _tiles(case, dossier, waived), tasks, [])


def _tiles(case: Case, dossier: Decision, waived: dict[str, str]) -> list[Tile]:
    lines = {"participation": _participation(case), "argument": _experts(case), "risk": _risk(dossier)}
    # Done after all: why it was not to be done no longer matters.
    reasons = {name: "" if getattr(dossier, name) else waived.get(f"G4-2-{name}", "") for name in CONDITIONAL}
    found = [
        Tile(words, False, _state(dossier, name, waived), lines[name], reasons[name])
        for name, words in CONDITIONAL.items()
    ]
    legality = (f"提出意见 {dossier.findings} 条",) if dossier.legality else ()
    found.append(Tile("合法性审查", True, _unconditional(dossier.legality, "legality", "lawful"), legality))
    discussion = (f"{dossier.discussed_on}，不同意见 {dossier.dissent} 人",) if dossier.discussed_on else ()
    found.append(Tile("集体讨论决定", True, _unconditional(dossier.resolution, "resolution", "passed"), discussion))
    return found


def _state(dossier: Decision, name: str, waived: dict[str, str]) -> Badge:
    value = getattr(dossier, name)
    if name == "risk" and value in ("uncontrollable", "adjusted"):
        return Badge(title("decisions", "risk", value), TONES["blocked"])
    if value:
        return Badge("已开展", TONES["done"])
    if name == "participation" and dossier.consultation == "open":
        return Badge("正在征求意见", TONES["running"])
    if f"G4-2-{name}" in waived:
        return Badge("已记录不适用", TONES["waived"])
    return Badge("尚未开展", TONES["pending"])


def _unconditional(value: str, field: str, good: str) -> Badge:
    if not value:
        return Badge("尚未到此环节", TONES["waived"])
    return Badge(title("decisions", field, value), TONES["done"] if value == good else TONES["blocked"])


def _participation(case: Case) -> tuple[str, ...]:
    found = Participation.objects.filter(case=case)
    return tuple(
        f"{title('decisions', 'mode', one.mode)}{f' {one.days} 天' if one.days else ''}：意见 {one.opinions} 条，采纳 {one.adopted} 条{f'。{one.notes}' if one.notes else ''}"
        for one in found
    )


def _experts(case: Case) -> tuple[str, ...]:
    found = Expert.objects.filter(case=case)
    return tuple(f"{one.expert}（{one.unit}）：{title('decisions', 'view', one.view)}。{one.words}" for one in found)


def _risk(dossier: Decision) -> tuple[str, ...]:
    if not dossier.risk:
        return ()
    return (f"{title('decisions', 'risk_level', dossier.risk_level)}，{title('decisions', 'risk', dossier.risk)}",)


def _facts(dossier: Decision) -> list[tuple[str, str]]:
    found = []
    for field in dossier._meta.concrete_fields:
        value = getattr(dossier, field.attname)
        if field.name in ELSEWHERE or value in (None, "", False, 0):
            continue
        worded = title("decisions", field.name, value) if field.name in WORDED else value
        text = "是" if value is True else worded
        found.append((str(field.verbose_name), f"{text:%Y-%m-%d}" if hasattr(text, "year") else str(text)))
    return found
