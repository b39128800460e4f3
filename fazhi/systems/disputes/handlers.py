"""Who has a dispute next when it goes up the ladder."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.models import Q

from fazhi.people.models import Appointment


def town_desk(town: str, day: date) -> UUID | None:
    """The clerk of the town's judicial office (else any clerk of the town) in post on that day; None when there is none."""
    clerks = Appointment.objects.filter(Q(ends_on=None) | Q(ends_on__gte=day), starts_on__lte=day)
    found = clerks.filter(division_id=town, post__role="clerk").select_related("post__office").order_by("id")
    return next((one.id for one in sorted(found, key=lambda one: one.post.office.name != "司法所")), None)
