"""The key port: master keys kept outside the database, from which each system's own keys are derived.

A master key is 32 random bytes in `KEYS_ROOT/<id>.key` (mode 0600), made on first use; its id is a digest of the key
itself, so a key that was exchanged or damaged is noticed before it is used. Whoever has a certified cipher machine
puts a class with these three methods in its place (setting KEY_PROVIDER). Software keys are no certified module.
"""

from __future__ import annotations

import os
import secrets
import stat
from functools import lru_cache
from pathlib import Path
from typing import Protocol

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.db import connection
from django.utils.module_loading import import_string

from fazhi.kernel.digests import sm3

SIZE = 32
SM4_SIZE = 16
WRAPPING, INDEXING = "wrap", "index"


class KeyFault(Exception):
    """A key cannot be used. `sentence` is one Chinese sentence for the person."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class KeyMissing(KeyFault):
    """The key that something was encrypted with is not here."""


class WrongKey(KeyFault):
    """The key is not the one it says it is, or the text was not encrypted with it, or was altered."""


class Keys(Protocol):
    """Where master keys come from."""

    def current(self) -> str:
        """Id of the key that new data is encrypted with."""
        ...

    def ids(self) -> list[str]:
        """All keys that can still be read with, the current one first."""
        ...

    def derived(self, key: str, purpose: str, system: str) -> bytes:
        """The 16 bytes of one system for one purpose (HKDF with SM3). Raises KeyFault."""
        ...


class FolderKeys:
    """Master keys as files of one folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def current(self) -> str:
        try:
            return (self.folder / "current").read_text(encoding="ascii").strip()
        except FileNotFoundError:
            return self._first()

    def ids(self) -> list[str]:
        current = self.current()
        kept = sorted(file.stem for file in self.folder.glob("*.key"))
        return [current, *(one for one in kept if one != current)]

    def derived(self, key: str, purpose: str, system: str) -> bytes:
        return _derive(_read(self.folder / f"{key}.key"), purpose, system)

    def add(self) -> str:
        """Make a new master key and let it be the current one; the older ones stay, for reading."""
        made = self._make()
        draft = self.folder / f"current.{secrets.token_hex(4)}"
        _write(draft, made)
        os.replace(draft, self.folder / "current")
        return made

    def _first(self) -> str:
        if _something_is_encrypted():
            raise KeyMissing(
                f"密钥文件夹 {self.folder.name}/ 不见了，而库中已有加密的身份信息；没有另造密钥，请从备份中恢复该文件夹。"
            )
        made = self._make()
        draft = self.folder / f"current.{secrets.token_hex(4)}"
        _write(draft, made)
        try:
            os.link(draft, self.folder / "current")
        except FileExistsError:  # another process was first; its key is the one
            (self.folder / f"{made}.key").unlink()
        finally:
            draft.unlink()
        return (self.folder / "current").read_text(encoding="ascii").strip()

    def _make(self) -> str:
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        key = secrets.token_bytes(SIZE)
        _write(self.folder / f"{_id_of(key)}.key", key.hex())
        return _id_of(key)


def _id_of(key: bytes) -> str:
    return sm3(b"fazhi key id" + key)[:16]


def _write(file: Path, text: str) -> None:
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as handle:
        handle.write(text)
        handle.flush()
        os.fsync(handle.fileno())


def _read(file: Path) -> bytes:
    try:
        mode, text = file.stat().st_mode, file.read_text(encoding="ascii").strip()
    except FileNotFoundError:
        raise KeyMissing(f"密钥 {file.stem} 不在密钥文件夹中，身份信息无法解密；请从备份中恢复该密钥文件。") from None
    except UnicodeDecodeError:
        text, mode = "", 0
    if os.name == "posix" and stat.S_IMODE(mode) & 0o077:
        raise WrongKey(f"密钥文件 {file.name} 允许他人读取，没有使用；请将权限改为 0600，并考虑更换密钥。")
    return _checked(file.stem, text)


@lru_cache(maxsize=64)
def _checked(name: str, text: str) -> bytes:
    try:
        key = bytes.fromhex(text)
    except ValueError:
        key = b""
    if len(key) != SIZE or _id_of(key) != name:
        raise WrongKey(f"密钥文件 {name}.key 的内容不是这把密钥（被换过或已损坏），没有使用；请从备份中恢复。")
    return key


@lru_cache(maxsize=256)
def _derive(key: bytes, purpose: str, system: str) -> bytes:
    info = f"fazhi/{purpose}/{system}".encode()
    return HKDF(hashes.SM3(), SM4_SIZE, salt=None, info=info).derive(key)


def _something_is_encrypted() -> bool:
    """Asked of the owner through a function: under the scope of one town nobody sees the keys of the others."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT fazhi_something_is_encrypted()")
        return bool(cursor.fetchone()[0])


def ring() -> Keys:
    """The keys of this installation."""
    provider = getattr(settings, "KEY_PROVIDER", "")
    made: Keys = import_string(provider)() if provider else FolderKeys(Path(settings.KEYS_ROOT))
    return made
