"""Cases as pages list them: only those the post reaches, each with its nearest clock, in a bounded number of queries."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Prefetch, Q, QuerySet

from fazhi.kernel.clocks import RUNNING
from fazhi.kernel.models import Case, Clock
from fazhi.kernel.registry import systems
from fazhi.people.actors import Actor
from fazhi.people.divisions import level
from fazhi.web.attention import attention
from fazhi.web.badges import Badge, clock_badge, nearest, stage_badge


@dataclass(frozen=True)
class Row:
    """A case in a list."""

    case: Case
    system: str
    stage: Badge
    clock: Badge | None


@dataclass(frozen=True)
class Part:
    """A list of rows that may go on beyond what is shown. `more` never counts how far."""

    rows: list[Row]
    more: bool

    @property
    def count(self) -> str:
        """How many are shown, with a plus sign when there are more."""
        return f"{len(self.rows)}{'+' if self.more else ''}"


def in_scope(actor: Actor) -> QuerySet[Case]:
    """The cases a post may see. Rows of other towns are hidden by the database; a village post sees its village only."""
    cases = Case.objects.all()
    return cases.filter(village_id=actor.division) if level(actor.division) == "village" else cases


def count_of_mine(actor: Actor) -> str:
    """How many open cases the post handles: an index look-up that stops at `count_up_to`."""
    limit = attention().count_up_to
    found = len(in_scope(actor).filter(handler=actor.appointment_id, closed_on=None).values_list("id")[: limit + 1])
    return f"{limit}+" if found > limit else str(found)


def mine(actor: Actor, day: date) -> Part:
    """Open cases this post handles, the oldest first."""
    cases = in_scope(actor).filter(handler=actor.appointment_id, closed_on=None).order_by("opened_on", "id")
    return _part(cases, day)


def waiting(actor: Actor, day: date) -> Part:
    """Open cases nobody has yet taken on, standing where a step of this post's role comes next."""
    stages = Q(pk__in=[])
    for installed in systems().values():
        for procedure in installed.procedures.values():
            names = {
                name
                for step in procedure.steps
                if actor.role in step.by and not step.optional
                for name in step.from_stages
            }
            if names:
                stages |= Q(system=installed.system.id, procedure=procedure.id, stage__in=sorted(names))
    cases = in_scope(actor).filter(stages, handler=None, closed_on=None).order_by("-opened_on", "-id")
    return _part(cases, day)


def newly_reported(actor: Actor, day: date) -> Part:
    """Cases that still stand where their opening step left them, the newest first."""
    stages = Q(pk__in=[])
    for installed in systems().values():
        for procedure in installed.procedures.values():
            stages |= Q(system=installed.system.id, procedure=procedure.id, stage=procedure.opening.to)
    return _part(in_scope(actor).filter(stages, closed_on=None).order_by("-opened_on", "-id"), day)


def late(actor: Actor, day: date) -> Part:
    """Cases with a running duty whose last day has passed."""
    return _by_clock(actor, day, Q(due_on__lt=day))


def due_soon(actor: Actor, day: date) -> Part:
    """Cases with a running duty that falls due within the days of attention.yaml."""
    return _by_clock(actor, day, Q(due_on__gte=day, due_on__lte=day + timedelta(days=attention().due_soon_days)))


def _by_clock(actor: Actor, day: date, when: Q) -> Part:
    clocks = (
        Clock.objects.filter(when, state="running")
        .exclude(_windows())
        .select_related("case__village", "case__handler__person")
    )
    if level(actor.division) == "village":
        clocks = clocks.filter(case__village_id=actor.division)
    found: dict[Any, Row] = {}
    limit = attention().rows_per_list
    taken = list(clocks.order_by("due_on", "id")[: limit + 1])
    for clock in taken:
        found.setdefault(clock.case_id, row_of(clock.case, [clock], day))
    return Part(list(found.values())[:limit], len(taken) > limit)


def _windows() -> Q:
    """Clocks that are rights and not duties: they lapse, they are never late."""
    windows = Q(pk__in=[])
    for installed in systems().values():
        for procedure in installed.procedures.values():
            names = [clock.id for clock in procedure.clocks if clock.window]
            if names:
                windows |= Q(case__system=installed.system.id, case__procedure=procedure.id, name__in=names)
    return windows


def with_clocks(cases: QuerySet[Case]) -> QuerySet[Case]:
    """The cases with what a row shows, in one further query."""
    running = Prefetch("clocks", Clock.objects.filter(state__in=RUNNING).select_related("case"), to_attr="running")
    return cases.select_related("village", "handler__person").prefetch_related(running)


def row_of(case: Case, clocks: list[Clock], day: date) -> Row:
    """A case as a list shows it."""
    clock = nearest(clocks)
    short = systems()[case.system].system.short if case.system in systems() else case.system
    return Row(case, short, stage_badge(case), clock_badge(clock, day) if clock and not case.closed_on else None)


def _part(cases: QuerySet[Case], day: date) -> Part:
    limit = attention().rows_per_list
    taken = list(with_clocks(cases)[: limit + 1])
    return Part([row_of(case, case.running, day) for case in taken[:limit]], len(taken) > limit)
