"""Cases as pages list them: only what the post reaches, with the nearest clock, in a bounded number of queries."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, F, Min, OuterRef, Prefetch, Q, QuerySet

from fazhi.kernel.clocks import RUNNING
from fazhi.kernel.models import Case, Clock
from fazhi.kernel.registry import systems
from fazhi.kernel.structure import Procedure
from fazhi.people.actors import Actor
from fazhi.people.divisions import level, prefix
from fazhi.web import access
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
    """The beginning of a list. `total` is counted out up to `count_up_to` and no further."""

    rows: list[Row]
    total: int = 0

    @property
    def more(self) -> bool:
        """Whether the list goes on beyond what is shown."""
        return self.total > len(self.rows)

    @property
    def count(self) -> str:
        """How many there are, at most `count_up_to` and a plus sign."""
        return counted(self.total)


def counted(number: int) -> str:
    """A number as it is shown where counting stops early."""
    limit = attention().count_up_to
    return f"{limit}+" if number > limit else str(number)


def in_scope(actor: Actor) -> QuerySet[Case]:
    """The cases a post may see."""
    return Case.objects.filter(reached(actor))


def reached(actor: Actor, case: str = "") -> Q:
    """What a post may see, said in the query itself although PostgreSQL says most of it again; `case` is the way to the case.

    A village post sees its village, a town post its town, a post above that all of its towns; and nobody sees files of a
    system that permissions.yaml does not let them read.
    """
    height, own = level(actor.division), actor.division
    if height == "village":
        found = Q(**{f"{case}village_id": own})
    elif height == "town":
        found = Q(**{f"{case}town": own})
    else:
        found = Q(**{f"{case}town__gte": prefix(own), f"{case}town__lt": f"{prefix(own)}~"})
    if access.closed_to(actor):
        found &= Q(**{f"{case}system__in": [name for name in systems() if access.reads(actor, name)]})
    return found


def count_of_mine(actor: Actor) -> str:
    """How many open cases the post handles: an index look-up that stops at `count_up_to`."""
    cases = in_scope(actor).filter(handler=actor.appointment_id, closed_on=None)
    return counted(_total(cases))


def mine(actor: Actor, day: date, most: int) -> Part:
    """Open cases this post handles, the nearest limit first."""
    cases = in_scope(actor).filter(handler=actor.appointment_id, closed_on=None)
    due = Min("clocks__due_on", filter=Q(clocks__state="running") & ~_windows("clocks__", ""))
    return _part(cases.annotate(due=due).order_by(F("due").asc(nulls_last=True), "opened_on", "id"), day, most)


def waiting(actor: Actor, day: date, most: int) -> Part:
    """Open cases nobody has yet taken on, standing where a step of this post's role comes next."""
    stages = Q(pk__in=[])
    for installed in systems().values():
        for procedure in installed.procedures.values():
            names = _stages_before(procedure, actor.role)
            if names:
                stages |= Q(system=installed.system.id, procedure=procedure.id, stage__in=names)
    cases = in_scope(actor).filter(stages, handler=None, closed_on=None).order_by("-opened_on", "-id")
    return _part(cases, day, most)


def _stages_before(procedure: Procedure, role: str) -> list[str]:
    """Stages that are not an end and from which a role takes a step that is not optional."""
    ends = {stage.id for stage in procedure.stages if stage.final}
    steps = [step for step in procedure.steps if role in step.by and not step.optional]
    return sorted({name for step in steps for name in step.from_stages} - ends)


def newly_reported(actor: Actor, day: date, most: int) -> Part:
    """Cases that still stand where their opening step left them, the newest first."""
    stages = Q(pk__in=[])
    for installed in systems().values():
        for procedure in installed.procedures.values():
            stages |= Q(system=installed.system.id, procedure=procedure.id, stage=procedure.opening.to)
    return _part(in_scope(actor).filter(stages, closed_on=None).order_by("-opened_on", "-id"), day, most)


def late(actor: Actor, day: date, most: int) -> Part:
    """Cases with a running duty whose last day has passed."""
    return _by_clock(actor, day, most, Q(due_on__lt=day))


def due_soon(actor: Actor, day: date, most: int) -> Part:
    """Cases with a running duty that falls due within the days of attention.yaml, and none that is late already."""
    last = day + timedelta(days=attention().due_soon_days)
    already = _duties().filter(case=OuterRef("case"), due_on__lt=day)
    return _by_clock(actor, day, most, Q(~Exists(already), due_on__gte=day, due_on__lte=last))


def _by_clock(actor: Actor, day: date, most: int, when: Q) -> Part:
    clocks = _duties().filter(when, reached(actor, "case__"))
    if level(actor.division) == "town":
        # Said of the clock as well, it leads into the index of clocks.
        clocks = clocks.filter(town=actor.division)
    ids = list(dict.fromkeys(clocks.order_by("due_on", "id").values_list("case_id", flat=True)[: _until()]))
    shown = ids[:most]
    cases = {case.pk: case for case in with_clocks(Case.objects.filter(pk__in=shown))} if shown else {}
    return Part([row_of(cases[one], cases[one].running, day) for one in shown], len(ids))


def _duties() -> QuerySet[Clock]:
    return Clock.objects.filter(state="running", case__closed_on=None).exclude(_windows())


def _windows(clock: str = "", case: str = "case__") -> Q:
    """Clocks that are rights and not duties: they lapse, they are never late. Prefixes say how to reach them."""
    windows = Q(pk__in=[])
    for installed in systems().values():
        for procedure in installed.procedures.values():
            names = [one.id for one in procedure.clocks if one.window]
            if names:
                which = {f"{case}system": installed.system.id, f"{case}procedure": procedure.id}
                windows |= Q(**which, **{f"{clock}name__in": names})
    return windows


def with_clocks(cases: QuerySet[Case]) -> QuerySet[Case]:
    """The cases with what a row shows, in one further query."""
    running = Prefetch("clocks", Clock.objects.filter(state__in=RUNNING), to_attr="running")
    return cases.select_related("village__parent", "handler__person").prefetch_related(running)


def row_of(case: Case, clocks: list[Clock], day: date) -> Row:
    """A case as a list shows it."""
    clock = nearest(clocks)
    short = systems()[case.system].system.short if case.system in systems() else case.system
    return Row(case, short, stage_badge(case), clock_badge(clock, day) if clock and not case.closed_on else None)


def _part(cases: QuerySet[Case], day: date, most: int) -> Part:
    taken = list(with_clocks(cases)[:most])
    total = _total(cases) if len(taken) == most else len(taken)
    return Part([row_of(case, case.running, day) for case in taken], total)


def _total(cases: QuerySet[Case]) -> int:
    """How many there are, reading no further than a desk wants to know."""
    return len(cases.order_by().values_list("id")[: _until()])


def _until() -> int:
    return attention().count_up_to + 1
