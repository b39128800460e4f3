"""SM4-GCM (GB/T 32907) over short texts, and the data keys that are wrapped with it.

Every case has a data key of its own, kept in the database under the system's key (kernel.keys). Destroying that one
row makes the case's personal data unreadable for good while every digest of the log stays valid.
"""

from __future__ import annotations

import base64
import binascii
import secrets
from typing import TYPE_CHECKING
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from django.apps import apps
from django.db import DEFAULT_DB_ALIAS

from fazhi.kernel.keys import SM4_SIZE, WRAPPING, WrongKey, ring
from fazhi.kernel.today import now

if TYPE_CHECKING:
    from fazhi.kernel.models import DataKey

ALGORITHM = "sm4-gcm"
NONCE, TAG = 12, 16


def encrypt(key: bytes, text: bytes, about: str) -> bytes:
    """Nonce, ciphertext and tag. `about` (what and whose it is) is authenticated with it."""
    nonce = secrets.token_bytes(NONCE)
    made = Cipher(algorithms.SM4(key), modes.GCM(nonce)).encryptor()
    made.authenticate_additional_data(about.encode())
    return nonce + made.update(text) + made.finalize() + made.tag


def decrypt(key: bytes, sealed: bytes, about: str) -> bytes:
    """What was encrypted; WrongKey when the key, the text or what it is about is another."""
    if len(sealed) < NONCE + TAG:
        raise WrongKey(f"加密内容（{about.split('|')[0]}）不完整，没有显示；请运行 fazhi verify 核查。")
    nonce, text, tag = sealed[:NONCE], sealed[NONCE:-TAG], sealed[-TAG:]
    opened = Cipher(algorithms.SM4(key), modes.GCM(nonce, tag)).decryptor()
    opened.authenticate_additional_data(about.encode())
    try:
        return opened.update(text) + opened.finalize()
    except InvalidTag:
        raise WrongKey(
            f"加密内容（{about.split('|')[0]}）用现有密钥解不开：密钥不对，或内容被改动过；没有显示，请运行 fazhi verify 核查。"
        ) from None


def encoded(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).decode("ascii")


def decoded(text: str) -> bytes:
    """The bytes behind `encoded`; what cannot be one comes back empty, and `decrypt` refuses it."""
    try:
        return base64.b64decode(text.encode(), altchars=b"-_", validate=True)
    except binascii.Error:
        return b""


def data_keys() -> type[DataKey]:
    """The model of the data keys, asked for by name: models of the same room have encrypted columns too."""
    return apps.get_model("kernel", "DataKey")


def _about(data_key: DataKey) -> str:
    return f"数据密钥|{data_key.system}|{data_key.holder}|{data_key.pk}"


def wrapped(data_key: DataKey, key: bytes, master: str) -> str:
    """A data key under a master key."""
    return encoded(encrypt(ring().derived(master, WRAPPING, data_key.system), key, _about(data_key)))


def unwrapped(data_key: DataKey) -> bytes:
    """The 16 bytes of a data key that was not destroyed."""
    wrapping = ring().derived(data_key.key, WRAPPING, data_key.system)
    return decrypt(wrapping, decoded(data_key.wrapped), _about(data_key))


def data_key_for(system: str, holder: UUID, town: str, using: str | None = None) -> DataKey:
    """The data key of a case (or of a list's entry) in one system; made when first needed."""
    keys = data_keys().objects.using(using or DEFAULT_DB_ALIAS)
    found = keys.filter(system=system, holder=holder).first()
    if found:
        return found
    made = data_keys()(town=town, system=system, holder=holder, key=ring().current(), made_at=now())
    made.wrapped = wrapped(made, secrets.token_bytes(SM4_SIZE), made.key)
    values = {name: getattr(made, name) for name in ("id", "town", "key", "wrapped", "made_at")}
    return keys.get_or_create(system=system, holder=holder, defaults=values)[0]
