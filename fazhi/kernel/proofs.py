"""The papers of a case: those a gate may look for, and those a step may rest on as the ones it must bring.

A draft proves the step that brought it, not the revision after it: what one step had to bring, no later one may call its own.
What an earlier step brought of its own accord (signed minutes before they are archived) serves the step that needs it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from fazhi.kernel.models import Case
from fazhi.kernel.structure import Procedure


@dataclass(frozen=True)
class Filed:
    """Kinds of papers: all that are on file, and those of them that are not yet the proof of a step that needed them."""

    kinds: frozenset[str] = frozenset()
    unused: frozenset[str] = frozenset()

    def with_brought(self, brought: Iterable[str]) -> Filed:
        """The same with what a step brings now."""
        new = frozenset(brought)
        return Filed(self.kinds | new, self.unused | new)


def round_start(procedure: Procedure, steps: Iterable[str]) -> int:
    """Where the present round begins among the names of the steps taken: at the last one that reopened the case, or at 0."""
    reopening = {kind.id for kind in procedure.steps if kind.reopens}
    return max((at for at, name in enumerate(steps) if name in reopening), default=0)


def filed(case: Case, procedure: Procedure, since: int) -> Filed:
    """What came in with the steps of the round that begins at ``since``; one query."""
    needs = {kind.id: kind.needs for kind in procedure.steps}
    rows = list(case.evidence.filter(step__sequence__gt=since).values_list("paper", "step__name"))
    return Filed(
        frozenset(paper for paper, _step in rows),
        frozenset(paper for paper, step in rows if paper not in needs.get(step, ())),
    )


def unused(case: Case, procedure: Procedure) -> frozenset[str]:
    """Kinds of papers on file that a step may rest on without bringing them; two queries."""
    names = case.steps.order_by("sequence").values_list("name", flat=True)
    return filed(case, procedure, round_start(procedure, names)).unused
