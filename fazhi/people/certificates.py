"""Who was qualified on a day: enforcement officers (行政处罚法 42), legal reviewers (行政处罚法 58)."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from datetime import date
from typing import Final
from uuid import UUID

from django.db.models import Q

from fazhi.people.models import Certificate

TITLES: Final[dict[str, str]] = dict(Certificate.KINDS)


def holders(people: Iterable[UUID | str], kind: str, day: date) -> frozenset[UUID]:
    """Those of these people (ids; what is no id is nobody) whose certificate of this kind was valid on the day."""
    known = set[UUID]()
    for person in people:
        with suppress(ValueError):
            known.add(UUID(str(person)))
    valid = Certificate.objects.filter(Q(ends_on=None) | Q(ends_on__gte=day), kind=kind, starts_on__lte=day)
    return frozenset(valid.filter(person_id__in=known).values_list("person_id", flat=True))
