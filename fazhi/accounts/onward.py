"""Where somebody goes who has just proven something: to the second factor, to the form that came too late, to a page."""

from __future__ import annotations

from urllib.parse import urlencode, urlsplit

from django.contrib import messages
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from fazhi.accounts import factors, kept
from fazhi.accounts.passwords import reminder
from fazhi.kernel.today import today
from fazhi.people.actors import actors_on
from fazhi.people.models import Person
from fazhi.web import access, menu

NEXT = "next"


def onward(request: HttpRequest, person: Person) -> HttpResponse:
    """The next page after a log-in or a second factor."""
    owed = factors.owed(request.session, person)
    if owed:
        put_off(request, person, owed)
        return HttpResponseRedirect(enrolling(request)) if owed == factors.ENROL else second(request)
    request.user, request.pending = person, None
    address = next_address(request)
    if address == reverse("desk"):
        address = home(person)
    request.session.pop(NEXT, None)
    stale = reminder(person)
    if stale:
        messages.warning(request, stale)
    form = kept.held_for(request, str(person.pk))
    if form:
        return render(request, "accounts/resume.html", {"form": form})
    return HttpResponseRedirect(address)


def home(person: Person) -> str:
    """The first page of somebody who is in: the desk, or for a post that has none the first room of its own."""
    posts = actors_on(person, today())
    rooms = menu.rooms(posts[0], "") if len(posts) == 1 and not access.may(posts[0], "desk") else []
    return rooms[0].url if rooms else reverse("desk")


def put_off(request: HttpRequest, person: Person, owed: str) -> None:
    """For this request somebody is known but not in."""
    request.pending, request.owed = person, owed
    request.user = AnonymousUser()


def second(request: HttpRequest, wrong: str = "") -> HttpResponse:
    """The page that asks for the second factor. What was typed before travels through it."""
    kinds = set(request.pending.authenticators.values_list("kind", flat=True))
    context = {
        "person": request.pending,
        "kinds": kinds,
        "wrong": wrong,
        "next": next_address(request),
        "kept": request.POST.get(kept.FIELD, ""),
    }
    return render(request, "accounts/second.html", context)


def enrolling(request: HttpRequest) -> str:
    """Address of the page where a second factor is set up."""
    return f"{reverse('factors')}?{urlencode({'next': next_address(request)})}"


def next_address(request: HttpRequest) -> str:
    """Where to go afterwards: an address of this house, else the desk. From the log-in one does not go back to the log-in."""
    wanted = request.POST.get("next") or request.GET.get("next") or request.session.get(NEXT, "")
    safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if safe and not urlsplit(wanted).path.startswith(reverse("login")) else reverse("desk")
