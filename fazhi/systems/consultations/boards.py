"""What the public sees of consultations: the drafts of a town, one draft with its days, and what became of the comments."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Literal
from uuid import UUID

from fazhi.kernel.models import Case
from fazhi.kernel.today import today
from fazhi.law import rules
from fazhi.law.rules import RuleValue
from fazhi.law.shapes import amount
from fazhi.systems.consultations.models import Comment, CommentGroup, Consultation, ConsultationRow, GroupedComment
from fazhi.systems.consultations.terms import RULES

SHOWN = 50
Phase = Literal["ahead", "open", "over", "published"]


def phase(stage: str, dossier: Consultation | ConsultationRow) -> Phase:
    """Where a draft stands today. The last day counts: comments are taken while it is `open`."""
    if stage != "collecting":
        return "published" if stage == "published" else "over"
    day = today()
    return "ahead" if day < dossier.starts_on else "open" if day <= dossier.ends_on else "over"


@dataclass(frozen=True)
class Draft:
    """One draft as the public sees it. Names of those who commented are not part of it."""

    case: Case
    dossier: Consultation

    @property
    def phase(self) -> Phase:
        """Where it stands today."""
        return phase(self.case.stage, self.dossier)

    @property
    def paragraphs(self) -> list[str]:
        """The draft's text, a paragraph a line."""
        return [line.strip() for line in self.dossier.text.splitlines() if line.strip()]

    @cached_property
    def groups(self) -> list[CommentGroup]:
        """Every group of comments with its answer, once they are published."""
        return list(CommentGroup.objects.filter(case=self.case)) if self.phase == "published" else []


def drafts(town: str) -> list[ConsultationRow]:
    """The consultations of a town, those that take comments first, then the latest; stopped ones are left out."""
    # By their last day, so that what is cut off is over: whatever takes comments ends today or later.
    found = ConsultationRow.objects.filter(town=town).exclude(stage="stopped").order_by("-ends_on", "-id")[:SHOWN]
    return sorted(found, key=lambda one: phase(one.stage, one) != "open")


def draft(case_id: UUID) -> Draft | None:
    """One draft by the id of its case; None where there is none, or it was stopped."""
    case = Case.objects.filter(pk=case_id, system="consultations").exclude(stage="stopped").first()
    return Draft(case, Consultation.objects.get(pk=case.pk)) if case else None


def ungrouped(case: Case) -> list[Comment]:
    """Comments that stand in no group yet, in the order in which they came."""
    return list(Comment.objects.filter(case=case, grouped=None))


def grouped(case: Case) -> list[tuple[CommentGroup, list[Comment]]]:
    """Every group with its comments; two queries."""
    members: dict[UUID, list[Comment]] = {}
    for one in (
        GroupedComment.objects.filter(case=case).select_related("comment").order_by("comment__received_on", "id")
    ):
        members.setdefault(one.group_id, []).append(one.comment)
    return [(group, members.get(group.pk, [])) for group in CommentGroup.objects.filter(case=case)]


def names(case: Case) -> list[str]:
    """Every name that somebody left, to be masked wherever it stands: people speak of each other."""
    return list(Comment.objects.filter(case=case).exclude(name="").values_list("name", flat=True))


def least(matter: str, starts_on: date, town: str) -> RuleValue | None:
    """The least period for such a matter, by the rule of the first day; None where the law names none."""
    rule = RULES.get(matter)
    return rules.load().value_on(rule, starts_on, town) if rule else None


def least_days(dossier: Consultation) -> str:
    """The least period in words, e.g. 30日; empty where the law names none."""
    value = least(dossier.matter, dossier.starts_on, dossier.town)
    return amount(value.value, value.unit) if value else ""


def statistics(dossier: Consultation) -> dict[str, object]:
    """How many comments came and what became of them; what the summary prints and the one who asked is told.

    `days` are those on which people could comment, the first and the last included, however late it is summed up.
    """
    case = dossier.case_id
    answers = list(CommentGroup.objects.filter(case=case).values_list("answer", flat=True))
    return {
        "comments": Comment.objects.filter(case=case).count(),
        "groups": len(answers),
        **{name: answers.count(name) for name in ("adopted", "partly", "declined")},
        "days": (dossier.ends_on - dossier.starts_on).days + 1,
        "ends_on": dossier.ends_on.isoformat(),
    }
