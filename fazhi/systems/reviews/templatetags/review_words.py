"""What the case page shows of a review: facts in the words of terms.yaml, the checklist, the sender's files, cited articles."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import template
from django.db import models

from fazhi.kernel import linked
from fazhi.kernel.models import Case, Evidence
from fazhi.kernel.registry import procedure
from fazhi.kernel.terms import terms
from fazhi.law import standing
from fazhi.systems.reviews import materials
from fazhi.systems.reviews.actions import text_of
from fazhi.systems.reviews.materials import Material
from fazhi.systems.reviews.models import Review, Service

register = template.Library()
WORDED = frozenset({"matter", "opinion", "adoption"})
HIDDEN = frozenset({"case", "town", "materials"})


@dataclass(frozen=True)
class Shown:
    """A review as its page shows it. `files` are those of the case that asked, with the title of their paper, newest first."""

    facts: list[tuple[str, str]]
    checklist: list[tuple[Material, bool]]
    opener: Case | None
    files: list[tuple[Evidence, str]]
    cited: list[standing.Standing]
    services: list[Service]


@register.simple_tag
def review(dossier: Review) -> Shown:
    """The review with everything a reviewer looks at."""
    case = dossier.case
    asking = linked.opener_of(case)
    opener = asking.case if asking else None
    return Shown(
        _facts(dossier),
        [(one, one.id in dossier.materials) for one in materials.checklist(dossier.matter)],
        opener,
        _files(opener) if opener else [],
        _cited(case) if dossier.opinion else [],
        list(Service.objects.filter(case=case)),
    )


def _facts(dossier: Review) -> list[tuple[str, str]]:
    """The filled fields of a dossier with their titles."""
    found = []
    for field in dossier._meta.concrete_fields:
        value = getattr(dossier, field.attname)
        if field.name not in HIDDEN and value not in (None, "", False) and not _nothing(field, value, dossier):
            found.append((str(field.verbose_name), _said(field, value)))
    return found


def _nothing(field: models.Field[Any, Any], value: Any, dossier: Review) -> bool:
    """A count of opinions says nothing before there is an opinion."""
    counts = {"findings": "opinion", "adopted": "adoption"}
    return field.name in counts and not getattr(dossier, counts[field.name], "")


def _said(field: models.Field[Any, Any], value: Any) -> str:
    if value is True:
        return "是"
    if field.name in WORDED:
        return terms("reviews", field.name).get(value, value)
    return f"{value:%Y-%m-%d}" if isinstance(field, models.DateField) else str(value)


def _files(opener: Case) -> list[tuple[Evidence, str]]:
    titles = procedure(opener.system, opener.procedure).papers
    kept = Evidence.objects.filter(case=opener).order_by("paper", "-recorded_at", "-id")
    return [(one, titles.get(one.paper, one.paper)) for one in kept]


def _cited(case: Case) -> list[standing.Standing]:
    """The articles of the opinion as they stood on the day it was given."""
    given = case.steps.filter(name="give_opinion").order_by("-sequence").first()
    return standing.check(text_of(given.data.get("articles")), given.happened_on) if given else []
