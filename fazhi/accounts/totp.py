"""Codes of an authenticator app (RFC 6238): six digits, a new one every half minute, each good once in the whole house."""

from __future__ import annotations

import secrets

from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP

from fazhi.accounts.models import Authenticator
from fazhi.accounts.secrets import opened, sealed
from fazhi.kernel.today import now
from fazhi.people.identifiers import new_id
from fazhi.people.models import Person

# What every authenticator app assumes; RFC 4226 asks for at least 16 bytes, RFC 6238 allows one step of drift.
DIGITS, STEP, SIZE, DRIFT = 6, 30, 20, 1
ISSUER = "法治政府建设工作平台"


def fresh_seed() -> bytes:
    """A seed for somebody to scan."""
    return secrets.token_bytes(SIZE)


def address_of(seed: bytes, person: Person) -> str:
    """What the square of dots says (otpauth://)."""
    return _totp(seed).get_provisioning_uri(person.username, ISSUER)


def step_of(seed: bytes, code: str) -> int | None:
    """The time step, now or one away, whose code this is."""
    present = int(now().timestamp()) // STEP
    steps = range(present - DRIFT, present + DRIFT + 1)
    return next((step for step in steps if secrets.compare_digest(_code(seed, step), code.encode())), None)


def enrol(person: Person, seed: bytes, code: str) -> bool:
    """Keep the seed once a code shows that it was scanned. That code is used up."""
    step = step_of(seed, code)
    if step is None:
        return False
    person.authenticators.filter(kind="totp").delete()
    made = Authenticator(id=new_id(), person=person, kind="totp", title="动态口令", last_used=step, made_at=now())
    made.secret = sealed(made, seed)
    made.save(force_insert=True)
    return True


def accept(person: Person, code: str) -> bool:
    """Whether the code is right and was not used before, in any process: one statement of the database decides."""
    held = person.authenticators.filter(kind="totp").first()
    step = step_of(opened(held), code) if held else None
    if held is None or step is None:
        return False
    return bool(Authenticator.objects.filter(pk=held.pk, last_used__lt=step).update(last_used=step))


def _totp(seed: bytes) -> TOTP:
    # SHA-1 is what the apps understand; in HMAC it is sound (RFC 6238, section 1.2).
    return TOTP(seed, DIGITS, SHA1(), STEP)


def _code(seed: bytes, step: int) -> bytes:
    return _totp(seed).generate(step * STEP)
