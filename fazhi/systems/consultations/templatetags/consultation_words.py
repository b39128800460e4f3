"""What pages show of a consultation: the words of terms.yaml, where a draft stands, and comments behind their mask."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django import template

from fazhi.kernel import masks
from fazhi.law import dates
from fazhi.systems.consultations import boards
from fazhi.systems.consultations.boards import Draft
from fazhi.systems.consultations.models import Comment, CommentGroup, Consultation, ConsultationRow
from fazhi.systems.consultations.terms import title

register = template.Library()
TONES = {"adopted": "good", "partly": "calm", "declined": "warn"}
# Where a draft stands, for the public, and the tone of its badge.
PHASES = {
    "ahead": ("尚未开始", ""),
    "open": ("正在征求意见", "good"),
    "over": ("已截止，正在答复", "warn"),
    "published": ("已公布采纳情况", "calm"),
}


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
    return PHASES[one.phase if isinstance(one, Draft) else boards.phase(one.stage, one)]


@register.simple_tag
def consultation(dossier: Consultation, unmasked: bool) -> Shown:
    """The comments of a consultation by group; names and numbers masked unless somebody gave a reason."""
    case = dossier.case
    waiting, groups = boards.ungrouped(case), boards.grouped(case)
    if not unmasked:
        names = boards.names(case)
        for one in (*waiting, *(one for _, members in groups for one in members)):
            one.words, one.name = masks.names_in(one.words, names), masks.name(one.name)
    return Shown(waiting, groups, boards.least_days(dossier), _advice(dossier))


def _advice(dossier: Consultation) -> str:
    """That a last day which is no working day had better be moved on: the law does not ask for it, people do."""
    value = boards.least(dossier.matter, dossier.starts_on, dossier.town)
    if value is None:
        return ""
    due = dates.deadline(
        replace(value, value=(dossier.ends_on - dossier.starts_on).days, unit="day"), dossier.starts_on
    )
    return f"截止日是休息日，可以延长到 {due.due}。" if due.due != due.internal else ""
