"""A real OpenID Connect provider (django-oauth-toolkit) in a process of its own: `python -m fazhi.accounts.tests.provider PORT FOLDER BACK`.

Some of its users get answers that a sound house refuses: `late` an expired token, `elsewhere` one of another issuer,
`replayed` one with another nonce, `astray` one made out to another client.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

USERS = ("clerk", "mayor", "unheard", "late", "elsewhere", "replayed", "astray")
PASSWORD, CLIENT, SECRET = "county-identity", "fazhi", "between the two servers"
HOUR = 3600


def configure(port: int, folder: Path) -> None:
    """Settings of a small site of its own."""
    from cryptography.hazmat.primitives.asymmetric import rsa
    from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
    from django.conf import settings

    key = rsa.generate_private_key(65537, 2048)
    settings.configure(
        SECRET_KEY="provider",
        ALLOWED_HOSTS=["localhost"],
        ROOT_URLCONF=__name__,
        USE_TZ=True,
        DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": folder / "provider.sqlite"}},
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
        INSTALLED_APPS=[
            "django.contrib.auth", "django.contrib.contenttypes", "django.contrib.sessions", "oauth2_provider",
        ],
        MIDDLEWARE=[
            "django.contrib.sessions.middleware.SessionMiddleware",
            "django.contrib.auth.middleware.AuthenticationMiddleware",
        ],
        TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True}],
        LOGIN_URL="/enter/",
        OAUTH2_PROVIDER={
            "OIDC_ENABLED": True,
            "OIDC_ISS_ENDPOINT": f"http://localhost:{port}/o",
            "OIDC_RSA_PRIVATE_KEY": key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode(),
            "OAUTH2_VALIDATOR_CLASS": f"{__name__}.Validator",
            "PKCE_REQUIRED": True,
            "SCOPES": {"openid": "OpenID Connect", "profile": "Profile"},
            "ALLOWED_REDIRECT_URI_SCHEMES": ["http", "https"],
        },
    )  # fmt: skip
    import django

    django.setup()


def __getattr__(name: str) -> Any:
    """What Django asks this module for once it is configured: the addresses, and the validator with its odd answers."""
    if name == "urlpatterns":
        from django.urls import include, path

        return [path("enter/", _enter), path("o/", include("oauth2_provider.urls", namespace="oauth2_provider"))]
    if name == "Validator":
        return _validator()
    raise AttributeError(name)


def _enter(request: Any) -> Any:
    from django.contrib.auth import authenticate, login
    from django.http import HttpResponseForbidden, HttpResponseRedirect

    user = authenticate(request, username=request.GET.get("as", ""), password=request.GET.get("password", ""))
    if user is None:
        return HttpResponseForbidden("who are you?")
    login(request, user)
    return HttpResponseRedirect(request.GET["next"])


def _validator() -> type:
    from oauth2_provider.oauth2_validators import OAuth2Validator

    class Validator(OAuth2Validator):
        oidc_claim_scope = None

        def get_additional_claims(self, request: Any) -> dict[str, Any]:
            return {"preferred_username": request.user.username}

        def finalize_id_token(self, id_token: dict[str, Any], *rest: Any) -> str:
            if rest[-1].user.username == "replayed":
                id_token["nonce"] = "of another time"
            if rest[-1].user.username == "astray":
                id_token["aud"] = "another client"
            return super().finalize_id_token(id_token, *rest)

        def get_id_token_dictionary(self, *given: Any) -> Any:
            claims, expires = super().get_id_token_dictionary(*given)
            if given[-1].user.username == "late":
                claims["exp"] -= 11 * HOUR
            if given[-1].user.username == "elsewhere":
                claims["iss"] = "http://localhost/elsewhere"
            return claims, expires

    return Validator


def main(port: int, folder: Path, back: str) -> None:
    configure(port, folder)
    from wsgiref.simple_server import make_server

    from django.contrib.auth import get_user_model
    from django.core.management import call_command
    from django.core.wsgi import get_wsgi_application
    from oauth2_provider.models import get_application_model

    call_command("migrate", verbosity=0)
    for name in USERS:
        get_user_model().objects.create_user(name, password=PASSWORD)
    get_application_model().objects.create(
        name="fazhi", client_id=CLIENT, client_secret=SECRET, client_type="confidential", skip_authorization=True,
        authorization_grant_type="authorization-code", redirect_uris=back, algorithm="RS256",
    )  # fmt: skip
    with make_server("localhost", port, get_wsgi_application()) as server:
        print("ready", flush=True)
        server.serve_forever()


if __name__ == "__main__":
    # Under its own name, by which its settings point at it.
    from fazhi.accounts.tests import provider

    provider.main(int(sys.argv[1]), Path(sys.argv[2]), sys.argv[3])
