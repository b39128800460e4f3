"""What the case page shows of a document: how long it still holds, its numbers, its versions, the facts in the words of terms.yaml."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django import template

from fazhi.kernel.models import Case, Dossier
from fazhi.kernel.today import today
from fazhi.papers import register as numbers
from fazhi.papers.models import DocumentNumber
from fazhi.systems.norms import cleaning, reporting, versions
from fazhi.systems.norms import register as held
from fazhi.systems.norms.models import CleanupItem, IssuedLine, Norm, OutsideReview, RegisterEntry, Version
from fazhi.systems.norms.terms import title
from fazhi.web.badges import Badge

register = template.Library()
WORDED = frozenset(
    "exclusion consultation fair_competition opinion opinion_adopted resolution channel filing_result evaluation cleanup "
    "scope_kind finding handling".split()
)
# These stand on the badge line or in the list of numbers, not among the facts.
ELSEWHERE = frozenset({"case", "town", "expires_on", "in_force_on", "entry", "kind"})


@dataclass(frozen=True)
class Shown:
    """A document, a round, a report or a review from outside, as its page shows it."""

    facts: list[tuple[str, str]]
    badge: Badge | None
    numbers: list[DocumentNumber]
    versions: list[Version]
    items: list[CleanupItem]
    lines: list[IssuedLine]


@register.filter
def term(value: str, field: str) -> str:
    """The Chinese title of a stored value."""
    return title(field, value)


@register.filter
def force(entry: RegisterEntry, day: date) -> Badge:
    """How long a document of the register still holds, counted from a day."""
    return _force(entry, day)


@register.simple_tag
def norm(case: Case, dossier: Dossier) -> Shown:
    """The document with its numbers, versions and the badge of its force; a round with what it says of each document."""
    if case.procedure == "issue_report":
        return Shown(_facts(dossier), None, [], [], [], reporting.lines(case))
    if isinstance(dossier, OutsideReview):
        return Shown([*_reviewed(dossier), *_facts(dossier)], None, [], [], [], [])
    entry = RegisterEntry.objects.filter(case_id=case.pk).defer("text", "facts", "citations", "search").first()
    badge = _force(entry, today()) if entry else None
    items = list(cleaning.judged(case).values()) if case.procedure == "cleanup_round" else []
    found = versions.of_case(case) if case.procedure == "document" else []
    return Shown(_facts(dossier), badge, numbers.numbers_of(case), found, items, [])


def _reviewed(dossier: OutsideReview) -> list[tuple[str, str]]:
    return [("被审查的文件", str(dossier.entry)), ("审查种类", title("outside_kind", dossier.kind))]


def _facts(dossier: Dossier) -> list[tuple[str, str]]:
    found = []
    for field in dossier._meta.concrete_fields:
        value = getattr(dossier, field.attname)
        # A flag that is not set and a count of nothing (0 is False) say nothing here.
        if field.name in ELSEWHERE or value in (None, "", False):
            continue
        said = title(field.name, value) if field.name in WORDED else "是" if value is True else str(value)
        found.append((str(field.verbose_name), said))
    if isinstance(dossier, Norm) and dossier.in_force_on:
        found.append(("施行日期", str(dossier.in_force_on)))
        found.append(("有效期至", str(dossier.expires_on or "没有写明")))
    return found


def _force(entry: RegisterEntry, day: date) -> Badge:
    starts, ends = entry.starts_on, entry.ends_on
    if starts > day:
        return Badge("尚未施行", "calm", f"{starts} 起施行")
    if ends is None:
        return Badge("现行有效", "good", "没有写明有效期")
    left = (ends - day).days
    if left < 0:
        return Badge("已失效", "bad", f"有效期至 {ends}")
    return Badge(f"现行有效，还有 {left} 天", "warn" if held.soon(entry, day) else "good", f"有效期至 {ends}")
