"""Registering on a phone without a network: a page that is kept on the phone, and what its queue asks for when it sends."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.contrib.staticfiles import finders
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from fazhi.web.forms import form_of
from fazhi.web.views.steps import procedure_or_404


@require_safe
def phone(request: HttpRequest, system_id: str, procedure_id: str) -> HttpResponse:
    """The form of an opening step, to be kept on the phone of whoever asked for it."""
    installed, procedure = procedure_or_404(system_id, procedure_id)
    kind = procedure.opening
    made = form_of(system_id, procedure, kind)
    # Only what a phone can ask by itself: the rest needs somebody at a desk.
    if procedure.only_opened or not made.unasked:
        raise Http404
    form = made(step_kind=kind, actor=request.actor)
    context = {
        "form": form,
        "kind": kind,
        "installed": installed,
        "address": reverse("open", args=[system_id, procedure_id]),
    }
    return render(request, "web/phone.html", context)


@require_safe
def token(request: HttpRequest) -> HttpResponse:
    """Who is logged in, and the token without which nothing is taken: the kept page is older than the log-in."""
    return JsonResponse({"person": str(request.user.pk), "token": get_token(request)})


@login_not_required
@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker. Served from here, because a worker may only keep pages below its own address."""
    found = finders.find("web/worker.js")
    if not isinstance(found, str):
        raise Http404
    with open(found, encoding="utf-8") as file:
        return HttpResponse(file.read(), content_type="text/javascript; charset=utf-8")
