"""A draft before the public: long enough, every comment in one group, every group one answer, then the summary."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date, timedelta

import docx
import pytest
from django.db import DatabaseError, transaction

from fazhi.kernel.doing import Doing, Refused
from fazhi.kernel.ledgers import Criteria, ledger, rows
from fazhi.kernel.models import Case, LogEntry, Step
from fazhi.kernel.registry import procedure
from fazhi.kernel.today import at
from fazhi.papers.printer import print_paper
from fazhi.people import scopes
from fazhi.people.actors import Actor
from fazhi.people.identifiers import new_id
from fazhi.systems.consultations import actions, boards
from fazhi.systems.consultations.forms import AnswerForm
from fazhi.systems.consultations.models import Comment, CommentGroup, Consultation, GroupedComment
from fazhi.systems.consultations.templatetags.consultation_words import consultation
from fazhi.systems.consultations.tests.telling import END, START, comment, groups, opened, take
from fazhi.web import history

pytestmark = pytest.mark.django_db
Get = Callable[[str], Actor]
AFTER = END + timedelta(1)


def test_a_major_decision_lies_before_the_public_for_thirty_days_or_says_why_not(actor: Get) -> None:
    clerk = actor("clerk")
    short = {"matter": "decision", "ends_on": "2022-04-20"}
    with pytest.raises(
        Refused, match=r"自 2022-04-01 起至少应当征求到 2022-05-01（《重大行政决策程序暂行条例》第十五条）"
    ):
        opened(clerk, **short)
    assert not Case.objects.exists()
    assert opened(clerk, **short, shortened_reason="汛期将至，需在五月前施行。").stage == "collecting"


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"ends_on": ""}, "没有写明征求意见的截止日期"),
        ({"ends_on": "2022-03-20"}, "截止日期 2022-03-20 早于开始日期 2022-04-01"),
        ({"matter": "decision", "ends_on": "2022-04-30"}, "征求意见的期限不足"),
        ({"starts_on": "2022-03-01"}, "开始日期 2022-03-01 早于公布日期 2022-04-01"),
    ],
)
def test_days_that_do_not_fit_are_refused_and_nothing_is_opened(actor: Get, said: dict[str, str], words: str) -> None:
    with pytest.raises(Refused, match=words):
        opened(actor("clerk"), **said)
    assert not Case.objects.exists()


def test_a_last_day_on_a_holiday_is_lawful_and_told(actor: Get) -> None:
    case = opened(actor("clerk"), matter="decision")
    with scopes.within(case.town):
        found = boards.draft(case.pk)
        assert found is not None
        assert consultation(found.dossier, False).advice == "截止日是休息日，可以延长到 2022-05-05。"


def test_the_period_is_only_lengthened(actor: Get) -> None:
    clerk = actor("clerk")
    case = opened(clerk)
    with pytest.raises(Refused, match="只能延长，不能缩短"):
        take(case, "extend", clerk, START, ends_on=END, why="短一点")
    take(case, "extend", clerk, START, ends_on=AFTER, why="五一放假")
    with pytest.raises(Refused, match=f"征求意见到 {AFTER} 当天结束"):
        take(case, "close", clerk, AFTER)


def test_the_same_extension_sent_twice_has_one_effect_and_one_answer(actor: Get) -> None:
    case = opened(actor("clerk"))
    doing = Doing("extend", actor("clerk"), START, {"why": "五一放假"}, {"ends_on": AFTER}, request=new_id())
    with at(START), scopes.within(case.town):
        assert len({actions.carry_out(case, doing).pk for _ in range(2)}) == 1


def test_a_period_that_is_summed_up_late_is_no_longer_for_that(actor: Get) -> None:
    clerk, late = actor("clerk"), END + timedelta(20)
    case = take(opened(clerk), "close", clerk, late)
    case = take(case, "publish_summary", clerk, late)
    told = _last(case).data
    assert (told["days"], told["ends_on"]) == (31, END.isoformat())


def test_nobody_who_commented_is_named_to_staff_without_a_reason(actor: Get) -> None:
    clerk = actor("clerk")
    case = opened(clerk)
    comment(case, "车位太少，来电 13812345678。", END, "覃大山")
    comment(case, "覃大山说得对。", END, "冉小河")
    case = take(case, "close", clerk, AFTER)
    with scopes.within(case.town):
        shown = consultation(Consultation.objects.get(pk=case.pk), False)
        form = AnswerForm(step_kind=procedure(case.system, case.procedure).step("answer_group"), actor=clerk, case=case)
        page = form.as_p()
    assert [(one.words, one.name) for one in shown.waiting] == [
        ("车位太少，来电 138****5678。", "覃**"),
        ("覃**说得对。", "冉**"),
    ]
    assert "覃**说得对" in page and "覃大山" not in page and "13812345678" not in page


def test_the_history_has_a_chinese_name_for_everything_it_tells(actor: Get) -> None:
    clerk = actor("clerk")
    case = opened(clerk)
    case = take(case, "record_comment", clerk, END, source="paper", words="同意。")
    case = take(case, "extend", clerk, END, ends_on=AFTER, why="五一放假")
    case = take(case, "close", clerk, AFTER + timedelta(1))
    with scopes.within(case.town):
        chosen = [str(one.pk) for one in boards.ungrouped(case)]
    told = {"gist": "同意", "answer": "adopted", "words": "谢谢。"}
    case = take(case, "answer_group", clerk, AFTER + timedelta(1), comments=chosen, **told)
    case = take(case, "publish_summary", clerk, AFTER + timedelta(1))
    graph = procedure(case.system, case.procedure)
    with scopes.within(case.town):
        events = history.events(graph, case, list(case.steps.all()), [], open_masks=False)
    answers = dict(answer for event in events for answer in event.answers)
    assert answers["归并的意见"] == "1 条" and answers["征求意见天数"] == "32"
    assert [title for title in answers if title.isascii()] == []


def test_every_comment_gets_exactly_one_answer_before_the_summary_is_published(actor: Get) -> None:
    clerk = actor("clerk")
    case = opened(clerk)
    comment(case, "车位太少，建议增加到 60 个。", START + timedelta(2), "覃大山")
    comment(case, "覃大山说得对，车位不够。", END)
    case = take(case, "record_comment", clerk, END, ("meeting_record",), source="meeting", words="赶场天应当限时停放。")
    case = take(case, "close", clerk, AFTER)
    with pytest.raises(Refused, match="还有 3 条意见没有归并答复"):
        take(case, "publish_summary", clerk, AFTER)
    with scopes.within(case.town):
        first, second, third = (str(one.pk) for one in boards.ungrouped(case))
    case = take(
        case,
        "answer_group",
        clerk,
        AFTER,
        comments=[first],
        gist="覃大山等建议增加车位",
        answer="adopted",
        words="已增加到 60 个。",
    )
    case = take(case, "answer_group", clerk, AFTER, comments=[second], group="1")
    with pytest.raises(Refused, match="有 1 条刚刚已经归并"):
        take(case, "answer_group", clerk, AFTER, comments=[first], group="1")
    with pytest.raises(Refused, match="新的一组要写明意见要点、采纳情况和答复理由"):
        take(case, "answer_group", clerk, AFTER, comments=[third], gist="限时停放")
    case = take(
        case, "answer_group", clerk, AFTER, comments=[third], gist="限时停放", answer="declined", words="另行规定。"
    )
    # What people said about themselves is masked before it is published.
    assert [one.gist for one in groups(case)] == ["覃**等建议增加车位", "限时停放"]
    case = take(case, "publish_summary", clerk, AFTER)
    told = _last(case).data
    assert {name: told[name] for name in ("comments", "groups", "adopted", "partly", "declined", "days")} == {
        "comments": 3,
        "groups": 2,
        "adopted": 1,
        "partly": 0,
        "declined": 1,
        "days": 31,
    }
    with scopes.within(case.town):
        row = next(iter(rows(ledger("consultations.consultations"), case.town, Criteria())))
        text = "\n".join(
            cell.text
            for table in docx.Document(io.BytesIO(print_paper(case, "summary", clerk).content)).tables
            for line in table.rows
            for cell in line.cells
        )
    assert (row["comments"], row["groups"], row["published_on"]) == (3, 2, AFTER)
    assert "覃**等建议增加车位" in text and "不采纳" in text and "{" not in text


def _last(case: Case) -> Step:
    with scopes.within(case.town):
        return case.steps.latest("sequence")


def test_what_the_public_said_is_logged_and_cannot_be_changed(actor: Get) -> None:
    case = opened(actor("clerk"))
    comment(case, "同意。", END)
    with scopes.within(case.town):
        row = Comment.objects.get()
        assert LogEntry.objects.filter(table="consultations_comment", row=str(row.pk), actor="社会公众").exists()
        for attempt in (
            lambda: Comment.objects.filter(pk=row.pk).update(words="不同意。"),
            lambda: Comment.objects.filter(pk=row.pk).delete(),
        ):
            with pytest.raises(DatabaseError), transaction.atomic():
                attempt()


def test_a_group_and_its_answer_cannot_be_changed(actor: Get) -> None:
    clerk = actor("clerk")
    case = opened(clerk)
    comment(case, "同意。", END)
    case = take(case, "close", clerk, AFTER)
    with scopes.within(case.town):
        chosen = [str(one.pk) for one in boards.ungrouped(case)]
    take(case, "answer_group", clerk, AFTER, comments=chosen, gist="同意", answer="adopted", words="谢谢。")
    with scopes.within(case.town):
        for model, change in ((CommentGroup, {"answer": "declined"}), (GroupedComment, {"group": None})):
            with pytest.raises(DatabaseError), transaction.atomic():
                model.objects.update(**change)


@pytest.mark.parametrize("username", ["secretary", "mayor", "mediator", "officer", "grid_worker", "system_admin"])
def test_who_may_not(actor: Get, username: str) -> None:
    case = opened(actor("clerk"))
    with pytest.raises(Refused, match="由经办人、报告编辑（司法所）办理"):
        take(case, "close", actor(username), AFTER)


def test_a_clerk_of_another_town_does_not_find_it(actor: Get) -> None:
    case = opened(actor("clerk"))
    with pytest.raises(Refused, match="没有找到"):
        take(case, "stop", actor("stranger"), date(2022, 4, 2))


def test_nobody_opens_one_by_hand(actor: Get) -> None:
    with pytest.raises(Refused, match="由起草事项的「公开征求意见」步骤发起"):
        actions.begin(Doing("open", actor("clerk"), START), {})


@pytest.mark.parametrize("step", ["answer_group", "extend"])
def test_a_step_whose_answer_was_lost_is_answered_again_and_done_once(actor: Get, step: str) -> None:
    clerk = actor("clerk")
    case = opened(clerk)
    comment(case, "同意。", END)
    doing = Doing("extend", clerk, END, data={"why": "五一放假"}, fields={"ends_on": AFTER}, request=new_id())
    if step == "answer_group":
        case = take(case, "close", clerk, AFTER)
        with scopes.within(case.town):
            chosen = [str(one.pk) for one in boards.ungrouped(case)]
        said = {"comments": chosen, "gist": "同意", "answer": "adopted", "words": "谢谢。"}
        doing = Doing(step, clerk, AFTER, data=said, request=new_id())
    with at(AFTER), scopes.within(case.town):
        assert len({actions.carry_out(case, doing).pk for _ in range(2)}) == 1
        assert case.steps.filter(name=step).count() == 1
