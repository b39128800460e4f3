"""What a step of a review writes besides itself; every function ends in kernel.act."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from fazhi.kernel import act
from fazhi.kernel.doing import Doing, NewCase
from fazhi.kernel.models import Case, Step
from fazhi.systems.reviews.models import Review


def begin(doing: Doing, cleaned: Mapping[str, Any]) -> Case:
    """Send something to review that no other case sends: a contract, village rules."""
    fields = {name: cleaned[name] for name in ("matter", "urgent", "due_on") if name in cleaned}
    new = NewCase("reviews", "legality_review", doing.actor.town, cleaned["title"], id=doing.request)
    told = replace(doing, request=None, data={}, fields={**fields, "submitted_on": doing.happened_on})
    return act.begin(new, told)


def opened(opener: Case, step: Step, procedure: str, doing: Doing) -> Case:
    """The review that a step of another case asks for. Reads matter, urgent and due_on from that step's answers."""
    said = doing.data
    due = said.get("due_on")
    fields = {
        "matter": said.get("matter", "other"),
        "urgent": bool(said.get("urgent")),
        "due_on": date.fromisoformat(str(due)) if due else None,
        "submitted_on": doing.happened_on,
    }
    new = NewCase("reviews", procedure, opener.village_id, opener.title)
    return act.begin(new, Doing("submit", doing.actor, doing.happened_on, fields=fields))


def carry_out(case: Case, doing: Doing) -> Step:
    """Take one step of a review, with everything the step implies."""
    dated = {"accept": "accepted_on", "give_opinion": "opinion_on"}.get(doing.step)
    fields = {**doing.fields, **({dated: doing.happened_on} if dated else {})}
    # The one who asked is told the opinion through the step's data; the dossier keeps the same words.
    said: dict[str, Any] = {name: fields[name] for name in ("opinion", "findings") if name in fields}
    return act.act(case.pk, replace(doing, fields=fields, data={**doing.data, **said}))


def review_of(case: Case) -> Review:
    """The dossier of a review."""
    return Review.objects.get(pk=case.pk)
