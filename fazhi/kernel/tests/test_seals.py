"""Whoever changes history by SQL is found, and the exact row is named."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from django.db import connections
from hypothesis import given
from hypothesis import strategies as st

from fazhi.kernel import act, seals
from fazhi.kernel.doing import Doing, NewCase, NewEvidence
from fazhi.kernel.files import path_of
from fazhi.kernel.models import Case, Evidence, LogEntry, Seal, Step
from fazhi.people import scopes
from fazhi.people.actors import Actor

FOUND = date(2022, 3, 1)
FIELDS = {"source": "grid", "dispute_type": "neighbours", "summary": "排水争执", "found_on": FOUND, "amount": "3200"}
# The owner's connection sees only what is committed, so these tests share the one connection instead.
pytestmark = pytest.mark.django_db


@pytest.fixture
def three_cases(town: str, actor: Callable[[str], Actor], monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Case]]:
    monkeypatch.setattr(seals, "OWNER", "default")
    with scopes.within(town):
        worker = actor("grid_worker")
        made = []
        for number in range(3):
            photo = NewEvidence("photo", f"{number}.jpg", f"photo {number}".encode())
            new = NewCase("disputes", "mediation", "500235116201", f"第{number}件")
            made.append(act.begin(new, Doing("report", worker, FOUND, fields=FIELDS, evidence=[photo])))
        with connections["default"].cursor() as cursor:
            # Sealing belongs to the owner; here the one connection plays both parts, inside this test's transaction.
            cursor.execute("SET ROLE NONE")
        seals.seal()
        yield made


def tamper(statement: str, *values: object) -> None:
    with connections["default"].cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(statement, values)
        cursor.execute("SET session_replication_role = DEFAULT")


def found() -> list[tuple[str, str]]:
    return [(one.table, one.row) for one in seals.verify()]


def test_an_untouched_house_verifies(three_cases: list[Case]) -> None:
    assert found() == []
    assert Seal.objects.get().count == LogEntry.objects.count()


def test_an_edited_step_is_named(three_cases: list[Case]) -> None:
    step = Step.objects.filter(case=three_cases[1]).get()
    tamper("UPDATE kernel_step SET happened_on = '2022-02-01' WHERE id = %s", step.pk)
    assert found() == [("kernel_step", str(step.pk))]


def test_an_edited_dossier_is_named(three_cases: list[Case]) -> None:
    tamper("UPDATE disputes_dispute SET amount = 99 WHERE case_id = %s", three_cases[2].pk)
    assert found() == [("disputes_dispute", str(three_cases[2].pk))]


def test_a_deleted_clock_is_named(three_cases: list[Case]) -> None:
    clock = three_cases[0].clocks.get()
    tamper("DELETE FROM kernel_clock WHERE id = %s", clock.pk)
    assert found() == [("kernel_clock", str(clock.pk))]


def test_an_edited_log_entry_is_named_with_its_seal(three_cases: list[Case]) -> None:
    entry = LogEntry.objects.order_by("serial")[3]
    tamper("UPDATE kernel_logentry SET actor = '别人' WHERE serial = %s", entry.serial)
    assert ("kernel_logentry", str(entry.serial)) in found()


def test_a_rewritten_tail_is_found_by_the_checkpoint_kept_outside(three_cases: list[Case]) -> None:
    checkpoint = Seal.objects.get().chain
    assert list(seals.verify(checkpoint)) == []
    tamper("DELETE FROM kernel_sealedentry")
    tamper("DELETE FROM kernel_seal")
    tamper("DELETE FROM kernel_logentry WHERE serial = (SELECT max(serial) FROM kernel_logentry)")
    seals.seal()
    assert ("kernel_seal", checkpoint[:12]) in [(one.table, one.row) for one in seals.verify(checkpoint)]


def test_a_swapped_or_missing_file_is_named(three_cases: list[Case]) -> None:
    first, second, _ = Evidence.objects.order_by("name")
    path_of(first.digest).chmod(0o640)
    path_of(first.digest).write_bytes(b"another photo")
    path_of(second.digest).unlink()
    assert sorted(found()) == sorted([("kernel_evidence", str(first.pk)), ("kernel_evidence", str(second.pk))])


def test_a_second_sealing_takes_only_what_is_new(three_cases: list[Case], actor: Callable[[str], Actor]) -> None:
    assert seals.seal() is None
    assert Seal.objects.count() == 1


@given(st.lists(st.binary(min_size=32, max_size=32).map(bytes.hex), min_size=2, max_size=40, unique=True), st.data())
def test_the_root_changes_with_every_leaf_and_with_their_order(leaves: list[str], data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(leaves) - 2))
    swapped = [*leaves[:at], leaves[at + 1], leaves[at], *leaves[at + 2 :]]
    assert seals.root(leaves) != seals.root(swapped)
    assert seals.root(leaves) != seals.root(leaves[:-1])
