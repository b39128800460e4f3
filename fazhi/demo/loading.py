"""Loads the demo: first the town, then every dispute is registered in the order of days, then each is lived, on two processes.

Every unit of work is one transaction and is known by its ids, so an interrupted loading goes on where it stopped,
and loading again changes nothing.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

CHUNK = 8
BEAT = 2.0  # seconds between two lines where the output is not a terminal


@dataclass(frozen=True)
class Loaded:
    """What a loading did."""

    registered: int
    lived: int

    @property
    def sentence(self) -> str:
        """One Chinese sentence."""
        if not self.registered and not self.lived:
            return "示范数据已经齐全，没有改动。"
        return f"示范数据装入完成：新登记 {self.registered} 起，办理 {self.lived} 起。"


class Progress:
    """「装入示范数据 45%（300/660）」, on one line of a terminal or a line every two seconds elsewhere."""

    def __init__(self, whole: int) -> None:
        self.whole, self.done, self.said = max(whole, 1), 0, 0.0
        self.terminal = sys.stdout.isatty()

    def step(self, count: int) -> None:
        """So many more are done."""
        self.done += count
        now = time.monotonic()
        if self.terminal or now - self.said >= BEAT or self.done >= self.whole:
            self.said = now
            text = f"装入示范数据 {self.done * 100 // self.whole}%（{self.done}/{self.whole}）"
            print(f"\r{text}" if self.terminal else text, end="" if self.terminal else "\n", flush=True)

    def close(self) -> None:
        """End the line of a terminal."""
        if self.terminal and self.done:
            print()


def load(processes: int = 2) -> Loaded:
    """Bring the demo town to its full year and to-day's open cases. Needs Django set up and tables migrated."""
    from fazhi.demo import skeleton, work

    print("准备示范乡镇：区划、岗位、账号、队伍和哨点……", flush=True)
    skeleton.build()
    register, live = work.missing()
    progress = Progress(len(register) + len(live))
    for chunk in chunks(register):
        work.register(chunk)
        progress.step(len(chunk))
    for count in _everywhere(work.live, list(chunks(live)), processes):
        progress.step(count)
    work.today_cases()
    progress.close()
    return Loaded(len(register), len(live))


def chunks(numbers: Sequence[int]) -> Iterator[list[int]]:
    """Lists of at most CHUNK."""
    for at in range(0, len(numbers), CHUNK):
        yield list(numbers[at : at + CHUNK])


def _everywhere(work: Callable[[list[int]], int], parts: list[list[int]], processes: int) -> Iterator[int]:
    if processes < 2 or len(parts) < 4:
        yield from (work(part) for part in parts)
        return
    # Processes are begun afresh: a forked one would share the parent's database connection.
    with multiprocessing.get_context("spawn").Pool(processes, initializer=_begin) as pool:
        yield from pool.imap_unordered(work, parts)


def _begin() -> None:
    """A working process: Django on the database that the parent uses (both are in the environment)."""
    # Ctrl-C reaches every process of the terminal; only the parent answers it, and ends the others.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fazhi.conf.settings")
    import django

    django.setup()
