"""Passkeys (WebAuthn): a key pair in the person's own device, opened by finger, face or device password.

Since the device itself checks the person (user verification is required), a passkey is both factors at once.
"""

from __future__ import annotations

import json
import struct
from typing import Any

from django.http import HttpRequest
from fido2.server import Fido2Server
from fido2.utils import websafe_encode
from fido2.webauthn import (
    AttestedCredentialData,
    AuthenticationResponse,
    PublicKeyCredentialRpEntity,
    PublicKeyCredentialUserEntity,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from fazhi.accounts.models import Authenticator
from fazhi.accounts.totp import ISSUER
from fazhi.kernel.today import now
from fazhi.people.identifiers import new_id
from fazhi.people.models import Person

CHALLENGE = "challenge"
ENROL, LOG_IN = "enrol", "login"
REQUIRED = UserVerificationRequirement.REQUIRED
# WebAuthn allows 1023 bytes; what exists uses some dozens.
LONGEST = 400
KNOWN_TITLE = "通行密钥"
# What the library raises over an answer that no browser has made.
UNSOUND = (ValueError, TypeError, AttributeError, LookupError, RecursionError, struct.error)


def creation(request: HttpRequest, person: Person) -> dict[str, Any]:
    """What the browser needs to make a passkey; the challenge waits in the session."""
    user = PublicKeyCredentialUserEntity(id=person.pk.bytes, name=person.username, display_name=person.name)
    options, state = _server(request).register_begin(
        user, _credentials(person), ResidentKeyRequirement.PREFERRED, REQUIRED
    )
    request.session[CHALLENGE] = [ENROL, state]
    return {"create": dict(options)["publicKey"]}


def question(request: HttpRequest, purpose: str, person: Person | None) -> dict[str, Any]:
    """What the browser needs to use a passkey: one of the person's, or whichever it knows."""
    options, state = _server(request).authenticate_begin(_credentials(person) if person else None, REQUIRED)
    request.session[CHALLENGE] = [purpose, state]
    return {"get": dict(options)["publicKey"]}


def enrol(request: HttpRequest, person: Person, answer: str, title: str) -> bool:
    """Keep a passkey that the browser has just made for this person."""
    state = _state(request, ENROL)
    try:
        made = _server(request).register_complete(state, json.loads(answer)).credential_data
    except UNSOUND:
        return False
    if made is None or not state:
        return False
    identifier = websafe_encode(made.credential_id)
    if len(identifier) > LONGEST or Authenticator.objects.filter(credential=identifier).exists():
        return False
    row = Authenticator(
        id=new_id(), person=person, kind="passkey", title=title.strip()[:40] or KNOWN_TITLE, made_at=now()
    )
    row.credential, row.public_key = identifier, bytes(made)
    row.save(force_insert=True)
    return True


def accept(request: HttpRequest, purpose: str, answer: str) -> Person | None:
    """Whose passkey answered the question asked last, if it did; a counter that does not rise is refused."""
    state = _state(request, purpose)
    try:
        given = AuthenticationResponse.from_dict(json.loads(answer))
        held = Authenticator.objects.filter(credential=websafe_encode(given.raw_id)).select_related("person").first()
        if held is None or not state:
            return None
        _server(request).authenticate_complete(state, [AttestedCredentialData(bytes(held.public_key))], given)
    except UNSOUND:
        return None
    handle = given.response.user_handle
    counter = given.response.authenticator_data.counter
    # A synchronised passkey counts nothing: zero, always.
    risen = Authenticator.objects.filter(pk=held.pk, last_used__lt=counter).update(last_used=counter)
    fits = (risen or counter == held.last_used == 0) and handle in (None, b"", held.person_id.bytes)
    return held.person if fits and held.person.is_active else None


def _credentials(person: Person) -> list[AttestedCredentialData]:
    return [AttestedCredentialData(bytes(one.public_key)) for one in person.authenticators.filter(kind="passkey")]


def _state(request: HttpRequest, purpose: str) -> Any:
    """The waiting challenge, taken out: it is answered once, and only for what it was asked for."""
    asked, state = request.session.pop(CHALLENGE, ["", None])
    return state if asked == purpose else None


def _server(request: HttpRequest) -> Fido2Server:
    host = request.get_host()
    origin = f"{request.scheme}://{host}"
    place = PublicKeyCredentialRpEntity(id=host.rpartition(":")[0] or host, name=ISSUER)
    return Fido2Server(place, verify_origin=lambda said: said == origin)
