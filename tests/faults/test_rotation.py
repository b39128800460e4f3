"""The master key is changed while people work: no row becomes unreadable, and the old key is then needed by none."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.db import connections

from fazhi.kernel import keyring, keys, seals
from fazhi.kernel.doing import Doing
from fazhi.kernel.encrypted import same
from fazhi.people import scopes
from fazhi.people.actors import Actor, actors_on
from fazhi.people.models import Person
from fazhi.systems.disputes import actions
from fazhi.systems.disputes.models import Party

TOWN, CLIENTS, EACH = "500235116000", 8, 4


@pytest.fixture
def unblocked(django_db_setup: None, django_db_blocker: object) -> Iterator[None]:
    with django_db_blocker.unblock():
        yield
        connections["owner"].close()


def write(number: int, actor: Actor) -> None:
    """One client: registers disputes with telephones, then adds id numbers."""
    try:
        for at in range(EACH):
            cleaned = {"parties": f"王小明 139{number:04}{at:04}", "summary": "争执", "dispute_type": "neighbours"}
            doing = Doing("report", actor, date(2022, 3, 1))
            with scopes.within(TOWN):
                case = actions.begin(doing, {**cleaned, "source": "grid", "village": "500235116201"})
            with scopes.within(TOWN):
                party = Party.objects.get(case=case)
                party.id_number = f"{number:09}{at:09}"
                party.save()
    finally:
        connections["default"].close()


def test_every_number_written_during_rotations_can_be_read_and_found(
    committed_town: str, unblocked: None, settings: SimpleNamespace
) -> None:
    actor = actors_on(Person.objects.get(username="grid_worker"), date(2022, 3, 1))[0]
    with ThreadPoolExecutor(CLIENTS) as pool:
        writing = [pool.submit(write, number, actor) for number in range(CLIENTS)]
        swept = 0
        while not all(one.done() for one in writing):
            swept += keyring.rotate().rewrapped
        for one in writing:
            one.result()
    assert swept  # the rotations met work that was under way
    keyring.rotate()
    current = keys.ring().current()
    assert keyring.needed() == {current: CLIENTS * EACH}
    for file in Path(settings.KEYS_ROOT).glob("*.key"):
        if file.stem != current:
            file.unlink()
    with scopes.within(TOWN):
        read = {(party.phone, party.id_number) for party in Party.objects.all()}
        assert read == {
            (f"139{number:04}{at:04}", f"{number:09}{at:09}") for number in range(CLIENTS) for at in range(EACH)
        }
        for _, number in read:
            assert Party.objects.filter(same(Party, "id_number", number)).count() == 1
    seals.seal()
    # An id number added outside the door is no matter of this test; of the cases themselves nothing changed.
    assert {one.table for one in seals.verify()} <= {"disputes_party"}
