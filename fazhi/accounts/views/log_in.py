"""In and out: the log-in page, and where somebody goes from there."""

from __future__ import annotations

import os
from typing import Any

from django.contrib.auth import views as auth
from django.contrib.auth.forms import AuthenticationForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from fazhi.accounts import kept, sessions
from fazhi.accounts.entering import enter
from fazhi.accounts.forms import LogInForm
from fazhi.accounts.models import Session
from fazhi.kernel.today import today
from fazhi.people.models import Appointment, Person
from fazhi.people.roles import ROLES
from fazhi.web.access import for_kinds, without_post

EVERYBODY = for_kinds("business", "system", "security", "audit")


class LogIn(auth.LoginView):
    """The big plain log-in page."""

    template_name = "accounts/login.html"
    authentication_form = LogInForm
    redirect_authenticated_user = True

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """A form that came too late brings only what was typed: then the page is shown, with it inside."""
        return super().post(request, *args, **kwargs) if "username" in request.POST else self.get(request)

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        """The password was right."""
        person = form.get_user()
        enter(self.request, person)
        return onward(self.request, person)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        ended = Session.ENDINGS.get(self.request.session.get(sessions.ENDED, ""), "")
        own = {"demo": demo_accounts(), "ended": ended, "kept": self.request.POST.get(kept.FIELD, "")}
        return super().get_context_data(**kwargs) | own


log_in = LogIn.as_view()
log_out = EVERYBODY(without_post(auth.LogoutView.as_view()))


def onward(request: HttpRequest, person: Person) -> HttpResponse:
    """Where a log-in leads: to the form that came too late, to the page that was asked for, else to the desk."""
    form = kept.held_for(request, str(person.pk))
    if form:
        return render(request, "accounts/resume.html", {"form": form})
    return HttpResponseRedirect(next_address(request))


def next_address(request: HttpRequest) -> str:
    """Where to go afterwards: an address of this house, else the desk."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if safe else reverse("desk")


def demo_accounts() -> list[Appointment]:
    """One account of each role, and only where FAZHI_DEMO=1 says that this is a demonstration."""
    if os.environ.get("FAZHI_DEMO") != "1":
        return []
    held = Appointment.objects.filter(ends_on=None, starts_on__lte=today()).select_related("person", "post__office")
    first: dict[str, Appointment] = {}
    for appointment in held.order_by("division_id", "person__username"):
        first.setdefault(appointment.post.role, appointment)
    return [first[role] for role in ROLES if role in first]
