"""A decision gets its number from the one register of the town when it is signed: nobody types it, none is lost, none is twice."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
from django.db import connection
from django.test import Client

from fazhi.kernel.doing import Doing, Refused
from fazhi.kernel.models import Case
from fazhi.kernel.today import now
from fazhi.papers.models import DocumentNumber
from fazhi.people import scopes
from fazhi.people.actors import Actor, actors_on
from fazhi.people.identifiers import new_id
from fazhi.people.models import Person
from fazhi.systems.decisions import actions
from fazhi.systems.decisions.models import Decision
from fazhi.systems.decisions.tests.telling import told

STORIES = ("chief_against_majority.yaml", "suspended_adjusted_stopped.yaml")
DAY = date(2022, 5, 9)
OLD = {"title": "旧渡口撤销", "matter_class": "other", "lead_office": "村镇建设服务中心"}


def sign(case: Case, mayor: Actor, **said: str) -> str:
    """Sign a decision ready for it; the number it got."""
    with scopes.within(case.town):
        actions.carry_out(Case.objects.get(pk=case.pk), Doing("sign", mayor, DAY, data=said))
        return Decision.objects.get(pk=case.pk).document_number


def carry(clerk: Actor, number: str) -> Case:
    fields = {"reference": "沙决〔2022〕1号", "decided_on": DAY, "document_number": number}
    with scopes.within(clerk.town):
        return actions.begin(Doing("carry", clerk, date(2022, 1, 4), fields=fields), OLD)


def test_two_decisions_signed_at_the_same_moment_get_two_numbers(committed_town: str) -> None:
    def actor(username: str) -> Actor:
        return actors_on(Person.objects.get(username=username), date(2026, 1, 1))[0]

    cases = [told(actor, story, until="report_to_party")["first"] for story in STORIES]
    mayor, gate = actor("mayor"), Barrier(len(cases))

    def one(case: Case) -> str:
        try:
            gate.wait()
            return sign(case, mayor, mark="沙府发")
        finally:
            connection.close()

    with ThreadPoolExecutor(len(cases)) as pool:
        given = sorted(pool.map(one, cases))
    assert given == ["沙府发〔2022〕1号", "沙府发〔2022〕2号"]


@pytest.mark.django_db
def test_a_signing_that_is_refused_gives_its_number_back(actor: Callable[[str], Actor]) -> None:
    not_asked = told(actor, until="publish_summary")["first"]
    ready = told(actor, STORIES[0], until="report_to_party")["first"]
    for case, who, words in ((not_asked, "mayor", "不能办理"), (ready, "clerk", "由镇长办理")):
        with pytest.raises(Refused, match=words):
            sign(case, actor(who), mark="沙府发")
    unreported = told(actor, STORIES[1], until="settle_text")["first"]
    with pytest.raises(Refused, match="向同级党委请示报告"):
        sign(unreported, actor("mayor"), mark="沙府发")
    assert sign(ready, actor("mayor"), mark="沙府发") == "沙府发〔2022〕1号"


@pytest.mark.django_db
def test_a_change_has_a_number_of_its_own_which_the_decision_then_bears(actor: Callable[[str], Actor]) -> None:
    cases = told(actor, STORIES[1])
    with scopes.within(cases["first"].town):
        given = dict(DocumentNumber.objects.values_list("case_id", "number"))
        step = cases["first"].steps.get(name="adjusted")
        dossier = Decision.objects.get(pk=cases["first"].pk)
    names = ("first", "change", "end")
    assert given == {cases[name].pk: f"沙府发〔2022〕{at}号" for at, name in enumerate(names, start=1)}
    assert step.happened_on == date(2022, 7, 20) and dossier.document_number == given[cases["change"].pk]


@pytest.mark.django_db
def test_who_types_no_mark_signs_under_the_one_used_last(actor: Callable[[str], Actor]) -> None:
    first, second = (told(actor, story, until="report_to_party")["first"] for story in STORIES)
    with pytest.raises(Refused, match="机关代字“”不是二至十二个汉字"):
        sign(first, actor("mayor"))
    assert sign(first, actor("mayor"), mark="沙府") == "沙府〔2022〕1号"
    assert sign(second, actor("mayor")) == "沙府〔2022〕2号"


@pytest.mark.django_db
def test_an_old_decision_keeps_its_number_unless_the_register_gave_it_to_another(
    actor: Callable[[str], Actor],
) -> None:
    ready = told(actor, STORIES[0], until="report_to_party")["first"]
    number = sign(ready, actor("mayor"), mark="沙府发")
    with pytest.raises(Refused, match="已经由发文登记簿编给另一件文件，没有登记"):
        carry(actor("clerk"), number)
    old = carry(actor("clerk"), "沙府发〔2019〕12号")
    with scopes.within(old.town):
        assert Decision.objects.get(pk=old.pk).document_number == "沙府发〔2019〕12号"


@pytest.mark.django_db
def test_the_page_of_signing_asks_for_the_mark_only_and_one_request_draws_one_number(
    actor: Callable[[str], Actor],
) -> None:
    first, case = (told(actor, story, until="report_to_party")["first"] for story in STORIES)
    sign(first, actor("mayor"), mark="沙府发")
    client = Client()
    client.force_login(Person.objects.get(username="mayor"), "django.contrib.auth.backends.ModelBackend")
    session = client.session
    session["proven"] = now().isoformat()
    session.save()
    address = f"/cases/{case.pk}/steps/sign/"
    page = client.get(address).content.decode()
    assert 'name="mark" value="沙府发"' in page and "自动编排" in page
    form = {"happened_on": "2022-05-09", "request": str(new_id()), "mark": "沙府发"}
    wrong = client.post(address, {**form, "mark": "发"})
    assert wrong.status_code == 422 and "不是二至十二个汉字，没有编号" in wrong.content.decode()
    for _ in range(2):
        assert client.post(address, form).status_code == 302
    assert "沙府发〔2022〕2号" in client.get(f"/cases/{case.pk}/").content.decode()
    with scopes.within(case.town):
        assert DocumentNumber.objects.count() == 2
