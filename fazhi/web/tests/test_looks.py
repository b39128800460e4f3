"""Who looks is on record: files that are taken away, single files opened from above, and who reads the record."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from fazhi.kernel import unmask
from fazhi.kernel.act import Refused
from fazhi.kernel.models import Case, Clock, Download, Evidence, LogEntry, Unmasking
from fazhi.kernel.today import at
from fazhi.people import scopes
from fazhi.people.models import Appointment, Office, Person, Post
from fazhi.web.tests.standing import VILLAGE, Open, Visit

pytestmark = pytest.mark.django_db
REASON = {"reason": "核对县级转办事项"}
Photo = tuple[Case, Evidence]


@pytest.fixture
def photo(visit: Visit, town: str) -> Photo:
    """A dispute that the grid worker registered, with a photo."""
    said = {
        "happened_on": "2026-11-23",
        "village": VILLAGE,
        "source": "grid",
        "dispute_type": "neighbours",
        "parties": "王小明 13812345678、李春花",
        "summary": "王小明与李春花因排水沟改道发生争执",
        "risk": "yellow",
        "seen": "on",
        "paper_photo": SimpleUploadedFile("王小明家门口.jpg", b"photo", "image/jpeg"),
    }
    answer = visit("grid_worker").post(reverse("open", args=["disputes", "mediation"]), said)
    assert answer.status_code == 302, answer.content.decode()
    with scopes.within(town):
        return Case.objects.get(), Evidence.objects.get()


def standing(username: str, role: str, division: str) -> Person:
    person = Person.objects.create_person(username, f"某{username}")
    office = Office.objects.get_or_create(division_id=division, name="审计办")[0]
    post = Post.objects.create(office=office, title=username, role=role)
    Appointment.objects.create(person=person, post=post, division_id=division, starts_on=date(2020, 1, 1))
    return person


def looks(case: Case) -> list[tuple[str, str, str]]:
    with scopes.within(case.town):
        return [(one.name, one.kind, one.reason) for one in unmask.history(case)]


def test_whoever_brought_a_file_takes_it_back_without_being_asked_and_it_is_on_record(
    visit: Visit, photo: Photo
) -> None:
    case, kept = photo
    answer = visit("grid_worker").get(reverse("evidence", args=[kept.pk]))
    assert answer.content == b"photo"
    assert looks(case) == [("廖网格", "下载", "王小明家门口.jpg")]
    with scopes.within(case.town):
        assert LogEntry.objects.filter(action="download", table="kernel_download").count() == 1


def test_the_handler_takes_files_without_being_asked(visit: Visit, photo: Photo) -> None:
    case, kept = photo
    accepted = {"happened_on": "2026-11-23", "consent": "all", "mediator": "冉调解", "mediator_choice": "chosen"}
    client = visit("mediator")
    assert client.post(reverse("step", args=[case.pk, "accept"]), accepted).status_code == 302
    with scopes.within(case.town):
        assert str(Case.objects.get().handler.person.username) == "mediator"
    assert client.get(reverse("evidence", args=[kept.pk])).status_code == 200
    assert visit("second_mediator").get(reverse("evidence", args=[kept.pk])).status_code == 302


def test_anybody_else_gives_a_reason_first_and_it_holds_for_the_day(visit: Visit, photo: Photo) -> None:
    case, kept = photo
    client, file = visit("mayor"), reverse("evidence", args=[kept.pk])
    asked = client.get(file)
    assert asked.headers["Location"] == reverse("reason", args=[case.pk])
    page = client.get(asked.headers["Location"]).content.decode()
    assert "您不是本件的承办人" in page
    assert "王小明" not in page
    assert client.post(asked.headers["Location"], {"reason": "看"}).status_code == 422
    assert client.post(asked.headers["Location"], REASON).headers["Location"] == reverse("case", args=[case.pk])
    assert client.get(file).content == b"photo"
    assert client.get(file).content == b"photo"
    taken = ("向镇长", "下载", "王小明家门口.jpg")
    assert looks(case) == [taken, taken, ("向镇长", "查看", REASON["reason"])]
    with at(date(2026, 11, 24)):
        assert client.get(file).status_code == 302


def test_a_form_with_names_in_it_is_a_look(visit: Visit, photo: Photo, monkeypatch: pytest.MonkeyPatch) -> None:
    case, _ = photo
    client = visit("mediator")
    accepted = {"happened_on": "2026-11-23", "consent": "all", "mediator": "冉调解", "mediator_choice": "chosen"}
    sat = {"place": "村委会", "mediators": "冉调解", "attendants": "双方", "notes": "同意", "result": "agreed"}
    client.post(reverse("step", args=[case.pk, "accept"]), accepted)
    client.post(reverse("step", args=[case.pk, "mediate"]), {**sat, "happened_on": "2026-11-23"})
    form = reverse("step", args=[case.pk, "draft_agreement"])
    assert "王小明" not in visit("mayor").get(form).content.decode()
    assert looks(case) == []
    for _ in range(2):
        assert "王小明" in client.get(form).content.decode()
    assert looks(case) == [("冉调解", "查看", "填写“拟定调解协议书”")]
    monkeypatch.setattr(unmask, "per_day", lambda: 0)
    refused = visit("clerk").get(form)
    assert refused.status_code == 403
    assert "王小明" not in refused.content.decode()


def test_a_refused_reason_opens_nothing(visit: Visit, photo: Photo, monkeypatch: pytest.MonkeyPatch) -> None:
    case, kept = photo
    monkeypatch.setattr(unmask, "per_day", lambda: 0)
    client = visit("mayor")
    answer = client.post(reverse("reason", args=[case.pk]), REASON)
    assert answer.status_code == 422
    assert "达到每日上限" in answer.content.decode()
    assert client.get(reverse("evidence", args=[kept.pk])).status_code == 302
    assert looks(case) == []


def test_downloads_of_the_handler_do_not_use_up_the_looks_of_a_day(
    photo: Photo, actor: Callable[[str], object], monkeypatch: pytest.MonkeyPatch
) -> None:
    case, kept = photo
    monkeypatch.setattr(unmask, "per_day", lambda: 1)
    with scopes.within(case.town):
        for _ in range(3):
            unmask.take(actor("grid_worker"), kept)
        unmask.record(actor("grid_worker"), case, "制作调解协议")
        with pytest.raises(Refused, match="每日上限"):
            unmask.record(actor("grid_worker"), case, "制作调解协议")


def test_a_download_is_never_changed_nor_seen_from_another_town(visit: Visit, photo: Photo) -> None:
    case, kept = photo
    visit("grid_worker").get(reverse("evidence", args=[kept.pk]))
    with scopes.within("500235117000"):
        assert Download.objects.count() == 0
    with scopes.within(case.town), pytest.raises(Exception, match="permission denied"):
        Download.objects.update(taken_at=kept.recorded_at)


def test_the_county_opens_a_single_file_only_after_a_reason_that_the_town_can_see(visit: Visit, photo: Photo) -> None:
    case, kept = photo
    with scopes.within(case.town):
        clock = Clock.objects.get(case=case)
    client, why = visit("county_supervisor"), reverse("reason", args=[case.pk])
    single = [
        reverse("case", args=[case.pk]),
        reverse("case-looks", args=[case.pk]),
        reverse("clock", args=[clock.pk]),
        reverse("evidence", args=[kept.pk]),
    ]
    for address in single:
        assert client.get(address).headers["Location"] == why
    page = client.get(why).content.decode()
    assert "县级岗位平时只看汇总和台账" in page
    assert "排水沟" not in page
    assert client.post(why, REASON).status_code == 302
    for address in single:
        assert client.get(address).status_code == 200
    assert client.get(reverse("step", args=[case.pk, "accept"])).status_code == 403
    seen = visit("clerk").get(reverse("case-looks", args=[case.pk])).content.decode()
    assert "程监督" in seen
    assert REASON["reason"] in seen


def test_the_county_reads_ledgers_and_takes_none_away(visit: Visit, case: Case) -> None:
    client = visit("county_supervisor")
    page = client.get(reverse("ledger", args=["disputes.disputes"]), {"town": case.town}).content.decode()
    assert case.number in page
    assert "导出 Excel" not in page
    answer = client.get(reverse("ledger-export", args=["disputes.disputes"]), {"town": case.town})
    assert answer.status_code == 403
    assert "“导出台账”由" in answer.content.decode()


def test_the_audit_administrator_reads_the_register_of_the_town(visit: Visit, photo: Photo, town: str) -> None:
    case, kept = photo
    standing("auditor", "audit_admin", town)
    standing("other_auditor", "audit_admin", "500235117000")
    visit("grid_worker").get(reverse("evidence", args=[kept.pk]))
    visit("clerk").post(reverse("unmask", args=[case.pk]), {"reason": "制作调解协议"})
    client, address = visit("auditor"), reverse("looks")
    page = client.get(address).content.decode()
    for said in ("廖网格", "黎经办", "制作调解协议", "王小明家门口.jpg", case.number, "共 2 次，已全部列出"):
        assert said in page
    assert f'"{address}"' in page.split("<main")[0]
    # Who looked, and not what they saw: no case opens from here.
    assert str(case.pk) not in page
    closed = client.get(reverse("case", args=[case.pk]))
    assert closed.status_code == 403
    assert f'href="{address}"' in closed.content.decode()
    found = client.get(address, {"q": "黎经办", "since": "2026-11-23", "until": "2026-11-23"}).content.decode()
    assert "共 1 次，已全部列出" in found
    assert "没有符合这些条件" in client.get(address, {"until": "2026-11-22"}).content.decode()
    assert "本镇还没有人" in visit("other_auditor").get(address).content.decode()


@pytest.mark.parametrize("username", ["clerk", "mayor", "system_admin", "county_supervisor"])
def test_nobody_else_reads_the_register(visit: Visit, username: str) -> None:
    answer = visit(username).get(reverse("looks"))
    assert answer.status_code == 403
    assert "审计管理员使用" in answer.content.decode()


def test_a_long_register_says_that_it_goes_on(
    visit: Visit, case: Case, town: str, actor: Callable[[str], object], monkeypatch: pytest.MonkeyPatch
) -> None:
    from fazhi.web.views import looks as views

    standing("auditor", "audit_admin", town)
    monkeypatch.setattr(views, "SHOWN", 2)
    with scopes.within(town):
        for number in range(3):
            unmask.record(actor("clerk"), case, f"第 {number} 次核对")
    page = visit("auditor").get(reverse("looks")).content.decode()
    assert "只列出最近 2 次，前面还有" in page
    assert "第 0 次核对" not in page


def _asked(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as seen:
        assert client.get(address).status_code == 200
    return len(seen)


def test_the_register_asks_as_much_for_many_looks_as_for_few(
    visit: Visit, open_case: Open, town: str, actor: Callable[[str], object]
) -> None:
    standing("auditor", "audit_admin", town)
    case, client = open_case(), visit("auditor")
    with scopes.within(town):
        unmask.record(actor("clerk"), case, "第一次核对")
    few = _asked(client, reverse("looks"))
    with scopes.within(town):
        for _ in range(5):
            unmask.record(actor("clerk"), case, "又一次核对")
        assert Unmasking.objects.count() == 6
    assert _asked(client, reverse("looks")) == few <= 12
