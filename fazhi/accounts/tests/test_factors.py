"""The second factor: asked on every way in, good once, set up by its owner, taken away by a security administrator."""

from __future__ import annotations

import base64
import re
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from fazhi.accounts import factors, recovery, secrets, terms, totp
from fazhi.accounts.models import Authenticator, FactorReset, RecoveryCode
from fazhi.accounts.tests.conftest import Watch
from fazhi.accounts.tests.standing import NEW_PASSWORD, PASSWORD, Browser, code_of, log_in
from fazhi.kernel.models import LogEntry
from fazhi.people import scopes
from fazhi.people.models import Appointment, Office, Person, Post

# What differs from answer to answer whatever was asked.
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="[^"]*"')
pytestmark = pytest.mark.django_db
DESK, SECOND = "/", "/login/second/"
SEED = bytes(range(20))


@pytest.fixture
def enrolled(with_passwords: str, watch: Watch) -> Person:
    """The clerk, with an authenticator app and recovery codes."""
    person = Person.objects.get(username="clerk")
    assert totp.enrol(person, SEED, code_of(SEED))
    watch.on(minutes=1)
    return person


@pytest.fixture
def security_admin(with_passwords: str) -> Person:
    office = Office.objects.get(division="500235116000", name="党政办")
    post = Post.objects.create(office=office, title="安全管理员", role="security_admin")
    person = Person.objects.create_person("security_admin", "安安全", PASSWORD)
    Appointment.objects.create(person=person, post=post, division_id="500235116000", starts_on=date(2020, 1, 1))
    return person


def is_in(client: Client) -> bool:
    return client.get(DESK).status_code == 200


def test_codes_are_those_of_the_standard() -> None:
    """RFC 6238, appendix B: the seed 12345678901234567890 at 1970-01-01 00:00:59 (the last six of its eight digits)."""
    assert totp._code(b"12345678901234567890", 59 // totp.STEP) == b"287082"


def test_the_password_alone_opens_nothing_once_an_app_is_set_up(enrolled: Person) -> None:
    client = Client()
    page = log_in(client, "clerk").content.decode()
    assert "二次核验" in page
    for address in (DESK, reverse("rules"), reverse("account"), reverse("password"), "/report/"):
        assert client.get(address).status_code == 302, address
    assert client.get(reverse("login")).headers["Location"].startswith(SECOND)
    # Nor may another factor be set up beside the one that is asked for.
    for address in (reverse("factors"), reverse("enrol-totp")):
        assert client.get(address).headers["Location"] == reverse("login")
    assert client.post(reverse("passkey-options", args=["enrol"])).status_code == 404
    before = client.session.session_key
    client.post(SECOND, {"code": code_of(SEED)})
    assert is_in(client)
    assert client.session.session_key != before


def test_a_deep_link_is_reached_after_both_factors(enrolled: Person) -> None:
    client = Client()
    page = log_in(client, "clerk", next="/rules/").content.decode()
    assert 'name="next" value="/rules/"' in page
    assert client.post(SECOND, {"code": code_of(SEED), "next": "/rules/"}).headers["Location"] == "/rules/"


def test_a_code_opens_once(enrolled: Person, watch: Watch) -> None:
    first, second = Client(), Client()
    code = code_of(SEED)
    log_in(first, "clerk")
    log_in(second, "clerk")
    first.post(SECOND, {"code": code})
    assert is_in(first)
    assert "核验码不对" in second.post(SECOND, {"code": code}).content.decode()
    assert not is_in(second)
    watch.on(seconds=30)
    second.post(SECOND, {"code": code_of(SEED)})
    assert is_in(second)


def test_a_code_older_than_one_step_does_not_open(enrolled: Person, watch: Watch) -> None:
    code = code_of(SEED)
    watch.on(seconds=60)
    assert not factors.is_code(enrolled, code)


def test_a_recovery_code_opens_once_however_it_is_typed(enrolled: Person) -> None:
    code = recovery.renew(enrolled)[0]
    client = Client()
    log_in(client, "clerk")
    client.post(SECOND, {"code": code.lower().replace("-", " ")})
    assert is_in(client)
    assert not factors.is_code(enrolled, code)
    assert recovery.left(enrolled) == terms.number("code", "recovery_codes") - 1
    assert not RecoveryCode.objects.filter(digest__icontains=code.replace("-", "")).exists()


def test_after_five_wrong_codes_the_right_one_waits_a_quarter_of_an_hour(enrolled: Person, watch: Watch) -> None:
    client = Client()
    log_in(client, "clerk")
    for _ in range(5):
        assert "核验码不对" in client.post(SECOND, {"code": "000000"}).content.decode()
    elsewhere = Client(REMOTE_ADDR="198.51.100.7")
    log_in(elsewhere, "clerk")
    told = elsewhere.post(SECOND, {"code": code_of(SEED)}).content.decode()
    assert "15 分钟后再试" in told
    assert "安全管理员" in told
    watch.on(minutes=15, seconds=1)
    client.post(SECOND, {"code": code_of(SEED)})
    assert is_in(client)


@pytest.mark.parametrize("switch", ["required", "offered,business=required"])
def test_whoever_owes_a_factor_may_only_set_one_up(
    with_passwords: str, monkeypatch: pytest.MonkeyPatch, switch: str
) -> None:
    monkeypatch.setenv("FAZHI_SECOND_FACTOR", switch)
    client = Client()
    answer = log_in(client, "clerk")
    assert answer.headers["Location"].startswith(reverse("factors"))
    assert client.get(DESK).status_code == 302
    assert client.get(reverse("password")).status_code == 302
    assert "须有二次核验" in client.get(reverse("factors")).content.decode()
    page = client.get(reverse("enrol-totp")).content.decode()
    seed = base64.b32decode(re.search(r'class="seed">([A-Z2-7 ]+)<', page)[1].replace(" ", ""))
    sealed = re.search(r'name="seed" value="([^"]+)"', page)[1]
    wrong = client.post(reverse("enrol-totp"), {"seed": sealed, "code": "000000"}).content.decode()
    assert "没有登记" in wrong
    assert sealed.split(":")[0] in wrong, "the same seed is asked again"
    done = client.post(reverse("enrol-totp"), {"seed": sealed, "code": code_of(seed)}).content.decode()
    codes = re.findall(r"<code>([0-9A-Z-]+)</code>", done)
    assert len(codes) == 10
    assert is_in(client)
    assert factors.is_code(Person.objects.get(username="clerk"), codes[3])


def test_a_session_of_before_the_switch_owes_the_factor_too(browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    client = browser("clerk")
    assert is_in(client)
    monkeypatch.setenv("FAZHI_SECOND_FACTOR", "required")
    assert not is_in(client)
    late = client.post(reverse("large-print"))
    assert late.status_code == 403
    assert "没有完成二次核验" in late.content.decode()


def test_a_switch_that_is_not_understood_is_refused_at_the_start() -> None:
    with pytest.raises(factors.WrongSwitch, match="maybe"):
        factors.modes("maybe")
    with pytest.raises(factors.WrongSwitch, match="kings=required"):
        factors.modes("offered,kings=required")


def test_without_a_switch_nobody_is_asked_and_everybody_may(browser: Browser) -> None:
    client = browser("clerk")
    assert is_in(client)
    assert "登记动态口令" in client.get(reverse("factors")).content.decode()


def test_changing_the_password_does_not_replace_the_second_factor(enrolled: Person, watch: Watch) -> None:
    client = Client()
    log_in(client, "clerk")
    client.post(SECOND, {"code": code_of(SEED)})
    changed = {"old_password": PASSWORD, "new_password1": NEW_PASSWORD, "new_password2": NEW_PASSWORD}
    assert client.post(reverse("password"), changed).status_code == 302
    again = Client()
    assert "二次核验" in log_in(again, "clerk", NEW_PASSWORD).content.decode()
    assert not is_in(again)


def test_the_seed_lies_encrypted_and_follows_the_master_key(enrolled: Person) -> None:
    held = Authenticator.objects.get(person=enrolled)
    for shape in (SEED.hex(), base64.b32encode(SEED).decode(), base64.b64encode(SEED).decode()):
        assert shape not in held.secret
    assert secrets.opened(held) == SEED
    other = Authenticator(person_id=held.person_id, kind="totp", secret=held.secret)
    with pytest.raises(Exception, match="解不开"):
        secrets.opened(other)


def test_setting_up_a_factor_ends_every_other_session(browser: Browser, enrolled: Person, watch: Watch) -> None:
    here, there = Client(), Client()
    for client in (here, there):
        watch.on(seconds=30)
        log_in(client, "clerk")
        client.post(SECOND, {"code": code_of(SEED)})
    page = here.get(reverse("enrol-totp")).content.decode()
    sealed = re.search(r'name="seed" value="([^"]+)"', page)[1]
    seed = base64.b32decode(re.search(r'class="seed">([A-Z2-7 ]+)<', page)[1].replace(" ", ""))
    here.post(reverse("enrol-totp"), {"seed": sealed, "code": code_of(seed)})
    assert is_in(here)
    assert not is_in(there)


def test_another_persons_seed_cannot_be_kept(browser: Browser) -> None:
    theirs = browser("editor").get(reverse("enrol-totp")).content.decode()
    sealed = re.search(r'name="seed" value="([^"]+)"', theirs)[1]
    seed = base64.b32decode(re.search(r'class="seed">([A-Z2-7 ]+)<', theirs)[1].replace(" ", ""))
    browser("clerk").post(reverse("enrol-totp"), {"seed": sealed, "code": code_of(seed)})
    assert not Authenticator.objects.exists()


def test_the_last_factor_stays_where_one_is_required(
    browser: Browser, enrolled: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = Client()
    log_in(client, "clerk")
    client.post(SECOND, {"code": code_of(SEED)})
    held = str(Authenticator.objects.get().pk)
    monkeypatch.setenv("FAZHI_SECOND_FACTOR", "required")
    client.post(reverse("factor-remove"), {"factor": held})
    assert Authenticator.objects.exists()
    monkeypatch.setenv("FAZHI_SECOND_FACTOR", "offered")
    client.post(reverse("factor-remove"), {"factor": held})
    assert not Authenticator.objects.exists()


def test_a_security_administrator_resets_a_factor_for_a_reason_that_stays_in_the_log(
    enrolled: Person, security_admin: Person, browser: Browser, town: str
) -> None:
    recovery.renew(enrolled)
    theirs = Client()
    log_in(theirs, "clerk")
    theirs.post(SECOND, {"code": code_of(SEED)})
    client = browser("security_admin")
    page = client.get(reverse("people")).content.decode()
    assert "动态口令" in page
    assert "外镇人" not in page
    assert "没有重置" in reset(client, "clerk", "丢")
    assert "不能重置自己" in reset(client, "security_admin", "换了手机")
    elsewhere, nowhere = (reset(client, username, "换了手机") for username in ("stranger", "nobody"))
    assert TOKEN.sub("", elsewhere) == TOKEN.sub("", nowhere)
    assert "没有找到这个账号" in reset(client, "stranger", "换了手机")
    assert Authenticator.objects.filter(person=enrolled).exists()
    assert "已重置黎经办" in reset(client, "clerk", "手机丢失，当面核实")
    assert not Authenticator.objects.filter(person=enrolled).exists()
    assert recovery.left(enrolled) == 0
    assert not is_in(theirs)
    with scopes.within(town):
        row = FactorReset.objects.get()
        assert (row.person, row.administrator, row.reason) == (enrolled, security_admin, "手机丢失，当面核实")
        assert LogEntry.objects.get(action="accounts.reset").row == str(row.pk)


def reset(client: Client, username: str, reason: str) -> str:
    return client.post(reverse("factor-reset"), {"username": username, "reason": reason}, follow=True).content.decode()


def test_whatever_is_typed_as_a_reason_is_answered_with_a_sentence(
    enrolled: Person, security_admin: Person, browser: Browser
) -> None:
    client = browser("security_admin")
    assert "没有找到这个账号" in reset(client, "cl\0erk", "手机丢失")
    for reason in ("手机\0丢失", "丢" * 201, "   丢   "):
        assert "没有重置" in reset(client, "clerk", reason)
    assert Authenticator.objects.filter(person=enrolled).exists()


@pytest.mark.parametrize("username", ["clerk", "system_admin", "secretary"])
def test_nobody_else_resets_anything(browser: Browser, enrolled: Person, username: str) -> None:
    client = browser("editor" if username == "clerk" else username)
    assert client.post(reverse("factor-reset"), {"username": "clerk", "reason": "换了手机"}).status_code == 403
    assert client.get(reverse("people")).status_code == 403
    assert Authenticator.objects.exists()


@pytest.mark.parametrize("answer", ["null", "[]", "1", "{}", "\0", '{"id": "x"}', '{"response": null}'])
def test_an_answer_that_no_browser_has_made_is_refused(browser: Browser, answer: str) -> None:
    client = browser("clerk")
    client.post(reverse("passkey-options", args=["enrol"]))
    assert client.post(reverse("enrol-passkey"), {"passkey": answer}).status_code == 422
    outside = Client()
    outside.post(reverse("passkey-options", args=["login"]))
    assert "没有登录" in outside.post(reverse("passkey-log-in"), {"passkey": answer}).content.decode()
    assert not Authenticator.objects.exists()
