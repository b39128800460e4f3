"""Recovery codes: printed once, good once each, kept only as digests."""

from __future__ import annotations

import secrets

from django.db import transaction

from fazhi.accounts import terms
from fazhi.accounts.models import RecoveryCode
from fazhi.kernel.digests import sm3
from fazhi.kernel.today import now
from fazhi.people.models import Person

# Without what is mistaken for something else when read from paper.
LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
GROUP = 4


def renew(person: Person) -> list[str]:
    """New codes in place of all earlier ones. They are shown now and never again."""
    length = terms.number("code", "recovery_characters")
    codes = [
        "".join(secrets.choice(LETTERS) for _ in range(length)) for _ in range(terms.number("code", "recovery_codes"))
    ]
    with transaction.atomic():
        person.recovery_codes.all().delete()
        RecoveryCode.objects.bulk_create(RecoveryCode(person=person, digest=_digest(person, code)) for code in codes)
    return ["-".join(code[at : at + GROUP] for at in range(0, length, GROUP)) for code in codes]


def accept(person: Person, typed: str) -> bool:
    """Whether this is an unused code of theirs; it is used from now on. One statement of the database decides."""
    unused = RecoveryCode.objects.filter(person=person, digest=_digest(person, typed), used_at=None)
    return bool(unused.update(used_at=now()))


def left(person: Person) -> int:
    """How many are unused."""
    return person.recovery_codes.filter(used_at=None).count()


def _digest(person: Person, code: str) -> str:
    # Each code is random and long (59 bits), so that a plain digest cannot be searched through.
    plain = "".join(letter for letter in code.upper() if letter in LETTERS)
    return sm3(f"{person.pk}|{plain}".encode())
