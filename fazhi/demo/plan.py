"""What will happen in the demo year: 546 disputes with their village, day, kind, parties and the road each takes."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import cache
from random import Random
from typing import Any
from uuid import UUID

from fazhi.demo.source import chance, facts, identifier, names, tales

YEAR = 2022
# Roads that take months are given to disputes found early enough to end within the year.
LONG = ("county", "grave_town", "other_decision", "court", "confirmed", "reopened", "reapplied", "instalments", "town")
# A quarrel over ducks does not go up to the county: which kinds take which road (others: any).
MANY_HOUSEHOLDS = {"expropriation", "land", "environment", "village_affairs", "housing"}
SUITED = {
    "open_at_year_end": MANY_HOUSEHOLDS,
    "county": MANY_HOUSEHOLDS,
    "grave_town": MANY_HOUSEHOLDS,
    "other_decision": {"labour", "land"},
    "court": {"contract", "damages", "labour", "housing", "traffic"},
    "confirmed": {"contract", "damages", "labour", "housing", "traffic"},
    "instalments": {"contract", "damages", "labour", "production", "traffic"},
}


@dataclass(frozen=True)
class Plan:
    """One dispute to be lived: `told` holds the sentences of its story."""

    number: int
    id: UUID
    village: str
    found_on: date
    dispute_type: str
    source: str
    risk: str
    road: str
    parties: tuple[str, ...]
    phones: tuple[str, ...]
    people: int
    amount: int | None
    told: dict[str, str]
    identity: bool
    joined: bool = False

    @property
    def dice(self) -> Random:
        """This dispute's own chance."""
        return chance("life", self.number, self.id)


@cache
def year() -> tuple[Plan, ...]:
    """All disputes of the year in the order in which they are found."""
    days, dice = _days(), chance("year")
    villages = _shuffled(dice, {one["code"]: one["share"] for one in facts()["villages"]})
    kinds = _shuffled(dice, facts()["types"])
    roads = _roads(days, kinds)
    joined = set(dice.sample([at for at, road in enumerate(roads) if road in ("oral", "written")], facts()["joined"]))
    used: dict[str, int] = {}
    found = []
    for at, day in enumerate(days):
        kind = kinds[at]
        used[kind] = used.get(kind, 0) + 1
        found.append(plan(at + 1, day, villages[at], kind, roads[at], used[kind], joined=at in joined))
    return tuple(found)


def plan(number: int, day: date, village: str, kind: str, road: str, turn: int, *, joined: bool = False) -> Plan:
    """One dispute; `turn` goes through the stories of its kind so that neighbours in a ledger differ."""
    dice = chance("plan", number, day, kind)
    written = [one for one in tales()["stories"] if one["type"] == kind]
    story = written[turn % len(written)]
    parties = names(dice, 2 if dice.random() < 0.85 else 3)
    fill = {"a": parties[0], "b": parties[1], "n": dice.randint(2, 6), "month": f"{dice.randint(7, 12)}月"}
    fill |= {name: dice.choice(words) for name, words in tales()["lists"].items()}
    told = {part: _said(story[part], fill) for part in ("subject", "summary", "duty", "deal")}
    return Plan(
        number=number,
        id=identifier(day, "dispute", number, day),
        village=village,
        found_on=day,
        dispute_type=kind,
        source=dice.choices(["grid", "visit", "application", "hotline", "referral", "petition"], [46, 24, 18, 6, 4, 2])[
            0
        ],
        risk=_risk(dice, road),
        road=road,
        parties=tuple(parties),
        phones=tuple(
            f"1{dice.choice('35789')}{dice.randrange(10**9):09d}" if dice.random() < 0.6 else "" for _ in parties
        ),
        people=max(len(parties), 2 + int(dice.expovariate(0.9))) if road != "grave_town" else dice.randint(12, 40),
        amount=_amount(dice, story),
        told=told,
        identity=bool(story.get("identity")),
        joined=joined,
    )


def _said(text: str, fill: dict[str, Any]) -> str:
    return text.format(**fill)


def _amount(dice: Random, story: dict[str, Any]) -> int | None:
    if "amount" not in story:
        return None
    low, high = story["amount"]
    return round(low * (high / low) ** dice.random() / 10) * 10 or low


def _risk(dice: Random, road: str) -> str:
    if road == "grave_town":
        return "red"
    if road in ("town", "county", "open_at_year_end"):
        return "orange"
    return dice.choices(["yellow", "orange"], [88, 12])[0]


def _days() -> list[date]:
    dice, found = chance("days"), []
    for month, count in enumerate(facts()["months"], start=1):
        last = monthrange(YEAR, month)[1] - (3 if month == 12 else 0)
        found += [date(YEAR, month, dice.randint(1, last)) for _ in range(count)]
    return sorted(found)


def _shuffled(dice: Random, counts: dict[str, int]) -> list[str]:
    found = [name for name, count in counts.items() for _ in range(count)]
    dice.shuffle(found)
    return found


def _roads(days: list[date], kinds: list[str]) -> list[str]:
    """A road for each dispute in order of days, suited to its kind."""
    told, dice = dict(facts()["roads"]), chance("roads")
    roads = ["oral"] * len(days)

    def take(road: str, count: int, since: date, until: date) -> None:
        suited = SUITED.get(road, set(kinds))
        free = [
            at for at, day in enumerate(days) if since <= day <= until and roads[at] == "oral" and kinds[at] in suited
        ]
        for at in dice.sample(free, count):
            roads[at] = road

    take("open_at_year_end", told["open_at_year_end"], date(YEAR, 11, 25), date(YEAR, 12, 10))
    for road in LONG:
        take(road, told[road], date(YEAR, 1, 1), date(YEAR, 7, 31))
    take("written", told["written"], date(YEAR, 1, 1), date(YEAR, 12, 10))
    return roads
