"""Log in and out, choose one of several posts, change the password, switch large print."""

from __future__ import annotations

import os
from typing import Any

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth import views as auth
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from fazhi.kernel.today import today
from fazhi.people.models import Appointment, Person
from fazhi.people.roles import ROLES
from fazhi.web.forms import LogInForm, PasswordForm
from fazhi.web.middleware import CHOSEN


class LogIn(auth.LoginView):
    """The big plain log-in page."""

    template_name = "web/login.html"
    authentication_form = LogInForm
    redirect_authenticated_user = True

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"demo": demo_accounts()}


log_in = LogIn.as_view()
log_out = auth.LogoutView.as_view()


def demo_accounts() -> list[Appointment]:
    """One account of each role, and only where FAZHI_DEMO=1 says that this is a demonstration."""
    if os.environ.get("FAZHI_DEMO") != "1":
        return []
    held = Appointment.objects.filter(ends_on=None, starts_on__lte=today()).select_related("person", "post__office")
    first: dict[str, Appointment] = {}
    for appointment in held.order_by("division_id", "person__username"):
        first.setdefault(appointment.post.role, appointment)
    return [first[role] for role in ROLES if role in first]


def choose_post(request: HttpRequest) -> HttpResponse:
    """Which of several posts to work in; the session keeps the appointment."""
    if request.method == "POST":
        chosen = next((post for post in request.posts if str(post.appointment_id) == request.POST.get("post")), None)
        if chosen:
            request.session[CHOSEN] = str(chosen.appointment_id)
            return HttpResponseRedirect(_next(request))
        messages.error(request, "没有选中岗位，请点选其中一个岗位。")
    return render(request, "web/choose_post.html", {"posts": request.posts, "next": _next(request)})


def password(request: HttpRequest) -> HttpResponse:
    """Change one's own password."""
    form = PasswordForm(request.user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        update_session_auth_hash(request, form.save())
        messages.success(request, "密码已经更改，下次登录请使用新密码。")
        return redirect("desk")
    return render(request, "web/password.html", {"form": form})


@require_POST
def large_print(request: HttpRequest) -> HttpResponse:
    """Switch between normal and large print: kept with the person, so that it follows them to another computer."""
    person = Person.objects.get(username=request.user.get_username())
    person.large_print = not person.large_print
    person.save(update_fields=["large_print"])
    return HttpResponseRedirect(_next(request))


def _next(request: HttpRequest) -> str:
    """Where to go afterwards: an address of this house, else the desk."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if safe else reverse("desk")
