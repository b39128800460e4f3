"""Limits that were provisional because a year's work-day notice was missing: recomputed when the notice has come."""

from __future__ import annotations

from fazhi.kernel import act, clocks
from fazhi.kernel.models import Clock
from fazhi.people import scopes
from fazhi.people.models import Division


def recompute_provisional() -> int:
    """Recompute every running provisional clock of every town; returns how many changed their date."""
    changed = 0
    for town in Division.objects.filter(level="town").values_list("code", flat=True):
        with scopes.within(town):
            for clock in Clock.objects.filter(provisional=True, state__in=clocks.RUNNING).select_related("case"):
                before = (clock.due_on, clock.provisional)
                clocks.recompute(clock)
                if (clock.due_on, clock.provisional) != before:
                    act.recomputed(clock)
                    changed += 1
    return changed
