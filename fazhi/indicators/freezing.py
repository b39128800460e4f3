"""Freezing: Readings become rows that nobody can change, not even the owner of the table."""

from __future__ import annotations

import json
from collections.abc import Iterable
from uuid import UUID

from fazhi.indicators.models import FrozenReading
from fazhi.indicators.readings import Reading
from fazhi.kernel import act
from fazhi.kernel.act import signature
from fazhi.kernel.digests import canonical, digest_of
from fazhi.kernel.today import now
from fazhi.people.actors import Actor


def freeze(readings: Iterable[Reading], batch: UUID, actor: Actor) -> list[FrozenReading]:
    """Keep these Readings under one batch, inside the town's scope. They must name their rows (ValueError).

    The table refuses to freeze a batch twice.
    """
    frozen = [_frozen(reading, batch, actor) for reading in readings]
    act.record(actor, "report.freeze", frozen)
    return frozen


def intact(frozen: FrozenReading) -> bool:
    """Whether the kept reading still has the digest it was frozen with."""
    kept = {key: value for key, value in frozen.reading.items() if key != "computed_at"}
    same_rows = frozen.rows == frozen.reading["rows"] and frozen.rules == frozen.reading["rules"]
    return same_rows and digest_of(kept) == frozen.digest


def _frozen(reading: Reading, batch: UUID, actor: Actor) -> FrozenReading:
    if reading.counted != len(reading.rows):
        raise ValueError(f"{reading.id}: {reading.counted} rows counted, {len(reading.rows)} named")
    # What is kept is JSON: an exact decimal is kept as its digits, and the digest is taken over what is kept.
    kept = as_kept(reading)
    return FrozenReading(
        town=reading.town,
        batch=batch,
        year=reading.year,
        indicator=reading.id,
        version=reading.version,
        value=reading.value,
        printed=reading.printed,
        cut_off=reading.cut_off,
        reading=kept,
        rows=kept["rows"],
        rules=kept["rules"],
        digest=digest_of({key: value for key, value in kept.items() if key != "computed_at"}),
        frozen_at=now(),
        frozen_by=signature(actor),
    )


def as_kept(reading: Reading) -> dict[str, object]:
    """The reading as plain JSON values (decimals as text)."""
    return dict(json.loads(canonical(reading.as_json())))
