"""Loading goes through the one door, goes on where it stopped, and changes nothing the second time."""

from __future__ import annotations

from datetime import date
from importlib import resources

import pytest

from fazhi.demo import office_year, skeleton, work
from fazhi.demo.plan import year
from fazhi.demo.roads import ROADS
from fazhi.kernel.models import Case, Evidence, Step
from fazhi.people import scopes
from fazhi.people.actors import actors_on
from fazhi.people.models import Appointment, Person
from fazhi.people.roles import ROLES
from fazhi.systems.decisions.models import CatalogueRow, Decision, DecisionRow
from fazhi.systems.disputes.models import Dispute, DisputeRow, SentinelPost, Staff

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("files_folder")]


@pytest.fixture
def town(db: None) -> str:
    work.cast.cache_clear()
    skeleton.build()
    yield work.town()
    work.cast.cache_clear()


def one_of_each_road() -> list[int]:
    return sorted({plan.road: plan.number for plan in year()}.values())


def test_every_road_leads_through_the_one_door_to_where_it_should(town: str) -> None:
    numbers = one_of_each_road()
    assert len(numbers) == len(ROADS)
    work.register(numbers)
    work.live(numbers)
    with scopes.within(town):
        rows = {row.id: row for row in DisputeRow.objects.all()}
        late = {plan.road: rows[plan.id].settled_on for plan in year() if plan.number in numbers}
        first = next(plan for plan in year() if plan.number == numbers[0])
        steps = list(Step.objects.filter(case=first.id).order_by("sequence"))
    assert late.pop("open_at_year_end") > date(2022, 12, 31)
    assert all(day <= date(2022, 12, 31) for day in late.values())
    assert [step.happened_on for step in steps] == sorted(step.happened_on for step in steps)
    assert all(step.recorded_at.date() == step.happened_on for step in steps)


def test_an_interrupted_loading_goes_on_where_it_stopped(town: str) -> None:
    work.register([1, 2, 3])
    work.live([2])
    register, live = work.missing()
    assert register[0] == 4 and len(register) == 543
    assert 2 not in live and {1, 3} <= set(live) and len(live) == 545


def test_the_second_time_changes_nothing(town: str) -> None:
    def counted() -> list[int]:
        with scopes.within(town):
            tables = (Person, Appointment, Staff, SentinelPost, Case, Step, Evidence)
            return [table.objects.count() for table in tables]

    work.today_cases()
    before = counted()
    skeleton.build()
    assert work.today_cases() == 0
    assert counted() == before


def test_cases_of_today_touch_no_figure_of_the_year(town: str) -> None:
    opened = work.today_cases()
    with scopes.within(town):
        assert Dispute.objects.filter(found_on__gt=date(2022, 12, 31)).count() == 10
        assert Decision.objects.filter(decided_on=None, case__procedure="decision").count() == opened - 10 == 2
        assert Dispute.objects.filter(settled_on__isnull=False).count() == 0


def test_the_year_s_decisions_are_lived_through_their_procedures(town: str) -> None:
    assert work.decide(work.undecided()) == 5
    assert work.undecided() == []
    with scopes.within(town):
        rows = list(DecisionRow.objects.order_by("opened_on"))
        steps = {one.participation_step for one in rows} | {one.legality_step for one in rows}
        assert CatalogueRow.objects.count() == 6
    assert [one.decided_on.year for one in rows] == [2022, 2022, 2022, 2022, 2023]
    given = [f"沙府发〔2022〕{at}号" for at in range(1, 5)]
    assert [one.document_number for one in rows] == [*given, "沙府发〔2023〕1号"]
    assert steps == {"done"} and sum(one.argument_step == "waived" for one in rows) == 3


def test_the_office_s_stories_are_lived_once_and_end_where_they_are_told(town: str) -> None:
    told = len(list(resources.files("fazhi.demo").joinpath(office_year.FOLDER).iterdir()))
    assert work.office_cases() == told > 0
    with scopes.within(town):
        stages = [list(Case.objects.filter(procedure=name).order_by("opened_on").values_list("stage", flat=True)) for name in ("village_rules", "task")]  # fmt: skip
    assert stages == [["recorded", "recorded"], ["done", "done", "assigned"]]
    assert work.office_cases() == 0


def test_staff_are_as_many_as_the_report_says(town: str) -> None:
    with scopes.within(town):
        counts = {role: Staff.objects.filter(role=role).count() for role in ("grid_worker", "mediator", "patrol")}
        counts |= {role: Staff.objects.filter(role=role).count() for role in ("traffic", "food_drug")}
        assert set(SentinelPost.objects.values_list("kind", flat=True)) == {
            "village", "station", "market_town", "shop", "pharmacy"
        }  # fmt: skip
    assert counts == {"grid_worker": 52, "mediator": 36, "patrol": 36, "traffic": 5, "food_drug": 9}


def test_there_is_an_account_for_every_role_and_it_opens(town: str) -> None:
    roles = set()
    for account in skeleton.accounts():
        person = Person.objects.get(username=account.username)
        assert person.check_password(skeleton.PASSWORD)
        roles |= {actor.role for actor in actors_on(person, date(2026, 1, 1))}
    assert roles == set(ROLES)


def test_nobody_without_an_account_can_log_in(town: str) -> None:
    named = [account.username for account in skeleton.accounts()]
    assert not any(person.has_usable_password() for person in Person.objects.exclude(username__in=named))
