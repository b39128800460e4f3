"""What a step of a consultation writes besides itself; every function ends in kernel.act."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from fazhi.kernel import act, masks
from fazhi.kernel.doing import Doing, NewCase, Refused
from fazhi.kernel.models import Case, Step
from fazhi.kernel.today import today
from fazhi.law import dates
from fazhi.systems.consultations import boards
from fazhi.systems.consultations.models import Comment, CommentGroup, Consultation, GroupedComment


def begin(doing: Doing, cleaned: Mapping[str, Any]) -> Case:
    """A consultation stands for a draft of another system: nobody opens one by hand."""
    raise Refused("公开征求意见由起草事项的「公开征求意见」步骤发起，没有做任何改动；请到该事项中办理。")


def opened(opener: Case, step: Step, procedure: str, doing: Doing) -> Case:
    """Put the draft of another case before the public. Refused when the days are too few and no reason is given."""
    said = doing.data
    if not said.get("ends_on"):
        raise Refused("没有写明征求意见的截止日期，没有公布；请填写后再提交。")
    starts = date.fromisoformat(str(said.get("starts_on") or doing.happened_on))
    ends = date.fromisoformat(str(said["ends_on"]))
    matter, reason = str(said.get("matter") or "other"), str(said.get("shortened_reason") or "").strip()
    _long_enough(matter, starts, ends, reason, opener.town)
    if starts < doing.happened_on:
        raise Refused(
            f"开始日期 {starts} 早于公布日期 {doing.happened_on}，没有公布；期限从公布之日起算，请核对后重新填写。"
        )
    fields = {
        "matter": matter,
        "starts_on": starts,
        "ends_on": ends,
        "shortened_reason": reason,
        "channel": said.get("channel") or "website",
        "text": said.get("text") or "",
    }
    new = NewCase("consultations", procedure, opener.village_id, opener.title)
    return act.begin(new, Doing("open", doing.actor, doing.happened_on, fields=fields))


def _long_enough(matter: str, starts: date, ends: date, reason: str, town: str) -> None:
    """The least period of the law (重大行政决策程序暂行条例 15), unless a reason is published with the draft."""
    if ends < starts:
        raise Refused(f"截止日期 {ends} 早于开始日期 {starts}，没有公布，请核对后重新填写。")
    value = boards.least(matter, starts, town)
    if value is None or reason:
        return
    # The period itself is what the law asks for. That its last day should be a working one is advice (see `advice`).
    least = dates.deadline(value, starts).internal
    if ends < least:
        raise Refused(
            f"征求意见的期限不足：自 {starts} 起至少应当征求到 {least}（{value.citation}），现在只到 {ends}。"
            "没有公布；请延后截止日期，确需缩短的写明理由，理由随征求意见稿一并公布。"
        )


def comment(town: str, case_id: UUID, words: str, name: str, request: UUID | None) -> None:
    """One comment by somebody without an account. Refused once the period is over; the same request twice is one comment."""
    found = boards.draft(case_id)
    if found is None:
        raise Refused("没有找到这份征求意见稿，意见没有提交，请核对网址。")
    if found.phase != "open":
        raise Refused(
            f"这份征求意见稿{'尚未开始' if found.phase == 'ahead' else '已经停止'}征求意见，您的意见没有提交，文字仍保留在下面；"
            "仍想反映的，请直接与本单位联系。"
        )
    row = Comment(case=found.case, source="web", received_on=today(), words=words, name=name)
    act.receive(town, "consultations.comment", request, [row])


def carry_out(case: Case, doing: Doing) -> Step:
    """Take one step of a consultation, with everything the step implies."""
    return act.act(case.pk, doing, PREPARATIONS.get(doing.step))


def _record(case: Case, doing: Doing) -> Doing:
    said = dict(doing.data)
    row = Comment(
        source=said["source"], received_on=doing.happened_on, words=said.pop("words"), name=said.pop("name", "")
    )
    return replace(doing, data=said, rows=[row])


def _extend(case: Case, doing: Doing) -> Doing:
    ends_on = Consultation.objects.values_list("ends_on", flat=True).get(pk=case.pk)
    if doing.fields["ends_on"] <= ends_on:
        raise Refused(f"新的截止日期应当晚于原截止日期 {ends_on}，没有改动；征求意见的期限只能延长，不能缩短。")
    return doing


def _close(case: Case, doing: Doing) -> Doing:
    ends_on = Consultation.objects.values_list("ends_on", flat=True).get(pk=case.pk)
    if doing.happened_on <= ends_on:
        raise Refused(f"征求意见到 {ends_on} 当天结束，次日起才能截止汇总，没有改动。")
    return replace(doing, fields={"closed_on": doing.happened_on})


def _answer(case: Case, doing: Doing) -> Doing:
    """Put comments into one group and give the group its one answer, or put them into a group that has one."""
    said = dict(doing.data)
    chosen = [str(one) for one in said.pop("comments", ())]
    waiting = {str(one.pk): one for one in boards.ungrouped(case)}
    if not chosen:
        raise Refused("没有选中任何意见，没有答复；请先勾选要归并的意见。")
    gone = [one for one in chosen if one not in waiting]
    if gone:
        raise Refused(f"选中的意见中有 {len(gone)} 条刚刚已经归并，没有答复；请刷新后重新勾选。")
    group, new = _group(case, said)
    members = [GroupedComment(comment=waiting[one], group=group) for one in chosen]
    told = {"group": group.position, "answer": group.answer, "comments": f"{len(members)} 条"}
    return replace(doing, data=told, rows=[*new, *members])


def _group(case: Case, said: Mapping[str, Any]) -> tuple[CommentGroup, Sequence[CommentGroup]]:
    groups = list(CommentGroup.objects.filter(case=case))
    position = said.get("group")
    if position:
        found = next((one for one in groups if one.position == int(position)), None)
        if found is None:
            raise Refused(f"没有第 {position} 组意见，没有答复；请刷新后重新选择。")
        return found, ()
    if not all(str(said.get(name) or "").strip() for name in ("gist", "answer", "words")):
        raise Refused("新的一组要写明意见要点、采纳情况和答复理由，没有答复；请补齐后再提交。")
    names = boards.names(case)
    made = CommentGroup(
        case=case,
        position=len(groups) + 1,
        gist=masks.names_in(said["gist"], names),
        answer=said["answer"],
        words=masks.names_in(said["words"], names),
    )
    return made, (made,)


def _publish(case: Case, doing: Doing) -> Doing:
    left = len(boards.ungrouped(case))
    if left:
        raise Refused(f"还有 {left} 条意见没有归并答复，没有公布采纳情况；请逐条归并、每组答复后再公布。")
    return replace(doing, data={**doing.data, **boards.statistics(Consultation.objects.get(pk=case.pk))})


PREPARATIONS: dict[str, act.Prepare] = {
    "record_comment": _record,
    "extend": _extend,
    "close": _close,
    "answer_group": _answer,
    "publish_summary": _publish,
}
