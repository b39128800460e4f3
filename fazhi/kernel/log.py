"""The append-only log: every row that a step writes leaves its digest here. Only `act` may import this module.

Writers take no lock; entries are sealed afterwards in batches (kernel.seals).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import models

from fazhi.kernel.models import LogEntry
from fazhi.kernel.rows import entry_digest, row_digest


@dataclass(frozen=True)
class Written:
    """A row that was written, and by which action."""

    action: str
    row: models.Model


def write(town: str, actor: str, moment: datetime, written: Iterable[Written]) -> None:
    """Add one entry per written row, in one statement."""
    LogEntry.objects.bulk_create(
        sealed_with_digest(
            LogEntry(
                town=town,
                recorded_at=moment,
                actor=actor,
                action=one.action,
                table=one.row._meta.db_table,
                row=str(one.row.pk),
                row_digest=row_digest(one.row),
            )
        )
        for one in written
    )


def sealed_with_digest(entry: LogEntry) -> LogEntry:
    """The entry with its own digest filled in."""
    entry.digest = entry_digest(entry)
    return entry
