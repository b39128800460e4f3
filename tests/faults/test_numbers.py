"""T-26: fifty clients take numbers at once, some change their mind, and the year turns: no gap, no duplicate."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from random import Random
from threading import Barrier

import pytest
from django.db import connection, transaction

from fazhi.kernel import numbers
from fazhi.kernel.models import NumberCounter
from fazhi.kernel.structure import Numbering
from fazhi.kernel.today import at, today
from fazhi.people import scopes
from tests.faults import lanes

CLAIM = "50 人同时取号、一成中途作废、跨年：编号不重不漏"
PENALTY = Numbering(kind="faults", pattern="沙行罚决〔{year}〕{serial}号")
YEARS = (2022, 2023)
CLIENTS, ROLLED_BACK = 50, 0.1


class ChangedMind(Exception):
    """The client gives its number back."""


def taken_by_all(town: str, seed: int, turns: int) -> list[str]:
    """Every number that was kept, taken by clients that start at the same moment."""
    gate = Barrier(CLIENTS)

    def client(number: int) -> list[str]:
        random, kept = Random(f"{seed}-{number}"), []
        try:
            gate.wait()
            for turn in range(turns):
                # The clients cross midnight of the thirty-first each at its own moment.
                year = YEARS[turn >= turns // 2 + random.randint(-2, 2)]
                try:
                    with scopes.within(town):
                        given = numbers.next_number(town, PENALTY, year)
                        if random.random() < ROLLED_BACK:
                            raise ChangedMind
                    kept.append(given)
                except ChangedMind:
                    continue
        finally:
            connection.close()
        return kept

    with ThreadPoolExecutor(CLIENTS) as pool:
        return [one for kept in pool.map(client, range(CLIENTS)) for one in kept]


def trial(town: str, seed: int, turns: int) -> list[str]:
    """What is wrong with the numbers that were taken."""
    kept, wrong = taken_by_all(town, seed, turns), []
    with scopes.within(town):
        last = dict(NumberCounter.objects.filter(kind=PENALTY.kind).values_list("year", "last"))
    for year in YEARS:
        found = sorted(int(one.split("〕")[1].rstrip("号")) for one in kept if f"〔{year}〕" in one)
        doubled = len(found) - len(set(found))
        missing = len(set(range(1, last.get(year, 0) + 1)) - set(found))
        if doubled or missing or not found:
            wrong.append(f"seed {seed}，{year} 年 {len(found)} 个编号：重 {doubled} 个、缺 {missing} 个")
    with scopes.within(town):
        NumberCounter.objects.filter(kind=PENALTY.kind).delete()
    return wrong


@pytest.fixture
def trying(committed_town: str) -> Callable[[int, int], list[str]]:
    """trial() in the committed town."""
    return lambda seed, turns: trial(committed_town, seed, turns)


def test_fifty_clients_leave_no_gap_and_no_duplicate(
    trying: Callable[[int, int], list[str]], record_property: lanes.Record
) -> None:
    turns, taken = 20, lanes.seeds(1, 50)
    wrong = [one for seed in taken for one in trying(seed, turns)]
    lanes.hold(record_property, "T-26", CLAIM, CLIENTS * turns * len(taken), taken, wrong)


def test_a_number_read_as_the_highest_plus_one_is_noticed(
    trying: Callable[[int, int], list[str]], record_property: lanes.Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    def highest_plus_one(town: str, kind: str, year: int) -> int:
        found = NumberCounter.objects.filter(town=town, kind=kind, year=year).values_list("last", flat=True).first()
        NumberCounter.objects.update_or_create(town=town, kind=kind, year=year, defaults={"last": (found or 0) + 1})
        return (found or 0) + 1

    monkeypatch.setattr(numbers, "next_serial", highest_plus_one)
    lanes.caught(record_property, "T-26", "取最大号加一", CLIENTS * 4, trying(1, 4))


def test_a_number_from_a_sequence_is_noticed(
    trying: Callable[[int, int], list[str]],
    committed_town: str,
    record_property: lanes.Record,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    given = iter(range(1, 1_000_000))

    def from_sequence(town: str, kind: str, year: int) -> int:
        # A sequence is not given back by a rollback; neither is this.
        serial = next(given)
        NumberCounter.objects.update_or_create(town=town, kind=kind, year=year, defaults={"last": serial})
        return serial

    monkeypatch.setattr(numbers, "next_serial", from_sequence)
    lanes.caught(record_property, "T-26", "用序列取号", CLIENTS * 4, trying(1, 4))


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2022, 12, 31, 15, 59, 59, tzinfo=UTC), date(2022, 12, 31)),
        (datetime(2022, 12, 31, 16, 0, 0, tzinfo=UTC), date(2023, 1, 1)),
    ],
)
def test_the_year_turns_at_midnight_in_shanghai(moment: datetime, day: date) -> None:
    with at(moment):
        assert today() == day


def test_a_number_given_back_is_given_out_again(committed_town: str) -> None:
    for _ in range(2):
        with scopes.within(committed_town), transaction.atomic():
            assert numbers.next_number(committed_town, PENALTY, 2022) == "沙行罚决〔2022〕1号"
            transaction.set_rollback(True)
