"""Every paper of a decision prints from its template, and the whole file of it as one document."""

from __future__ import annotations

import io
from collections.abc import Callable

import docx
import pytest
from django.test import Client

from fazhi.kernel.models import Case, Evidence
from fazhi.papers.printer import print_paper
from fazhi.people import scopes
from fazhi.people.actors import Actor
from fazhi.people.models import Person
from fazhi.systems.decisions.tests.telling import told

pytestmark = pytest.mark.django_db
HOLDS = {
    "start_form": ("场镇老旧供水管网改造方案", "漏损率高", "村镇建设服务中心", "2022年3月7日"),
    "draft_statement": ("共提出 2 个方案",),
    "hearing_record": ("主要意见为施工时间", "18 人"),
    "expert_opinion": ("苏工（设计院，给排水）", "宜先做试验段", "没有直接利害关系"),
    "risk_report": ("低风险", "风险可控", "施工停水"),
    "announcement": ("沙府发〔2022〕1号", "沙市镇人民政府", "2022年5月10日"),
    "execution_report": ("一期完工", "试验段已完工"),
    "evaluation_report": ("县发展研究中心", "继续执行"),
    "archive_list": ("2022-决策-01", "听证笔录", "合法性审查意见书"),
}


def text_of(content: bytes) -> str:
    made = docx.Document(io.BytesIO(content))
    cells = [cell.text for table in made.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(line.text for line in made.paragraphs), *cells])


@pytest.fixture
def whole(actor: Callable[[str], Actor]) -> Case:
    return told(actor)["first"]


def test_every_paper_prints_what_was_recorded(whole: Case, actor: Callable[[str], Actor]) -> None:
    clerk = actor("clerk")
    for paper, words in HOLDS.items():
        with scopes.within(whole.town):
            text = text_of(print_paper(whole, paper, clerk).content)
        assert not [word for word in words if word not in text], paper
        assert "{" not in text, paper


def test_an_announcement_names_only_the_steps_that_were_taken(actor: Callable[[str], Actor]) -> None:
    case = told(actor, "suspended_adjusted_stopped.yaml", until="publish")["first"]
    with scopes.within(case.town):
        text = text_of(print_paper(case, "announcement", actor("clerk")).content)
    assert "已经公众参与、风险评估、合法性审查和集体讨论" in text


def test_a_paper_is_not_printed_before_its_step(actor: Callable[[str], Actor]) -> None:
    case = told(actor, until="study")["first"]
    with scopes.within(case.town), pytest.raises(LookupError, match="还没有可以打印的决策启动审批表"):
        print_paper(case, "start_form", actor("clerk"))


def test_the_whole_file_is_one_document_with_all_evidence(whole: Case) -> None:
    client = Client()
    client.force_login(Person.objects.get(username="clerk"), "django.contrib.auth.backends.ModelBackend")
    answer = client.get(f"/cases/{whole.pk}/volume.docx")
    text = text_of(answer.content)
    with scopes.within(whole.town):
        digests = list(Evidence.objects.values_list("digest", flat=True))
        opinion = Evidence.objects.get(paper="opinion_letter")
    # The papers of the catalogue belong to another file.
    assert len([one for one in set(digests) if one in text]) == len(set(digests)) - 2
    assert opinion.digest in text and "附：合法性审查" in text and "附：会议议题" in text
    places = [
        text.index(f"【{stage}】") for stage in ("提出建议", "听取意见与论证评估", "集体讨论", "公布", "执行完毕")
    ]
    assert places == sorted(places)
