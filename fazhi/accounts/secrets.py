"""The seed of an authenticator app, encrypted (SM4-GCM) under a key derived from the master key, bound to its row.

Kept apart from the data keys of cases: an account belongs to no town, and nobody is in a scope while logging in.
"""

from __future__ import annotations

from collections import Counter

from fazhi.accounts.models import Authenticator
from fazhi.kernel import sealing
from fazhi.kernel.keys import WRAPPING, WrongKey, ring

SYSTEM = "accounts"
OWNER = "owner"


def sealed(authenticator: Authenticator, secret: bytes) -> str:
    """The seed as the database holds it: algorithm, master key, text."""
    key = ring().current()
    text = sealing.encrypt(ring().derived(key, WRAPPING, SYSTEM), secret, _about(authenticator))
    return f"{sealing.ALGORITHM}:{key}:{sealing.encoded(text)}"


def opened(authenticator: Authenticator) -> bytes:
    """The seed; KeyFault when the key is lost or another."""
    algorithm, _, rest = authenticator.secret.partition(":")
    key, _, text = rest.partition(":")
    if algorithm != sealing.ALGORITHM:
        raise WrongKey("动态口令的种子格式不对，可能被直接改动过，不能核验；请由安全管理员重置二次核验。")
    return sealing.decrypt(ring().derived(key, WRAPPING, SYSTEM), sealing.decoded(text), _about(authenticator))


def sweep() -> int:
    """Encrypt anew, under the current master key, what is still under an earlier one; how many."""
    current, changed = ring().current(), 0
    for one in Authenticator.objects.using(OWNER).exclude(secret=""):
        if key_of(one) != current:
            again = sealed(one, opened(one))
            changed += Authenticator.objects.using(OWNER).filter(pk=one.pk, secret=one.secret).update(secret=again)
    return changed


def needed() -> Counter[str]:
    """Master keys that seeds are still encrypted under, and how many."""
    return Counter(key_of(one) for one in Authenticator.objects.using(OWNER).exclude(secret=""))


def key_of(authenticator: Authenticator) -> str:
    """Id of the master key of a seed."""
    return authenticator.secret.split(":")[1]


def _about(authenticator: Authenticator) -> str:
    return f"动态口令种子|{authenticator.person_id}|{authenticator.pk}"
