"""Public identifiers: UUIDv7, so that a phone may make one off line and rows still sort by time."""

from __future__ import annotations

from uuid import UUID

import uuid_utils


def new_id() -> UUID:
    """A new UUIDv7 as a standard `uuid.UUID`."""
    return UUID(bytes=uuid_utils.uuid7().bytes)
