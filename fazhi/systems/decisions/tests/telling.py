"""Decisions as tests need them: a story told up to some step, and the rest told by hand."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import structs

from fazhi.kernel import scenarios
from fazhi.kernel.models import Case
from fazhi.people.actors import Actor

WHOLE = "passes_whole.yaml"


def told(actor: Callable[[str], Actor], name: str = WHOLE, *, until: str = "") -> dict[str, Case]:
    """The cases of a story, by the names they have there, told up to (and with) the first step of this name that is done."""
    story = scenarios.stories("decisions")[name]
    steps = list(story.steps)
    if until:
        at = next(at for at, step in enumerate(steps) if until in (step.do, step.begin) and not step.refused)
        steps = steps[: at + 1]
    return scenarios.run(structs.replace(story, steps=tuple(steps)), actor)
