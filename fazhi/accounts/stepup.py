"""Step-up: before an act that signs, the person proves once more who they are; the form they sent goes on afterwards."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render

from fazhi.accounts import factors, passkeys, sessions, terms
from fazhi.accounts.kept import CODE, OPENING, OWN, PASSKEY, PASSWORD, fields_of
from fazhi.kernel.keys import KeyFault
from fazhi.kernel.today import now
from fazhi.people.models import Person
from fazhi.web.proof import proof_of

logger = logging.getLogger(__name__)
NOT_CARRIED = OWN | {"csrfmiddlewaretoken"}
UNPROVEN = 403
WRONG = "核验没有通过，没有办理。请核对后重试；动态口令每 30 秒更换，用过的不能再用。"
CLOSED = "核验连续出错次数过多，没有办理。请 {minutes} 分钟后再试；手机丢失的，请联系本单位安全管理员重置。"


class StepUpMiddleware:
    """Stands after the scope, so that `when` may look at the case; asks only where the view is marked."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable, positional: list[Any], named: dict[str, Any]
    ) -> HttpResponse | None:
        """Let the view run, or ask."""
        proof = proof_of(view)
        if proof is None or not request.user.is_authenticated or not (proof.before or request.method == "POST"):
            return None
        if proof.when is not None and not proof.when(request, *positional, **named):
            return None
        offered = request.method == "POST" and bool(OWN & set(request.POST))
        if not offered:
            return None if is_fresh(request) else asked(request)
        return proven(request)


def is_fresh(request: HttpRequest) -> bool:
    """Whether the identity was proven within the last minutes: by the log-in itself, or since."""
    at = sessions.moment(request.session, sessions.PROVEN)
    return at is not None and now() - at <= terms.proof()


def asked(request: HttpRequest, wrong: str = "") -> HttpResponse:
    """The page that asks; it carries what was sent, and nothing was done."""
    person: Any = request.user
    opening = OPENING in request.POST or request.method != "POST"
    context = {
        "fields": [] if opening else fields_of(request, NOT_CARRIED),
        "opening": opening,
        "files": bool(request.FILES),
        "kinds": set(person.authenticators.values_list("kind", flat=True)),
        "can": person.has_usable_password(),
        "minutes": terms.number("proof", "minutes"),
        "wrong": wrong,
    }
    return render(request, "accounts/stepup.html", context, status=UNPROVEN)


def proven(request: HttpRequest) -> HttpResponse | None:
    """Judge what was given: then the view runs with the form as it was first sent."""
    person: Any = request.user
    try:
        right = factors.attempt(person, lambda: is_right(request, person))
    except KeyFault as fault:
        # No view runs yet, so that nobody else would put this into words; a passkey or a recovery code still opens.
        logger.error("%s: %s", request.path, fault.sentence)
        return asked(request, fault.sentence)
    if right is None:
        return asked(request, CLOSED.format(minutes=terms.number("code", "minutes")))
    if not right:
        return asked(request, WRONG)
    renewed(request)
    if OPENING in request.POST:
        return HttpResponseRedirect(request.get_full_path())
    sent = QueryDict(mutable=True)
    for name, value in fields_of(request, OWN):
        sent.appendlist(name, value)
    request.POST = sent  # type: ignore[assignment]  # ours to change: it is the form as first sent
    return None


def is_right(request: HttpRequest, person: Person) -> bool:
    """Whether the code fits; the password counts only for somebody who has nothing stronger."""
    if request.POST.get(PASSKEY):
        return passkeys.accept(request, factors.PROOF, request.POST[PASSKEY]) == person
    if person.authenticators.exists():
        return factors.is_code(person, request.POST.get(CODE, ""))
    return person.check_password(request.POST.get(PASSWORD, ""))


def renewed(request: HttpRequest) -> None:
    """The session goes on under a new key, proven now."""
    session: Any = request.session
    session.cycle_key()
    session[sessions.PROVEN] = now().isoformat()
