"""The whole file of a case in the order of its procedure, and the case under the rules of another day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from fazhi.kernel.doing import Doing
from fazhi.kernel.models import Case
from fazhi.kernel.registry import system
from fazhi.law import rules
from fazhi.people import scopes
from fazhi.people.actors import Actor
from fazhi.web import other_day
from fazhi.web.tests.standing import TODAY, Visit

pytestmark = pytest.mark.django_db
# As many as a case page asks (the limits, evidence and links are asked for the whole family at once).
BUDGET = 22


def test_the_file_says_what_who_when_and_under_which_article_and_hides_names(visit: Visit, case: Case) -> None:
    page = visit("clerk").get(reverse("volume", args=[case.pk])).content.decode()
    for said in (case.number, "登记纠纷", "黎经办", f"{TODAY}", "《中华人民共和国人民调解法》第十七条", "王**"):
        assert said in page
    assert "王小明" not in page and "13812345678" not in page


def test_a_case_that_no_ledger_lists_has_its_file_too(visit: Visit, actor: Callable[[str], Actor]) -> None:
    clerk = actor("clerk")
    with scopes.within(clerk.town):
        case = system("decisions").module("actions").begin(Doing("compile", clerk, TODAY), {"year": TODAY.year})
    answer = visit("clerk").get(reverse("volume", args=[case.pk]))
    assert answer.status_code == 200 and case.number in answer.content.decode()


def test_the_word_file_hides_names_too(visit: Visit, case: Case) -> None:
    import io

    import docx

    answer = visit("clerk").get(reverse("volume-document", args=[case.pk]))
    made = docx.Document(io.BytesIO(answer.content))
    cells = [cell.text for table in made.tables for row in table.rows for cell in row.cells]
    text = "\n".join([*(line.text for line in made.paragraphs), *cells])
    assert "登记纠纷" in text and "王**" in text and "王小明" not in text
    assert case.number in made.core_properties.title


def test_the_file_asks_a_bounded_number_of_questions(visit: Visit, case: Case) -> None:
    client = visit("clerk")
    client.get(reverse("volume", args=[case.pk]))
    with CaptureQueriesContext(connection) as seen:
        client.get(reverse("volume", args=[case.pk]))
    assert len(seen) <= BUDGET, "\n".join(one["sql"] for one in seen)


@pytest.mark.parametrize("name", ["volume", "volume-document", "other-day"])
def test_another_town_does_not_see_it(visit: Visit, case: Case, name: str) -> None:
    assert visit("stranger").get(reverse(name, args=[case.pk])).status_code == 404


def test_a_day_that_is_none_is_named_and_compares_nothing(visit: Visit, case: Case) -> None:
    answer = visit("clerk").get(reverse("other-day", args=[case.pk]), {"on": "2022-02-30"})
    assert answer.status_code == 422
    assert "“2022-02-30”这一天不存在" in answer.content.decode() and "会有不同" not in answer.content.decode()


def test_on_the_same_day_nothing_differs(visit: Visit, case: Case) -> None:
    page = visit("clerk").get(reverse("other-day", args=[case.pk]), {"on": f"{TODAY}"}).content.decode()
    assert "没有不同" in page and "会有不同" in page and "0 项" in page


def test_a_rule_that_did_not_exist_then_is_said_to(case: Case) -> None:
    with scopes.within(case.town):
        (found,) = [
            one
            for one in other_day.compare(*_of(case), date(1990, 1, 1), TODAY)
            if one.kind == "期限" and one.rule == "disputes.grid_handling"
        ]
    since = rules.load().rule("disputes.grid_handling").values[0].since
    assert found.then.value == other_day.NEVER and f"自 {since} 起才有" in found.why


def test_an_article_not_yet_in_force_is_said_to(case: Case) -> None:
    with scopes.within(case.town):
        found = other_day.compare(*_of(case), date(2010, 12, 31), TODAY)
    (refusal,) = [one for one in found if one.title.endswith("请登记拒绝，并告知仲裁、行政、司法途径")]
    assert refusal.then.value == "尚未施行（2011-01-01 起施行）" and refusal.used.value == "有效"


def test_another_value_gives_another_date(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    from dataclasses import replace

    book = rules.load()
    rule = book.rule("disputes.grid_handling")
    longer = replace(rule.values[-1], since=date(2030, 1, 1), value=int(rule.values[-1].value) + 9)
    monkeypatch.setattr(book, "_overlays", {})
    monkeypatch.setitem(book._rules, rule.id, replace(rule, values=(*rule.values, longer)))
    with scopes.within(case.town):
        (found,) = [one for one in other_day.compare(*_of(case), date(2030, 6, 1), TODAY) if one.rule == rule.id]
        due = case.clocks.get(rule=rule.id).due_on
    assert found.used.day == due and (found.then.day - due).days == 9
    assert "数值由" in found.why and "相差 9 天" in found.why


def _of(case: Case) -> tuple:
    from fazhi.kernel.registry import procedure

    graph = procedure(case.system, case.procedure)
    return graph, case, list(case.steps.all()), list(case.clocks.all())
