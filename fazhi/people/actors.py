"""An actor: a person in one post on one day. Every write in the house names one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q

from fazhi.people.divisions import covers, town_of
from fazhi.people.models import Appointment, Person
from fazhi.people.roles import ROLES


@dataclass(frozen=True)
class Actor:
    """A person in a post: `division` (12 digits) is as far as the post reaches."""

    person_id: UUID
    name: str
    appointment_id: UUID
    post: str
    office_id: UUID
    office: str
    role: str
    division: str

    @property
    def town(self) -> str:
        """Code of the actor's town (or of the county, for a county post)."""
        return self.division if self.division[6:9] == "000" else town_of(self.division)

    @property
    def kind(self) -> str:
        """business, system, security or audit."""
        return ROLES[self.role].kind

    def reaches(self, code: str) -> bool:
        """Whether the post's division contains another division."""
        return covers(self.division, code)


def actor_of(appointment: Appointment) -> Actor:
    """The actor an appointment makes (expects person and post__office loaded)."""
    return Actor(
        person_id=appointment.person_id,
        name=appointment.person.name,
        appointment_id=appointment.id,
        post=appointment.post.title,
        office_id=appointment.post.office_id,
        office=appointment.post.office.name,
        role=appointment.post.role,
        division=appointment.division_id,
    )


def actors_on(person: Person, day: date) -> list[Actor]:
    """All posts a person holds on a day, the widest first; one query."""
    held = (
        Appointment.objects.filter(Q(ends_on=None) | Q(ends_on__gte=day), person=person, starts_on__lte=day)
        .select_related("person", "post__office")
        .order_by("division_id", "id")
    )
    return [actor_of(appointment) for appointment in held]
