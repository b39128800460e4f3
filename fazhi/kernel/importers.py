"""What the importers of the systems share: the ledger as an export writes it, words and terms of a row, entries of a list."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.db import models

from fazhi.kernel import act
from fazhi.kernel.cells import day, shown
from fazhi.kernel.models import Entry
from fazhi.people.actors import Actor

Key = tuple[str, ...]
Line = Mapping[str, str]
Words = Mapping[str, str]


def lines(
    model: type[models.Model], town: str, headings: Mapping[str, str], lists: Mapping[str, Words], key: str = "number"
) -> dict[Key, Line]:
    """The rows of a ledger as an export writes them, by their number; one that has none is in no workbook to come back.

    `lists`: field → its words.
    """
    found: dict[Key, Line] = {}
    for row in model._default_manager.filter(town=town).exclude(**{key: ""}).values(*headings.values()):
        line = {name: shown(value) for name, value in row.items()}
        line |= {name: words.get(line[name], line[name]) for name, words in lists.items()}
        found[(line[key],)] = line
    return found


def value_of(words: Words, text: str, empty: str | None = "") -> str:
    """The stored value of a Chinese title (or of itself); ValueError lists what may be written.

    An empty cell is `empty`; None where a cell may not be empty.
    """
    if not text and empty is not None:
        return empty
    for value, title in words.items():
        if text in (value, title, title.split("（")[0]):
            return value
    raise ValueError(f"“{text}”不在可选范围内，可填：{'、'.join(words.values())}")


def term(row: Line, wrong: str = "终止日期早于起始日期，请核对") -> dict[str, date | None]:
    """From which day to which an entry holds; ValueError (`wrong`) when it would end before it begins."""
    starts, ends = day(row["starts_on"]), day(row.get("ends_on", ""))
    if starts and ends and ends < starts:
        raise ValueError(wrong)
    return {"starts_on": starts, "ends_on": ends}


def entries(model: type[Entry], action: str) -> Callable[[Actor, Mapping[str, Any]], None]:
    """How cleaned rows become entries of a list: each is known by its number and saved through the one door."""

    def write(actor: Actor, values: Mapping[str, Any]) -> None:
        known = {"town": actor.town, "number": values["number"]}
        entry = model._default_manager.filter(**known).first() or model(town=actor.town)
        for name, value in values.items():
            setattr(entry, name, value)
        act.record(actor, action, [entry])

    return write
