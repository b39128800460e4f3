"""Papers are filled from the case; the official text stands under its red head with the number of the register."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date

import docx
import pytest

from fazhi.kernel.doing import Doing
from fazhi.kernel.today import at
from fazhi.papers.printer import print_paper
from fazhi.people.actors import Actor
from fazhi.systems.norms import actions, cleaning, printing
from fazhi.systems.norms.tests.telling import TESTS, VIEWS, propose, take, walk

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_town")]
Actors = Callable[[str], Actor]


def text_of(content: bytes) -> str:
    document = docx.Document(io.BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(one.text for one in document.paragraphs), *cells])


def test_the_official_text_bears_head_number_and_the_version_that_stands(actor: Actors) -> None:
    case = walk(actor, "assign_number", text="第一条 定稿。\n第二条 施行。")
    printed = print_paper(case, "official", actor("clerk"))
    said = text_of(printed.content)
    assert printed.name == f"{case.number}正式文本.docx"
    assert "沙市镇人民政府" in said and "沙府规〔2022〕1号" in said and "2022年3月18日" in said
    assert "第一条 定稿。\n第二条 施行。" in said


def test_without_a_number_there_is_no_official_text(actor: Actors) -> None:
    with pytest.raises(LookupError, match="还没有登记编号"):
        print_paper(walk(actor, "sign"), "official", actor("clerk"))


def test_every_paper_of_a_filed_document_is_filled(actor: Actors) -> None:
    clerk, case = actor("clerk"), propose(actor)
    day = date(2022, 3, 2)
    take(case, "identify", clerk, day, **TESTS, operators=True, identity_reason="涉及经营")
    take(case, "plan", clerk, day, necessity="需要", measures="审批", lawful_content=True)
    take(case, "draft", clerk, day, text="第一条 试。")
    take(case, "state_reasons", clerk, day, necessity="为了规范", process="调研", points="三条")
    take(case, "waive_consultation", clerk, day, waived_because="secret")
    take(case, "look_up", clerk, day)
    take(case, "fair_review", clerk, day, fair_competition="passed", words="逐项核对")
    take(case, "send_for_review", clerk, day, materials=["draft"], urgent=True)
    take(case, "reviews.accept", actor("legal"), day)
    take(case, "reviews.give_opinion", actor("legal"), day, opinion="lawful", comments="合法")
    take(case, "propose_topic", clerk, day, kind="government_meeting")
    take(case, "meetings.schedule", actor("mayor"), day, meeting="第3次镇政府会议")
    take(case, "meetings.discuss", clerk, day, chair="向镇长", resolution="passed", views=VIEWS)
    take(case, "sign", actor("mayor"), day, words="同意")
    take(case, "assign_number", clerk, day, mark="沙府规")
    said = {"channel": "website", "place": "网站", "in_force_on": date(2022, 5, 1), "expires_on": date(2027, 4, 30)}
    take(case, "publish", clerk, day, **said)
    take(case, "file", clerk, day, receiver="县司法局", copies=5)
    case = take(case, "repeal", clerk, date(2023, 1, 5), why="另行规定", ended_on=date(2023, 2, 1))
    wanted = {
        "statement": "为了规范",
        "fair_review": "符合公平竞争审查标准",
        "registration": "登〔2022〕1号",
        "filing_report": "县司法局：",
        "end_notice": "自2023年2月1日起废止",
    }
    for paper, words in wanted.items():
        text = text_of(print_paper(case, paper, clerk).content)
        assert words in text and case.title in text and "{{" not in text, paper


def test_the_list_of_a_clean_up_groups_what_was_decided(actor: Actors) -> None:
    clerk, day = actor("clerk"), date(2022, 9, 1)
    walk(actor, "file")
    with at(day):
        fields = {"scope_kind": "yearly", "subject": "全部"}
        case = actions.begin(Doing("start_round", clerk, day, fields=fields), {"scope_kind": "yearly"})
        entry = cleaning.subjects(case)[0]
    take(case, "judge", clerk, day, entry=str(entry.pk), result="keep", why="仍然适用")
    take(case, "propose_topic", clerk, day, kind="government_meeting")
    take(case, "meetings.schedule", actor("mayor"), day, meeting="第9次镇政府会议")
    take(case, "meetings.discuss", clerk, day, chair="向镇长", resolution="passed", views=VIEWS)
    case = take(case, "publish_list", clerk, day, channel="website", place="网站")
    said = text_of(print_paper(case, "list", clerk).content)
    assert "一、保留（1件）" in said and "沙府规〔2022〕1号" in said and "会议审议" in said


def test_what_has_no_content_yet_says_so(actor: Actors) -> None:
    for paper, words in {"statement": "还没有办理这一步", "end_notice": "没有废止", "leaflet": "没有名为"}.items():
        with pytest.raises(printing.NothingToPrint, match=words):
            printing.values(propose(actor, title=f"沙市镇{paper}办法"), paper)
