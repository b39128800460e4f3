"""The second factor: who owes one, who has given it, and how often somebody may guess."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import cache
from typing import Any

from django.db import transaction
from django.http import HttpRequest

from fazhi.accounts import recovery, sessions, terms, totp
from fazhi.accounts.models import Authenticator, RecoveryCode, WrongCode
from fazhi.kernel.today import now, today
from fazhi.people.actors import actors_on
from fazhi.people.models import Person

MODES = ("off", "offered", "required")
KINDS = ("business", "system", "security", "audit")
PASSED, OWES = "factor", "owes"
SECOND, ENROL, PROOF = "second", "enrol", "proof"


class WrongSwitch(ValueError):
    """FAZHI_SECOND_FACTOR says something that is not understood."""


def modes(text: str | None = None) -> dict[str, str]:
    """off, offered or required for each kind of post: `required`, or `offered,security=required,system=required`."""
    return _modes(os.environ.get("FAZHI_SECOND_FACTOR", "offered") if text is None else text)


@cache
def _modes(text: str) -> dict[str, str]:
    found = dict.fromkeys(KINDS, "offered")
    for part in filter(None, (one.strip() for one in text.split(","))):
        kind, _, mode = part.rpartition("=")
        if mode not in MODES or (kind and kind not in KINDS):
            raise WrongSwitch(
                f"FAZHI_SECOND_FACTOR 中的“{part}”不对：应为 {'、'.join(MODES)}，"
                f"或 类别=取值（类别为 {'、'.join(KINDS)}）；没有启动。"
            )
        found.update(dict.fromkeys([kind] if kind else KINDS, mode))
    return found


def mode_for(person: Person) -> str:
    """The strictest mode among the posts somebody holds today; without a post, that of business."""
    held = {actor.kind for actor in actors_on(person, today())} or {"business"}
    return max((modes()[kind] for kind in held), key=MODES.index)


def owed(session: Any, person: Person) -> str:
    """What somebody must still do before they are in: `second`, `enrol`, or nothing. Asked once a session."""
    if session.get(PASSED):
        return ""
    switch = ",".join(f"{kind}={mode}" for kind, mode in modes().items())
    known = session.get(OWES, ["", ""])
    if known[0] != switch:
        known = session[OWES] = [switch, _owed(person)]
    return str(known[1])


def _owed(person: Person) -> str:
    mode = mode_for(person)
    if mode == "off":
        return ""
    if person.authenticators.exists():
        return SECOND
    return ENROL if mode == "required" else ""


def passed(request: HttpRequest) -> None:
    """Both factors are given: the session goes on under a new key."""
    session: Any = request.session
    session.cycle_key()
    session.pop(OWES, None)
    session[PASSED] = session[sessions.PROVEN] = now().isoformat()


def attempt(person: Person, answer: Callable[[], bool]) -> bool | None:
    """Try an answer: right, wrong (counted against the person), or None when the door is closed.

    One at a time for each person, so that a hundred guesses sent at once are no more than the allowed few.
    """
    with transaction.atomic():
        Person.objects.select_for_update().get(pk=person.pk)
        if closed(person):
            return None
        right = answer()
        if not right:
            wrong(person)
        return right


def is_code(person: Person, code: str) -> bool:
    """Whether six digits or a recovery code are right. Either is used up by this."""
    plain = "".join(code.split())
    return totp.accept(person, plain) if plain.isascii() and plain.isdigit() else recovery.accept(person, plain)


def wrong(person: Person) -> None:
    """Count a wrong answer, and forget those that no longer count."""
    WrongCode.objects.filter(happened_at__lt=now() - terms.guessing()).delete()
    WrongCode.objects.create(person=person, happened_at=now())


def closed(person: Person) -> bool:
    """Whether somebody has answered wrongly too often. Only who knows the password gets as far as locking this door."""
    recent = WrongCode.objects.filter(person=person, happened_at__gte=now() - terms.guessing())
    return recent.count() >= terms.number("code", "failures")


def enrolled(request: HttpRequest, person: Person) -> list[str]:
    """After a new factor was kept: every other session ends; recovery codes when there are none yet."""
    passed(request)
    sessions.end_all(person.pk, "factor", but=request.session.session_key)
    return [] if recovery.left(person) else recovery.renew(person)


def clear(person: Person) -> None:
    """Take every factor away and end every session."""
    with transaction.atomic():
        Authenticator.objects.filter(person=person).delete()
        RecoveryCode.objects.filter(person=person).delete()
        WrongCode.objects.filter(person=person).delete()
        sessions.end_all(person.pk, "factor")
