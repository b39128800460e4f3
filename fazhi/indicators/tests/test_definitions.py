"""Definitions are refused when they contradict themselves, and those of the house are sound."""

from __future__ import annotations

from typing import Any

import pytest

from fazhi.indicators.checks import faults
from fazhi.indicators.definitions import BrokenIndicator, RateOf, Written, all_definitions, checked
from fazhi.kernel import ledgers

FOUND = ({"column": "found_on", "within": "year"},)
SETTLED = (*FOUND, {"column": "settled_on", "by": "cutoff"})


def count(name: str, conditions: tuple[dict[str, Any], ...], **changes: Any) -> tuple[str, Written]:
    given = {"title": name, "unit": "起", "cohort": "某批", "period": "按日期", "basis": "local-practice"}
    return "disputes", Written(**{"id": name, "ledger": "disputes.disputes", "count": conditions, **given, **changes})


def rate(numerator: str, denominator: str) -> tuple[str, Written]:
    of = RateOf(numerator=numerator, denominator=denominator)
    return count("disputes.rate", (), count=None, ledger="", unit="%", rate=of)


def test_every_definition_of_the_house_is_sound() -> None:
    assert [fault for one in all_definitions().values() for fault in faults(one)] == []


def test_the_figures_of_the_first_road_are_defined() -> None:
    wanted = "found accepted mediated agreed performed reopened settled settled_rate confirmed amount".split()
    wanted += "grid_workers mediators patrol_members traffic_persuaders food_drug_assistants sentinel_posts".split()
    assert {f"disputes.{name}" for name in wanted} <= set(all_definitions())


def test_every_definition_names_a_cohort_a_period_and_a_basis() -> None:
    assert all(one.cohort and one.period and one.basis for one in all_definitions().values())


def test_every_published_type_of_dispute_is_counted() -> None:
    types = ledgers.ledger("disputes.disputes").column("dispute_type").titles()
    assert {f"disputes.found_{name}" for name in types} <= set(all_definitions())


def test_a_rate_over_two_cohorts_is_refused() -> None:
    other = count("disputes.other", ({"column": "settled_on", "within": "year"},))
    with pytest.raises(BrokenIndicator, match="不是同一批对象"):
        checked([count("disputes.found", FOUND), other, rate("disputes.other", "disputes.found")])


def test_a_rate_turned_upside_down_is_refused() -> None:
    with pytest.raises(BrokenIndicator, match="不是同一批对象"):
        checked([count("disputes.a", FOUND), count("disputes.b", SETTLED), rate("disputes.a", "disputes.b")])


def test_a_rate_over_the_same_cohort_is_accepted() -> None:
    found = checked([count("disputes.a", FOUND), count("disputes.b", SETTLED), rate("disputes.b", "disputes.a")])
    assert found["disputes.rate"].numerator == "disputes.b"


def test_a_rate_of_what_does_not_exist_is_refused() -> None:
    with pytest.raises(BrokenIndicator, match="两个已定义的计数"):
        checked([count("disputes.a", FOUND), rate("disputes.nothing", "disputes.a")])


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"count": None}, "一种算法"),
        ({"ledger": ""}, "必须写明台账"),
        ({"decimals": 7}, "小数位数"),
        ({"id": "norms.a"}, "体系 disputes 开头"),
    ],
)
def test_a_faulty_definition_is_refused_in_chinese(changes: dict[str, Any], said: str) -> None:
    with pytest.raises(BrokenIndicator, match=said):
        checked([count("disputes.a", FOUND, **changes)])


def test_the_same_id_twice_is_refused() -> None:
    with pytest.raises(BrokenIndicator, match="定义了两次"):
        checked([count("disputes.a", FOUND), count("disputes.a", FOUND)])
