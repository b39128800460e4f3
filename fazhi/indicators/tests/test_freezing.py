"""A frozen Reading stays as it was, even when the ledger moves on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.db import IntegrityError, ProgrammingError, transaction

from fazhi.indicators.freezing import freeze, intact
from fazhi.indicators.models import FrozenReading
from fazhi.indicators.readings import read_all
from fazhi.indicators.tests.rows import add_disputes, add_year
from fazhi.people import scopes
from fazhi.people.actors import Actor
from fazhi.people.identifiers import new_id


@pytest.fixture
def frozen(town: str, actor: Callable[[str], Actor]) -> list[FrozenReading]:
    add_year(settled=3, found=4)
    with scopes.within(town):
        return freeze(read_all(town, 2022).values(), new_id(), actor("editor"))


def of(name: str) -> FrozenReading:
    return FrozenReading.objects.get(indicator=name)


def test_it_keeps_value_rows_rules_and_digest(town: str, frozen: list[FrozenReading]) -> None:
    with scopes.within(town):
        rate, confirmed = of("disputes.settled_rate"), of("disputes.confirmed")
    assert (rate.printed, rate.value, len(rate.rows)) == ("75%", 75, 3)
    assert (rate.reading["numerator"], rate.reading["denominator"]) == (3, 4)
    assert confirmed.rules[0]["code"] == "MED-03"
    assert len(rate.digest) == 64 and intact(rate)


def test_what_happens_later_does_not_change_it(town: str, frozen: list[FrozenReading]) -> None:
    add_disputes([{"settled_on": date(2022, 12, 1)}])
    with scopes.within(town):
        assert of("disputes.found").value == 4
        assert read_all(town, 2022)["disputes.found"].value == 5


def test_it_cannot_be_changed_or_removed(town: str, frozen: list[FrozenReading]) -> None:
    with scopes.within(town):
        for attempt in (
            lambda: FrozenReading.objects.update(printed="99.9%"),
            lambda: FrozenReading.objects.all().delete(),
        ):
            with pytest.raises(ProgrammingError), transaction.atomic():
                attempt()


def test_it_is_invisible_to_another_town(town: str, frozen: list[FrozenReading]) -> None:
    with scopes.within("500235117000"):
        assert not FrozenReading.objects.exists()


def test_an_altered_reading_no_longer_has_its_digest(town: str, frozen: list[FrozenReading]) -> None:
    with scopes.within(town):
        altered = of("disputes.settled_rate")
    altered.reading["value"] = "99.9"
    assert not intact(altered)


def test_a_reading_that_does_not_name_its_rows_is_not_frozen(town: str, actor: Callable[[str], Actor]) -> None:
    add_year(settled=3, found=4)
    with scopes.within(town), pytest.raises(ValueError, match="4 rows counted, 0 named"):
        freeze(read_all(town, 2022, keys=False).values(), new_id(), actor("editor"))


def test_the_same_batch_twice_is_refused(town: str, frozen: list[FrozenReading], actor: Callable[[str], Actor]) -> None:
    with scopes.within(town):
        readings = read_all(town, 2022).values()
        with pytest.raises(IntegrityError), transaction.atomic():
            freeze(readings, frozen[0].batch, actor("editor"))


def test_the_same_figures_give_the_same_digest_at_any_hour(town: str) -> None:
    add_year(settled=3, found=4)
    with scopes.within(town):
        digests = {tuple(reading.digest for reading in read_all(town, 2022).values()) for _ in range(2)}
    assert len(digests) == 1
