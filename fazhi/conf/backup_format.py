"""The file of a backup: a tar stream in chunks, each encrypted and authenticated with SM4-GCM under a passphrase.

    FAZHI-BACKUP 1⏎  {"salt": …, "prefix": …, "n": …}⏎  [length, ciphertext and tag] …

The nonce of a chunk is prefix ‖ number ‖ last?, and the header is authenticated with each chunk; so a chunk that is
altered, missing, moved or from another file is noticed, and a file without its last chunk is known to be cut short.
"""

from __future__ import annotations

import json
import secrets
import struct
from pathlib import Path
from types import TracebackType
from typing import IO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from fazhi.conf.errors import CommandError

MAGIC = b"FAZHI-BACKUP 1\n"
CHUNK = 1 << 20
TAG = 16
COST = 1 << 15  # scrypt: 32 MB and about a tenth of a second for every guess
LONGEST_HEADER = 4096


class BackupFault(CommandError):
    """The file is no backup, is damaged or cut short, or the passphrase is another; one Chinese sentence."""


def _key(passphrase: str, salt: bytes, cost: int) -> bytes:
    return Scrypt(salt=salt, length=16, n=cost, r=8, p=1).derive(passphrase.encode())


def _nonce(prefix: bytes, number: int, last: bool) -> bytes:
    return prefix + struct.pack(">IB", number, last)


class Writer:
    """Something to write to; a context manager, since only its end makes the file whole."""

    def __init__(self, file: IO[bytes], passphrase: str) -> None:
        salt, self._prefix = secrets.token_bytes(16), secrets.token_bytes(7)
        given = {"salt": salt.hex(), "prefix": self._prefix.hex(), "n": COST, "cipher": "sm4-gcm", "kdf": "scrypt"}
        self._header = MAGIC + json.dumps(given).encode() + b"\n"
        self._key = _key(passphrase, salt, COST)
        self._file, self._number, self._waiting = file, 0, bytearray()
        file.write(self._header)

    def write(self, content: bytes) -> int:
        self._waiting += content
        while len(self._waiting) > CHUNK:
            self._put(bytes(self._waiting[:CHUNK]), last=False)
            del self._waiting[:CHUNK]
        return len(content)

    def _put(self, content: bytes, last: bool) -> None:
        made = Cipher(algorithms.SM4(self._key), modes.GCM(_nonce(self._prefix, self._number, last))).encryptor()
        made.authenticate_additional_data(self._header)
        sealed = made.update(content) + made.finalize() + made.tag
        self._file.write(struct.pack(">IB", len(sealed), last) + sealed)
        self._number += 1

    def __enter__(self) -> Writer:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self._put(bytes(self._waiting), last=True)


class Reader:
    """Something to read from; `finish` when done, for only then is it known that the file is whole."""

    def __init__(self, file: IO[bytes], passphrase: str, name: Path) -> None:
        self._file, self._name = file, name
        if file.read(len(MAGIC)) != MAGIC:
            raise BackupFault(f"{name} 不是 fazhi backup 制作的备份文件，没有恢复任何内容。")
        line = file.readline(LONGEST_HEADER)
        try:
            given = json.loads(line)
            salt, self._prefix, cost = bytes.fromhex(given["salt"]), bytes.fromhex(given["prefix"]), int(given["n"])
            # Whoever wrote the file must not choose how much memory we spend on it.
            if cost > COST * 4 or cost & (cost - 1) or cost < 2:
                raise ValueError(cost)
        except (ValueError, KeyError, TypeError):
            raise BackupFault(f"备份 {name} 的文件头已损坏，没有恢复任何内容；请换用另一份备份。") from None
        self._header = MAGIC + line
        self._key = _key(passphrase, salt, cost)
        self._number, self._open, self._ended = 0, bytearray(), False

    def read(self, size: int) -> bytes:
        while len(self._open) < size and not self._ended:
            self._open += self._next()
        given = bytes(self._open[:size])
        del self._open[:size]
        return given

    def _next(self) -> bytes:
        head = self._file.read(5)
        if len(head) < 5:
            raise self._cut()
        length, last = struct.unpack(">IB", head)
        if length > CHUNK + TAG or length < TAG or last > 1:
            raise BackupFault(f"备份 {self._name} 在第 {self._number + 1} 段处已损坏；请换用另一份备份。")
        sealed = self._file.read(length)
        if len(sealed) < length:
            raise self._cut()
        nonce = _nonce(self._prefix, self._number, bool(last))
        opened = Cipher(algorithms.SM4(self._key), modes.GCM(nonce, sealed[-TAG:])).decryptor()
        opened.authenticate_additional_data(self._header)
        try:
            content = opened.update(sealed[:-TAG]) + opened.finalize()
        except InvalidTag:
            if self._number == 0:
                raise BackupFault(
                    f"口令不对，或备份 {self._name} 的开头已损坏；没有恢复任何内容，请核对口令。"
                ) from None
            raise BackupFault(
                f"备份 {self._name} 在第 {self._number + 1} 段处被改动或损坏，没有恢复任何内容；请换用另一份备份。"
            ) from None
        self._number += 1
        self._ended = bool(last)
        return content

    def _cut(self) -> BackupFault:
        return BackupFault(f"备份 {self._name} 不完整（末尾缺失），没有恢复任何内容；请换用另一份备份。")

    def finish(self) -> None:
        """Read to the end. Raises BackupFault when it is not reached, or when something follows it."""
        while not self._ended:
            self._next()
        if self._file.read(1):
            raise BackupFault(f"备份 {self._name} 的末尾多出了内容，没有恢复任何内容；请换用另一份备份。")
