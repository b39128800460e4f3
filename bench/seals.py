"""What the sealed log costs: SM3 beside SHA-256 on rows, files and trees, writing under sealing, and how long a row waits."""

from __future__ import annotations

import secrets
import threading
import time
from datetime import date
from functools import partial
from statistics import median

import psycopg

from bench import measuring, scratch

ROW = 500  # bytes of a usual row in canonical form
FILE = 4 << 20
LEAVES = 20_000
CASES = 120
EVERY = 0.5  # seconds between two sealings, as a worker would do it


def run(url: str) -> list[str]:
    """Lines of the result; `url` is the scratch database."""
    return [*_digests(), *_trees(), *_cipher(), *_lag(url)]


def _digests() -> list[str]:
    from fazhi.kernel import digests

    lines = []
    for name, size, times in (("row", ROW, 400), ("file", FILE, 2)):
        content = secrets.token_bytes(size)
        work = {
            f"{one} of a {name} of {size} bytes": partial(digests.digest, content, one) for one in digests.ALGORITHMS
        }
        found = measuring.alternate(work, times)
        sm3, sha = found.values()
        lines += [
            f"{one.name}: {one.seconds * 1e6:.1f} µs, {size / one.seconds / 1e6:.0f} MB/s" for one in (sm3, sha)
        ] + [f"  sm3 costs ×{sm3.seconds / sha.seconds:.1f} of sha256"]
    return lines


def _trees() -> list[str]:
    from fazhi.kernel import digests, seals

    leaves = [digests.sm3(number.to_bytes(4, "big")) for number in range(LEAVES)]
    began = time.perf_counter()
    seals.root(leaves)
    took = time.perf_counter() - began
    bare = LEAVES * 2 * _bare_sm3()
    return [
        f"tree of {LEAVES} leaves: {took:.2f} s ({LEAVES / took:.0f} leaves/s), its bare digests alone {bare:.2f} s"
    ]


def _bare_sm3() -> float:
    """Seconds of one SM3 over the 65 bytes of an inner node."""
    import hashlib

    content = secrets.token_bytes(65)
    began = time.perf_counter()
    for _ in range(20_000):
        hashlib.new("sm3", content).digest()
    return (time.perf_counter() - began) / 20_000


def _cipher() -> list[str]:
    from fazhi.kernel import sealing

    key, number = secrets.token_bytes(16), b"11010519491231002X"
    sealed = sealing.encrypt(key, number, "身份证号")
    found = measuring.alternate(
        {
            "SM4-GCM of an id number": lambda: sealing.encrypt(key, number, "身份证号"),
            "opening it": lambda: sealing.decrypt(key, sealed, "身份证号"),
        },
        times=300,
    )
    return [f"{one.name}: {one.seconds * 1e6:.0f} µs" for one in found.values()]


def _lag(url: str) -> list[str]:
    """Cases are opened while another thread seals every half second: what it costs them, and how long each row waits."""
    quiet = _open_cases()
    stopping, taken = threading.Event(), []
    sealer = threading.Thread(target=_seal_until, args=(stopping, taken))
    sealer.start()
    busy = _open_cases()
    stopping.set()
    sealer.join()
    with psycopg.connect(url) as connection:
        waits = [
            float(seconds)
            for (seconds,) in connection.execute(
                "SELECT extract(epoch FROM s.sealed_at - l.recorded_at) FROM kernel_logentry l "
                "JOIN kernel_sealedentry e ON e.entry_id = l.serial JOIN kernel_seal s ON s.serial = e.seal_id "
                "ORDER BY l.serial DESC LIMIT %s",
                [CASES],
            ).fetchall()
        ]
    waits.sort()
    worst = waits[int(len(waits) * 0.99)]
    return [
        f"cases opened per second: {CASES / quiet:.0f} alone, {CASES / busy:.0f} while sealing every {EVERY} s",
        f"one sealing: median {median(taken) * 1000:.0f} ms of {len(taken)}",
        f"a row waits for its seal: median {median(waits):.2f} s, 99 of 100 under {worst:.2f} s (limit: the interval, {EVERY} s)",
    ]


def _open_cases() -> float:
    from fazhi.kernel import act
    from fazhi.kernel.doing import Doing, NewCase
    from fazhi.people import scopes

    actor, day = scratch.actor(), date(2022, 3, 1)
    fields = {"source": "grid", "dispute_type": "neighbours", "summary": "排水争执", "found_on": day}
    began = time.perf_counter()
    for _ in range(CASES):
        with scopes.within(scratch.TOWN):
            new = NewCase("disputes", "mediation", scratch.VILLAGE, "排水争执")
            act.begin(new, Doing("report", actor, day, fields=fields))
    return time.perf_counter() - began


def _seal_until(stopping: threading.Event, taken: list[float]) -> None:
    from django.db import connections

    from fazhi.kernel import seals

    seals.seal()
    while True:
        last = stopping.wait(EVERY)
        began = time.perf_counter()
        seals.seal()
        taken.append(time.perf_counter() - began)
        if last:
            connections["owner"].close()
            return
