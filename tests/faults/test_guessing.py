"""T-20: whoever guesses passwords gets few tries, and nobody is locked out by the guesses of others."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice, product
from random import Random
from types import SimpleNamespace

import pytest
from axes.models import AccessAttempt
from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.hashers import make_password
from django.http import HttpRequest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from fazhi.accounts import terms, throttle
from fazhi.people.models import Person
from tests.faults.lanes import Record, amount, caught, hold, seeds

pytestmark = pytest.mark.django_db
PASSWORD = "The-owner-knows-2026"
OWN, NEW = "203.0.113.7", "198.51.100.200"
CLAIM = "猜口令：每对账号与地址每小时不超过 5 次，每个账号从陌生地址不超过 {spread} 次，本人在自己的地址照常登录"


@pytest.fixture
def accounts(town: str, settings: SimpleNamespace) -> list[str]:
    """As many accounts as addresses will guess at."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    names = [f"staff{number:02}" for number in range(amount(10, 50))]
    hashed = make_password(PASSWORD)
    Person.objects.bulk_create(Person(username=name, name=name, password=hashed) for name in names)
    return names


@pytest.fixture
def judged(monkeypatch: pytest.MonkeyPatch) -> Counter[tuple[str, str]]:
    """How often a password was really compared, by account and address."""
    found: Counter[tuple[str, str]] = Counter()
    compare = ModelBackend.authenticate

    def counted(self: ModelBackend, request: HttpRequest, username: str = "", **rest: str) -> object:
        found[username, request.META["REMOTE_ADDR"]] += 1
        return compare(self, request, username=username, **rest)

    monkeypatch.setattr(ModelBackend, "authenticate", counted)
    return found


def knocks(username: str, address: str, password: str = PASSWORD) -> bool:
    """Whether somebody gets in."""
    client = Client(REMOTE_ADDR=address)
    return client.post(reverse("login"), {"username": username, "password": password}).status_code == 302


def guesses(accounts: list[str], seed: int) -> Iterator[tuple[str, str]]:
    """Every account from every address again and again, in an order of its own each time."""
    pairs = list(product(accounts, [f"198.51.100.{number}" for number in range(1, len(accounts) + 1)]))
    random = Random(seed)
    while True:
        random.shuffle(pairs)
        yield from pairs


def attack(accounts: list[str], seed: int, count: int, judged: Counter[tuple[str, str]]) -> list[str]:
    """What went wrong for the house, in words."""
    for name in accounts:
        assert knocks(name, OWN)
    judged.clear()
    for name, address in islice(guesses(accounts, seed), count):
        knocks(name, address, "guessed")
    limit, spread = terms.number("lock", "failures"), terms.number("lock", "spread_failures")
    found = [f"{name} from {address}: {tries}" for (name, address), tries in judged.items() if tries > limit]
    by_account = Counter(name for name, _ in judged.elements())
    found += [f"{name}: {tries} in all" for name, tries in by_account.items() if tries > spread]
    return found + [f"{name} is locked out at home" for name in accounts if not knocks(name, OWN)]


def test_guessing_from_many_addresses_gets_few_tries_and_locks_nobody_out(
    accounts: list[str], judged: Counter[tuple[str, str]], record_property: Record
) -> None:
    taken = seeds(1, 1)
    count = amount(600, 10_000)
    failures = [sentence for seed in taken for sentence in attack(accounts, seed, count, judged)]
    hold(record_property, "T-20", CLAIM.format(spread=terms.number("lock", "spread_failures")), count, taken, failures)


def test_a_lock_on_the_account_alone_is_caught(
    accounts: list[str], judged: Counter[tuple[str, str]], settings: SimpleNamespace, record_property: Record
) -> None:
    settings.AXES_LOCKOUT_PARAMETERS = ["username"]
    failures = attack(accounts[:3], 1, 30, judged)
    caught(record_property, "T-20", "只按账号锁定：谁都能把别人锁在门外", 30, failures)


def test_no_limit_across_addresses_is_caught(
    accounts: list[str], judged: Counter[tuple[str, str]], monkeypatch: pytest.MonkeyPatch, record_property: Record
) -> None:
    monkeypatch.setattr(throttle, "guessed_everywhere", lambda request: None)
    spread = terms.number("lock", "spread_failures")
    for number in range(spread + 1):
        knocks(accounts[0], f"192.0.2.{number}", "guessed")
    tries = judged.total()
    failures = [f"{accounts[0]}: {tries} in all"] * (tries > spread)
    caught(record_property, "T-20", "不限一个账号从各处合计的次数", spread + 1, failures)


def test_a_new_place_waits_while_an_account_is_guessed_at_and_says_until_when(accounts: list[str]) -> None:
    moment = timezone.now()
    for number in range(10):
        AccessAttempt.objects.create(
            username=accounts[0], ip_address=f"192.0.2.{number}", user_agent="", failures_since_start=5,
            attempt_time=moment, path_info="/login/",
        )  # fmt: skip
    answer = Client(REMOTE_ADDR=NEW).post(reverse("login"), {"username": accounts[0], "password": PASSWORD})
    page = answer.content.decode()
    assert answer.status_code == 429
    assert "从许多地方试密码" in page
    assert f"{(moment + throttle.window()).astimezone(throttle.ZONE):%H:%M}</strong> 以后再试" in page
    assert "安全管理员" in page
    assert knocks(accounts[1], NEW)


def test_a_locked_pair_says_until_when_and_trying_on_does_not_make_it_longer(accounts: list[str]) -> None:
    client = Client(REMOTE_ADDR=NEW)
    said = []
    for _ in range(7):
        page = client.post(reverse("login"), {"username": accounts[0], "password": "wrong"}).content.decode()
        said += re.findall(r"<strong>([^<]+)</strong> 以后再试", page)
    assert len(said) == 3
    attempt = AccessAttempt.objects.get(username=accounts[0])
    assert attempt.failures_since_start == terms.number("lock", "failures")
    until = (attempt.attempt_time + throttle.window()).astimezone(throttle.ZONE)
    assert set(said) == {f"{until.month}月{until.day}日 {until:%H:%M}"}
