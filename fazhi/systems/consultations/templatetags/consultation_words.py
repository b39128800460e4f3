"""What pages show of a consultation: the words of terms.yaml, where a draft stands, and comments behind their mask."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django import template

from fazhi.kernel import masks
from fazhi.kernel.today import today
from fazhi.law import dates, rules
from fazhi.systems.consultations import boards
from fazhi.systems.consultations.boards import Draft
from fazhi.systems.consultations.models import Comment, CommentGroup, Consultation, ConsultationRow
from fazhi.systems.consultations.terms import RULES, title

register = template.Library()
TONES = {"adopted": "good", "partly": "calm", "declined": "warn"}


@dataclass(frozen=True)
class Shown:
    """A consultation as staff see it."""

    waiting: list[Comment]
    groups: list[tuple[CommentGroup, list[Comment]]]
    least: str
    advice: str


@register.filter
def consultation_term(value: str, field: str) -> str:
    """The Chinese title of a stored value."""
    return title(field, value)


@register.filter
def answer_tone(answer: str) -> str:
    """The tone of a badge for an answer."""
    return TONES.get(answer, "")


@register.filter
def standing(one: Draft | ConsultationRow) -> str:
    """Where a draft stands, for the public."""
    return _standing(one)[0]


@register.filter
def standing_tone(one: Draft | ConsultationRow) -> str:
    """The tone of its badge."""
    return _standing(one)[1]


def _standing(one: Draft | ConsultationRow) -> tuple[str, str]:
    stage, dossier = (one.case.stage, one.dossier) if isinstance(one, Draft) else (one.stage, one)
    if stage == "published":
        return "已公布采纳情况", "calm"
    if stage == "collecting" and today() < dossier.starts_on:
        return "尚未开始", ""
    if stage == "collecting" and today() <= dossier.ends_on:
        return "正在征求意见", "good"
    return "已截止，正在答复", "warn"


@register.simple_tag
def consultation(dossier: Consultation, unmasked: bool) -> Shown:
    """The comments of a consultation by group; names and numbers masked unless somebody gave a reason."""
    case = dossier.case
    waiting = [_masked(one, unmasked) for one in boards.ungrouped(case)]
    groups = [(group, [_masked(one, unmasked) for one in members]) for group, members in boards.grouped(case)]
    return Shown(waiting, groups, boards.least_days(dossier), _advice(dossier))


def _masked(comment: Comment, unmasked: bool) -> Comment:
    if not unmasked:
        comment.words = masks.names_in(comment.words, [comment.name] if comment.name else [])
        comment.name = masks.name(comment.name) if comment.name else ""
    return comment


def _advice(dossier: Consultation) -> str:
    """That a last day which is no working day had better be moved on: the law does not ask for it, people do."""
    rule = RULES.get(dossier.matter)
    if rule is None:
        return ""
    value = rules.load().value_on(rule, dossier.starts_on, dossier.town)
    due = dates.deadline(
        replace(value, value=(dossier.ends_on - dossier.starts_on).days, unit="day"), dossier.starts_on
    )
    return f"截止日是休息日，可以延长到 {due.due}。" if due.due != due.internal else ""
