"""T-09: fifty people send a photograph of the same name at once: every one is kept as its receipt says."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from threading import Barrier

import pytest
from django.conf import settings
from django.db import connection

from fazhi.kernel import act, files, seals
from fazhi.kernel.digests import sm3
from fazhi.kernel.doing import Doing, NewCase, NewEvidence
from fazhi.kernel.models import Evidence
from fazhi.people import scopes
from fazhi.people.actors import Actor, actors_on
from fazhi.people.models import Person
from tests.faults import lanes

CLAIM = "50 人同时送来同名而内容不同的文件：各存一份，每份与回执的摘要一致，全库逐个核对无误"
STORE = "50 人同时存入同名而内容不同（或相同）的文件：各在自己的摘要之下，没有半个文件"
CLIENTS, NAME, FOUND = 50, "现场.jpg", date(2022, 3, 1)
NEW = NewCase("disputes", "mediation", "500235116201", "排水争执")
FIELDS = {"source": "grid", "dispute_type": "neighbours", "summary": "排水争执", "found_on": FOUND, "level": "village"}


def content(turn: int, client: int) -> bytes:
    """Every fifth client sends what the one before it sends as well: kept once, receipted twice."""
    return f"photo {turn} {client - (client % 5 == 4)}".encode() * 2000


def together(turns: int, work: Callable[[bytes], object]) -> list[str]:
    """Everybody's work on a file of their own, each turn begun at the same moment; which of it failed."""
    gate = Barrier(CLIENTS)

    def client(number: int) -> list[str]:
        failed = []
        try:
            for turn in range(turns):
                gate.wait()
                try:
                    work(content(turn, number))
                except OSError as error:
                    failed.append(f"第 {turn} 轮第 {number} 人：{error}")
        finally:
            connection.close()
        return failed

    with ThreadPoolExecutor(CLIENTS) as pool:
        return [one for failed in pool.map(client, range(CLIENTS)) for one in failed]


def kept_wrong(sent: set[bytes]) -> list[str]:
    """What is wrong with the folder: each content once, under its digest, and nothing else."""
    kept = {path.name: path.read_bytes() for path in Path(settings.FILES_ROOT).rglob("*") if path.is_file()}
    wrong = [f"{name[:12]}：内容与摘要不符" for name, found in kept.items() if sm3(found) != name]
    return wrong if len(kept) == len(sent) else [*wrong, f"应存 {len(sent)} 份，实存 {len(kept)} 份"]


def trial(town: str, worker: Actor, turns: int) -> list[str]:
    """What is wrong with the files and their receipts, of disputes that are registered with a photograph each."""

    def register(photo: bytes) -> None:
        with scopes.within(town):
            evidence = [NewEvidence("photo", NAME, photo)]
            act.begin(NEW, Doing("report", worker, FOUND, fields=FIELDS, evidence=evidence))

    wrong = together(turns, register)
    sent = [content(turn, client) for turn in range(turns) for client in range(CLIENTS)]
    with scopes.within(town):
        receipts = sorted(Evidence.objects.values_list("digest", flat=True))
    if receipts != sorted(sm3(one) for one in sent):
        wrong.append(f"送来 {len(sent)} 份，回执 {len(receipts)} 张，摘要与送来的不符")
    seals.seal()
    return [*wrong, *kept_wrong(set(sent)), *(one.sentence for one in seals.verify())]


def trial_of_the_store(turns: int) -> list[str]:
    """The same without a dispute: there numbers are taken one after the other, here nobody waits for anybody."""
    wrong = together(turns, lambda photo: files.store(photo, NAME))
    return wrong + kept_wrong({content(turn, client) for turn in range(turns) for client in range(CLIENTS)})


@pytest.fixture
def trying(committed_town: str) -> Callable[[int], list[str]]:
    """trial() in the committed town."""
    worker = actors_on(Person.objects.get(username="grid_worker"), FOUND)[0]
    return lambda turns: trial(committed_town, worker, turns)


def test_every_file_is_kept_as_its_receipt_says(
    trying: Callable[[int], list[str]], record_property: lanes.Record
) -> None:
    turns = lanes.amount(2, 40)
    lanes.hold(record_property, "T-09", CLAIM, CLIENTS * turns, (), trying(turns))


def test_files_that_come_at_the_same_moment_do_not_meet(files_folder: Path, record_property: lanes.Record) -> None:
    turns = lanes.amount(20, 400)
    lanes.hold(record_property, "T-09", STORE, CLIENTS * turns, (), trial_of_the_store(turns))


def by_name(text: bytes, name: str) -> str:
    """Kept under the name that came with it."""
    path = Path(settings.FILES_ROOT) / name
    path.write_bytes(text)
    return sm3(text)


def by_one_draft(text: bytes, name: str) -> str:
    """Kept under its digest, but written there through a draft that everybody shares."""
    digest, draft = sm3(text), Path(settings.FILES_ROOT) / f"{name}.draft"
    path = files.path_of(digest)
    path.parent.mkdir(parents=True, exist_ok=True)
    draft.write_bytes(text)
    draft.replace(path)
    return digest


def test_a_file_kept_under_the_name_it_came_with_is_noticed(
    trying: Callable[[int], list[str]], record_property: lanes.Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "store", by_name)
    lanes.caught(record_property, "T-09", "以送来的文件名存放", CLIENTS, trying(1))


def test_a_draft_that_everybody_shares_is_noticed(
    files_folder: Path, record_property: lanes.Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "store", by_one_draft)
    lanes.caught(record_property, "T-09", "写入时共用一个临时名", CLIENTS * 20, trial_of_the_store(20))
