"""The clock of the house, injected: everything asks here what time it is, so that a story can be told on its own days."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Asia/Shanghai")
_moment: ContextVar[datetime | None] = ContextVar("fazhi_moment", default=None)


def now() -> datetime:
    """The present moment in Asia/Shanghai (aware)."""
    return _moment.get() or datetime.now(ZONE)


def today() -> date:
    """The present day in Asia/Shanghai."""
    return now().date()


@contextmanager
def at(moment: datetime | date) -> Iterator[None]:
    """Let the house believe that it is this moment (a plain date means nine in the morning)."""
    if not isinstance(moment, datetime):
        moment = datetime(moment.year, moment.month, moment.day, 9, tzinfo=ZONE)
    # Somebody may give the moment in UTC, where the day turns eight hours later than in Shanghai.
    token = _moment.set(moment.astimezone(ZONE) if moment.tzinfo else moment.replace(tzinfo=ZONE))
    try:
        yield
    finally:
        _moment.reset(token)
