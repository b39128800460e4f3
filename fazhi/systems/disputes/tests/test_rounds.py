"""A figure once true stays true: whatever becomes of a dispute later, a year is recounted as it was counted on its last day."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from importlib import import_module
from uuid import uuid4

import pytest
from django.apps import apps
from django.db import connection, transaction
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from fazhi.indicators.readings import read_all
from fazhi.kernel.doing import Conflict, Doing, Refused
from fazhi.kernel.models import Case, Submission
from fazhi.kernel.today import at
from fazhi.people import scopes
from fazhi.people.actors import Actor
from fazhi.systems.disputes import actions
from fazhi.systems.disputes.models import Dispute, Round, RoundRow
from fazhi.systems.disputes.rounds import KEPT
from fazhi.systems.disputes.tests.telling import report, take

Figures = Mapping[str, tuple[str, tuple[object, ...]]]
# From each stage the roads a dispute may take; a road is its steps, by whoever takes them.
ROADS: dict[str, list[list[str]]] = {
    "found": [["accept"], ["refuse"], ["merge"], ["accept_town"]],
    "accepted": [["mediate"], ["refuse"], ["escalate_town"], ["merge"]],
    "handed_up": [["accept_town"], ["merge"]],
    "mediating": [["agree_oral"], ["fail"], ["escalate_town"]],
    "agreed": [["perform"], ["apply_confirmation", "confirmation_result"]],
    "performed": [["follow_up", "settle"], ["apply_confirmation", "confirmation_result"]],
    "settled": [["reopen"], ["archive"], ["apply_confirmation", "confirmation_result"]],
    "archived": [["reopen"]],
    "unsettled": [["tell_roads"]],
    "terminated": [["reapply"], ["settle_elsewhere"]],
}
CLERKS = {"accept_town", "merge", "settle_elsewhere"}
PAPERS = {
    "apply_confirmation": ("confirmation_application",),
    "confirmation_result": ("confirmation_ruling",),
    "settle_elsewhere": ("other_result",),
}
YEARS = (2022, 2023)
TURNS = st.lists(st.tuples(st.integers(0, 5), st.integers(0, 60)), min_size=4, max_size=24)


def figures(town: str, year: int, on: date) -> Figures:
    """Every figure of disputes for a year, as somebody sees it who asks on that day."""
    with at(on), scopes.within(town):
        found = read_all(town, year)
    return {name: (one.printed, one.rows) for name, one in found.items() if one.ledger == "disputes.rounds"}


class Town:
    """Two disputes that go on in turns; on the last evening of each year somebody counts."""

    def __init__(self, actor: Callable[[str], Actor]) -> None:
        self.actor = actor
        self.town = actor("clerk").town
        self.day = date(2022, 9, 1)
        self.counted: dict[int, Figures] = {}
        self.cases = [report(actor("clerk"), self.day), report(actor("clerk"), self.day, parties="牟甲、牟乙")]

    def turn(self, choice: int, days: int) -> None:
        """One dispute takes one road, some days later."""
        self.wait(days)
        which = choice % 2
        roads = ROADS.get(self.cases[which].stage, [[]])
        for name in roads[choice // 2 % len(roads)]:
            said = {"into": self.cases[1 - which].number} if name == "merge" else {}
            who = self.actor("clerk" if name in CLERKS else "mediator")
            try:
                take(self.cases[which], name, who, self.day, PAPERS.get(name, ()), **said)
            except Refused:
                return  # too late for the court, already at the town: nothing was done
            with scopes.within(self.town):
                self.cases = [Case.objects.get(pk=one.pk) for one in self.cases]

    def wait(self, days: int) -> None:
        """Time passes; every year that ends is counted on its last day."""
        later = self.day + timedelta(days=days)
        for year in YEARS:
            if self.day <= date(year, 12, 31) < later:
                self.counted[year] = figures(self.town, year, date(year, 12, 31))
        self.day = later


@pytest.mark.django_db
def test_a_year_is_recounted_as_it_was_counted_on_its_last_day(actor: Callable[[str], Actor]) -> None:
    people = {who: actor(who) for who in ("clerk", "mediator")}

    # Each example lives two years: looking for a shorter one would take minutes.
    @settings(max_examples=25, deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate])
    @given(turns=TURNS)
    def recount(turns: list[tuple[int, int]]) -> None:
        with transaction.atomic():
            town = Town(people.__getitem__)
            for choice, days in turns:
                town.turn(choice, days)
            town.wait(900)
            for year in YEARS:
                assert figures(town.town, year, town.day) == town.counted[year]
            _rounds_come_from_the_steps(town)
            transaction.set_rollback(True)

    recount()


def _rounds_come_from_the_steps(town: Town) -> None:
    """What the migration makes of steps taken before it is what actions write, but for the court's answer."""
    rebuilt = import_module("fazhi.systems.disputes.migrations.0005_rounds").rounds_of
    names = [name for name in ("round", "starts_on", "ends_on", *KEPT) if name != "confirmation"]
    with scopes.within(town.town):
        for case in town.cases:
            steps = case.steps.order_by("sequence").values_list("name", "happened_on")
            made = rebuilt(Dispute.objects.get(pk=case.pk).found_on, steps)
            kept = Round.objects.filter(case=case).order_by("round").values(*names)
            assert [{name: one[name] for name in names} for one in made] == list(kept)


def settled(actor: Callable[[str], Actor], day: date) -> Case:
    """A dispute found and settled on one day."""
    case = report(actor("clerk"), day)
    for step in ("accept", "mediate", "agree_oral", "perform", "follow_up", "settle"):
        case = take(case, step, actor("mediator"), day)
    return case


@pytest.mark.django_db
def test_a_dispute_reopened_in_the_next_year_stays_settled_in_its_own(actor: Callable[[str], Actor]) -> None:
    case = settled(actor, date(2022, 12, 1))
    before = figures(case.town, 2022, date(2022, 12, 31))
    case = take(case, "reopen", actor("mediator"), date(2023, 2, 1))
    after = figures(case.town, 2022, date(2026, 11, 26))
    assert after == before
    assert after["disputes.settled"] == ("1起", (case.pk,))
    assert after["disputes.settled_rate"][0] == "100%"
    assert figures(case.town, 2023, date(2023, 12, 31))["disputes.reopenings"][0] == "1次"


@pytest.mark.django_db
def test_settled_twice_is_one_dispute_and_two_settlements(actor: Callable[[str], Actor]) -> None:
    case = settled(actor, date(2022, 3, 1))
    case = take(case, "reopen", actor("mediator"), date(2022, 5, 1))
    for step in ("mediate", "agree_oral", "perform", "follow_up", "settle"):
        case = take(case, step, actor("mediator"), date(2022, 6, 1))
    found = figures(case.town, 2022, date(2022, 12, 31))
    assert [found[f"disputes.{name}"][0] for name in ("settled", "settlements", "reopened")] == ["1起", "2次", "1起"]
    with scopes.within(case.town):
        rows = list(RoundRow.objects.order_by("round").values_list("round", "starts_on", "ends_on", "settled_on"))
    first = (1, date(2022, 3, 1), date(2022, 4, 30), date(2022, 3, 1))
    assert rows == [first, (2, date(2022, 5, 1), None, date(2022, 6, 1))]


@pytest.mark.django_db
def test_a_dispute_joined_to_another_in_the_next_year_was_one_of_its_own(actor: Callable[[str], Actor]) -> None:
    first, second = (
        report(actor("clerk"), date(2022, 12, 1)),
        report(actor("clerk"), date(2022, 12, 2), parties="牟甲、牟乙"),
    )
    take(second, "merge", actor("clerk"), date(2023, 1, 5), into=first.number)
    assert figures(first.town, 2022, date(2023, 6, 1))["disputes.found"][0] == "2起"


@pytest.mark.django_db
def test_a_reopening_delivered_twice_is_one(actor: Callable[[str], Actor]) -> None:
    case, day = settled(actor, date(2022, 3, 1)), date(2022, 5, 1)
    doing = Doing("reopen", actor("mediator"), day, fields={"consent": "all"}, reason="又起争执", request=uuid4())
    with at(day), scopes.within(case.town):
        first = actions.carry_out(case, doing)
        again = actions.carry_out(Case.objects.get(pk=case.pk), replace(doing))
        assert first == again
        assert Round.objects.filter(case=case).count() == 1


@pytest.mark.django_db
def test_a_merging_delivered_twice_is_one_and_another_under_its_id_is_kept(actor: Callable[[str], Actor]) -> None:
    clerk, day, told = actor("clerk"), date(2022, 3, 5), ("牟甲、牟乙", "牟丙、牟丁")
    first = report(clerk, date(2022, 3, 1))
    second, third = (report(clerk, date(2022, 3, 2), parties=parties) for parties in told)
    doing = Doing("merge", clerk, day, data={"into": first.number}, request=uuid4())
    with at(day), scopes.within(first.town):
        assert actions.carry_out(second, doing) == actions.carry_out(Case.objects.get(pk=second.pk), replace(doing))
        assert first.dispute_sources.filter(joined_from=second).count() == 1
        with pytest.raises(Conflict, match="两份都已保留"):
            actions.carry_out(Case.objects.get(pk=second.pk), replace(doing, data={"into": third.number}))
        kept = Submission.objects.filter(request=doing.request)
        assert {(one.accepted, json.loads(one.body)["doing"]["data"]["into"]) for one in kept} == {
            (True, first.number),
            (False, third.number),
        }


@pytest.mark.django_db
def test_a_round_that_is_over_is_kept_for_ever(actor: Callable[[str], Actor]) -> None:
    case = settled(actor, date(2022, 3, 1))
    take(case, "reopen", actor("mediator"), date(2022, 5, 1))
    with scopes.within(case.town), pytest.raises(Exception, match="permission denied"), transaction.atomic():
        Round.objects.update(settled_on=None)


@pytest.mark.django_db
def test_the_migration_keeps_what_was_over_and_logs_it(actor: Callable[[str], Actor]) -> None:
    case = settled(actor, date(2022, 3, 1))
    take(case, "reopen", actor("mediator"), date(2022, 5, 1))
    with scopes.within(case.town), transaction.atomic():
        kept = Round.objects.get()
        with connection.cursor() as cursor:
            cursor.execute("CREATE TEMP TABLE disputes_round (LIKE public.disputes_round INCLUDING ALL) ON COMMIT DROP")
        assert not Round.objects.exists()
        keep = import_module("fazhi.systems.disputes.migrations.0005_rounds").keep_what_is_over
        keep(apps, connection.schema_editor(collect_sql=True))
        made = Round.objects.get()
        assert [getattr(made, name) for name in KEPT] == [getattr(kept, name) for name in KEPT]
        logged = apps.get_model("kernel", "LogEntry").objects.get(row=str(made.pk))
        assert logged.action == "disputes.keep_round"


@pytest.mark.django_db
def test_a_dispute_taken_on_by_the_town_in_the_next_year_was_accepted_in_its_own(actor: Callable[[str], Actor]) -> None:
    case = report(actor("clerk"), date(2022, 12, 1))
    for step in ("accept", "mediate", "escalate_town"):
        case = take(case, step, actor("mediator"), date(2022, 12, 5))
    take(case, "accept_town", actor("clerk"), date(2023, 1, 6))
    assert figures(case.town, 2022, date(2023, 6, 1))["disputes.accepted"][0] == "1起"
