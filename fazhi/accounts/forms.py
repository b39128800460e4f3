"""What a person is asked about their account."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm
from django.core.validators import MaxLengthValidator
from django.http import HttpRequest

from fazhi.accounts.models import FactorReset
from fazhi.people.models import Person
from fazhi.web.fields import DressedForm

SHORTEST_REASON = 4


class LogInForm(DressedForm, AuthenticationForm):
    """Account and password."""

    error_messages = {
        "invalid_login": "账号或密码不正确，没有登录。请核对大小写后重试；连续输错会被临时锁定。",
        "inactive": "这个账号已经停用，没有登录。请联系本单位安全管理员。",
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Django tells the browser only; what is longer must not reach the table of attempts either.
        username = self.fields["username"]
        username.validators.append(
            MaxLengthValidator(username.max_length, "账号最长 %(limit_value)s 个字，没有登录。请核对账号。")
        )


def username_of(request: HttpRequest) -> str:
    """The account that a log-in form names, read as the form itself reads it; empty when the form will refuse it."""
    try:
        return str(LogInForm(request).fields["username"].clean(request.POST.get("username", "")))
    except forms.ValidationError:
        return ""


class PasswordForm(DressedForm, PasswordChangeForm):
    """Old password, and the new one twice. The page itself says the rules."""

    error_messages = {  # Django declares it so
        "password_incorrect": "旧密码不正确，没有保存。请核对大小写后重新填写。",
        "password_mismatch": "两次填写的新密码不一样，没有保存。请重新填写。",
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["new_password1"].help_text = ""


class ResetForm(forms.Form):
    """Whose second factors are taken away, and why."""

    username = forms.CharField(max_length=Person._meta.get_field("username").max_length)
    reason = forms.CharField(min_length=SHORTEST_REASON, max_length=FactorReset._meta.get_field("reason").max_length)
