"""T-14: every figure, of the list and of the report, is what a second count of the ledgers by other means comes to."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import floor
from random import Random
from typing import Any

import pytest
from django.db import transaction

from fazhi.indicators import compiling, readings
from fazhi.kernel.today import at
from fazhi.people import scopes
from fazhi.people.models import Division
from fazhi.report import issuing, sentences
from fazhi.report.building import build
from fazhi.report.draft import Draft
from fazhi.report.pieces import Piece
from tests.faults import lanes, recounting
from tests.faults.recounting import TOWN, Year

CLAIM = "随机台账：每一项指标及报告中的每一个数与逐行手工重算（四舍五入；分母为零记“—”）相同，所列各行相同"
MOVED = "台账改动一行：报告里凡变了的数都被指出，没变的不指"
# One year that is over, and one of which half is known.
YEARS = (Year(2022, date(2023, 2, 1)), Year(2025, date(2025, 6, 30)))
pytestmark = pytest.mark.django_db


@pytest.fixture
def here(town: str) -> Division:
    return Division.objects.get(pk=town)


@contextmanager
def standing(seed: int) -> Iterator[tuple[Random, Year]]:
    """A day and a scope in which random ledgers stand; nothing of it stays."""
    random = Random(seed)
    year = YEARS[seed % len(YEARS)]
    with at(year.known), transaction.atomic(), scopes.within(TOWN):
        yield random, year
        transaction.set_rollback(True)


def in_the_report(draft: Draft) -> dict[str, set[str]]:
    """What the report prints of each figure."""
    found: dict[str, set[str]] = {}
    for block in draft.blocks:
        for piece in block.pieces:
            if piece.figure:
                found.setdefault(piece.figure, set()).add(piece.text)
    return found


def trial(town: Division, seed: int) -> tuple[int, list[str]]:
    """How many figures were counted twice, and which of them came out otherwise."""
    with standing(seed) as (random, year):
        house = recounting.laid(random, year)
        built, by_hand = build(town, year.number, keys=True), recounting.counted(house, year)
    wrong, printed = [], in_the_report(built.draft)
    for name, one in recounting.written().items():
        expected, found = recounting.printed(one, by_hand[name].value), built.readings[name]
        if found.printed != expected:
            wrong.append(f"seed {seed}：{name} 应为 {expected}，算得 {found.printed}")
        if set(found.rows) != by_hand[name].rows or len(found.rows) != len(by_hand[name].rows):
            wrong.append(f"seed {seed}：{name} 所列的行与手工挑出的不同")
        if printed.get(name, {expected}) != {expected}:
            wrong.append(f"seed {seed}：报告中 {name} 印作 {printed[name]}，应为 {expected}")
    return len(by_hand) + len(printed), wrong


def recounted(town: Division, taken: tuple[int, ...]) -> tuple[int, list[str]]:
    found = [trial(town, seed) for seed in taken]
    return sum(tries for tries, _ in found), [one for _, wrong in found for one in wrong]


def moved(town: Division, seed: int) -> tuple[int, list[str]]:
    """One row taken from each ledger in its turn: what the house says has moved in the report, and what has by hand."""
    wrong, tries = [], 0
    with standing(seed) as (random, year):
        house = recounting.laid(random, year)
        before, by_hand = build(town, year.number).draft, figures(house, year)
        for name, rows in house.items():
            if rows:
                changed = {**house, name: random.sample(rows, len(rows) - 1)}
                recounting.lay(name, changed[name])
                after = build(town, year.number).draft
                recounting.lay(name, rows)
                told = {one.figure for one in issuing.changes(before, after)}
                tries, wrong = tries + 1, wrong + untold(before, after, told, by_hand, figures(changed, year))
    return tries, [f"seed {seed}：{one}" for one in wrong]


def figures(house: dict[str, list[recounting.Row]], year: Year) -> dict[str, str]:
    """Every figure by hand, as printed."""
    by_hand = recounting.counted(house, year)
    return {name: recounting.printed(one, by_hand[name].value) for name, one in recounting.written().items()}


def untold(before: Draft, after: Draft, told: set[str], was: dict[str, str], now: dict[str, str]) -> list[str]:
    """Figures that moved and were not told of, or the other way round. One that came or went has moved as well."""
    shown = in_the_report(before), in_the_report(after)
    moving = {name for name in was if was[name] != now[name] and name in shown[0] and name in shown[1]}
    expected = moving | (shown[0].keys() ^ shown[1].keys())
    return [f"指出 {sorted(told - expected)}，漏了 {sorted(expected - told)}"] if told != expected else []


def test_every_figure_is_what_a_second_count_comes_to(here: Division, record_property: lanes.Record) -> None:
    taken = lanes.seeds(20, 200)
    tries, wrong = recounted(here, taken)
    lanes.hold(record_property, "T-14", CLAIM, tries, taken, wrong)


def test_a_row_that_changes_is_told_of_every_figure_it_moves(here: Division, record_property: lanes.Record) -> None:
    taken = lanes.seeds(2, 40)
    found = [moved(here, seed) for seed in taken]
    lanes.hold(
        record_property, "T-14", MOVED, sum(one for one, _ in found), taken, [one for _, said in found for one in said]
    )


def cut_off(value: int | Decimal | Fraction, decimals: int) -> Decimal:
    return Decimal(floor(Fraction(value) * 10**decimals)).scaleb(-decimals)


def truncating(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(readings, "half_up", cut_off)
    patch.setattr(
        readings,
        "percent",
        lambda part, whole, decimals: cut_off(Fraction(100 * part, whole), decimals) if whole else None,
    )


def never_nothing(patch: pytest.MonkeyPatch) -> None:
    percent = readings.percent
    patch.setattr(readings, "percent", lambda *given: Decimal(100) if given[1] == 0 else percent(*given))


def typed_by_hand(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(sentences, "figure", lambda reading: Piece("99.9%", "figure", reading.id, reading.title))


def only_the_first(patch: pytest.MonkeyPatch) -> None:
    whole = compiling._all
    compiling.statement_for.cache_clear()
    patch.setattr(compiling, "_all", lambda conditions, period: whole(list(conditions)[:1], period))


MUTANTS: dict[str, Callable[[pytest.MonkeyPatch], Any]] = {
    "舍去代替四舍五入": truncating,
    "零分之零算作百分之百": never_nothing,
    "报告里的数是手写的": typed_by_hand,
    "只看第一个条件": only_the_first,
}


@pytest.mark.parametrize("name", MUTANTS)
def test_a_wrong_figure_is_noticed(
    here: Division, record_property: lanes.Record, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    MUTANTS[name](monkeypatch)
    tries, wrong = recounted(here, (1, 2, 3, 4))
    compiling.statement_for.cache_clear()
    lanes.caught(record_property, "T-14", name, tries, wrong)


def test_a_change_that_nobody_tells_is_noticed(
    here: Division, record_property: lanes.Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    changes = issuing.changes
    monkeypatch.setattr(issuing, "changes", lambda *given: changes(*given)[1:])
    tries, wrong = moved(here, 2)
    lanes.caught(record_property, "T-14", "有一个变了的数没有指出", tries, wrong)
