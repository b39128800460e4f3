"""In and out: the log-in page, and where somebody goes from there."""

from __future__ import annotations

import os
from typing import Any, cast
from urllib.parse import urlencode

from django.contrib.auth import views as auth
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from fazhi.accounts import factors, kept, sessions, throttle, unified
from fazhi.accounts.entering import enter
from fazhi.accounts.forms import LogInForm
from fazhi.accounts.models import Session
from fazhi.accounts.onward import next_address, onward
from fazhi.kernel.today import today
from fazhi.people.models import Appointment, Person
from fazhi.people.roles import ROLES


class LogIn(auth.LoginView):
    """The big plain log-in page."""

    template_name = "accounts/login.html"
    authentication_form = LogInForm
    redirect_authenticated_user = True

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Whoever still owes the second factor is led to it."""
        if request.pending is not None and request.method == "GET":
            return HttpResponseRedirect(f"{reverse('second-factor')}?{urlencode({'next': next_address(request)})}")
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """A form that came too late brings only what was typed: then the page is shown, with it inside."""
        if "username" not in request.POST:
            return self.get(request)
        return throttle.guessed_everywhere(request) or super().post(request, *args, **kwargs)

    def get_success_url(self) -> str:
        """Where somebody goes who is in already."""
        return next_address(self.request)

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        """The password was right."""
        person = form.get_user()
        enter(self.request, person)
        return onward(self.request, person)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        ended = Session.ENDINGS.get(self.request.session.get(sessions.ENDED, ""), "")
        own = {
            "passkeys": set(factors.modes().values()) != {"off"},
            "demo": demo_accounts(),
            "unified": unified.provider(),
            "ended": ended,
            "kept": self.request.POST.get(kept.FIELD, ""),
        }
        return super().get_context_data(**kwargs) | own


def page_of(request: HttpRequest, form: LogInForm, wrong: str) -> HttpResponse:
    """The log-in page again, with a sentence why one is not in."""
    view = LogIn()
    view.setup(request)
    return view.render_to_response(view.get_context_data(form=form, wrong=wrong))


log_in = LogIn.as_view()
log_out = login_not_required(auth.LogoutView.as_view())


def own(request: HttpRequest) -> Person:
    """Whose account this is; only for pages that need a log-in."""
    return cast("Person", request.user)


def demo_accounts() -> list[Appointment]:
    """One account of each role that has a password, and only where FAZHI_DEMO=1 says that this is a demonstration."""
    if os.environ.get("FAZHI_DEMO") != "1":
        return []
    held = Appointment.objects.filter(ends_on=None, starts_on__lte=today()).select_related("person", "post__office")
    held = held.exclude(person__password__startswith=UNUSABLE_PASSWORD_PREFIX)
    first: dict[str, Appointment] = {}
    for appointment in held.order_by("division_id", "person__username"):
        first.setdefault(appointment.post.role, appointment)
    return [first[role] for role in ROLES if role in first]
