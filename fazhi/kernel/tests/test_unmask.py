"""Looking behind a mask is counted, limited and told."""

from collections.abc import Callable
from datetime import date, datetime

import pytest

from fazhi.kernel import unmask
from fazhi.kernel.doing import Doing, Refused
from fazhi.kernel.models import Case, Unmasking
from fazhi.kernel.today import ZONE, at
from fazhi.people.actors import Actor
from fazhi.systems.disputes import actions

pytestmark = pytest.mark.django_db


@pytest.fixture
def dispute(in_town: str, actor: Callable[[str], Actor]) -> Case:
    cleaned = {"parties": "王小明、李四", "summary": "排水争执", "dispute_type": "neighbours", "source": "grid"}
    doing = Doing("report", actor("grid_worker"), date(2022, 3, 1))
    return actions.begin(doing, {**cleaned, "village": "500235116201"})


def test_every_look_is_told_latest_first(dispute: Case, actor: Callable[[str], Actor]) -> None:
    unmask.record(actor("mediator"), dispute, "制作调解协议")
    unmask.record(actor("clerk"), dispute, "核对当事人身份")
    looks = unmask.history(dispute)
    assert [(one.name, one.reason) for one in looks] == [("黎经办", "核对当事人身份"), ("冉调解", "制作调解协议")]


def test_the_history_is_one_query(
    dispute: Case, actor: Callable[[str], Actor], django_assert_num_queries: Callable[[int], object]
) -> None:
    for _ in range(3):
        unmask.record(actor("clerk"), dispute, "核对当事人身份")
    with django_assert_num_queries(1):
        unmask.history(dispute)


def test_the_limit_of_a_day_stops_one_person_and_nobody_else(dispute: Case, actor: Callable[[str], Actor]) -> None:
    with at(datetime(2026, 3, 2, 23, 0, tzinfo=ZONE)):
        for _ in range(unmask.per_day()):
            unmask.record(actor("clerk"), dispute, "核对当事人身份")
        with pytest.raises(Refused, match="每日上限"):
            unmask.record(actor("clerk"), dispute, "核对当事人身份")
        unmask.record(actor("mediator"), dispute, "制作调解协议")
    assert Unmasking.objects.count() == unmask.per_day() + 1
    with at(datetime(2026, 3, 3, 0, 0, 1, tzinfo=ZONE)):
        unmask.record(actor("clerk"), dispute, "核对当事人身份")


def test_without_a_reason_nothing_is_shown_or_counted(dispute: Case, actor: Callable[[str], Actor]) -> None:
    with pytest.raises(Refused, match="事由"):
        unmask.record(actor("clerk"), dispute, " 看看 ")
    assert not Unmasking.objects.exists()
