"""The case page, its steps, its evidence, its clocks."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from fazhi.kernel import act, unmask
from fazhi.kernel.models import Case, Clock, Evidence, Step, Unmasking
from fazhi.people import scopes
from fazhi.people.actors import Actor
from fazhi.people.identifiers import new_id
from fazhi.systems.consultations.tests import telling
from fazhi.web.tests.standing import SECOND_VILLAGE, VILLAGE, Open, Visit

pytestmark = pytest.mark.django_db
ACCEPT = {"happened_on": "2026-11-23", "consent": "all", "mediator": "冉调解", "mediator_choice": "chosen"}
REPORT = {
    "happened_on": "2026-11-20",
    "village": VILLAGE,
    "source": "grid",
    "dispute_type": "neighbours",
    "parties": "赵大勇、钱小芳",
    "summary": "赵大勇与钱小芳因通行发生争执",
    "risk": "yellow",
}


def test_a_case_shows_its_stepper_its_clock_its_law_and_its_history(visit: Visit, case: Case) -> None:
    page = visit("mediator").get(reverse("case", args=[case.pk])).content.decode()
    assert case.number in page
    assert page.count('aria-current="step"') == 1
    assert "剩 3 天" in page
    assert "为什么是这一天" in page
    assert "《中华人民共和国人民调解法》第十九条" in page
    assert "黎经办（司法所经办岗）" in page


def test_names_are_masked_until_a_reason_is_given_and_logged(visit: Visit, case: Case) -> None:
    client, address = visit("mediator"), reverse("unmask", args=[case.pk])
    assert "王小明" not in client.get(reverse("case", args=[case.pk])).content.decode()
    refused = client.post(address, {"reason": "看"})
    assert refused.status_code == 422
    assert "王小明" not in refused.content.decode()
    assert "王小明" in client.post(address, {"reason": "核对当事人身份以便送达"}).content.decode()
    assert "王小明" not in client.get(reverse("case", args=[case.pk])).content.decode()
    with scopes.within(case.town):
        looked = Unmasking.objects.get()
        assert (looked.reason, looked.person.username) == ("核对当事人身份以便送达", "mediator")


def test_registering_gives_a_number_and_leads_to_the_case(visit: Visit) -> None:
    client = visit("grid_worker")
    answer = client.post(reverse("open", args=["disputes", "mediation"]), {**REPORT, "request": str(new_id())})
    assert answer.status_code == 302, answer.content.decode()
    page = client.get(answer.headers["Location"]).content.decode()
    assert "已登记，编号 矛调〔2026〕1号" in page


def test_the_same_form_sent_twice_opens_one_case(visit: Visit, town: str) -> None:
    client, said = visit("clerk"), {**REPORT, "request": str(new_id())}
    first = client.post(reverse("open", args=["disputes", "mediation"]), said)
    second = client.post(reverse("open", args=["disputes", "mediation"]), said)
    assert first.headers["Location"] == second.headers["Location"]
    other = client.post(reverse("open", args=["disputes", "mediation"]), {**said, "summary": "另外一件事情"})
    assert other.status_code == 409
    with scopes.within(town):
        assert Case.objects.count() == 1


def test_a_step_moves_the_case_and_keeps_its_evidence(visit: Visit, case: Case) -> None:
    client = visit("mediator")
    answer = client.post(reverse("step", args=[case.pk, "accept"]), ACCEPT)
    assert answer.status_code == 302, answer.content.decode()
    record = SimpleUploadedFile("第一次笔录.pdf", b"%PDF-1.4 words", "application/pdf")
    said = {
        "happened_on": "2026-11-23",
        "place": "村委会",
        "mediators": "冉调解",
        "attendants": "双方当事人",
        "notes": "双方各自陈述",
        "result": "continued",
        "paper_session_record": record,
        "made_on": "2026-11-22",
    }
    answer = client.post(reverse("step", args=[case.pk, "mediate"]), said)
    assert answer.status_code == 302, answer.content.decode()
    with scopes.within(case.town):
        case.refresh_from_db()
        kept = Evidence.objects.get()
    assert case.stage == "mediating"
    assert (kept.happened_on, kept.received_on) == (date(2026, 11, 22), date(2026, 11, 23))
    file = client.get(reverse("evidence", args=[kept.pk]))
    assert file.content == b"%PDF-1.4 words"
    assert file.headers["Content-Disposition"].startswith("attachment")
    assert file.headers["Content-Type"] == "application/octet-stream"
    assert "sandbox" in file.headers["Content-Security-Policy"]
    assert visit("stranger").get(reverse("evidence", args=[kept.pk])).status_code == 404


def test_altered_evidence_is_not_handed_out(visit: Visit, case: Case) -> None:
    from fazhi.kernel import files

    client = visit("mediator")
    photo = SimpleUploadedFile("现场.jpg", b"as it was", "image/jpeg")
    said = {**REPORT, "paper_photo": photo, "seen": "on"}
    assert client.post(reverse("open", args=["disputes", "mediation"]), said).status_code == 302
    with scopes.within(case.town):
        kept = Evidence.objects.get()
    path = files.path_of(kept.digest)
    path.chmod(0o600)
    path.write_bytes(b"as it was not")
    answer = client.get(reverse("evidence", args=[kept.pk]))
    assert answer.status_code == 500
    assert "不一致" in answer.content.decode()
    assert b"as it was not" not in answer.content


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("2022.2.30", "“2022.2.30”这一天不存在"),
        ("上周", "“上周”不是日期"),
        ("0001-01-01", "早于 1900 年"),
        ("2026-11-24", "晚于今天"),
    ],
)
def test_a_wrong_day_is_quoted_and_nothing_is_written(visit: Visit, case: Case, day: str, words: str) -> None:
    answer = visit("mediator").post(reverse("step", args=[case.pk, "accept"]), {**ACCEPT, "happened_on": day})
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert "案件没有改动" in answer.content.decode()
    with scopes.within(case.town):
        assert Step.objects.filter(case=case).count() == 1


def test_a_day_before_the_first_rule_is_refused_in_a_sentence(visit: Visit, town: str) -> None:
    address, said = reverse("open", args=["disputes", "mediation"]), {**REPORT, "happened_on": "1950-01-01"}
    # Once the door says it, and the form keeps what was typed; once the look for duplicates, before the door.
    for typed, words in (({**said, "seen": "on"}, "赵大勇、钱小芳"), (said, "请返回上一页核对所填的日期")):
        answer = visit("clerk").post(address, typed)
        assert answer.status_code == 422
        assert "在 1950-01-01 没有取值" in answer.text and "没有做任何改动" in answer.text and words in answer.text
    told = visit("clerk").post(address, said, headers={"accept": "application/json"})
    assert told.status_code == 422 and "在 1950-01-01 没有取值" in told.json()["sentence"]
    with scopes.within(town):
        assert not Case.objects.exists()


def test_a_post_of_another_village_is_not_told_of_a_related_case(
    visit: Visit, open_case: Open, actor: Callable[[str], Actor]
) -> None:
    here, there = open_case(), open_case(SECOND_VILLAGE)
    with scopes.within(here.town):
        act.link(here, there, "same_matter", here.steps.get(), actor("clerk"))
    address = reverse("case", args=[here.pk])
    assert there.number in visit("clerk").get(address).text
    assert there.number not in visit("grid_worker").get(address).text


def test_what_somebody_answered_stays_in_the_history(visit: Visit, actor: Callable[[str], Actor]) -> None:
    clerk = actor("clerk")
    case = telling.opened(clerk)
    telling.comment(case, "建议增加车位。", telling.START)
    with scopes.within(case.town):
        [said] = case.public_comments.all()
    case = telling.take(case, "close", clerk, telling.END + timedelta(days=1))
    told = {"comments": [str(said.pk)], "gist": "车位", "answer": "adopted", "words": "采纳。"}
    telling.take(case, "answer_group", clerk, telling.END + timedelta(days=1), **told)
    page = visit("clerk").get(reverse("case", args=[case.pk])).text
    assert "<dt>采纳情况</dt><dd>采纳</dd>" in page.split('class="timeline"')[1]


@pytest.mark.parametrize("day", ["2026.11.23", "2026年11月23日", "2026/11/23"])
def test_a_day_is_read_as_people_write_it(visit: Visit, case: Case, day: str) -> None:
    answer = visit("mediator").post(reverse("step", args=[case.pk, "accept"]), {**ACCEPT, "happened_on": day})
    assert answer.status_code == 302


def test_a_step_whose_moment_has_passed_says_so(visit: Visit, case: Case) -> None:
    client, address = visit("mediator"), reverse("step", args=[case.pk, "accept"])
    client.post(address, ACCEPT)
    answer = client.post(address, ACCEPT)
    assert answer.status_code == 409
    assert "可能刚刚有人办理了下一步" in answer.content.decode()
    assert client.get(reverse("step", args=[case.pk, "no_such_step"])).status_code == 404


def test_the_form_tells_the_law_and_the_consequences_before(visit: Visit, case: Case) -> None:
    page = visit("mediator").get(reverse("step", args=[case.pk, "accept"])).content.decode()
    assert "《中华人民共和国人民调解法》第十九条" in page
    assert "排查发现 → <strong>受理</strong>" in page
    assert "人民调解一般期限" in page


def test_a_paper_is_printed_once_its_step_is_taken(visit: Visit, case: Case) -> None:
    client, address = visit("mediator"), reverse("paper", args=[case.pk, "agreement"])
    early = client.get(address)
    assert early.status_code == 404 and "还没有拟定调解协议" in early.text
    client.post(reverse("step", args=[case.pk, "accept"]), ACCEPT)
    sitting = {"place": "村委会", "mediators": "冉调解", "attendants": "双方", "notes": "同意", "result": "agreed"}
    client.post(reverse("step", args=[case.pk, "mediate"]), {**sitting, "happened_on": "2026-11-23"})
    assert address not in client.get(reverse("case", args=[case.pk])).content.decode()
    drafted = {"happened_on": "2026-11-23", "way": "once", "term_on": "2026-12-31"}
    parts = ("parties", "facts", "disputed", "responsibilities", "content")
    drafted |= dict.fromkeys(parts, "双方共同疏通排水沟")
    answer = client.post(reverse("step", args=[case.pk, "draft_agreement"]), drafted)
    assert answer.status_code == 302, answer.content.decode()
    assert address in client.get(reverse("case", args=[case.pk])).content.decode()
    printed = client.get(address)
    assert printed.status_code == 200
    assert printed.content.startswith(b"PK")
    assert printed.headers["Content-Disposition"].startswith("attachment")
    assert client.get(reverse("paper", args=[case.pk, "no_such_paper"])).status_code == 404
    with scopes.within(case.town):
        assert [look.reason for look in unmask.history(case)] == ["打印人民调解协议书（签名件）"]
    refused = visit("grid_worker").get(address)
    assert refused.status_code == 403
    assert "由人民调解员、经办人" in refused.content.decode()
    assert visit("stranger").get(address).status_code == 404


def test_a_clock_explains_its_day(visit: Visit, case: Case) -> None:
    with scopes.within(case.town):
        clock = Clock.objects.get(case=case)
    client = visit("mediator")
    page = client.get(reverse("clock", args=[clock.pk])).content.decode()
    assert f"为什么是 {clock.due_on}" in page
    assert "没有计入的日子" in page
    assert client.get(reverse("rule", args=[clock.rule])).status_code == 200
    assert visit("stranger").get(reverse("clock", args=[clock.pk])).status_code == 404


def test_a_list_of_the_desk_can_be_seen_whole(visit: Visit, open_case: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    numbers = [open_case().number for _ in range(9)]
    client = visit("mediator")
    page = client.get(reverse("desk")).content.decode().split('id="waiting"')[1].split("</section>")[0]
    assert "共 9 件，只列出前 7 件" in page
    page = client.get(reverse("work", args=["waiting"])).content.decode()
    assert "共 9 件，已全部列出" in page
    assert all(number in page for number in numbers)
    assert client.get(reverse("work", args=["everything"])).status_code == 404


def test_the_desk_puts_late_and_near_cases_where_they_belong(visit: Visit, open_case: Open) -> None:
    late, near = open_case(day=date(2026, 10, 8)), open_case()
    client = visit("mediator")
    page = client.get(reverse("desk")).content.decode()
    part = {name: page.split(f'id="{name}"')[1].split("</section>")[0] for name in ("mine", "waiting", "late", "due")}
    assert late.number in part["late"]
    assert near.number not in part["late"]
    assert near.number in part["due"]
    assert late.number in part["waiting"]
    assert "您手上没有未办结的事项" in part["mine"]
    client.post(reverse("step", args=[near.pk, "accept"]), ACCEPT)
    page = client.get(reverse("desk")).content.decode()
    assert near.number in page.split('id="mine"')[1].split("</section>")[0]
