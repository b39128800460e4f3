"""Passkeys: what the browser asks for, setting one up, and logging in with nothing else."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST

from fazhi.accounts import factors, passkeys
from fazhi.accounts.entering import enter
from fazhi.accounts.forms import LogInForm
from fazhi.accounts.onward import next_address, onward
from fazhi.accounts.views.factor import done, enrolling_person
from fazhi.accounts.views.log_in import page_of
from fazhi.web.proof import fresh_identity

UNKNOWN = "这个通行密钥没有在本平台登记，或者账号已停用，没有登录。请用账号和密码登录，或联系本单位安全管理员。"


@login_not_required
@require_POST
def options(request: HttpRequest, purpose: str) -> JsonResponse:
    """The challenge for one purpose: enrol, second, proof, login."""
    if purpose == passkeys.ENROL:
        person = enrolling_person(request)
        if person is not None:
            return JsonResponse(passkeys.creation(request, person))
    elif purpose == passkeys.LOG_IN:
        return JsonResponse(passkeys.question(request, purpose, None))
    elif purpose == factors.SECOND and request.pending is not None:
        return JsonResponse(passkeys.question(request, purpose, request.pending))
    elif purpose == factors.PROOF and request.user.is_authenticated:
        return JsonResponse(passkeys.question(request, purpose, request.user))
    raise Http404


@login_not_required
@fresh_identity()
@require_POST
def enrol(request: HttpRequest) -> HttpResponse:
    """Keep the passkey that was just made."""
    person = enrolling_person(request)
    if person is None or factors.mode_for(person) == "off":
        return HttpResponseRedirect(reverse("login"))
    if passkeys.enrol(request, person, request.POST.get("passkey", ""), request.POST.get("title", "")):
        return done(request, person, "通行密钥")
    context = {"next": next_address(request)}
    return render(request, "accounts/unmade.html", context, status=422)


@login_not_required
@require_POST
def log_in(request: HttpRequest) -> HttpResponse:
    """Log in with a passkey alone."""
    person = passkeys.accept(request, passkeys.LOG_IN, request.POST.get("passkey", ""))
    if person is None or factors.mode_for(person) == "off":
        return page_of(request, LogInForm(request), UNKNOWN)
    enter(request, person)
    factors.passed(request)
    return onward(request, person)
