"""Every number the house goes by rests on an article."""

from __future__ import annotations

from datetime import date

import pytest
from tree import ROOT

from fazhi.law import rules

BOOK = rules.load(ROOT / "places")


@pytest.mark.parametrize("rule", list(BOOK), ids=lambda rule: rule.id)
def test_every_value_of_a_rule_has_a_basis(rule: rules.Rule) -> None:
    assert rule.values
    for value in rule.values:
        assert value.basis
        cited = BOOK.cite(value.basis, max(value.since, date(1950, 1, 1)))
        assert cited
        # What no article says is marked so, and waits for the county to confirm it.
        assert "《" in cited if value.confidence == "statute" else value.confidence == "local"


def test_there_are_rules_for_every_part_of_the_report() -> None:
    ten = "study powers norms decisions enforcement emergencies disputes oversight services leadership".split()
    assert set(ten) <= {rule.system for rule in BOOK}
