"""Lists of issued documents and reviews from outside: their papers, pages and questions to the database, and what no story tells."""

from __future__ import annotations

import io
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from itertools import pairwise
from threading import Barrier

import docx
import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from fazhi.indicators.readings import read_all
from fazhi.kernel import scenarios
from fazhi.kernel.doing import Doing, Refused
from fazhi.kernel.models import Case, Link
from fazhi.kernel.today import at
from fazhi.papers.models import DocumentNumber
from fazhi.papers.printer import print_paper
from fazhi.people import scopes
from fazhi.people.actors import Actor, actors_on
from fazhi.people.models import Person
from fazhi.systems.norms import actions, reporting
from fazhi.systems.norms.models import IssuedLine, IssueReport
from fazhi.systems.norms.tests.telling import TOWN, walk

Actors = Callable[[str], Actor]
LIST, UNLAWFUL, LAWFUL = (
    "issued_list_reported.yaml",
    "found_unlawful_in_reconsideration.yaml",
    "reviewed_by_court_and_filing_body.yaml",
)
FIRST = "2022-01-01"
# Around every page about ten; the rest for the case, its steps, papers, links, options and the list.
CASE = 32


def told(actor: Actors, name: str) -> dict[str, Case]:
    return scenarios.run(scenarios.stories("norms")[name], actor)


def text_of(content: bytes) -> str:
    made = docx.Document(io.BytesIO(content))
    cells = [cell.text for table in made.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(line.text for line in made.paragraphs), *cells])


def opened(person: Actor, period: str = FIRST, day: date = date(2022, 4, 6)) -> Case:
    with at(day), scopes.within(person.town):
        return actions.begin(Doing("open_report", person, day), {"period": period})


@pytest.mark.django_db
def test_the_list_holds_every_number_of_the_period_whatever_system_drew_it(actor: Actors) -> None:
    walk(actor, "assign_number")
    scenarios.run(scenarios.stories("decisions")["chief_against_majority.yaml"], actor)
    clerk, case = actor("clerk"), opened(actor("clerk"))
    with at(date(2022, 4, 6)), scopes.within(TOWN):
        actions.carry_out(case, Doing("compile_list", clerk, date(2022, 4, 6)))
        listed = [(one.number, one.normative) for one in reporting.lines(case)]
        assert {one for one, _ in listed} == set(DocumentNumber.objects.values_list("number", flat=True))
    assert listed == [("沙府发〔2022〕1号", False), ("沙府规〔2022〕1号", True)]


@pytest.mark.django_db
def test_the_list_prints_and_late_documents_are_marked(actor: Actors) -> None:
    cases = told(actor, LIST)
    with scopes.within(TOWN):
        first, late, empty = (
            text_of(print_paper(cases[name], "issue_list", actor("clerk")).content)
            for name in ("report", "next", "nothing")
        )
    assert "2022年第1季度发文目录" in first and "县司法局：" in first and "共发文2件" in first
    assert "沙府办〔2022〕2号" in first and "补报" not in first and "{" not in first
    assert "沙府办〔2022〕3号" in late and "补报" in late and "沙府办〔2022〕1号" not in late
    assert "没有发文" in empty and "发文字号" not in empty


@pytest.mark.django_db
def test_a_list_that_was_compiled_is_never_rewritten(actor: Actors) -> None:
    told(actor, LIST)
    with scopes.within(TOWN), transaction.atomic(), pytest.raises(DatabaseError, match="append-only|permission denied"):
        IssuedLine.objects.update(title="改")


@pytest.mark.parametrize(
    ("times", "titles"),
    [
        (1, ["2022年"]),
        (2, ["2022年上半年", "2022年下半年"]),
        (4, [f"2022年第{at}季度" for at in range(1, 5)]),
        (12, [f"2022年{at}月起" for at in range(1, 13)]),
    ],
)
def test_a_year_is_divided_into_as_many_periods_as_the_rule_says(times: int, titles: list[str]) -> None:
    found = reporting.divided(2022, times)
    assert [one.title for one in found] == titles
    days = [(one.starts_on, one.ends_on) for one in found]
    assert days[0][0] == date(2022, 1, 1) and days[-1][1] == date(2022, 12, 31)
    assert all((after[0] - before[1]).days == 1 for before, after in pairwise(days))


def test_one_period_opened_twice_at_the_same_moment_is_one_report(committed_town: str) -> None:
    clerk = actors_on(Person.objects.get(username="clerk"), date(2026, 1, 1))[0]
    gate = Barrier(4)

    def one(_: int) -> str:
        try:
            gate.wait()
            opened(clerk)
            return ""
        except Refused as refusal:
            return refusal.sentence
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        said = [one for one in pool.map(one, range(4)) if one]
    assert len(said) == 3 and all("已经启动报送，没有重复登记" in one for one in said)
    with scopes.within(committed_town):
        assert IssueReport.objects.count() == Case.objects.filter(procedure="issue_report").count() == 1


@pytest.mark.django_db
def test_the_letters_of_a_review_say_what_was_found_and_done(actor: Actors) -> None:
    case = told(actor, UNLAWFUL)["review"]
    with scopes.within(TOWN):
        answer, reply = (
            text_of(print_paper(case, name, actor("clerk")).content) for name in ("answer_letter", "reply_letter")
        )
    assert "云阳县人民政府：" in answer and "（云府复审〔2024〕12号）" in answer and "为规范设置秩序" in answer
    assert "《沙市镇户外广告管理规定》（沙府发〔2021〕3号）第三条" in reply and "部分条款不合法" in reply
    assert "废止。经镇政府会议研究" in reply and "已废止并公告" in reply and "{" not in answer + reply


@pytest.mark.django_db
def test_a_letter_is_not_printed_before_its_step(actor: Actors) -> None:
    case = told(actor, LAWFUL)["court"]
    with scopes.within(TOWN), pytest.raises(LookupError, match="还没有办理这一步"):
        print_paper(case, "answer_letter", actor("clerk"))


@pytest.mark.django_db
def test_a_review_is_linked_to_the_document_it_is_about(actor: Actors) -> None:
    cases = told(actor, UNLAWFUL)
    with scopes.within(TOWN):
        assert Link.objects.filter(from_case=cases["review"], to_case=cases["old"], kind="related").count() == 1


@pytest.mark.django_db
def test_the_year_s_figures_of_reports_and_reviews(actor: Actors) -> None:
    told(actor, LIST)
    told(actor, UNLAWFUL)
    told(actor, LAWFUL)
    with scopes.within(TOWN):
        reported, reviewed = (
            {name: one.value for name, one in read_all(TOWN, year).items() if name.startswith("norms.")}
            for year in (2022, 2024)
        )
    names = ("reports_sent", "reports_in_time", "reported_documents")
    assert [reported[f"norms.{name}"] for name in names] == [3, 2, 3]
    names = ("outside_reviews", "incidental_reviews", "filing_reviews", "found_unlawful", "unlawful_replied")
    assert [reviewed[f"norms.{name}"] for name in (*names, "incidental_answered")] == [4, 3, 1, 2, 2, 1]


@pytest.mark.django_db
def test_their_pages_show_the_list_and_the_review_in_a_bounded_number_of_questions(actor: Actors) -> None:
    report, review, client = told(actor, LIST)["report"], told(actor, UNLAWFUL)["review"], Client()
    client.force_login(Person.objects.get(username="clerk"), "django.contrib.auth.backends.ModelBackend")
    for case, words in ((report, "发文目录（2 件）"), (review, "《沙市镇户外广告管理规定》（沙府发〔2021〕3号）")):
        client.get(f"/cases/{case.pk}/")
        with CaptureQueriesContext(connection) as seen:
            page = client.get(f"/cases/{case.pk}/").content.decode()
        assert words in page and len(seen) <= CASE, "\n".join(one["sql"] for one in seen)


@pytest.mark.django_db
def test_who_compiles_a_list_sees_before_what_it_will_hold(actor: Actors) -> None:
    case, client = walk(actor, "assign_number"), Client()
    client.force_login(Person.objects.get(username="clerk"), "django.contrib.auth.backends.ModelBackend")
    for period, words in ((FIRST, "编入 1 件：沙府规〔2022〕1号"), ("2022-04-01", "编入 0 件，即没有发文")):
        report = opened(actor("clerk"), period, date(2022, 7, 4))
        assert words in client.get(f"/cases/{report.pk}/steps/compile_list/").content.decode()
    assert case.stage == "numbered"


@pytest.mark.django_db
def test_a_ledger_opens_only_cases_of_its_own(actor: Actors) -> None:
    assert actor("clerk")
    client = Client()
    client.force_login(Person.objects.get(username="clerk"), "django.contrib.auth.backends.ModelBackend")
    for book, title in (("reports", "启动发文目录报送"), ("outside", "登记审查通知")):
        page = client.get(f"/ledgers/norms.{book}/").content.decode()
        offered = page[page.index("导出 Excel") : page.index('id="filter-title"')]
        assert offered.count("btn-primary") == 1 and title in offered


@pytest.mark.django_db
def test_a_period_is_offered_once_it_has_ended_and_until_it_is_opened(actor: Actors) -> None:
    clerk, client = actor("clerk"), Client()
    client.force_login(Person.objects.get(username="clerk"), "django.contrib.auth.backends.ModelBackend")
    with at(date(2022, 7, 4)):
        asked = client.get("/open/norms/issue_report/").content.decode()
        assert "2022年第2季度（2022-04-01 至 2022-06-30）" in asked and "2022年第3季度" not in asked
        opened(clerk, "2022-04-01", date(2022, 7, 4))
        assert "2022年第2季度" not in client.get("/open/norms/issue_report/").content.decode()
