"""Loads the demo: first the town, then every dispute is registered in the order of days, then each is lived, on two processes,
and beside them the decisions; then the office's reviews and meetings, the open cases of to-day, the documents.

Every unit of work is one transaction and is known by its ids, so an interrupted loading goes on where it stopped,
and loading again changes nothing.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

CHUNK = 8
Work = Callable[[list[int]], int]
Done = Callable[[int], None]
Give = Callable[[Work, list[int], Done], Callable[[], object]]
BEAT = 2.0  # seconds between two lines where the output is not a terminal


@dataclass(frozen=True)
class Loaded:
    """What a loading did."""

    registered: int
    lived: int
    stories: int = 0

    @property
    def sentence(self) -> str:
        """One Chinese sentence."""
        if not self.registered and not self.lived and not self.stories:
            return "示范数据已经齐全，没有改动。"
        return (
            f"示范数据装入完成：新登记 {self.registered} 件，办理 {self.lived} 件，审查、会议和文件 {self.stories} 件。"
        )


class Progress:
    """「装入示范数据 45%（300/660）」, on one line of a terminal or a line every two seconds elsewhere."""

    def __init__(self, whole: int) -> None:
        self.whole, self.done, self.said = max(whole, 1), 0, 0.0
        self.terminal = sys.stdout.isatty()
        self.turn = threading.Lock()

    def step(self, count: int) -> None:
        """So many more are done; called by whichever thread learns of it."""
        with self.turn:
            self._step(count)

    def _step(self, count: int) -> None:
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
    decisions = work.undecided()
    progress = Progress(len(register) + len(live) + len(decisions))
    begun = [number for number in live if number not in set(register)]
    parts = [*chunks(begun), *chunks(register)]
    with _helpers(processes if len(parts) > processes else 0) as give:
        # Decisions take their numbers in the order of days: one process lives them all.
        pending = [give(work.decide, decisions, progress.step)] if decisions else []
        for part in parts:
            # Numbers are given out in the order of days, so one process registers; the others live what is registered.
            if part[0] not in begun:
                progress.step(work.register(part))
            pending.append(give(work.live, part, progress.step))
        for one in pending:
            one()
    stories = work.office_cases()
    work.today_cases()
    progress.close()
    return Loaded(len(register) + len(decisions), len(live) + len(decisions), stories + work.norms())


def chunks(numbers: Sequence[int]) -> Iterator[list[int]]:
    """Lists of at most CHUNK."""
    for at in range(0, len(numbers), CHUNK):
        yield list(numbers[at : at + CHUNK])


@contextmanager
def _helpers(processes: int) -> Iterator[Give]:
    """A way to give work away: `give(work, part, done)` returns what waits for it. Without processes it is done at once."""
    if not processes:
        yield _at_once
        return
    # Processes are begun afresh: a forked one would share the parent's database connection.
    with multiprocessing.get_context("spawn").Pool(processes, initializer=_begin) as pool:
        yield lambda work, part, done: pool.apply_async(work, (part,), callback=done).get


def _at_once(work: Work, part: list[int], done: Done) -> Callable[[], object]:
    done(work(part))
    return lambda: None


def _begin() -> None:
    """A working process: Django on the database that the parent uses (both are in the environment)."""
    # Ctrl-C reaches every process of the terminal; only the parent answers it, and ends the others.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fazhi.conf.settings")
    import django

    django.setup()
