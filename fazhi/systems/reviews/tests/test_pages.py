"""Reviews over HTTP: sent, accepted against the checklist, opined with articles that are looked up, by filling forms."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from fazhi.kernel.models import Case
from fazhi.kernel.today import at
from fazhi.people import scopes
from fazhi.people.actors import Actor
from fazhi.people.models import Person
from fazhi.systems.reviews.models import Adviser, Review
from fazhi.systems.reviews.tests.telling import VILLAGE, child, file_rules, submit, take

pytestmark = pytest.mark.django_db
Get = Callable[[str], Actor]
Visit = Callable[[str], Client]
DAY = date(2026, 5, 13)
CASE = 34


@pytest.fixture(autouse=True)
def on_a_wednesday() -> Iterator[None]:
    with at(DAY):
        yield


@pytest.fixture
def visit(town: str) -> Visit:
    def log_in(username: str) -> Client:
        client = Client()
        client.force_login(Person.objects.get(username=username), "django.contrib.auth.backends.ModelBackend")
        return client

    return log_in


def step(case: Case, name: str) -> str:
    return reverse("step", args=[case.pk, name])


def review(case: Case) -> Review:
    with scopes.within(case.town):
        return Review.objects.get(pk=case.pk)


def test_a_contract_is_sent_accepted_and_reviewed_by_filling_forms(visit: Visit, actor: Get) -> None:
    clerk, legal, day = visit("clerk"), visit("legal"), DAY.isoformat()
    told = {"happened_on": day, "title": "路灯维护合同", "matter": "contract", "materials_contract": ["draft", "basis"]}
    told |= {"materials_other": ["draft"], "amount": "48000"}
    answer = clerk.post(reverse("open", args=["reviews", "legality_review"]), told)
    assert answer.status_code == 422 and "请填写“合同相对方”" in answer.content.decode()
    told["counterparty"] = "某某公司"
    assert clerk.post(reverse("open", args=["reviews", "legality_review"]), told).status_code == 302
    with scopes.within(actor("clerk").town):
        case = Case.objects.get(system="reviews")
    assert review(case).materials == ["draft", "basis"]
    assert "相对方的主体资格证明" in legal.get(step(case, "ask_materials")).content.decode()
    answer = legal.post(step(case, "accept"), {"happened_on": day, "materials": ["draft", "basis"]})
    assert answer.status_code == 422 and "还缺少：相对方的主体资格证明" in answer.content.decode()
    ticked = {"happened_on": day, "materials": ["draft", "basis", "counterparty"]}
    assert legal.post(step(case, "accept"), ticked).status_code == 302
    page = legal.get(step(case, "give_opinion")).content.decode()
    assert "合同审查期限" in page and "村规民约备案审查期限" not in page
    said = {"happened_on": day, "opinion": "amend", "findings": "1", "comments": "不符"}
    for articles, words in (
        ("", "请写明依据的条文"),
        ("民法典509条", "没有读出条文"),
        ("《网络安全法》第二十一条", "现行的是《网络安全法》2025年修正"),
    ):
        answer = legal.post(step(case, "give_opinion"), {**said, "articles": articles})
        assert answer.status_code == 422 and words in answer.content.decode()
    kept = {**said, "articles": "《网络安全法》第二十一条、《民法典》第五百零九条", "reason": "签订于修改以前"}
    assert legal.post(step(case, "give_opinion"), kept).status_code == 302
    page = clerk.get(reverse("case", args=[case.pk])).content.decode()
    assert all(words in page for words in ("需核对", "当日有效", "签订于修改以前", "应当予以修改"))
    assert "审查共提出意见 1 条" in clerk.get(step(case, "record_adoption")).content.decode()


def test_only_advisers_whose_contract_runs_are_offered(visit: Visit, actor: Get) -> None:
    legal, case = visit("legal"), take(submit(actor("clerk"), DAY), "accept", actor("legal"), DAY)
    with scopes.within(case.town):
        for number, (name, ends) in enumerate([("甘律师", None), ("过期律师", date(2026, 5, 12))]):
            told = {"number": f"LS-{number}", "kind": "counsel", "name": name, "firm": "某所"}
            Adviser.objects.create(town=case.town, **told, starts_on=date(2021, 1, 1), ends_on=ends)
    page = legal.get(step(case, "hear_adviser")).content.decode()
    assert "甘律师" in page and "过期律师" not in page
    neither = legal.post(step(case, "hear_adviser"), {"happened_on": DAY.isoformat()})
    assert neither.status_code == 422 and "请在名录中选择一名" in neither.content.decode()
    told = {"happened_on": DAY.isoformat(), "adviser": "甘律师", "hours": "2", "opinion_no": "律意1号"}
    assert legal.post(step(case, "hear_adviser"), told).status_code == 302
    assert review(case).adviser == "甘律师"


def test_the_reviewer_sees_the_files_of_the_case_that_asks(visit: Visit, actor: Get) -> None:
    clerk = actor("clerk")
    case = take(file_rules(clerk, DAY), "send_for_review", clerk, DAY, materials=["draft"])
    page = visit("legal").get(reverse("case", args=[child(case).pk])).content.decode()
    assert case.number in page and "村规民约.docx" in page and page.count("未送") == 1


def test_village_rules_are_filed_on_a_page_and_not_before_they_were_adopted(visit: Visit, actor: Get) -> None:
    client = visit("clerk")
    told = {"happened_on": DAY.isoformat(), "village": VILLAGE, "kind": "rules", "title": "青石村村规民约"}
    for adopted, status in (("2026-05-20", 422), ("2026-05-09", 302)):
        file = SimpleUploadedFile("村规民约.docx", b"text")
        answer = client.post(
            reverse("open", args=["reviews", "village_rules"]),
            {**told, "adopted_on": adopted, "paper_rules_text": file},
        )
        assert answer.status_code == status, answer.content.decode()


def test_a_review_page_asks_a_bounded_number_of_questions(visit: Visit, actor: Get) -> None:
    clerk = actor("clerk")
    case = child(take(file_rules(clerk, DAY), "send_for_review", clerk, DAY))
    client, address = visit("legal"), reverse("case", args=[case.pk])
    client.get(address)
    with CaptureQueriesContext(connection) as seen:
        assert client.get(address).status_code == 200
    assert len(seen) <= CASE
