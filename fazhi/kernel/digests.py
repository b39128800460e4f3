"""SM3 digests (GB/T 32905) over bytes and over rows in one canonical form."""

from __future__ import annotations

import hashlib
import json
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from fazhi.kernel.today import ZONE


def sm3(content: bytes) -> str:
    """SM3 of some bytes as 64 hexadecimal digits."""
    return hashlib.new("sm3", content).hexdigest()


def canonical(value: Any) -> bytes:
    """A value as JSON with sorted keys, no spaces, dates in ISO form and moments in Shanghai time: the same row, the same bytes."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_plain).encode()


def _plain(value: Any) -> str:
    if isinstance(value, datetime):
        return value.astimezone(ZONE).isoformat(timespec="microseconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, UUID | Decimal):
        return str(value)
    raise TypeError(f"no canonical form for {type(value).__name__}")


def digest_of(value: Any) -> str:
    """SM3 of a value's canonical form."""
    return sm3(canonical(value))
