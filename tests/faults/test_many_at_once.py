"""Many people at once: no number is lost or doubled, and one request has one effect however often it arrives."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import date
from threading import Barrier

import pytest
from django.db import connection

from fazhi.kernel import act
from fazhi.kernel.doing import Doing, NewCase, Refused
from fazhi.kernel.models import Case, Clock, NumberCounter, Step
from fazhi.people import scopes
from fazhi.people.actors import Actor, actors_on
from fazhi.people.identifiers import new_id
from fazhi.people.models import Person

FOUND = date(2022, 3, 1)
FIELDS = {"source": "grid", "dispute_type": "neighbours", "summary": "排水争执", "found_on": FOUND, "level": "village"}
CLIENTS = 8
NEW = NewCase("disputes", "mediation", "500235116201", "排水争执")


def together(work: Callable[[int], object], clients: int = CLIENTS) -> list[object]:
    """Run the work in many threads that start at the same moment; each closes its own connection."""
    gate = Barrier(clients)

    def one(number: int) -> object:
        try:
            gate.wait()
            return work(number)
        finally:
            connection.close()

    with ThreadPoolExecutor(clients) as pool:
        return list(pool.map(one, range(clients)))


def person(username: str) -> Actor:
    return actors_on(Person.objects.get(username=username), date(2026, 1, 1))[0]


def test_numbers_have_no_gap_and_no_duplicate_with_refusals_in_between(committed_town: str) -> None:
    worker = person("grid_worker")

    def open_ten(client: int) -> None:
        for turn in range(10):
            wrong = {"settled_on": FOUND} if (client + turn) % 5 == 0 else {}
            with scopes.within(committed_town), suppress(Refused):
                act.begin(NEW, Doing("report", worker, FOUND, fields=FIELDS | wrong))

    together(open_ten)
    with scopes.within(committed_town):
        numbers = sorted(int(one.number.split("〕")[1].rstrip("号")) for one in Case.objects.all())
        assert numbers == list(range(1, 65))
        assert NumberCounter.objects.get(kind="disputes").last == 64


def test_one_report_delivered_by_many_connections_is_one_case(committed_town: str) -> None:
    worker, identifier = person("grid_worker"), new_id()
    new = NewCase("disputes", "mediation", "500235116201", "排水争执", id=identifier)

    def deliver(client: int) -> object:
        del client
        with scopes.within(committed_town):
            return act.begin(new, Doing("report", worker, FOUND, fields=FIELDS)).number

    assert set(together(deliver)) == {"矛调〔2022〕1号"}
    with scopes.within(committed_town):
        assert Step.objects.count() == Clock.objects.count() == 1


@pytest.mark.parametrize("turn", range(5))
def test_two_people_at_the_same_step_have_one_effect_and_the_other_is_told(committed_town: str, turn: int) -> None:
    people = [person("clerk"), person("editor")]
    with scopes.within(committed_town):
        case = act.begin(NEW, Doing("report", person("grid_worker"), FOUND, fields=FIELDS))

    def accept(client: int) -> str:
        doing = Doing("accept_town", people[client], FOUND, fields={"accepted_on": FOUND, "level": "town"})
        with scopes.within(committed_town):
            try:
                act.act(case.pk, doing)
            except Refused as refusal:
                return refusal.sentence
        return "done"

    answers = sorted(map(str, together(accept, clients=2)))
    assert answers[0] == "done"
    assert "现处于「受理」环节" in answers[1]
    with scopes.within(committed_town):
        assert Step.objects.filter(name="accept_town").count() == 1
