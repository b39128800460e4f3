"""The opinion letter and the order to correct, printed from templates that staff can edit."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date

import docx
import pytest

from fazhi.kernel.models import Case
from fazhi.papers.printer import print_paper
from fazhi.people import scopes
from fazhi.people.actors import Actor
from fazhi.people.models import Division
from fazhi.systems.reviews.tests.telling import VILLAGE, child, file_rules, submit, take

pytestmark = pytest.mark.django_db
Get = Callable[[str], Actor]
DAY, NEXT = date(2022, 4, 28), date(2022, 4, 29)


def text(case: Case, paper: str, actor: Actor) -> str:
    with scopes.within(case.town):
        printed = print_paper(case, paper, actor)
    found = "\n".join(line.text for line in docx.Document(io.BytesIO(printed.content)).paragraphs)
    assert "{" not in found
    return found


def test_the_opinion_letter_says_what_was_found_on_which_articles_and_who_advised(actor: Get) -> None:
    legal = actor("legal")
    case = take(submit(actor("clerk"), DAY), "accept", legal, DAY)
    case = take(case, "hear_adviser", legal, DAY, adviser="甘律师")
    told = {"articles": "《民法典》第五百零九条、第五百一十条", "comments": "付款条件不明。\n违约责任不对等。"}
    case = take(case, "give_opinion", legal, NEXT, opinion="amend", findings=2, **told)
    found = text(case, "opinion_letter", legal)
    for said in (
        case.number, "司法所：", "2022年4月28日送请审查的“场镇路灯维护合同”（政府合同（协议））", "应当予以修改。",
        "《民法典》第五百零九条", "第五百一十条", "付款条件不明。", "违约责任不对等。", "具体意见（2条）", "已听取甘律师的法律意见",
        "没有采纳的意见应当书面说明理由", "审查人：尹审核", "2022年4月29日",
    ):  # fmt: skip
        assert said in found


def test_a_lawful_matter_without_advice_gets_a_shorter_letter(actor: Get) -> None:
    legal = actor("legal")
    case = take(submit(actor("clerk"), DAY), "accept", legal, DAY)
    found = text(take(case, "give_opinion", legal, NEXT, opinion="lawful", findings=0), "opinion_letter", legal)
    assert "合法。" in found and "没有提出修改意见。" in found
    assert "法律顾问" not in found and "请根据本意见修改" not in found


def test_the_order_to_correct_names_the_village_and_the_last_day(actor: Get) -> None:
    clerk, legal, mayor = actor("clerk"), actor("legal"), actor("mayor")
    case = take(file_rules(clerk, DAY), "send_for_review", clerk, DAY)
    take(take(child(case), "accept", legal, DAY), "give_opinion", legal, NEXT, opinion="amend", findings=1)
    case = take(case, "order_correction", mayor, NEXT, correction="删去第六条。\n第九条改为倡导。")
    found = text(case, "correction_order", mayor)
    for said in ("青石村村民委员会：", "删去第六条。", "第九条改为倡导。", "沙市镇人民政府", "2022年5月30日前重新报备"):
        assert said in found


@pytest.mark.parametrize(
    ("village", "committee"),
    [
        ("青石村", "青石村村民委员会"),
        ("青石村村民委员会", "青石村村民委员会"),
        ("沙市社区", "沙市社区居民委员会"),
        ("沙市社区居民委员会", "沙市社区居民委员会"),
    ],
)
def test_an_order_is_addressed_to_the_committee_of_the_village_or_community(
    actor: Get, village: str, committee: str
) -> None:
    clerk, legal, mayor = actor("clerk"), actor("legal"), actor("mayor")
    case = take(file_rules(clerk, DAY), "send_for_review", clerk, DAY)
    take(take(child(case), "accept", legal, DAY), "give_opinion", legal, NEXT, opinion="amend", findings=1)
    case = take(case, "order_correction", mayor, NEXT, correction="删去第六条。")
    Division.objects.filter(pk=VILLAGE).update(name=village)
    assert f"{committee}：" in text(case, "correction_order", mayor).splitlines()


def test_nothing_is_printed_before_the_opinion(actor: Get) -> None:
    case = submit(actor("clerk"), DAY)
    with scopes.within(case.town), pytest.raises(LookupError, match="没有可以打印的内容"):
        print_paper(case, "opinion_letter", actor("legal"))
