"""Choose one of several posts, switch large print."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from fazhi.people.models import Person
from fazhi.web.middleware import CHOSEN


def choose_post(request: HttpRequest) -> HttpResponse:
    """Which of several posts to work in; the session keeps the appointment."""
    if request.method == "POST":
        chosen = next((post for post in request.posts if str(post.appointment_id) == request.POST.get("post")), None)
        if chosen:
            request.session[CHOSEN] = str(chosen.appointment_id)
            return HttpResponseRedirect(_next(request))
        messages.error(request, "没有选中岗位，请点选其中一个岗位。")
    return render(request, "web/choose_post.html", {"posts": request.posts, "next": _next(request)})


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
