"""T-03: web worker, database backend and postmaster killed at random moments while reports come in."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.faults import killing, lanes
from tests.faults.serving import EARLY, Office

CLAIM = "随机杀死网页进程、数据库后端和主进程，答复丢失两成：已确认的上报不丢、不重、编号连续"


@pytest.fixture(scope="module")
def office() -> Iterator[Office]:
    """One database and one web server for all trials of this file."""
    standing = Office()
    try:
        yield standing
    finally:
        standing.remove()


def test_what_was_acknowledged_is_there_once_and_numbers_have_no_gap(
    office: Office, record_property: lanes.Record
) -> None:
    submissions, taken = lanes.amount(40, 200), lanes.seeds(2, 20)
    office.open()
    wrong: list[str] = []
    for seed in taken:
        found, said = killing.trial(office, seed, submissions)
        print(f"seed {seed}: {len(said.answers)} acknowledged in {said.tries} tries, killed {' '.join(said.kills)}")
        wrong += [f"seed {seed}: {one}" for one in found]
    wrong += filter(None, [office.verify()])
    office.close()
    lanes.hold(record_property, "T-03", CLAIM, submissions * len(taken), taken, wrong)


def test_a_commit_that_does_not_wait_for_the_disk_is_noticed(office: Office, record_property: lanes.Record) -> None:
    office.query("ALTER DATABASE fazhi SET synchronous_commit = off")
    try:
        office.open()
        office.hold_back()
        wrong, _ = killing.trial(office, 1, 24, targets="postmaster")
    finally:
        office.close()
        office.let_go()
        office.query("ALTER DATABASE fazhi RESET synchronous_commit")
    lanes.caught(record_property, "T-03", "synchronous_commit = off", 24, wrong)


def test_an_acknowledgement_before_the_commit_is_noticed(office: Office, record_property: lanes.Record) -> None:
    office.open(EARLY)
    wrong, _ = killing.trial(office, 1, 16, targets="web")
    office.close()
    lanes.caught(record_property, "T-03", "先答复后写库", 16, wrong)


def test_a_new_id_for_each_try_is_noticed(
    office: Office, record_property: lanes.Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(killing, "UNHEARD", 0.6)
    office.open()
    wrong, _ = killing.trial(office, 1, 24, targets="backend", new_id_each_try=True)
    office.close()
    lanes.caught(record_property, "T-03", "每次重试换一个编号", 24, wrong)
