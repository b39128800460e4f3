"""The worked examples of vectors.yaml, each counted by the rules of the house."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import yaml

from fazhi.law import dates, rules
from fazhi.law.dates import Deadline
from fazhi.law.workdays import Calendar

from .conftest import value

VECTORS: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("vectors.yaml").read_text(encoding="utf-8"))


def counted(vector: dict[str, Any], calendar: Calendar | None = None) -> Deadline:
    """What comes out of one example."""
    start: date = vector["from"]
    if "rule" in vector:
        held = rules.load().value_on(vector["rule"], start)
    else:
        number, unit = vector["count"]
        held = value(number, unit, **{name: vector[name] for name in ("roll", "direction") if name in vector})
    return dates.deadline(held, start, extended=vector.get("extended", False), calendar=calendar)


def comes_out(vector: dict[str, Any], found: Deadline) -> bool:
    """Whether it is what the example says, for good."""
    expected = (vector.get("internal", vector["due"]), vector["due"], False)
    return (found.internal, found.due, found.provisional) == expected
