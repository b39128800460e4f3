"""The worked examples of vectors.yaml, counted by the rules of the house."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from fazhi.law import dates, rules

from .conftest import value

VECTORS = yaml.safe_load((Path(__file__).parent / "vectors.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("vector", VECTORS, ids=[one["name"] for one in VECTORS])
def test_worked_example_comes_out(vector: dict[str, Any], book: rules.RuleBook) -> None:
    start: date = vector["from"]
    if "rule" in vector:
        counted = book.value_on(vector["rule"], start)
    else:
        number, unit = vector["count"]
        settings = {name: vector[name] for name in ("roll", "direction") if name in vector}
        counted = value(number, unit, **settings)
    result = dates.deadline(counted, start, extended=vector.get("extended", False))
    assert (result.internal, result.due) == (vector.get("internal", vector["due"]), vector["due"])
    assert not result.provisional


def test_every_day_between_is_explained_for_the_spring_festival(book: rules.RuleBook) -> None:
    result = dates.deadline(book.value_on("PEN-05", date(2026, 2, 12)), date(2026, 2, 12))
    assert [one.day.day for one in result.skipped] == list(range(15, 24))
    assert {one.why for one in result.skipped} == {"春节放假（国办发明电〔2025〕7号）"}
