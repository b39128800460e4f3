"""Behind HTTPS: Django's own deployment check has nothing to say, and cookies belong to this host alone."""

from __future__ import annotations

import os
import secrets
import subprocess
import sys

import pytest

READ = (
    "from django.conf import settings as s; print(s.SESSION_COOKIE_NAME, s.CSRF_COOKIE_NAME, s.SESSION_COOKIE_SECURE)"
)


def asked(*words: str, https: str = "1") -> subprocess.CompletedProcess[str]:
    # What the tests themselves need is no part of a deployment.
    kept = {name: value for name, value in os.environ.items() if name != "DJANGO_ALLOW_ASYNC_UNSAFE"}
    environment = {**kept, "FAZHI_HTTPS": https, "FAZHI_SECRET": secrets.token_urlsafe(48)}
    environment |= {"DJANGO_SETTINGS_MODULE": "fazhi.conf.settings", "PYTHONUTF8": "1"}
    return subprocess.run([sys.executable, *words], env=environment, capture_output=True, text=True, check=False)


def test_the_check_before_deployment_has_nothing_to_say() -> None:
    checked = asked("-m", "django", "check", "--deploy", "--fail-level", "WARNING")
    assert checked.returncode == 0, checked.stderr
    assert "no issues" in checked.stdout


def test_the_check_speaks_where_https_is_off() -> None:
    checked = asked("-m", "django", "check", "--deploy", "--fail-level", "WARNING", https="0")
    assert checked.returncode != 0
    assert "security.W004" in checked.stderr


@pytest.mark.parametrize(
    ("https", "said"), [("1", "__Host-session __Host-csrf True"), ("0", "sessionid csrftoken False")]
)
def test_cookies_are_named_for_this_host_alone(https: str, said: str) -> None:
    assert asked("-c", READ, https=https).stdout.strip() == said
