"""Looks for reports of the same quarrel: grid worker, hotline and petition office often send one dispute three times."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from fazhi.kernel.search import pairs
from fazhi.law import rules
from fazhi.people.divisions import town_of
from fazhi.systems.disputes.models import Dispute, Party

LOOKED_THROUGH = 400
SHOWN = 5
ALIKE = 0.35
JOINABLE = ("found", "handed_up", "accepted", "mediating", "at_county", "agreed", "performed", "unsettled")


@dataclass(frozen=True)
class Candidate:
    """A dispute that may be the same one, and why it looks so (Chinese)."""

    case_id: UUID
    number: str
    title: str
    found_on: date
    summary: str
    why: str
    likeness: float


def candidates(
    village: str, names: Sequence[str], text: str, day: date, besides: UUID | None = None
) -> list[Candidate]:
    """Open disputes of the same village, found in the days before `day`, that share a party or many words; likeliest first."""
    days = int(rules.load().value_on("disputes.duplicate_lookback", day, town_of(village)).value)
    recent = (
        Dispute.objects.filter(case__village_id=village, case__procedure="mediation", case__stage__in=JOINABLE)
        .filter(found_on__gte=day - timedelta(days=days), found_on__lte=day + timedelta(days=days))
        .exclude(pk=besides)
        .select_related("case")
        .order_by("-found_on", "-pk")[:LOOKED_THROUGH]
    )
    shared = _sharing(names, [one.pk for one in recent])
    words = set(pairs(text))
    found = [_compared(one, shared.get(one.pk, 0), words) for one in recent]
    return sorted((one for one in found if one is not None), key=lambda one: -one.likeness)[:SHOWN]


def _sharing(names: Iterable[str], cases: Sequence[UUID]) -> dict[UUID, int]:
    """Case → how many of the names are parties to it."""
    counted: dict[UUID, int] = {}
    wanted = [name for name in names if name]
    for case_id in Party.objects.filter(case__in=cases, name__in=wanted).values_list("case_id", flat=True):
        counted[case_id] = counted.get(case_id, 0) + 1
    return counted


def _compared(dispute: Dispute, parties: int, words: set[str]) -> Candidate | None:
    own = set(pairs(f"{dispute.subject} {dispute.summary}"))
    alike = len(own & words) / max(min(len(own), len(words)), 1)
    if not parties and alike < ALIKE:
        return None
    said = [f"有 {parties} 名当事人相同"] if parties else []
    if alike >= ALIKE:
        said.append(f"内容相近（{alike:.0%}）")
    return Candidate(
        case_id=dispute.pk,
        number=dispute.case.number,
        title=dispute.case.title,
        found_on=dispute.found_on,
        summary=dispute.summary,
        why="，".join(said),
        likeness=parties + alike,
    )
