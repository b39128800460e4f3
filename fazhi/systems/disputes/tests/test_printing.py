"""The agreement prints every part that article 29 asks for, from a template staff can edit."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date

import docx
import pytest

from fazhi.papers.printer import print_paper
from fazhi.people import scopes
from fazhi.people.actors import Actor
from fazhi.systems.disputes.tests.telling import TERMS, report, take

pytestmark = pytest.mark.django_db
DAY = date(2022, 3, 2)


def test_the_agreement_holds_every_part_of_article_29(actor: Callable[[str], Actor]) -> None:
    mediator = actor("mediator")
    case = report(mediator, DAY)
    for step in ("accept", "mediate", "draft_agreement"):
        case = take(case, step, mediator, DAY)
    with scopes.within(mediator.town):
        printed = print_paper(case, "agreement", mediator)
    text = "\n".join(line.text for line in docx.Document(io.BytesIO(printed.content)).paragraphs)
    wanted = [TERMS[name] for name in ("facts", "disputed", "responsibilities", "content")]
    for said in (
        *wanted,
        "覃大山，男，52 岁",
        "覃小河，男，47 岁",
        "限期一次履行",
        "2030年12月31日",
        "30日内共同向人民法院",
    ):
        assert said in text
    assert "{" not in text


def test_an_agreement_on_personal_status_promises_no_confirmation(actor: Callable[[str], Actor]) -> None:
    mediator = actor("mediator")
    case = report(mediator, DAY)
    for step in ("accept", "mediate"):
        case = take(case, step, mediator, DAY)
    case = take(case, "draft_agreement", mediator, DAY, identity_matter=True)
    with scopes.within(mediator.town):
        printed = print_paper(case, "agreement", mediator)
    text = "\n".join(line.text for line in docx.Document(io.BytesIO(printed.content)).paragraphs)
    assert "司法确认" not in text


def test_nothing_is_printed_before_it_is_drafted(actor: Callable[[str], Actor]) -> None:
    case = report(actor("mediator"), DAY)
    with scopes.within(case.town), pytest.raises(LookupError, match="还没有拟定调解协议"):
        print_paper(case, "agreement", actor("mediator"))
