"""Log-in by a county's unified identity (OpenID Connect): it says who somebody is, and nothing else.

Accounts are never made by it and posts never given; the second factor of this house is asked for all the same.
Discovery, PKCE (S256), state, nonce, signature and claims are authlib's; issuer and audience are pinned here.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cache
from typing import Any

import requests
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.django_client import OAuth
from django.http import HttpRequest, HttpResponse
from joserfc.errors import JoseError

from fazhi.people.models import Person

# Clocks of two servers differ by so much at most.
LEEWAY = TIMEOUT = 10


class NotIn(Exception):
    """The unified identity let nobody in. `sentence` is for the person, `cause` for the log of the server."""

    def __init__(self, sentence: str, cause: str = "") -> None:
        super().__init__(f"{sentence} {cause}".strip())
        self.sentence = sentence


@dataclass(frozen=True)
class Provider:
    """Where people come from: FAZHI_OIDC_ISSUER, …_CLIENT, …_SECRET, …_CLAIM and …_TITLE."""

    issuer: str
    client: str
    secret: str
    claim: str
    title: str


def provider() -> Provider | None:
    """The one that is configured, if one is."""
    said = {name: os.environ.get(f"FAZHI_OIDC_{name}", "") for name in ("ISSUER", "CLIENT", "SECRET", "CLAIM", "TITLE")}
    if not said["ISSUER"] or not said["CLIENT"]:
        return None
    claim, title = said["CLAIM"] or "preferred_username", said["TITLE"] or "统一身份认证"
    return Provider(said["ISSUER"], said["CLIENT"], said["SECRET"], claim, title)


@cache
def _client(known: Provider) -> Any:
    return OAuth().register(
        "unified",
        client_id=known.client,
        client_secret=known.secret or None,
        server_metadata_url=f"{known.issuer.rstrip('/')}/.well-known/openid-configuration",
        client_kwargs={"scope": "openid profile", "code_challenge_method": "S256", "default_timeout": TIMEOUT},
    )


def leave_for(request: HttpRequest, known: Provider, back: str) -> HttpResponse:
    """Send the browser there; `back` is where it returns. NotIn when nobody answers there."""
    try:
        client = _client(known)
        _is_itself(client, known)
        return client.authorize_redirect(request, back)
    except (AuthlibBaseError, requests.RequestException, RuntimeError, ValueError) as error:
        raise NotIn(f"{known.title}暂时联系不上，没有登录。请稍后再试，或用账号和密码登录。", repr(error)) from error


def person_back(request: HttpRequest, known: Provider) -> Person:
    """Who came back. NotIn when the answer is not sound, or nobody of this house is meant."""
    claims = _claims(request, known)
    name = claims.get(known.claim)
    if not isinstance(name, str) or not name:
        raise NotIn(
            f"{known.title}没有给出账号（{known.claim}），没有登录。请联系系统管理员核对 FAZHI_OIDC_CLAIM 的设置。"
        )
    person = Person.objects.filter(username=name).first()
    if person is None:
        raise NotIn(
            f"{known.title}已通过，但您的账号没有在本平台登记，没有登录。请联系本单位安全管理员登记账号和任职。"
        )
    if not person.is_active:
        raise NotIn("您在本平台的账号已经停用，没有登录。请联系本单位安全管理员。")
    return person


def _claims(request: HttpRequest, known: Provider) -> dict[str, Any]:
    pinned = {"iss": {"essential": True, "value": known.issuer}, "aud": {"essential": True, "value": known.client}}
    try:
        client = _client(known)
        _is_itself(client, known)
        token = client.authorize_access_token(request, claims_options=pinned, leeway=LEEWAY)
        claims = token.get("userinfo")
        if not claims:
            raise ValueError("no id_token")
        if known.claim not in claims and client.load_server_metadata().get("userinfo_endpoint"):
            further = client.userinfo(token=token)
            # OpenID Connect Core 5.3.2: what does not speak of the same subject is not used.
            claims = {**further, **claims} if further.get("sub") == claims["sub"] else claims
    except (AuthlibBaseError, JoseError, requests.RequestException, RuntimeError, ValueError, KeyError) as error:
        raise NotIn(
            f"{known.title}的答复没有通过核对，没有登录。请从登录页重新开始；反复出现时，请告诉系统管理员。",
            repr(error),
        ) from error
    return dict(claims)


def _is_itself(client: Any, known: Provider) -> None:
    issuer = client.load_server_metadata().get("issuer")
    if issuer != known.issuer:
        raise ValueError(f"issuer {issuer!r} is not {known.issuer!r}")
