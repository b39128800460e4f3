"""What a password must be, by the policy that FAZHI_PASSWORD_POLICY names: `gb` (the default) or `asvs`.

They contradict each other in two points; the numbers of both stand in terms.yaml. Common passwords and those made from
the person's own name are refused by both.
"""

from __future__ import annotations

import os
from datetime import timedelta
from typing import Any

from django.contrib.auth.hashers import check_password
from django.contrib.auth.password_validation import CommonPasswordValidator, UserAttributeSimilarityValidator
from django.core.exceptions import ValidationError

from fazhi.accounts import terms
from fazhi.accounts.models import OldPassword
from fazhi.kernel.today import now
from fazhi.people.models import Person

POLICIES = ("gb", "asvs")
CLASSES = (str.isupper, str.islower, str.isdigit, lambda letter: not letter.isalnum())


class WrongPolicy(ValueError):
    """FAZHI_PASSWORD_POLICY names no policy."""


def policy() -> str:
    """The policy in force."""
    named = os.environ.get("FAZHI_PASSWORD_POLICY", "gb")
    if named not in POLICIES:
        raise WrongPolicy(f"FAZHI_PASSWORD_POLICY 的“{named}”不对：应为 {' 或 '.join(POLICIES)}；没有启动。")
    return named


def number(name: str) -> int:
    """One number of the policy in force."""
    return terms.number(f"password_{policy()}", name)


def rules() -> list[str]:
    """The policy in sentences, for whoever chooses a password."""
    found = [f"不少于 {number('length')} 位。"]
    if number("classes"):
        found.append(f"大写字母、小写字母、数字、其他字符，至少有其中 {number('classes')} 类。")
    if number("remembered"):
        found.append(f"不能与最近 {number('remembered')} 次用过的相同。")
    return [*found, "不能是常见密码，不能由姓名、账号拼成。"]


class PolicyValidator:
    """Length, kinds of character and earlier passwords, as the policy says; remembers what was chosen."""

    def validate(self, password: str, user: Any = None) -> None:
        """ValidationError with one sentence for each thing that is wrong."""
        found = []
        if len(password) < number("length"):
            found.append(f"密码太短，没有保存：至少 {number('length')} 位，现在是 {len(password)} 位。")
        if sum(any(map(has, password)) for has in CLASSES) < number("classes"):
            found.append(f"密码太简单，没有保存：大写字母、小写字母、数字、其他字符中至少要有 {number('classes')} 类。")
        if not found and isinstance(user, Person) and was_used(user, password):
            found.append(f"这个密码最近用过，没有保存：不能与最近 {number('remembered')} 次用过的相同。")
        if found:
            raise ValidationError(found)

    def password_changed(self, password: str, user: Any = None) -> None:
        """Called by Django once the new password is saved."""
        if isinstance(user, Person):
            OldPassword.objects.create(person=user, password=user.password, chosen_at=now())
            # As many as the strictest policy looks at: the switch may be turned.
            most = max(terms.number(f"password_{one}", "remembered") for one in POLICIES)
            kept = OldPassword.objects.filter(person=user).order_by("-chosen_at", "-id").values_list("pk", flat=True)
            OldPassword.objects.filter(person=user).exclude(pk__in=list(kept[:most])).delete()

    def get_help_text(self) -> str:
        """For Django's own pages."""
        return "".join(rules())


class OwnNameValidator(UserAttributeSimilarityValidator):
    """Not made from the account or the name."""

    def get_error_message(self) -> str:
        return "密码与%(verbose_name)s太相似，没有保存。请换一个不含姓名、账号的。"


class CommonValidator(CommonPasswordValidator):
    """None of those that are tried first."""

    def get_error_message(self) -> str:
        return "这个密码太常见，没有保存。请换一个别人猜不到的。"


def was_used(person: Person, password: str) -> bool:
    """Whether a password is one of the last ones."""
    kept = OldPassword.objects.filter(person=person).order_by("-chosen_at", "-id")[: number("remembered")]
    used = [one.password for one in kept] or ([person.password] if number("remembered") else [])
    return any(check_password(password, one) for one in used)


def reminder(person: Person) -> str:
    """A sentence for whoever has kept a password too long; a passkey is the way out of changing it."""
    days = number("remind_days")
    if not days or person.authenticators.filter(kind="passkey").exists():
        return ""
    chosen = (
        OldPassword.objects.filter(person=person).order_by("-chosen_at").values_list("chosen_at", flat=True).first()
    )
    if chosen is None or now() - chosen < timedelta(days=days):
        return ""
    return f"您的密码已用满 {days} 天，请在“账号与登录”中更换；登记通行密钥、不用密码登录的，不必再定期更换。"
