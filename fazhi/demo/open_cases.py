"""A few disputes around to-day: new ones, some due soon, some late. They belong to this year and touch no figure of 2022."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from uuid import UUID

from fazhi.demo.lives import Life
from fazhi.demo.plan import YEAR, plan
from fazhi.demo.skeleton import Cast
from fazhi.demo.source import facts, identifier
from fazhi.kernel.models import Case
from fazhi.kernel.today import today

FIRST_NUMBER = 9001


@dataclass(frozen=True)
class Open:
    """A case found `ago` days before to-day and carried on as far as `walk` goes."""

    ago: int
    kind: str
    walk: Callable[[Life], None]
    risk: str = "yellow"


def _nothing(life: Life) -> None:
    """Just reported."""


def _accepted(life: Life) -> None:
    life.later(0, 0)
    life.do("accept", life.town_mediator(), consent="all", mediator=life.town_mediator().name, mediator_choice="chosen")


def _sat(life: Life) -> None:
    _accepted(life)
    life.later(1, 1)
    life.sit("continued", life.town_mediator())


def _in_town(life: Life) -> None:
    life.accept()
    life.later(1, 1)
    life.sit("failed")
    life.hand_up("双方差距较大，村里调解不成")
    life.later(0, 0)
    life.accept_in_town()


def _handed_up(life: Life) -> None:
    life.hand_up("红色风险，立即上报")


def _agreed(life: Life) -> None:
    _sat(life)
    life.later(1, 1)
    life.sit("agreed", life.town_mediator())
    life.do("draft_agreement", life.town_mediator(), **life.terms("once"))
    life.do("agree_written", life.town_mediator(), papers=["agreement"])


OPEN = (
    Open(1, "neighbours", _nothing),
    Open(2, "land", _nothing),
    Open(6, "damages", _nothing),
    Open(0, "traffic", _handed_up, "red"),
    Open(4, "housing", _accepted),
    Open(11, "family", _sat),
    Open(20, "contract", _sat),
    Open(27, "production", _in_town, "orange"),
    Open(26, "consumer", _agreed),
    Open(8, "labour", _agreed),
)


def open_missing(cast: Cast) -> int:
    """Open those that are not there; how many."""
    day = today()
    if day.year <= YEAR:
        return 0
    known = set(Case.objects.filter(id__in=[_id(at) for at in range(len(OPEN))]).values_list("id", flat=True))
    wanted = [(at, one) for at, one in enumerate(OPEN) if _id(at) not in known]
    for at, one in sorted(wanted, key=lambda each: -each[1].ago):
        _open(at, one, cast, day)
    return len(wanted)


def _open(at: int, one: Open, cast: Cast, day: date) -> None:
    villages = [village["code"] for village in facts()["villages"]]
    # The first ones lie in the village of the demo's grid worker.
    village = villages[1] if at < 3 else villages[at % len(villages)]
    found_on = day - timedelta(days=one.ago)
    made = plan(FIRST_NUMBER + at, found_on, village, one.kind, "oral", at)
    life = Life(replace(made, id=_id(at), risk=one.risk, source="grid"), cast, day)
    life.found()
    one.walk(life)


def _id(at: int) -> UUID:
    """The same on whichever day the demo is loaded."""
    return identifier(facts()["in_post_since"], "open", at)
