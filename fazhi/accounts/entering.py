"""The one way in: whatever proved who somebody is, their session begins here."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import login
from django.http import HttpRequest

from fazhi.accounts import sessions
from fazhi.kernel.today import now
from fazhi.people.models import Person

BACKEND = "django.contrib.auth.backends.ModelBackend"
BROWSERS = (("MicroMessenger", "微信"), ("Edg", "Edge"), ("360", "360"), ("QQBrowser", "QQ 浏览器"), ("Firefox", "Firefox"),
            ("Chrome", "Chrome"), ("Safari", "Safari"))  # fmt: skip
SYSTEMS = (("HarmonyOS", "鸿蒙"), ("OpenHarmony", "鸿蒙"), ("Android", "安卓"), ("iPhone", "iPhone"), ("iPad", "iPad"),
           ("Windows", "Windows"), ("Mac OS", "Mac"), ("Linux", "Linux"))  # fmt: skip


def enter(request: HttpRequest, person: Person) -> None:
    """Begin a session under a new key for somebody who has just proven who they are."""
    sessions.make_room(person.pk)
    login(request, person, backend=BACKEND)
    session: Any = request.session
    session.cycle_key()
    for name in (sessions.ENDED, sessions.WHOSE):
        session.pop(name, None)
    moment = now().isoformat()
    session.update({sessions.BEGUN: moment, sessions.SEEN: moment, sessions.PROVEN: moment})
    session[sessions.BROWSER] = described(request.headers.get("User-Agent", ""))
    session[sessions.ADDRESS] = request.META.get("REMOTE_ADDR") or None


def described(agent: str) -> str:
    """A browser in two words, as its owner would call it."""
    words = [next((title for mark, title in marks if mark in agent), "") for marks in (BROWSERS, SYSTEMS)]
    return " · ".join(filter(None, words)) or "其他浏览器"
