"""Rounds that alternate between what is measured and what it is compared with, so that both meet the same noise."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass

ROUNDS = 5


@dataclass(frozen=True)
class Measured:
    """Median seconds of one call, and how far the rounds lay apart."""

    name: str
    seconds: float
    low: float
    high: float

    def line(self, against: Measured | None = None) -> str:
        """One line of the table; with a comparison, the ratio."""
        ratio = f"  ×{self.seconds / against.seconds:.1f}" if against else ""
        return (
            f"{self.name}: {self.seconds * 1000:.2f} ms (min {self.low * 1000:.2f}, max {self.high * 1000:.2f}){ratio}"
        )


def alternate(work: dict[str, Callable[[], object]], times: int) -> dict[str, Measured]:
    """Time each piece of work `times` times a round, round by round in turn; medians over all calls of all rounds."""
    taken: dict[str, list[float]] = {name: [] for name in work}
    for call in work.values():
        call()
    for _ in range(ROUNDS):
        for name, call in work.items():
            for _ in range(times):
                began = time.perf_counter()
                call()
                taken[name].append(time.perf_counter() - began)
    return {name: Measured(name, statistics.median(all_), min(all_), max(all_)) for name, all_ in taken.items()}
