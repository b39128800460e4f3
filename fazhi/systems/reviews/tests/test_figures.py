"""What is counted of reviews in a year, and what the report may say of it under (三) and (四)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from fazhi.indicators.readings import read_all
from fazhi.people import scopes
from fazhi.people.actors import Actor
from fazhi.people.models import Division
from fazhi.report.outline import town_words
from fazhi.report.sentences import say, written
from fazhi.systems.reviews.models import Adviser
from fazhi.systems.reviews.tests.telling import child, file_rules, submit, take

pytestmark = pytest.mark.django_db
Get = Callable[[str], Actor]
DAY, NEXT = date(2022, 4, 28), date(2022, 4, 29)
WORDS = town_words(Division(name="沙市镇"), 2022)


@pytest.fixture
def year(actor: Get) -> str:
    """Three contracts (lawful; amended and adopted; amended and adopted in part), one of them advised; village rules."""
    clerk, legal = actor("clerk"), actor("legal")
    with scopes.within(clerk.town):
        for number, ends_on in enumerate((None, date(2022, 6, 30))):
            told = {"number": f"LS-{number}", "kind": "counsel", "name": f"甘律师{number}", "firm": "某所"}
            Adviser.objects.create(town=clerk.town, **told, starts_on=date(2022, 1, 1), ends_on=ends_on)
    for opinion, findings, adopted in (("lawful", 0, None), ("amend", 2, 2), ("amend", 3, 1)):
        case = take(submit(clerk, DAY), "accept", legal, DAY)
        if opinion == "lawful":
            take(case, "hear_adviser", legal, DAY, adviser="闵公职", firm="县司法局")
        take(case, "give_opinion", legal, NEXT, opinion=opinion, findings=findings)
        if adopted is not None:
            take(case, "record_adoption", clerk, NEXT, adopted=adopted, why_not="另有约定。")
    rules = take(file_rules(clerk, DAY), "send_for_review", clerk, DAY)
    take(take(child(rules), "accept", legal, DAY), "give_opinion", legal, NEXT, opinion="lawful", findings=0)
    submit(clerk, NEXT, title="还在审查")
    return clerk.town


def test_reviews_are_counted_by_kind_and_outcome(year: str) -> None:
    with scopes.within(year):
        found = {
            name.partition(".")[2]: one.value
            for name, one in read_all(year, 2022).items()
            if name.startswith("reviews.")
        }
    wanted = {
        "submitted": 5, "opined": 4, "penalties": 0, "village_rules_reviewed": 1, "norms": 0, "lawful": 2, "amend": 2, "unlawful": 0,
        "findings": 5, "findings_adopted": 3, "advisers": 1, "adviser_services": 1, "contracts_reviewed": 3, "contracts_passed": 2,
        "contract_pass_rate": Decimal("66.7"), "village_rules_filed": 1, "village_rules_recorded": 1, "village_rules_ordered": 0,
    }  # fmt: skip
    assert {name: found[name] for name in wanted} == wanted


def test_the_report_says_what_was_counted_and_nothing_in_a_year_without_reviews(year: str) -> None:
    said = {}
    with scopes.within(year):
        for number in (2022, 2021):
            readings = read_all(year, number)
            pieces = {
                one.id: "".join(piece.text for piece in say(one, readings, WORDS).pieces) for one in written("reviews")
            }
            said[number] = {name: text for name, text in pieces.items() if text}
    assert said[2022] == {
        "reviews.village_rules": "办理村规民约报备1件。",
        "reviews.opinions": "落实合法性审查制度，全年出具合法性审查意见4件，提出意见5条，采纳3条。",
        "reviews.advisers": "聘用法律顾问、公职律师1名，参与审查1件次。",
        "reviews.contracts": "审查政府合同（协议）3件，审查通过率66.7%。",
    }
    assert said[2021] == {}
