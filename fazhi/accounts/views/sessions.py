"""Somebody's own account: where they are logged in, and an end to it."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from fazhi.accounts import factors, passwords, sessions, terms
from fazhi.accounts.forms import PasswordForm
from fazhi.accounts.views.log_in import own

CLOSED = "旧密码连续填错次数过多，没有保存。请 {minutes} 分钟后再试；忘记密码的，请联系本单位安全管理员重置。"


def account(request: HttpRequest) -> HttpResponse:
    """The sessions that hold."""
    held = sessions.live(own(request).pk)
    context = {
        "factors": factors.mode_for(own(request)) != "off",
        "sessions": [(row, row.session_key == request.session.session_key) for row in held],
        "idle": terms.number("session", "idle_minutes"),
        "absolute": terms.number("session", "absolute_hours"),
        "most": terms.number("session", "per_person"),
    }
    return render(request, "accounts/account.html", context)


@require_POST
def end_others(request: HttpRequest) -> HttpResponse:
    """End every session of one's own but this."""
    ended = sessions.end_all(own(request).pk, "self", but=request.session.session_key)
    messages.success(request, f"已结束其他 {ended} 处登录。" if ended else "没有其他登录可结束。")
    return redirect("account")


def password(request: HttpRequest) -> HttpResponse:
    """Change one's own password; every other session ends (a trigger of the database sees to it).

    A wrong old password counts like a wrong code: at a desk left open, nobody tries one after the other.
    """
    person, old = own(request), request.POST.get("old_password", "")
    closed = bool(old) and factors.attempt(person, lambda: person.check_password(old)) is None
    # While closed the form is not even looked at: its answer would tell a right guess from a wrong one.
    form = PasswordForm(person, None if closed else request.POST or None)
    if request.method == "POST" and form.is_valid():
        update_session_auth_hash(request, form.save())
        messages.success(request, "密码已经更改，其他各处的登录已经结束；下次登录请使用新密码。")
        return redirect("desk")
    wrong = CLOSED.format(minutes=terms.number("code", "minutes")) if closed else ""
    return render(request, "accounts/password.html", {"form": form, "rules": passwords.rules(), "wrong": wrong})
