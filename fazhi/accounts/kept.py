"""What somebody typed, carried through a log-in: it travels in the page, signed and bound to the person, and lies nowhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core import signing
from django.http import HttpRequest

from fazhi.accounts import terms

FIELD = "kept"
SALT = "fazhi.accounts.kept"
# A password or a code in a page would lie there for whoever looks at its source.
# The fields of step-up itself, which stand beside those of the form it interrupts.
OPENING, CODE, PASSWORD, PASSKEY = "proof_opening", "proof_code", "proof_password", "proof_passkey"
OWN = frozenset({OPENING, CODE, PASSWORD, PASSKEY})
# A password or a code kept in a page would lie there for whoever opens its source.
NOT_KEPT = OWN | {"csrfmiddlewaretoken", FIELD, "old_password", "new_password1", "new_password2"}


@dataclass(frozen=True)
class Kept:
    """A form that was not accepted: where it goes, and its fields. Files cannot be carried."""

    path: str
    fields: tuple[tuple[str, str], ...]
    files: bool


def fields_of(request: HttpRequest, but: frozenset[str] = NOT_KEPT) -> list[tuple[str, str]]:
    """Every field of the form at hand in its order."""
    return [(name, str(value)) for name, values in request.POST.lists() if name not in but for value in values]


def keep(request: HttpRequest, person: str) -> str:
    """The form at hand as a token that only this house can make and only this person can use; empty when nothing is left."""
    fields = fields_of(request)
    if not fields:
        return ""
    held = {"who": person, "path": request.get_full_path(), "fields": fields, "files": bool(request.FILES)}
    return signing.dumps(held, salt=SALT, compress=True)


def held_for(request: HttpRequest, person: str) -> Kept | None:
    """The form that came along with a log-in; None when there is none, or it is old or another person's."""
    try:
        held: dict[str, Any] = signing.loads(request.POST.get(FIELD, ""), salt=SALT, max_age=terms.absolute())
    except signing.BadSignature:
        return None
    if held["who"] != person:
        return None
    return Kept(held["path"], tuple((name, value) for name, value in held["fields"]), held["files"])
