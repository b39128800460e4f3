"""Two policies that contradict each other, each as it says, by one switch."""

from __future__ import annotations

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from fazhi.accounts import passwords
from fazhi.accounts.models import Authenticator, OldPassword
from fazhi.accounts.tests.conftest import Watch
from fazhi.accounts.tests.standing import PASSWORD, Browser, log_in
from fazhi.kernel.today import now
from fazhi.people.models import Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk(with_passwords: str) -> Person:
    return Person.objects.get(username="clerk")


def refusal(password: str, person: Person) -> str:
    try:
        validate_password(password, person)
    except ValidationError as error:
        return "".join(error.messages)
    return ""


@pytest.mark.parametrize(
    ("password", "gb", "asvs"),
    [
        ("Kx7-qmPz2vL", "密码太短", "密码太短"),
        ("Kx7-qmPz2vLw", "", "密码太短"),
        ("mqpzvlwkxtrgbn", "密码太简单", "密码太短"),
        ("mqpzvlwkxtrgbnhs", "密码太简单", ""),
        ("春江潮水连海平滟滟随波千万里", "密码太简单", "密码太短"),
        ("春江潮水连海平滟滟随波千万里何处", "密码太简单", ""),
    ],
)
def test_the_two_policies_differ_in_length_and_kinds_of_character(
    clerk: Person, monkeypatch: pytest.MonkeyPatch, password: str, gb: str, asvs: str
) -> None:
    for policy, expected in (("gb", gb), ("asvs", asvs)):
        monkeypatch.setenv("FAZHI_PASSWORD_POLICY", policy)
        found = refusal(password, clerk)
        assert (expected in found) if expected else not found, (policy, found)


@pytest.mark.parametrize("policy", passwords.POLICIES)
def test_common_passwords_and_ones_own_name_are_refused_by_both(
    clerk: Person, monkeypatch: pytest.MonkeyPatch, policy: str
) -> None:
    monkeypatch.setenv("FAZHI_PASSWORD_POLICY", policy)
    clerk.username = "HuangLiQing2026"
    assert "太常见，没有保存" in refusal("1qaz2wsx3edc4rfv", clerk)
    assert "与账号太相似，没有保存" in refusal("HuangLiQing-2026", clerk)


@pytest.mark.parametrize(("policy", "again"), [("gb", False), ("asvs", True)])
def test_an_earlier_password_comes_back_only_where_nobody_must_change_it(
    clerk: Person, monkeypatch: pytest.MonkeyPatch, policy: str, again: bool
) -> None:
    for number in range(6):
        clerk.set_password(f"Sixth-long-password-{number}")
        clerk.save()
    monkeypatch.setenv("FAZHI_PASSWORD_POLICY", policy)
    assert OldPassword.objects.filter(person=clerk).count() == 5
    assert (refusal("Sixth-long-password-1", clerk) == "") is again
    assert refusal("Sixth-long-password-0", clerk) == ""


def chosen(person: Person) -> None:
    person.set_password(PASSWORD)
    person.save()


def desk_after_logging_in() -> str:
    client = Client()
    log_in(client, "clerk")
    return client.get(reverse("desk")).content.decode()


def test_after_ninety_days_a_reminder_and_no_lock(clerk: Person, watch: Watch, monkeypatch: pytest.MonkeyPatch) -> None:
    chosen(clerk)
    watch.on(days=89)
    assert "已用满 90 天" not in desk_after_logging_in()
    watch.on(days=1)
    assert "已用满 90 天" in desk_after_logging_in()
    monkeypatch.setenv("FAZHI_PASSWORD_POLICY", "asvs")
    assert "已用满" not in desk_after_logging_in()


def test_a_passkey_is_the_way_out_of_changing_passwords(clerk: Person, watch: Watch) -> None:
    chosen(clerk)
    watch.on(days=90)
    assert passwords.reminder(clerk)
    Authenticator.objects.create(person=clerk, kind="passkey", title="电脑", credential="x", made_at=now())
    assert not passwords.reminder(clerk)


def test_the_page_says_the_rules_before_one_breaks_them(browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    client = browser("clerk")
    assert "不少于 12 位" in client.get(reverse("password")).content.decode()
    monkeypatch.setenv("FAZHI_PASSWORD_POLICY", "asvs")
    page = client.get(reverse("password")).content.decode()
    assert "不少于 15 位" in page
    assert "大写字母" not in page


def test_a_policy_that_does_not_exist_is_refused_at_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FAZHI_PASSWORD_POLICY", "simple")
    with pytest.raises(passwords.WrongPolicy, match="simple"):
        passwords.policy()
