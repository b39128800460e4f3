"""What the public sees of consultations: the drafts of a town, one draft with its days, and what became of the comments."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from fazhi.kernel.models import Case
from fazhi.kernel.today import today
from fazhi.law import rules
from fazhi.law.shapes import amount
from fazhi.systems.consultations.models import Comment, CommentGroup, Consultation, ConsultationRow, GroupedComment
from fazhi.systems.consultations.terms import RULES, title

SHOWN = 50


@dataclass(frozen=True)
class Draft:
    """One draft as the public sees it. Names of those who commented are not part of it."""

    case: Case
    dossier: Consultation

    @property
    def open(self) -> bool:
        """Whether comments are taken today; the last day counts."""
        return self.case.stage == "collecting" and self.dossier.starts_on <= today() <= self.dossier.ends_on

    @property
    def ahead(self) -> bool:
        """Whether it has not begun."""
        return self.case.stage == "collecting" and today() < self.dossier.starts_on

    @property
    def published(self) -> bool:
        """Whether the answers are published."""
        return self.case.stage == "published"

    @property
    def paragraphs(self) -> list[str]:
        """The draft's text, a paragraph a line."""
        return [line.strip() for line in self.dossier.text.splitlines() if line.strip()]

    @property
    def groups(self) -> list[CommentGroup]:
        """Every group of comments with its answer, once they are published."""
        return list(CommentGroup.objects.filter(case=self.case)) if self.published else []


def drafts(town: str) -> list[ConsultationRow]:
    """The consultations of a town, those that take comments first, then the latest; stopped ones are left out."""
    found = ConsultationRow.objects.filter(town=town).exclude(stage="stopped").order_by("-starts_on")[:SHOWN]
    day = today()
    return sorted(found, key=lambda one: not (one.stage == "collecting" and one.starts_on <= day <= one.ends_on))


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


def least_days(dossier: Consultation) -> str:
    """The least period of the law for this matter, in words, e.g. 30日; empty where the law names none."""
    rule = RULES.get(dossier.matter)
    if rule is None:
        return ""
    value = rules.load().value_on(rule, dossier.starts_on, dossier.town)
    return amount(value.value, value.unit)


def statistics(case: Case, closed_on: date) -> dict[str, object]:
    """How many comments came and what became of them; what the summary prints and the one who asked is told."""
    answers = list(CommentGroup.objects.filter(case=case).values_list("answer", flat=True))
    starts_on = Consultation.objects.values_list("starts_on", flat=True).get(pk=case.pk)
    return {
        "comments": Comment.objects.filter(case=case).count(),
        "groups": len(answers),
        **{name: answers.count(name) for name in ("adopted", "partly", "declined")},
        "days": (closed_on - starts_on).days,
        "closed_on": closed_on.isoformat(),
    }


def answer_title(group: CommentGroup) -> str:
    """采纳, 部分采纳, 不采纳."""
    return title("answer", group.answer)
