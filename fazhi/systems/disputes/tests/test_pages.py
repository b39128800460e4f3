"""Intake over HTTP: a possible duplicate is shown once, then joined or registered, as the person says."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from fazhi.kernel.models import Case
from fazhi.kernel.today import today
from fazhi.people import scopes
from fazhi.people.actors import Actor
from fazhi.people.identifiers import new_id
from fazhi.people.models import Person
from fazhi.systems.disputes.models import DisputeRow, SourceRecord
from fazhi.systems.disputes.tests.telling import REPORT, report

pytestmark = pytest.mark.django_db
OPEN = "/open/disputes/mediation/"


@pytest.fixture
def client_of(actor: Callable[[str], Actor]) -> Callable[[str], Client]:
    def logged_in(username: str) -> Client:
        client = Client()
        client.force_login(Person.objects.get(username=username), "django.contrib.auth.backends.ModelBackend")
        return client

    return logged_in


def sent(**changes: str) -> dict[str, str]:
    return {**REPORT, "happened_on": today().isoformat(), "request": str(new_id()), **changes}


def count(actor: Callable[[str], Actor]) -> int:
    with scopes.within(actor("clerk").town):
        return DisputeRow.objects.count()


def test_a_report_becomes_one_dispute_however_often_it_is_sent(
    client_of: Callable[[str], Client], actor: Callable[[str], Actor]
) -> None:
    form = sent()
    for _ in range(2):
        answer = client_of("grid_worker").post(OPEN, {**form, "seen": "on"})
        assert answer.status_code == 302
    assert count(actor) == 1


def test_a_possible_duplicate_is_shown_before_anything_is_registered(
    client_of: Callable[[str], Client], actor: Callable[[str], Actor]
) -> None:
    case = report(actor("clerk"), today())
    answer = client_of("clerk").post(OPEN, sent(source="hotline"))
    page = answer.content.decode()
    assert answer.status_code == 422
    shown = page[page.index('id="possible"') :]
    assert case.number in shown and "仍然登记" in shown
    assert "覃**" in shown and "大山" not in shown
    assert count(actor) == 1
    # The return key presses a form's first button: it must not be one that joins.
    form = page[page.index("csrfmiddlewaretoken", page.index("<main")) :]
    assert form.index('type="submit"') < form.index('name="village"') < form.index(f'name="join" value="{case.pk}"')


def test_joining_adds_a_source_and_no_dispute(
    client_of: Callable[[str], Client], actor: Callable[[str], Actor]
) -> None:
    case = report(actor("clerk"), today())
    answer = client_of("clerk").post(OPEN, sent(source="hotline", seen="on", join=str(case.pk)))
    assert answer.status_code == 302 and str(case.pk) in answer.url
    assert count(actor) == 1
    with scopes.within(case.town):
        assert [one.source for one in SourceRecord.objects.filter(case=case)] == ["visit", "hotline"]


def test_the_person_may_register_it_all_the_same(
    client_of: Callable[[str], Client], actor: Callable[[str], Actor]
) -> None:
    report(actor("clerk"), today())
    assert client_of("clerk").post(OPEN, sent(seen="on")).status_code == 302
    assert count(actor) == 2


def test_the_fragment_shows_duplicates_of_ones_own_villages_only(
    client_of: Callable[[str], Client], actor: Callable[[str], Actor]
) -> None:
    case = report(actor("clerk"), today())
    asked = {"village": REPORT["village"], "parties": "覃小河", "summary": "", "happened_on": today().isoformat()}
    assert case.number in client_of("grid_worker").post("/disputes/duplicates/", asked).content.decode()
    assert case.number not in client_of("stranger").post("/disputes/duplicates/", asked).content.decode()
    wrong = client_of("clerk").post("/disputes/duplicates/", {**asked, "village": "青石村", "happened_on": "昨天"})
    assert (wrong.status_code, wrong.content.decode().strip()) == (200, "")


def test_the_case_page_masks_names_until_a_reason_is_given(
    client_of: Callable[[str], Client], actor: Callable[[str], Actor]
) -> None:
    case = report(actor("clerk"), today())
    client = client_of("clerk")
    page = client.get(f"/cases/{case.pk}/").content.decode()
    assert "覃**" in page and "大山" not in page and "138****0001" in page
    assert "大山" not in client.post(f"/cases/{case.pk}/unmask/", {"reason": "看"}).content.decode()
    opened = client.post(f"/cases/{case.pk}/unmask/", {"reason": "送达调解通知"}).content.decode()
    assert "覃大山" in opened and "13800000001" in opened


def test_another_town_does_not_see_the_case(client_of: Callable[[str], Client], actor: Callable[[str], Actor]) -> None:
    case = report(actor("clerk"), today())
    assert client_of("stranger").get(f"/cases/{case.pk}/").status_code == 404
    assert Case.objects.count() == 0
