"""What the case page shows of a meeting (who came, its agenda), of a topic (each view in its order) and of a task."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import template
from django.db import models

from fazhi.kernel.models import Case
from fazhi.kernel.terms import terms
from fazhi.systems.meetings import printing, sitting
from fazhi.systems.meetings.actions import AGREED, title_of_view
from fazhi.systems.meetings.models import Attendance, Meeting, Task, Topic

register = template.Library()
WORDED = frozenset({"kind", "matter", "resolution"})
HIDDEN = frozenset({"case", "town", "agenda"})


@dataclass(frozen=True)
class View:
    """One view as it was given; `dissents` whether it counts as dissent."""

    name: str
    post: str
    said: str
    words: str
    dissents: bool


@register.simple_tag
def facts(dossier: Meeting | Topic | Task) -> list[tuple[str, str]]:
    """The filled fields of a dossier with their titles."""
    found = []
    for field in dossier._meta.concrete_fields:
        value = getattr(dossier, field.attname)
        if field.name not in HIDDEN and value not in (None, "", 0):
            found.append((str(field.verbose_name), _said(field, value)))
    return found


def _said(field: models.Field[Any, Any], value: Any) -> str:
    if field.name in WORDED:
        return terms("meetings", field.name).get(value, value)
    return f"{value:%Y-%m-%d}" if isinstance(field, models.DateField) else str(value)


@register.simple_tag
def attendance(dossier: Meeting) -> list[Attendance]:
    """Who was expected and whether they came."""
    return list(Attendance.objects.filter(case_id=dossier.case_id))


@register.simple_tag
def agenda(dossier: Meeting) -> list[Topic]:
    """The topics in the order of discussion."""
    return sitting.topics(Case.objects.get(pk=dossier.case_id), dossier.agenda)


@register.simple_tag
def meeting_of(dossier: Topic) -> Case | None:
    """The meeting on whose agenda the topic stands."""
    return sitting.meeting_case(dossier.town, dossier.meeting) if dossier.meeting else None


@register.simple_tag
def views(dossier: Topic) -> list[View]:
    """Each view in the order in which it was given."""
    step = printing.discussed(Case.objects.get(pk=dossier.case_id)) if dossier.resolution else None
    return [
        View(
            str(one.get("name", "")),
            str(one.get("post") or ""),
            title_of_view(one),
            str(one.get("words") or ""),
            one.get("view") not in AGREED,
        )
        for one in (step.data.get("views", ()) if step else ())
    ]


@register.filter
def resolution(value: str) -> str:
    """What was decided, in words."""
    return terms("meetings", "resolution").get(value, value)
