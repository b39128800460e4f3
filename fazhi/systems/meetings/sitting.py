"""Who belongs to a meeting, who came, and in which order its topics stand: what the steps of meetings and topics look up."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db.models import Q

from fazhi.kernel.models import Case
from fazhi.systems.meetings.models import Attendance, Meeting, Member, Topic


def meeting_case(town: str, number: str, *, locked: bool = False) -> Case | None:
    """The meeting of this number; None when the town has none."""
    cases = Case.objects.select_for_update() if locked else Case.objects
    return cases.filter(system="meetings", procedure="meeting", town=town, number=number).first()


def planned(town: str, kind: str) -> list[tuple[Case, Meeting]]:
    """The meetings of a kind that are still being prepared, the nearest first."""
    found = Meeting.objects.filter(town=town, kind=kind, case__stage="planned").select_related("case")
    return [(one.case, one) for one in found.order_by("planned_on", "case__number")]


def members(town: str, kind: str, day: date) -> list[Member]:
    """Who belonged to this kind of meeting on that day, in the order of the list."""
    there = Q(ends_on=None) | Q(ends_on__gte=day)
    return list(Member.objects.filter(there, town=town, kind=kind, starts_on__lte=day).order_by("number"))


def present(meeting: Case) -> list[Attendance]:
    """The members who came, in the order of the list."""
    return list(Attendance.objects.filter(case=meeting, present=True))


def topics(meeting: Case, agenda: Sequence[str]) -> list[Topic]:
    """The topics on the agenda of a meeting in the order of discussion; withdrawn ones are not on it."""
    found = Topic.objects.filter(town=meeting.town, meeting=meeting.number).select_related("case")
    order = {number: at for at, number in enumerate(agenda)}
    return sorted(
        (one for one in found if one.case.stage in ("scheduled", "discussed")),
        key=lambda one: (order.get(one.case.number, len(order)), one.case.opened_on, one.case.number),
    )
