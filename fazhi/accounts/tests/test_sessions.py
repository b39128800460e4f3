"""Sessions end: after rest, after a day's work, by their owner's wish, and when what they rest on changes."""

from __future__ import annotations

import re
from datetime import date
from uuid import uuid4

import pytest
from django.contrib.sessions.backends.base import UpdateError
from django.test import Client
from django.urls import reverse

from fazhi.accounts import sessions, terms
from fazhi.accounts.models import Session
from fazhi.accounts.tests.conftest import Watch
from fazhi.accounts.tests.standing import PASSWORD, Browser, log_in
from fazhi.kernel.models import Case
from fazhi.people.models import Appointment, Person, Post

pytestmark = pytest.mark.django_db
DESK = "/"
VILLAGE = "500235116201"
NEW = "Another-long-password-2027"


def is_in(client: Client) -> bool:
    return client.get(DESK).status_code == 200


def told(client: Client) -> str:
    """What the log-in page says to somebody whose session has ended."""
    answer = client.get(DESK)
    assert answer.status_code == 302
    return client.get(answer.headers["Location"]).content.decode()


def test_a_session_that_rests_for_thirty_minutes_ends_and_says_so(browser: Browser, watch: Watch) -> None:
    client = browser("clerk")
    watch.on(minutes=30)
    assert is_in(client)
    watch.on(minutes=30, seconds=1)
    assert "有一段时间没有操作" in told(client)


def test_work_keeps_a_session_alive_for_twelve_hours_and_no_longer(browser: Browser, watch: Watch) -> None:
    client = browser("clerk")
    for _ in range(24 * 60 // 48):
        watch.on(minutes=24)
        assert is_in(client)
    watch.on(minutes=1)
    assert "最长时间" in told(client)


def test_the_numbers_name_the_clauses_they_answer_to() -> None:
    for group in terms._terms().values():
        for entry in group.values():
            assert re.search(r"GB 8\.1\.4\.1|ASVS v5\.0\.0-\d", entry["basis"])
    assert (terms.idle().seconds // 60, terms.absolute().seconds // 3600) == (30, 12)


def test_logging_in_changes_the_key_of_the_session(with_passwords: str) -> None:
    client = Client()
    client.get(reverse("login"))
    session = client.session
    session["before"] = "planted"
    session.save()
    planted = session.session_key
    client.cookies["sessionid"] = planted
    log_in(client, "clerk")
    assert client.session.session_key != planted
    assert not Session.objects.filter(pk=planted).exists()


def test_after_logging_in_again_one_is_back_at_the_page_one_wanted(browser: Browser, watch: Watch) -> None:
    client = browser("clerk")
    watch.on(hours=1)
    away = client.get(reverse("search"), {"q": "王小明"})
    assert away.status_code == 302
    page = client.get(away.headers["Location"]).content.decode()
    wanted = re.search(r'name="next" value="([^"]+)"', page)[1]
    assert log_in(client, "clerk", next=wanted.replace("&amp;", "&")).headers["Location"].startswith("/search/?q=")


def opening() -> dict[str, str]:
    return {
        "village": VILLAGE, "source": "grid", "dispute_type": "neighbours", "parties": "王小明、李春花",
        "summary": "因排水沟改道发生争执", "risk": "yellow", "happened_on": "2026-11-23",
    }  # fmt: skip


def hidden(page: str) -> dict[str, str]:
    return dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page))


def test_a_form_sent_too_late_is_not_saved_and_can_be_sent_again_after_logging_in(
    browser: Browser, watch: Watch
) -> None:
    client = browser("clerk")
    address = reverse("open", args=["disputes", "mediation"])
    watch.on(hours=1)
    late = client.post(address, opening())
    page = late.content.decode()
    assert late.status_code == 403
    assert "没有保存" in page
    assert "有一段时间没有操作" in page
    assert "王小明" not in page, "the token is compressed and signed, not readable over a shoulder"
    assert not Case.objects.exists()
    kept = hidden(page)["kept"]
    asked = client.post(reverse("login"), {"kept": kept}).content.decode()
    assert hidden(asked)["kept"] == kept
    back = log_in(client, "clerk", kept=kept).content.decode()
    assert "接着提交" in back
    again = {name: value for name, value in hidden(back).items() if name != "csrfmiddlewaretoken"}
    assert again == opening()
    assert f'action="{address}"' in back
    assert client.post(address, again).status_code == 302


def test_what_one_person_typed_is_never_shown_to_the_next(browser: Browser, watch: Watch) -> None:
    client = browser("clerk")
    watch.on(hours=1)
    late = client.post(reverse("open", args=["disputes", "mediation"]), opening()).content.decode()
    answer = log_in(client, "editor", kept=hidden(late)["kept"])
    assert answer.status_code == 302
    assert log_in(Client(), "clerk", kept="made:up").status_code == 302


def test_a_password_sent_too_late_is_not_kept_in_the_page(browser: Browser, watch: Watch) -> None:
    client = browser("clerk")
    watch.on(hours=1)
    changing = {"old_password": PASSWORD, "new_password1": NEW, "new_password2": NEW}
    late = client.post(reverse("password"), changing).content.decode()
    assert "没有保存" in late and "还保留在本页" not in late
    assert "kept" not in hidden(late)
    proof = {"note": "同意", "proof_password": PASSWORD}
    late = client.post(reverse("report-sign", args=[2022, uuid4()]), proof).content.decode()
    back = log_in(client, "clerk", kept=hidden(late)["kept"]).content.decode()
    assert {name: value for name, value in hidden(back).items() if name != "csrfmiddlewaretoken"} == {"note": "同意"}


def test_a_form_from_elsewhere_is_refused_before_it_is_kept(with_passwords: str) -> None:
    client = Client(enforce_csrf_checks=True)
    answer = client.post(reverse("open", args=["disputes", "mediation"]), opening())
    assert "页面已经过期" in answer.content.decode()


def test_one_sees_ones_own_sessions_and_ends_the_others(browser: Browser) -> None:
    here, there = browser("clerk"), browser("clerk", user_agent="Mozilla/5.0 (Linux; Android 14) Chrome/150 Mobile")
    other = browser("editor")
    page = here.get(reverse("account")).content.decode()
    assert "Chrome · 安卓" in page
    assert page.count('data-label="网络地址"') == 2
    here.post(reverse("end-sessions"))
    assert is_in(here)
    assert "您在另一处结束了这里的登录" in told(there)
    assert is_in(other)


def test_a_fourth_log_in_ends_the_one_that_rested_longest(browser: Browser, watch: Watch) -> None:
    first = browser("clerk")
    watch.on(minutes=1)
    second = browser("clerk")
    watch.on(minutes=1)
    assert is_in(first)
    third, fourth = browser("clerk"), browser("clerk")
    assert "超过同时登录的上限" in told(second)
    assert all(map(is_in, (first, third, fourth)))


def appoint(person: Person) -> None:
    post = Post.objects.get(role="editor", office__division="500235116000")
    Appointment.objects.create(person=person, post=post, division_id="500235116000", starts_on=date(2026, 11, 1))


CHANGES = {
    "appointed": appoint,
    "dismissed": lambda person: person.appointments.update(ends_on=date(2026, 12, 31)),
    "other_post": lambda person: person.appointments.update(post=Post.objects.get(role="editor")),
    "disabled": lambda person: Person.objects.filter(pk=person.pk).update(is_active=False),
    "new_password": lambda person: Person.objects.filter(pk=person.pk).update(password="!another"),
}


@pytest.mark.parametrize("change", list(CHANGES))
def test_a_session_ends_when_what_it_rests_on_changes(browser: Browser, change: str) -> None:
    client, other = browser("clerk"), browser("editor")
    CHANGES[change](Person.objects.get(username="clerk"))
    assert "请重新登录" in told(client)
    assert is_in(other)


def test_whoever_changes_the_password_stays_and_every_other_session_ends(browser: Browser) -> None:
    here, there = browser("clerk"), browser("clerk")
    before = here.session.session_key
    here.post(reverse("password"), {"old_password": PASSWORD, "new_password1": NEW, "new_password2": NEW})
    assert is_in(here)
    assert here.session.session_key != before
    assert "密码或账号状态已更改" in told(there)


def test_nobody_tries_old_passwords_one_after_the_other_at_a_desk_left_open(browser: Browser, watch: Watch) -> None:
    client, address = browser("clerk"), reverse("password")
    typed = {"new_password1": NEW, "new_password2": NEW}
    for _ in range(terms.number("code", "failures")):
        assert "旧密码不正确，没有保存" in client.post(address, {"old_password": "wrong", **typed}).content.decode()
    for guess in (PASSWORD, "wrong"):
        told_now = client.post(address, {"old_password": guess, **typed}).content.decode()
        assert "15 分钟后再试" in told_now
        assert "旧密码不正确" not in told_now
    assert Person.objects.get(username="clerk").check_password(PASSWORD)
    watch.on(minutes=15, seconds=1)
    assert client.post(address, {"old_password": PASSWORD, **typed}).status_code == 302


def test_a_request_under_way_does_not_bring_an_ended_session_back(browser: Browser) -> None:
    client = browser("clerk")
    under_way = sessions.SessionStore(client.session.session_key)
    under_way["place"] = "somewhere"
    sessions.end_all(Person.objects.get(username="clerk").pk, "self")
    with pytest.raises(UpdateError):
        under_way.save()
    assert not is_in(client)


def test_large_print_ends_no_session(browser: Browser) -> None:
    client, there = browser("clerk"), browser("clerk")
    client.post(reverse("large-print"))
    assert is_in(client)
    assert is_in(there)
