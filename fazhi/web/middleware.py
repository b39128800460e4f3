"""The outer wall (headers, sizes, no bare error) and the scope: who is acting, and which rows this request may see."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode

from fazhi.kernel.files import LARGEST_FILE
from fazhi.kernel.keys import KeyFault
from fazhi.kernel.registry import systems
from fazhi.kernel.today import today
from fazhi.law.errors import NoValue
from fazhi.people import scopes
from fazhi.people.actors import Actor, actors_on
from fazhi.people.roles import ROLES
from fazhi.web import access
from fazhi.web.views import answers, errors

logger = logging.getLogger(__name__)
Respond = Callable[[HttpRequest], HttpResponse]
CHOSEN, BUSINESS = "appointment", "business"
# Room for the other fields of a form that carries one file of the largest size.
LARGEST_BODY = LARGEST_FILE + 1024 * 1024
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
        "connect-src 'self'; form-action 'self'; manifest-src 'self'; worker-src 'self'; "
        "base-uri 'none'; frame-ancestors 'none'"
    ),
    "Permissions-Policy": "camera=(self), geolocation=(self), microphone=(), payment=(), usb=()",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    # Pages show personal data and stand on shared desks: nothing is left behind in a browser's cache.
    "Cache-Control": "private, no-store",
}


class WallMiddleware:
    """First of all: refuses bodies that are too large before they are read, closes what permissions.yaml does not open,
    and sets the headers of every page.
    """

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = errors.too_large(request) if _body_size(request) > LARGEST_BODY else self.get_response(request)
        if response.status_code >= 400 and not response.streaming and not response.content:
            response = errors.worded(request, response)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        return response

    def process_view(self, request: HttpRequest, view: Callable, *_: object) -> HttpResponse | None:
        """An address that the table does not name does not exist; a method it does not give a page is not taken."""
        page = access.asked(request)
        if page is None:
            logger.error("permissions.yaml names no page %r: closed", getattr(request.resolver_match, "view_name", ""))
            return errors.page(request, 404)
        if request.method not in page.methods:
            refused = errors.page(request, 405)
            refused.headers["Allow"] = ", ".join(page.methods)
            return refused
        return None


class ScopeMiddleware:
    """Sets `request.actor` from today's appointments and wraps the view and its rendering in the actor's scope.

    A view that fails takes its whole transaction with it; a page that answers "refused" by itself keeps what it wrote.
    """

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.actor, request.posts = None, []
        if request.user.is_authenticated:
            request.posts = actors_on(request.user, today())
            request.actor = _chosen(request.posts, request.session.get(CHOSEN, ""))
        if request.actor is None:
            return self.get_response(request)
        # A post that reaches one village works inside the rows of its town; the village is narrowed in `web.cases`.
        with scopes.within(request.actor.town):
            return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable, _: object, where: dict[str, Any]
    ) -> HttpResponse | None:
        """Let in whom permissions.yaml names; send everybody else to a page that says why."""
        page = access.asked(request)
        words = page.words(request.method or "") if page else ()
        if page is None or access.ANYONE in words:
            return None
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if access.SIGNED_IN in words:
            return None
        if request.actor is None and request.posts:
            return HttpResponseRedirect(f"{reverse('choose-post')}?{urlencode({'next': request.get_full_path()})}")
        if request.actor is None:
            return errors.no_post(request)
        return _closed(request, page, where)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Half-done work of a view that failed must not be committed with the error page; a lost key, or a day on
        which the law had no rule yet, is told as such.
        """
        if getattr(request, "actor", None) is not None and connection.in_atomic_block:
            connection.set_rollback(True)
        if isinstance(exception, KeyFault):
            logger.error("%s: %s", request.path, exception.sentence)
            return errors.page(request, 503, errors.closed_numbers(exception.sentence))
        if isinstance(exception, NoValue):
            told = errors.before_the_law(str(exception))
            return answers.trouble(told, 422) if answers.asked(request) else errors.page(request, 422, told)
        return None


def _closed(request: HttpRequest, page: access.Page, where: dict[str, Any]) -> HttpResponse | None:
    """The refusal of a page to a post; None where it may come in. Nobody is told which address exists: that is the view's."""
    opened = access.roles(page, request.method or "", where)
    if opened is None:
        return None
    read = access.readers(system) if (system := access.system_of(where)) in systems() else opened
    if request.actor.role in opened & read:
        return None
    told = errors.closed(page.title, [one.title for one in ROLES.values() if one.id in opened & read])
    if answers.asked(request):
        return answers.trouble(told, 403)
    kinds = {ROLES[role].kind for role in opened}
    if request.actor.kind not in kinds and BUSINESS in kinds:
        return errors.other_kind(request)
    return errors.page(request, 403, told)


def _chosen(posts: list[Actor], appointment: str) -> Actor | None:
    if len(posts) == 1:
        return posts[0]
    return next((post for post in posts if str(post.appointment_id) == appointment), None)


def _body_size(request: HttpRequest) -> int:
    stated = request.META.get("CONTENT_LENGTH") or "0"
    return int(stated) if stated.isascii() and stated.isdigit() else 0
