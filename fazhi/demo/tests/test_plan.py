"""The demo year as planned: its counts are the seed's, its people are invented, its ids never change."""

from __future__ import annotations

from collections import Counter
from datetime import date

from fazhi.demo.plan import YEAR, year
from fazhi.demo.source import facts, identifier, tales
from fazhi.systems.disputes.terms import terms


def test_the_year_has_546_disputes_in_every_month_and_village() -> None:
    plans = year()
    assert len(plans) == 546
    assert [Counter(plan.found_on.month for plan in plans)[month] for month in range(1, 13)] == facts()["months"]
    assert Counter(plan.village for plan in plans) == {one["code"]: one["share"] for one in facts()["villages"]}
    assert Counter(plan.dispute_type for plan in plans) == facts()["types"]


def test_one_dispute_is_open_at_the_end_of_the_year() -> None:
    assert Counter(plan.road for plan in year())["open_at_year_end"] == 1


def test_disputes_are_found_in_the_order_of_their_numbers() -> None:
    plans = year()
    assert [plan.number for plan in plans] == list(range(1, 547))
    assert [plan.found_on for plan in plans] == sorted(plan.found_on for plan in plans)
    assert {plan.found_on.year for plan in plans} == {YEAR}


def test_ids_are_all_different_and_always_the_same() -> None:
    assert len({plan.id for plan in year()}) == 546
    assert {plan.id.version for plan in year()} == {7}
    year.cache_clear()
    again = identifier(date(2022, 1, 1), "dispute", 1)
    assert again == identifier(date(2022, 1, 1), "dispute", 1) != identifier(date(2022, 1, 1), "dispute", 2)


def test_stories_are_many_and_use_the_published_types() -> None:
    stories = tales()["stories"]
    assert len(stories) >= 60
    assert {story["type"] for story in stories} == set(terms("dispute_type"))
    assert len({story["summary"] for story in stories}) == len(stories)


def test_no_two_disputes_tell_the_same() -> None:
    summaries = Counter(plan.told["summary"] for plan in year())
    assert summaries.most_common(1)[0][1] == 1
