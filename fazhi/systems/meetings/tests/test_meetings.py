"""Meetings, topics and tasks: only who came speaks, each once, the chair last; and nothing is discussed outside a meeting."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from uuid import uuid4

import docx
import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from fazhi.kernel import act, imports, ledgers, linked
from fazhi.kernel.doing import Doing, Refused
from fazhi.kernel.ledgers import Criteria
from fazhi.kernel.models import Case, Link
from fazhi.kernel.today import at
from fazhi.papers.printer import print_paper
from fazhi.people import scopes
from fazhi.people.actors import Actor
from fazhi.systems.meetings import actions, sitting
from fazhi.systems.meetings.importing import HEADINGS
from fazhi.systems.meetings.models import Task
from fazhi.systems.meetings.tests.holding import (
    AGREED,
    ATTENDANCE,
    CHAIR,
    SECOND,
    THIRD,
    convened,
    discussed,
    plan,
    propose,
    take,
)

pytestmark = pytest.mark.django_db
Get = Callable[[str], Actor]
DAY, NEXT = date(2022, 5, 13), date(2022, 5, 16)


def rows(book: str, town: str) -> list[dict[str, Any]]:
    with scopes.within(town):
        return list(ledgers.rows(ledgers.ledger(book), town, Criteria()))


def view(name: str, said: str = "agree") -> dict[str, str]:
    return {"name": name, "view": said, "words": ""}


@pytest.mark.parametrize(
    ("views", "words"),
    [
        ([], "还没有记录任何人的意见"),
        ([view(SECOND), view(CHAIR)], "还没有记录卢副镇长的意见"),
        ([view(SECOND), view(THIRD), view(THIRD), view(CHAIR)], "卢副镇长的意见记录了两次"),
        ([view(SECOND), view(CHAIR), view(THIRD)], "应当最后发表意见"),
        ([view("黎经办"), view(SECOND), view(THIRD), view(CHAIR)], "黎经办不是到会的会议组成人员"),
        ([view(SECOND, ""), view(THIRD), view(CHAIR)], "游副镇长的意见没有选定"),
        ([view(SECOND, "maybe"), view(THIRD), view(CHAIR)], "游副镇长的意见没有选定"),
    ],
)
def test_every_member_who_came_speaks_once_and_the_chair_last(actor: Get, views: list, words: str) -> None:
    topic = propose(actor("clerk"), DAY)
    convened(actor, DAY, topic)
    with pytest.raises(Refused, match=words):
        take(topic, "discuss", actor("clerk"), DAY, views=views, resolution="passed")
    with scopes.within(topic.town):
        assert Case.objects.get(pk=topic.pk).stage == "scheduled"


def test_who_chairs_is_who_the_meeting_names(actor: Get) -> None:
    topic = propose(actor("clerk"), DAY)
    convened(actor, DAY, topic)
    with pytest.raises(Refused, match="主持人是向镇长，不是游副镇长"):
        take(topic, "discuss", actor("clerk"), DAY, views=AGREED, resolution="passed", chair=SECOND)


@pytest.mark.parametrize(
    ("said", "resolution", "reason", "dissent"),
    [
        (("agree", "agree", "agree"), "passed", False, 0),
        (("disagree", "agree_if", "agree"), "amended", False, 1),
        (("disagree", "abstain", "agree"), "passed", True, 2),
        (("agree", "agree", "disagree"), "rejected", True, 1),
        (("disagree", "abstain", "disagree"), "deferred", False, 3),
    ],
)
def test_dissent_is_counted_and_a_decision_against_the_majority_has_its_reason(
    actor: Get, said: tuple[str, str, str], resolution: str, reason: bool, dissent: int
) -> None:
    topic = propose(actor("clerk"), DAY)
    convened(actor, DAY, topic)
    views = [view(name, one) for name, one in zip((SECOND, THIRD, CHAIR), said, strict=True)]
    told = {"views": views, "resolution": resolution}
    if reason:
        with pytest.raises(Refused, match="应当写明理由"):
            take(topic, "discuss", actor("clerk"), DAY, **told)
        told["reason"] = "事关安全。"
    take(topic, "discuss", actor("clerk"), DAY, **told)
    with scopes.within(topic.town):
        data = topic.steps.latest("sequence").data
    assert (data["dissent"], data["resolution"], data["reason"]) == (dissent, resolution, told.get("reason", ""))
    assert [one["post"] for one in data["views"]] == ["副镇长", "副镇长", "镇长"]


def test_the_answer_carries_what_openers_wait_for(actor: Get) -> None:
    step = discussed(propose(actor("clerk"), DAY), actor, DAY)
    wanted = {"resolution", "views", "dissent", "meeting", "chair", "reason"}
    assert wanted <= set(step.data) and step.data["meeting"].startswith("会议〔2022〕")


def test_a_topic_and_its_meeting_find_each_other(actor: Get) -> None:
    topic = propose(actor("clerk"), DAY)
    meeting = convened(actor, DAY, topic)
    with scopes.within(topic.town):
        assert Link.objects.filter(from_case=meeting, to_case=topic, kind="related").exists()
        assert [one.case for one in sitting.topics(meeting, ())] == [topic]


def test_a_topic_is_not_put_on_the_agenda_of_a_meeting_that_was_held_or_of_another_town(actor: Get) -> None:
    clerk, stranger = actor("clerk"), actor("stranger")
    held = convened(actor, DAY)
    theirs = plan(stranger, DAY)
    topic = propose(clerk, DAY)
    with pytest.raises(Refused, match="已经不在筹备之中"):
        take(topic, "schedule", clerk, DAY, meeting=held.number)
    own = plan(clerk, DAY, "party_committee")
    with pytest.raises(Refused, match="应当提交镇政府会议"):
        take(topic, "schedule", clerk, DAY, meeting=own.number)
    with pytest.raises(Refused, match="没有找到编号为“会议〔2022〕9号”的会议"):
        take(topic, "schedule", clerk, DAY, meeting="会议〔2022〕9号")
    with scopes.within(theirs.town):
        assert sitting.meeting_case(theirs.town, held.number) in (None, theirs)


def test_what_was_taken_off_the_agenda_is_discussed_in_another_meeting(actor: Get) -> None:
    clerk, topic = actor("clerk"), propose(actor("clerk"), DAY)
    first = convened(actor, DAY, topic)
    topic = take(topic, "unschedule", clerk, DAY, why="时间不够")
    assert topic.stage == "proposed"
    assert take(first, "minute", clerk, DAY).stage == "minuted"
    discussed(topic, actor, NEXT)
    assert [one["topics"] for one in rows("meetings.meetings", topic.town)] == [1, 0]


def test_nothing_is_discussed_after_the_minutes(actor: Get) -> None:
    clerk, topic = actor("clerk"), propose(actor("clerk"), DAY)
    meeting = convened(actor, DAY, topic)
    with scopes.within(topic.town), at(DAY):
        act.act(meeting.pk, Doing("minute", clerk, DAY))
    with pytest.raises(Refused, match="纪要已经形成"):
        take(topic, "discuss", clerk, DAY, views=AGREED, resolution="passed")


def test_the_agenda_keeps_the_order_it_was_given(actor: Get) -> None:
    clerk = actor("clerk")
    first, second = propose(clerk, DAY, title="甲"), propose(clerk, DAY, title="乙")
    meeting = convened(actor, DAY, first, second)
    with pytest.raises(Refused, match="与 .* 议程上的议题不一致"):
        take(meeting, "arrange", clerk, DAY, agenda=[second.number])
    take(meeting, "arrange", clerk, DAY, agenda=[second.number, first.number])
    with scopes.within(first.town):
        assert [one.case.title for one in sitting.topics(meeting, [second.number, first.number])] == ["乙", "甲"]


def test_the_minutes_print_who_came_and_every_view_in_its_order(actor: Get) -> None:
    clerk, topic = actor("clerk"), propose(actor("clerk"), DAY)
    meeting = plan(clerk, DAY)
    take(topic, "schedule", clerk, DAY, meeting=meeting.number)
    absent = {"name": "石副镇长", "post": "副镇长", "present": False, "why": "出差"}
    take(meeting, "convene", clerk, DAY, attendance=[*ATTENDANCE, absent], attendants="尹审核")
    views = [
        {"name": THIRD, "view": "disagree", "words": "车位不足。"},
        {"name": SECOND, "view": "agree", "words": "同意。"},
        {"name": CHAIR, "view": "agree", "words": "同意，先试行。"},
    ]
    take(topic, "discuss", clerk, DAY, views=views, resolution="amended")
    meeting = take(meeting, "minute", clerk, DAY)
    with scopes.within(meeting.town):
        printed = print_paper(meeting, "minutes", clerk)
    text = "\n".join(line.text for line in docx.Document(io.BytesIO(printed.content)).paragraphs)
    for said in (
        meeting.number, "2022年5月13日", "出席：向镇长（镇长）、游副镇长（副镇长）、卢副镇长（副镇长）（应到4人，实到3人）",
        "缺席：石副镇长（副镇长）（出差）", "列席：尹审核", f"一、场镇停车位调整（{topic.number}）", "会议决定：修改后通过。",
    ):  # fmt: skip
        assert said in text
    told = [text.index(one) for one in ("卢副镇长（副镇长）：不同意。车位不足。", "游副镇长（副镇长）：同意。同意。", "向镇长（镇长）：同意。同意，先试行。")]  # fmt: skip
    assert told == sorted(told) and "{" not in text


@pytest.mark.parametrize("name", ["mediator", "grid_worker", "officer", "legal", "county_supervisor", "system_admin", "stranger"])  # fmt: skip
def test_nobody_else_convenes_or_records(actor: Get, name: str) -> None:
    topic, other = propose(actor("clerk"), DAY), actor(name)
    meeting = convened(actor, DAY, topic)
    for case, step in (
        (topic, "discuss"),
        (meeting, "minute"),
        (meeting, "sign"),
        (plan(actor("clerk"), DAY), "convene"),
    ):
        with at(DAY), scopes.within(other.town), pytest.raises(Refused):
            act.act(case.pk, Doing(step, other, DAY))


def task_of(topic: Case) -> Case:
    with scopes.within(topic.town):
        return Case.objects.get(links_in__from_case=topic, links_in__kind=linked.OPENED)


def test_a_task_goes_to_the_desk_of_who_is_responsible_and_ends_with_its_proof(actor: Get) -> None:
    clerk, editor = actor("clerk"), actor("editor")
    topic = propose(clerk, DAY)
    discussed(topic, actor, DAY)
    told = {"what": "划线并设置标志", "office": editor.office, "appointment": str(editor.appointment_id)}
    take(topic, "assign_task", clerk, DAY, **told, due_on="2022-06-30")
    task = task_of(topic)
    assert task.handler_id == editor.appointment_id
    with pytest.raises(Refused, match="由镇长、党委书记办理"):
        take(task, "postpone", clerk, NEXT, due_on=date(2022, 7, 31), why="雨季")
    with pytest.raises(Refused, match="应当写明理由"):
        take(task, "postpone", actor("mayor"), NEXT, due_on=date(2022, 7, 31))
    take(task, "postpone", actor("mayor"), NEXT, due_on=date(2022, 7, 31), why="雨季")
    with pytest.raises(Refused, match="缺少佐证：完成情况的佐证"):
        take(task, "finish", editor, NEXT, words="完成")
    take(task, "finish", editor, NEXT, papers=("proof",), words="完成")
    [row] = rows("meetings.tasks", topic.town)
    assert (row["topic"], row["responsible"], row["due_on"], row["done_on"]) == (topic.number, "陶编辑", date(2022, 7, 31), NEXT)  # fmt: skip


def test_another_day_for_a_task_is_no_day_that_is_over_and_delivered_twice_is_one(actor: Get) -> None:
    clerk, mayor, topic = actor("clerk"), actor("mayor"), propose(actor("clerk"), DAY)
    discussed(topic, actor, DAY)
    take(topic, "assign_task", clerk, DAY, what="划线", office="规建办", due_on="2022-06-30")
    task = task_of(topic)
    with pytest.raises(Refused, match="早于调整日期"):
        take(task, "postpone", mayor, NEXT, due_on=DAY, why="写错")
    said = {"fields": {"due_on": date(2022, 7, 31)}, "data": {"why": "雨季"}}
    doing = Doing("postpone", mayor, NEXT, **said, request=uuid4())
    with at(NEXT), scopes.within(task.town):
        first = actions.carry_out(task, doing)
        assert actions.carry_out(task, replace(doing)) == first
        assert first.data["before"] == "2022-06-30" and task.steps.filter(name="postpone").count() == 1


def test_a_meeting_is_locked_before_its_agenda_is_read(actor: Get) -> None:
    clerk, meeting = actor("clerk"), plan(actor("clerk"), DAY)
    with CaptureQueriesContext(connection) as asked:
        take(meeting, "cancel", clerk, DAY, why="时间冲突")
    told = [one["sql"] for one in asked]
    locked = next(at_ for at_, sql in enumerate(told) if "FOR UPDATE" in sql and meeting.pk.hex in sql.replace("-", ""))
    assert locked < next(at_ for at_, sql in enumerate(told) if 'FROM "meetings_topic"' in sql)


def test_a_task_without_a_day_is_not_given_and_the_topic_stays_as_it_was(actor: Get) -> None:
    topic = propose(actor("clerk"), DAY)
    discussed(topic, actor, DAY)
    with pytest.raises(Refused, match="没有写明完成时限"):
        take(topic, "assign_task", actor("clerk"), DAY, what="划线", office="规建办")
    with scopes.within(topic.town):
        assert Task.objects.count() == 0
        assert topic.steps.filter(name="assign_task").count() == 0


def test_members_come_in_from_a_workbook_and_count_on_their_days(actor: Get, tmp_path: Path) -> None:
    clerk = actor("clerk")
    book = openpyxl.Workbook()
    for line in (
        list(HEADINGS),
        ["ZC-1", "镇政府会议", CHAIR, "镇长", "2021-01-01", ""],
        ["ZC-2", "镇政府会议", SECOND, "副镇长", "2021-01-01", "2022-05-12"],
    ):
        book.active.append(line)
    book.save(tmp_path / "members.xlsx")
    with scopes.within(clerk.town):
        found = imports.preview(ledgers.ledger("meetings.members"), clerk.town, tmp_path / "members.xlsx")
        assert not found.faults
        imports.apply(ledgers.ledger("meetings.members"), clerk, found)
        assert [one.name for one in sitting.members(clerk.town, "government_meeting", DAY)] == [CHAIR]
        assert len(sitting.members(clerk.town, "government_meeting", date(2022, 5, 12))) == 2
