"""Possible duplicates: the same quarrel from another source is shown, another quarrel is not."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from fazhi.people import scopes
from fazhi.people.actors import Actor
from fazhi.systems.disputes.duplicates import candidates
from fazhi.systems.disputes.tests.telling import VILLAGE, report

pytestmark = pytest.mark.django_db
DAY = date(2022, 3, 2)


@pytest.fixture
def looking(actor: Callable[[str], Actor]) -> Callable[..., list[str]]:
    case = report(actor("clerk"), DAY)

    def look(village: str = VILLAGE, names: tuple[str, ...] = (), text: str = "", day: date = DAY) -> list[str]:
        with scopes.within(actor("clerk").town):
            return [one.why for one in candidates(village, names, text, day) if one.case_id == case.pk]

    return look


def test_a_shared_party_is_shown(looking: Callable[..., list[str]]) -> None:
    assert looking(names=("覃小河",), text="完全不同的话") == ["有 1 名当事人相同"]


def test_similar_words_are_shown(looking: Callable[..., list[str]]) -> None:
    (why,) = looking(text="有人把水沟改到菜地边，要求恢复")
    assert why.startswith("内容相近")


def test_other_words_and_parties_are_not_shown(looking: Callable[..., list[str]]) -> None:
    assert looking(names=("幸国强",), text="拖欠收割机工钱") == []


def test_another_village_is_not_shown(looking: Callable[..., list[str]]) -> None:
    assert looking(village="500235116202", names=("覃小河",)) == []


def test_an_old_dispute_is_not_shown(looking: Callable[..., list[str]]) -> None:
    assert looking(names=("覃小河",), day=date(2022, 5, 31)) != []
    assert looking(names=("覃小河",), day=date(2022, 6, 1)) == []
