"""What a person is asked about their account."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm

from fazhi.web.fields import DressedForm


class LogInForm(DressedForm, AuthenticationForm):
    """Account and password."""

    error_messages = {
        "invalid_login": "账号或密码不正确，没有登录。请核对大小写后重试；连续输错会被临时锁定。",
        "inactive": "这个账号已经停用，请联系本单位安全管理员。",
    }


class PasswordForm(DressedForm, PasswordChangeForm):
    """Old password, and the new one twice. The page itself says the rules."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["new_password1"].help_text = ""
