"""How much is tried: the quick lane that `make test` runs, or the full one; and from which seeds.

FAULTS=full runs the full lane, SEEDS=n takes that many seeds, SEED=n replays exactly one. The quick lane takes the same
seeds every time, the full lane fresh ones; both print what they took.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass

PROPERTY = "reliability"
Record = Callable[[str, object], None]


@dataclass(frozen=True)
class Proof:
    """What one test adds to the table. With `mutant` set, it tells of a defect put in on purpose, and `failures` must not be 0."""

    test: str
    claim: str
    tries: int
    seeds: tuple[int, ...]
    failures: int
    mutant: str = ""

    def as_json(self) -> str:
        """For a test's property."""
        return json.dumps(asdict(self), ensure_ascii=False)


def full() -> bool:
    """Whether the full lane was asked for."""
    return os.environ.get("FAULTS", "quick") == "full"


def amount(quick: int, whole: int) -> int:
    """How many to try in this lane."""
    return whole if full() else quick


def seeds(quick: int, whole: int) -> tuple[int, ...]:
    """The seeds of this run, printed so that each can be replayed."""
    if "SEED" in os.environ:
        found = (int(os.environ["SEED"]),)
    else:
        count = int(os.environ.get("SEEDS", "0")) or amount(quick, whole)
        first = time.time_ns() // 1_000_000 % 1_000_000_000 if full() else 1
        found = tuple(range(first, first + count))
    print("SEED", *found)
    return found


def hold(record: Record, test: str, claim: str, tries: int, taken: Iterable[int], failures: list[str]) -> None:
    """Note the proof for the table, and fail when something did not hold, or when nothing was tried."""
    record(PROPERTY, Proof(test, claim, tries, tuple(taken), len(failures)).as_json())
    assert tries > 0, f"{test} tried nothing: {claim}"
    assert not failures, f"{len(failures)} of {tries}: " + "\n".join(failures[:20])


def until_caught(attempts: Iterable[list[str]]) -> tuple[int, list[str]]:
    """Tries made and all that failed in them: in the quick lane only up to the first try in which a defect put in on purpose is seen."""
    tries, failures = 0, []
    for failed in attempts:
        tries += 1
        failures += failed
        if failures and not full():
            break
    return tries, failures


def caught(record: Record, test: str, mutant: str, tries: int, failures: list[str]) -> None:
    """Note that the harness saw a defect put in on purpose, and fail when it did not."""
    record(PROPERTY, Proof(test, "", tries, (), len(failures), mutant).as_json())
    assert failures, f"{test} does not notice: {mutant}"
