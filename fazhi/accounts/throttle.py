"""Against guessing: a pair of account and address is locked by axes; an account that is guessed at from everywhere opens,
for a while, only from addresses where its owner has been before.

So that nobody can lock another person out: wrong passwords from elsewhere never close the owner's own address. Passkeys
and the unified identity are not passwords and stay open.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from axes.models import AccessAttempt, AccessLog
from django.db.models import Max, Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from fazhi.accounts import terms
from fazhi.accounts.forms import username_of
from fazhi.kernel.today import ZONE

TOO_MANY = 429


def locked(request: HttpRequest, response: HttpResponse | None = None, credentials: dict | None = None) -> HttpResponse:
    """What axes answers a locked pair: until when, and whom to ask."""
    username = username_of(request)
    attempts = AccessAttempt.objects.filter(username=username, ip_address=address_of(request))
    last = attempts.aggregate(last=Max("attempt_time"))["last"] or timezone.now()
    return closed(request, username, last + window(), terms.number("lock", "failures"))


def guessed_everywhere(request: HttpRequest) -> HttpResponse | None:
    """An answer to somebody at an unknown address whose account is being guessed at from many; None lets them try."""
    username, since = username_of(request), timezone.now() - window()
    recent = AccessAttempt.objects.filter(username=username, attempt_time__gte=since)
    found = recent.aggregate(wrong=Sum("failures_since_start"), last=Max("attempt_time"))
    if (found["wrong"] or 0) < terms.number("lock", "spread_failures") or is_known(username, address_of(request)):
        return None
    return closed(request, username, found["last"] + window(), 0)


def is_known(username: str, address: str) -> bool:
    """Whether the account has been logged in to from this address lately."""
    since = timezone.now() - timedelta(days=terms.number("lock", "known_days"))
    return AccessLog.objects.filter(username=username, ip_address=address, attempt_time__gte=since).exists()


def closed(request: HttpRequest, username: str, until: datetime, failures: int) -> HttpResponse:
    """The page that says when to try again. It says the same of an account that does not exist."""
    context = {"username": username, "until": until.astimezone(ZONE), "failures": failures}
    return render(request, "accounts/locked.html", context, status=TOO_MANY)


def window() -> timedelta:
    """How long wrong passwords count."""
    return timedelta(minutes=terms.number("lock", "minutes"))


def address_of(request: HttpRequest) -> str:
    """The browser's address; behind our proxy the server has already put it there."""
    return str(request.META.get("REMOTE_ADDR") or "")
