"""The register as of any day: what holds, what has lapsed without a word, which of ours rest on law that has changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q, QuerySet

from fazhi.law import citations
from fazhi.law.texts import Instrument
from fazhi.systems.norms import force
from fazhi.systems.norms.models import RegisterEntry

OPEN_STAGES = ("published", "in_force", "carried")


def on(town: str, day: date) -> QuerySet[RegisterEntry]:
    """What held on that day, ours first, the newest first; the text is left out."""
    held = RegisterEntry.objects.filter(Q(ends_on=None) | Q(ends_on__gte=day), town=town, starts_on__lte=day)
    return held.defer("text", "facts", "search").select_related("case").order_by("-starts_on", "-id")


def coming(town: str, day: date) -> QuerySet[RegisterEntry]:
    """What is published and not yet in force on that day."""
    later = RegisterEntry.objects.filter(town=town, level="town", starts_on__gt=day)
    return later.defer("text", "facts", "search").select_related("case").order_by("starts_on", "id")


def unfinished(town: str, day: date) -> list[RegisterEntry]:
    """Ours that a clean-up round must judge: in force on the day, or past their last day and never declared lapsed."""
    ours = RegisterEntry.objects.filter(town=town, level="town", case__stage__in=OPEN_STAGES, starts_on__lte=day)
    return list(ours.defer("text", "facts", "search").select_related("case").order_by("starts_on", "id"))


def soon(entry: RegisterEntry, day: date) -> bool:
    """Whether the last day is so near that the document must be evaluated before it (DOC-06)."""
    return entry.ends_on is not None and force.evaluation_due(entry.town, entry.ends_on) <= day


@dataclass(frozen=True)
class Outdated:
    """A citation in one of our documents whose law has changed since the document was made.

    `then`: the version that held when the document began, None where the shelf does not keep one so old; `now`: the one
    that holds on the day, None when none does. `sure` is False where the day of the change is itself not certain.
    """

    entry: RegisterEntry
    quote: str
    article: str
    then: Instrument | None
    now: Instrument | None

    @property
    def title(self) -> str:
        """The law in question."""
        one = self.now or self.then
        return one.title if one else ""

    @property
    def changed_on(self) -> date | None:
        """Since when."""
        if self.now is not None:
            return self.now.in_force_from
        return self.then.in_force_to + timedelta(days=1) if self.then and self.then.in_force_to else None

    @property
    def sure(self) -> bool:
        """Whether the day of the change is certain."""
        one = self.now or self.then
        return one is not None and one.in_force_confidence == "statute"


def outdated(entries: list[RegisterEntry], day: date) -> list[Outdated]:
    """Every citation of these documents that points to a version no longer in force on the day."""
    return [one for entry in entries for one in _outdated(entry, day)]


def _outdated(entry: RegisterEntry, day: date) -> Iterator[Outdated]:
    seen = set[tuple[str, str]]()
    for cited in entry.citations:
        then, now = _then_and_now(cited["title"], entry.starts_on, day)
        ids = [one.id if one else "" for one in (then, now)]
        key = ("".join(ids), cited["article"])
        if ids[0] == ids[1] or key in seen:
            continue
        seen.add(key)
        yield Outdated(entry, cited["quote"], cited["article"], then, now)


def _then_and_now(title: str, then: date, now: date) -> tuple[Instrument | None, Instrument | None]:
    """The version a document meant and the one that holds now; a title the shelf does not know gives no verdict."""
    versions = citations.versions(title)
    known = [one for one in versions if one.in_force_from <= then]
    meant = known[-1] if known else None
    return meant, citations.in_force(title, now)
