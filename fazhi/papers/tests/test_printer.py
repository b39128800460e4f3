"""A paper of a case, printed from the template of its system."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date

import docx
import pytest
from django.apps import apps
from django.test import Client

from fazhi.kernel.models import Case
from fazhi.papers.printer import print_paper
from fazhi.people import scopes
from fazhi.people.actors import Actor
from fazhi.people.models import Person

Actors = Callable[[str], Actor]


@pytest.fixture
def case(town: str) -> Case:
    """A dispute with a drafted agreement between two people."""
    with scopes.within(town):
        made = Case.objects.create(
            town=town, system="disputes", procedure="mediation", number="矛调〔2022〕7号", title="田埂界线纠纷",
            village_id="500235116201", opened_on=date(2022, 3, 1),
        )  # fmt: skip
        shared = {"case": made, "town": town}
        apps.get_model("disputes", "Dispute").objects.create(
            **shared,
            source="grid",
            dispute_type="neighbours",
            summary="某事",
            found_on=date(2022, 3, 1),
            mediator="冉调解",
        )
        for position, name in enumerate(("王田生", "李水根")):
            apps.get_model("disputes", "Party").objects.create(**shared, position=position, name=name)
        apps.get_model("disputes", "Agreement").objects.create(
            **shared, form="written", parties="王田生，青石村村民\n李水根，青石村村民", facts="田埂移位", disputed="界线",
            responsibilities="双方各有责任", content="以旧界石为准 <恢复>", way="once", term_on=date(2022, 4, 1),
        )  # fmt: skip
    return made


def test_the_agreement_carries_what_article_29_asks_for(case: Case, actor: Actors, town: str) -> None:
    with scopes.within(town):
        printed = print_paper(case, "agreement", actor("mediator"))
    text = "\n".join(paragraph.text for paragraph in docx.Document(io.BytesIO(printed.content)).paragraphs)
    for words in (
        "矛调〔2022〕7号",
        "王田生，青石村村民",
        "田埂移位",
        "界线",
        "双方各有责任",
        "以旧界石为准 <恢复>",
        "2022年4月1日",
    ):
        assert words in text
    assert "30日内共同向人民法院申请司法确认" in text and "{{" not in text
    assert printed.name.startswith("矛调〔2022〕7号") and printed.name.endswith(".docx")


@pytest.mark.parametrize("paper", ["nothing", "../agreement", "agreement.docx", ""])
def test_there_is_no_other_paper(case: Case, actor: Actors, town: str, paper: str) -> None:
    with scopes.within(town), pytest.raises(LookupError, match="没有名为"):
        print_paper(case, paper, actor("mediator"))


def test_the_case_page_hands_it_out(case: Case) -> None:
    client = Client()
    client.force_login(Person.objects.get(username="clerk"), "django.contrib.auth.backends.ModelBackend")
    response = client.get(f"/cases/{case.pk}/papers/agreement/")
    assert response.status_code == 200 and response.content[:2] == b"PK"
    assert "attachment" in response["Content-Disposition"]
