"""T-08: whoever changes history by SQL is found, and the row is named; what fits again is found by the checkpoint outside."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from random import Random

import pytest
from django.db import connection, models

from fazhi.kernel import act, rows, seals
from fazhi.kernel.doing import Doing, NewCase, NewEvidence
from fazhi.people import scopes
from fazhi.people.actors import Actor
from tests.faults import lanes, tampering

FOUND = date(2022, 3, 1)
FIELDS = {"source": "grid", "dispute_type": "neighbours", "summary": "排水争执", "found_on": FOUND, "level": "village"}
CLAIM = "随机篡改一行（改、删、添、换、改日期、改日志、重签）：核验指名道姓"
OUTSIDE = "截去末尾、整体重写：外存封签必然发现"
pytestmark = pytest.mark.django_db


@pytest.fixture
def sealed_twice(town: str, actor: Callable[[str], Actor], monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Some cases under two seals; the chain digest kept outside. One connection plays owner and application."""
    monkeypatch.setattr(seals, "OWNER", "default")
    with scopes.within(town):
        for half in range(2):
            for number in range(3):
                live(actor, half * 3 + number)
            with connection.cursor() as cursor:
                cursor.execute("SET ROLE NONE")
            checkpoint = seals.seal()
        assert checkpoint is not None
        yield checkpoint.chain


def live(actor: Callable[[str], Actor], number: int) -> None:
    """A small case: reported with a photo, taken on by the town, mediated."""
    photo = NewEvidence("photo", f"{number}.jpg", f"photo {number}".encode())
    new = NewCase("disputes", "mediation", "500235116201", f"第{number}件")
    case = act.begin(new, Doing("report", actor("grid_worker"), FOUND, fields=FIELDS, evidence=[photo]))
    taken = {"accepted_on": FOUND, "level": "town", "mediator": "冉调解"}
    act.act(case.pk, Doing("accept_town", actor("clerk"), FOUND, fields=taken))
    act.act(case.pk, Doing("mediate", actor("mediator"), date(2022, 3, 2 + number), fields={"mediated_on": FOUND}))


def test_an_untouched_house_names_nothing(sealed_twice: str) -> None:
    assert tampering.named(sealed_twice) == set()


def test_every_tampered_row_is_named(sealed_twice: str, record_property: lanes.Record) -> None:
    times, taken = lanes.amount(40, 1000), lanes.seeds(1, 1)
    wrong = [one for seed in taken for one in tampering.trial(Random(seed), times)]
    lanes.hold(record_property, "T-08", CLAIM, times * len(taken), taken, wrong)


def attacks(seed: int) -> list[Callable[[], None]]:
    return [tampering.cut_tail, lambda: tampering.hash_everything_again(Random(seed))]


def test_a_cut_tail_and_a_whole_rewriting_are_found_outside(sealed_twice: str, record_property: lanes.Record) -> None:
    taken = lanes.seeds(3, 50)
    wrong = [
        one
        for seed in taken
        for attack in attacks(seed)
        for one in tampering.outside(attack, sealed_twice, sealed_twice)
    ]
    lanes.hold(record_property, "T-08", OUTSIDE, 2 * len(taken), taken, wrong)


def test_verifying_without_the_checkpoint_is_noticed(sealed_twice: str, record_property: lanes.Record) -> None:
    wrong = [one for attack in attacks(1) for one in tampering.outside(attack, sealed_twice, "")]
    lanes.caught(record_property, "T-08", "核验时不给外存封签", 2, wrong)


def test_a_digest_that_leaves_out_the_days_is_noticed(
    town: str, record_property: lanes.Record, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    whole = rows.stored_fields
    monkeypatch.setattr(
        rows, "stored_fields", lambda model: [one for one in whole(model) if not isinstance(one, models.DateField)]
    )
    request.getfixturevalue("sealed_twice")
    lanes.caught(record_property, "T-08", "摘要漏掉日期", 16, tampering.trial(Random(1), 16))
