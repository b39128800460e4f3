"""Where the demo's invented facts come from: two data files, names made of parts, ids that are always the same."""

from __future__ import annotations

import hashlib
from datetime import date, datetime, timedelta
from functools import cache
from importlib import resources
from random import Random
from typing import Any
from uuid import UUID

import yaml

from fazhi.kernel.today import ZONE

SURNAMES = "覃冉谭向牟幸亢席岳程任强陶詹古苗甘岑彭蒲税郎阳罗喻石龚秦黎简熊廖易文游母汤邬杜柳"
FIRST = "大小永正德国光明世建春秋冬先后长兴仕成天地家才启学云志宗开代登祥"
SECOND = "山河川林海生福贵全珍芳兰菊英秀梅琼华友和平安顺清泉松柏田玉香桂银品"


@cache
def facts() -> dict[str, Any]:
    """town.yaml."""
    return _read("town.yaml")


@cache
def tales() -> dict[str, Any]:
    """stories.yaml."""
    return _read("stories.yaml")


def _read(name: str) -> dict[str, Any]:
    return yaml.safe_load(resources.files("fazhi.demo").joinpath(name).read_text(encoding="utf-8"))


def chance(*about: object) -> Random:
    """A source of chance that is the same every time for the same thing."""
    return Random("fazhi " + " ".join(str(one) for one in about))


def name(dice: Random) -> str:
    """An invented name."""
    return dice.choice(SURNAMES) + dice.choice(FIRST) + (dice.choice(SECOND) if dice.random() < 0.85 else "")


def names(dice: Random, count: int) -> list[str]:
    """Several different invented names."""
    found: list[str] = []
    while len(found) < count:
        one = name(dice)
        if one not in found and not any(one in other or other in one for other in found):
            found.append(one)
    return found


def identifier(day: date, *about: object) -> UUID:
    """A UUIDv7 whose time is the day and whose chance is a digest of what it stands for: loading twice makes no second row."""
    moment = int(datetime(day.year, day.month, day.day, tzinfo=ZONE).timestamp() * 1000)
    digest = int.from_bytes(hashlib.sha256(" ".join(str(one) for one in about).encode()).digest()[:10])
    value = (moment << 80) | (digest & ((1 << 80) - 1))
    value = value & ~(0xF << 76) | (0x7 << 76)
    return UUID(int=value & ~(0x3 << 62) | (0x2 << 62))


def moment(day: date, dice: Random) -> datetime:
    """Some minute of that day's office hours."""
    return datetime(day.year, day.month, day.day, 9, tzinfo=ZONE) + timedelta(minutes=dice.randrange(8 * 60))
