"""Who is there, and for how long: sessions that rested too long end here, before anything else looks at the person.

Somebody whose second factor is still owed counts as not logged in: `request.pending` is the person, `request.user` nobody.
"""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from fazhi.accounts import factors, kept, sessions
from fazhi.accounts.models import Session
from fazhi.accounts.onward import put_off

Respond = Callable[[HttpRequest], HttpResponse]
UNAUTHORISED = 403
UNPROVEN = "您还没有完成二次核验。"
GONE = "您还没有登录，或者登录已经失效。"


class SessionTermsMiddleware:
    """Ends what is overdue; answers a form that came too late with a sentence, and keeps what was typed."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.pending, request.owed = None, ""
        if request.user.is_authenticated:
            why = sessions.overdue(request.session)
            if why:
                request.session.end(why)
                request.user = AnonymousUser()
            else:
                sessions.touch(request.session)
                person = request.user
                owed = factors.owed(request.session, person)
                if owed:
                    put_off(request, person, owed)
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Callable, *_: object) -> HttpResponse | None:
        """A form sent without a session that holds; Django has checked by now that it is a form of ours."""
        late = request.method == "POST" and not request.user.is_authenticated and getattr(view, "login_required", True)
        # Whoever never was here is simply led to the log-in page.
        return too_late(request) if late and settings.SESSION_COOKIE_NAME in request.COOKIES else None


def too_late(request: HttpRequest) -> HttpResponse:
    """Nothing was saved; what was typed stays in the page for the one who typed it."""
    whose = request.session.get(sessions.WHOSE) or request.session.get(SESSION_KEY, "")
    context = {
        "why": UNPROVEN if request.pending else Session.ENDINGS.get(request.session.get(sessions.ENDED, ""), GONE),
        "kept": kept.keep(request, str(whose)) if whose else "",
        "files": bool(request.FILES),
    }
    return render(request, "accounts/late.html", context, status=UNAUTHORISED)
