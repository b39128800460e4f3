"""Settings of the whole house, and the only list of what is installed."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path
from typing import Any

from psycopg.conninfo import conninfo_to_dict

from fazhi.accounts import terms
from fazhi.conf.home import home_folder, secret_key

PACKAGE = Path(__file__).resolve().parent.parent
APPLICATION_ROLE = "fazhi_app"

SECRET_KEY = secret_key()
DEBUG = False
ALLOWED_HOSTS = os.environ.get("FAZHI_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
CSRF_TRUSTED_ORIGINS = [origin for origin in os.environ.get("FAZHI_ORIGINS", "").split(",") if origin]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "axes",
    "procrastinate.contrib.django",
    "fazhi.people",
    "fazhi.kernel",
    "fazhi.web",
    "fazhi.accounts",
    "fazhi.papers",
    "fazhi.indicators",
    "fazhi.report",
    "fazhi.systems.decisions",
    "fazhi.systems.disputes",
    "fazhi.systems.norms",
    "fazhi.systems.meetings",
    "fazhi.systems.consultations",
    "fazhi.systems.reviews",
]

MIDDLEWARE = [
    "fazhi.web.middleware.WallMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "fazhi.accounts.middleware.SessionTermsMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "fazhi.web.middleware.ScopeMiddleware",
    "fazhi.accounts.stepup.StepUpMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "fazhi.conf.urls"
# Who may open which page; what it does not name is closed (fazhi.web.access).
PERMISSIONS = PACKAGE / "conf" / "permissions.yaml"
WSGI_APPLICATION = "fazhi.conf.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "fazhi.web.context.shell",
            ],
        },
    }
]


def _database(role: str | None) -> dict[str, Any]:
    parts = conninfo_to_dict(os.environ.get("DATABASE_URL", "postgresql:///fazhi"))
    options: dict[str, Any] = {"options": f"-c role={role}"} if role else {}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.get("dbname", "fazhi"),
        "USER": parts.get("user", ""),
        "PASSWORD": parts.get("password", ""),
        "HOST": parts.get("host", ""),
        "PORT": str(parts.get("port", "")),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options,
    }


# `default` cannot bypass row-level security nor change the log; `owner` makes and migrates tables, nothing else.
DATABASES = {"default": _database(APPLICATION_ROLE), "owner": _database(None)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "fazhi.accounts.passwords.PolicyValidator"},
    {
        "NAME": "fazhi.accounts.passwords.OwnNameValidator",
        "OPTIONS": {"user_attributes": ("username", "name")},
    },
    {"NAME": "fazhi.accounts.passwords.CommonValidator"},
]
CSRF_FAILURE_VIEW = "fazhi.web.views.errors.csrf_failure"
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "desk"
LOGOUT_REDIRECT_URL = "login"
# A township shares one public address: lock the pair of account and address, never the address alone.
AXES_FAILURE_LIMIT = terms.number("lock", "failures")
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_COOLOFF_TIME = timedelta(minutes=terms.number("lock", "minutes"))
AXES_LOCKOUT_CALLABLE = "fazhi.accounts.throttle.locked"
# The page says until when: trying meanwhile does not make it longer.
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
# What somebody typed before their session ended is no business of a table of attempts.
AXES_SENSITIVE_PARAMETERS = ["username", "ip_address", "kept", "passkey"]
AXES_VERBOSE = False

SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_ENGINE = "fazhi.accounts.sessions"
# How long a session holds stands in accounts/terms.yaml; the cookie outlives it, so that the next page can say why it ended.
SESSION_COOKIE_AGE = 24 * 60 * 60
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if os.environ.get("FAZHI_HTTPS") == "1":
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    # A browser takes these from this very host only, over HTTPS: no neighbour under the county's domain can plant one.
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-session", "__Host-csrf"
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
    # Of this host's own subdomains, of which a town has none; see docs/how-to/deploy.md.
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_SSL_REDIRECT = True

LANGUAGE_CODE = "zh-hans"
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
USE_I18N = True
DATE_FORMAT = "Y年n月j日"

STATIC_URL = "static/"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
WHITENOISE_MAX_AGE = 24 * 60 * 60
FILES_ROOT = home_folder() / "files"
KEYS_ROOT = home_folder() / "keys"
DATA_UPLOAD_MAX_MEMORY_SIZE = 20 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
# W021 asks for HSTS preload: browsers' lists take whole domains, and .gov.cn is not ours to enter there.
SILENCED_SYSTEM_CHECKS = ["security.W021"]
