"""Digests behind one port: SM3 (GB/T 32905), which the house uses, and SHA-256 beside it; rows in one canonical form."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Protocol
from uuid import UUID

from cryptography.hazmat.primitives import hashes, hmac

from fazhi.kernel.today import ZONE


class Hasher(Protocol):
    """A digest in the making."""

    def update(self, content: bytes, /) -> None: ...

    def hexdigest(self) -> str: ...


class _FromLibrary:
    """The same, from `cryptography`: for a Python whose own OpenSSL was built without the algorithm."""

    def __init__(self, algorithm: hashes.HashAlgorithm) -> None:
        self._hash = hashes.Hash(algorithm)

    def update(self, content: bytes, /) -> None:
        self._hash.update(content)

    def hexdigest(self) -> str:
        return self._hash.copy().finalize().hex()


def _library_sm3() -> Hasher:
    return _FromLibrary(hashes.SM3())


@dataclass(frozen=True)
class Algorithm:
    """A digest algorithm: its id, its standard, and how to begin one. `size` is in bytes."""

    id: str
    standard: str
    size: int
    begin: Callable[[], Hasher]


SM3 = Algorithm("sm3", "GB/T 32905-2016", 32, lambda: hashlib.new("sm3"))
if "sm3" not in hashlib.algorithms_available:
    SM3 = Algorithm("sm3", "GB/T 32905-2016", 32, _library_sm3)
SHA256 = Algorithm("sha256", "FIPS 180-4", 32, hashlib.sha256)
ALGORITHMS: Mapping[str, Algorithm] = {one.id: one for one in (SM3, SHA256)}


def digest(content: bytes, algorithm: str = SM3.id) -> str:
    """Digest of some bytes in hexadecimal; KeyError for an algorithm we do not have."""
    made = ALGORITHMS[algorithm].begin()
    made.update(content)
    return made.hexdigest()


def sm3(content: bytes) -> str:
    """SM3 of some bytes as 64 hexadecimal digits."""
    return digest(content)


def keyed(key: bytes, content: bytes) -> str:
    """HMAC-SM3 (GB/T 15852.2) as 64 hexadecimal digits: comparable only by whoever holds the key."""
    made = hmac.HMAC(key, hashes.SM3())
    made.update(content)
    return made.finalize().hex()


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
