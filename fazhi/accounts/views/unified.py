"""There and back: log-in by a county's unified identity."""

from __future__ import annotations

import logging

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from fazhi.accounts import unified
from fazhi.accounts.entering import enter
from fazhi.accounts.forms import LogInForm
from fazhi.accounts.onward import NEXT, next_address, onward
from fazhi.accounts.views.log_in import page_of

logger = logging.getLogger(__name__)
ABSENT = unified.NotIn("本平台没有启用统一身份认证，没有登录。请用账号和密码登录。")


@login_not_required
@require_safe
def there(request: HttpRequest) -> HttpResponse:
    """Send the browser to the provider; where it wanted to go waits in the session."""
    known = unified.provider()
    if known is None:
        return refused(request, ABSENT)
    request.session[NEXT] = next_address(request)
    try:
        return unified.leave_for(request, known, request.build_absolute_uri(reverse("unified-back")))
    except unified.NotIn as refusal:
        return refused(request, refusal)


@login_not_required
@require_safe
def back(request: HttpRequest) -> HttpResponse:
    """The browser comes back with a code."""
    known = unified.provider()
    if known is None:
        return refused(request, ABSENT)
    try:
        person = unified.person_back(request, known)
    except unified.NotIn as refusal:
        return refused(request, refusal)
    enter(request, person)
    return onward(request, person)


def refused(request: HttpRequest, refusal: unified.NotIn) -> HttpResponse:
    """The log-in page with a sentence; the cause goes to the server's log."""
    logger.warning("%s", refusal)
    return page_of(request, LogInForm(request), refusal.sentence)
