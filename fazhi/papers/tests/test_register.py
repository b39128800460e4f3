"""One book of document numbers: gapless, never twice, never rewritten, only for the town that issues."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
from django.db import DatabaseError, connection, transaction

from fazhi.kernel.doing import Doing, Refused
from fazhi.kernel.models import Case
from fazhi.papers import register
from fazhi.papers.models import DocumentNumber
from fazhi.people import scopes
from fazhi.people.actors import Actor
from fazhi.systems.reviews import actions

DAY = date(2022, 5, 6)


def a_case(actor: Actor) -> Case:
    with scopes.within(actor.town):
        return actions.begin(Doing("submit", actor, DAY), {"title": "一份合同", "matter": "contract"})


def drawn(case: Case, mark: str = "沙府发", day: date = DAY, registered: bool = False) -> DocumentNumber:
    row = register.number(mark, case.title, day, registered=registered)
    row.town, row.case_id = case.town, case.pk
    row.save(force_insert=True)
    return row


@pytest.mark.django_db
def test_each_mark_and_year_has_its_own_row_of_numbers(actor: Callable[[str], Actor]) -> None:
    case = a_case(actor("clerk"))
    with scopes.within(case.town):
        given = [drawn(case), drawn(case), drawn(case, "沙府规", registered=True), drawn(case, day=date(2023, 1, 3))]
        assert [one.number for one in given] == [
            "沙府发〔2022〕1号",
            "沙府发〔2022〕2号",
            "沙府规〔2022〕1号",
            "沙府发〔2023〕1号",
        ]
        assert [one.registration_number for one in given] == ["", "", "登〔2022〕1号", ""]
        assert register.last_mark(case.town, "reviews") == register.last_mark(case.town, "norms") == "沙府发"
        assert [one.pk for one in register.numbers_of(case)] == [one.pk for one in given]


@pytest.mark.django_db
def test_a_number_that_was_refused_is_given_again(actor: Callable[[str], Actor]) -> None:
    case = a_case(actor("clerk"))
    with scopes.within(case.town):
        with pytest.raises(ZeroDivisionError), transaction.atomic():
            drawn(case)
            raise ZeroDivisionError
        assert drawn(case).number == "沙府发〔2022〕1号"


@pytest.mark.django_db
@pytest.mark.parametrize("mark", ["", "沙府发〔2022〕", "SFF", "发"])
def test_what_is_no_mark_is_refused_in_a_sentence(mark: str) -> None:
    with pytest.raises(Refused, match="请按“沙府发”的样子填写"):
        register.number(mark, "通知", DAY)


@pytest.mark.django_db
def test_nobody_rewrites_a_number_and_no_other_town_sees_it(actor: Callable[[str], Actor]) -> None:
    case = a_case(actor("clerk"))
    with scopes.within(case.town):
        drawn(case)
        with pytest.raises(DatabaseError, match="append-only|permission denied"), transaction.atomic():
            DocumentNumber.objects.update(serial=9)
    with scopes.within(actor("stranger").town):
        assert not DocumentNumber.objects.exists()


def test_two_documents_at_once_never_take_one_number(committed_town: str) -> None:
    from fazhi.people.actors import actors_on
    from fazhi.people.models import Person

    clerk = actors_on(Person.objects.get(username="clerk"), date(2026, 1, 1))[0]
    case, gate = a_case(clerk), Barrier(6)

    def take(_: int) -> str:
        try:
            gate.wait()
            with scopes.within(case.town), transaction.atomic():
                return drawn(case, registered=True).number
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        given = sorted(pool.map(take, range(6)))
    assert given == [f"沙府发〔2022〕{number}号" for number in range(1, 7)]
