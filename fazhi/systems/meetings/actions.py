"""What a step of a meeting, a topic or a task writes besides itself; every function ends in kernel.act.

A topic is discussed only in a meeting that was convened, by members who came, each once, the chair last (article 30).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

from fazhi.kernel import act
from fazhi.kernel.doing import Doing, NewCase, Refused
from fazhi.kernel.models import Case, Step
from fazhi.kernel.terms import title
from fazhi.law import rules
from fazhi.people.actors import Actor
from fazhi.systems.meetings import sitting
from fazhi.systems.meetings.models import Attendance, Meeting, Task, Topic

AGREED = frozenset({"agree", "agree_if"})
RELATED = "related"
PERCENT = 100


def begin(doing: Doing, cleaned: Mapping[str, Any]) -> Case:
    """Propose a topic that no other case proposes, or prepare a meeting."""
    names = ("kind", "planned_on", "place", "chair") if doing.step == "plan" else ("matter", "kind")
    fields = {name: cleaned[name] for name in names}
    procedure = "meeting"
    if doing.step == "propose":
        procedure, fields["proposed_on"] = "topic", doing.happened_on
    new = NewCase("meetings", procedure, doing.actor.town, cleaned["title"], id=doing.request)
    return act.begin(new, replace(doing, request=None, data={}, fields=fields))


def opened(opener: Case, step: Step, procedure: str, doing: Doing) -> Case:
    """The topic that a step of another case asks for (reads matter and kind), or the task out of a topic."""
    said = doing.data
    if procedure == "task":
        return _task(opener, doing)
    fields = {
        "matter": said.get("matter", "other"),
        "kind": said.get("kind") or "government_meeting",
        "proposed_on": doing.happened_on,
    }
    new = NewCase("meetings", procedure, opener.village_id, opener.title)
    return act.begin(new, Doing("propose", doing.actor, doing.happened_on, fields=fields))


def carry_out(case: Case, doing: Doing) -> Step:
    """Take one step, with everything the step implies."""
    return act.act(case.pk, doing, PREPARATIONS.get(doing.step), partial(_link, case, doing.actor))


def _schedule(case: Case, doing: Doing) -> Doing:
    """A topic is put on the agenda of a meeting of its own kind that is still being prepared."""
    number, topic = str(doing.fields.get("meeting") or "").strip(), Topic.objects.get(pk=case.pk)
    # Under the lock of the meeting's row: it is not convened or cancelled at this very moment.
    meeting = sitting.meeting_case(case.town, number, locked=True)
    if meeting is None:
        raise Refused(f"没有找到编号为“{number}”的会议，议题 {case.number} 没有列入；请先筹备会议，再按会议编号列入。")
    if meeting.stage != "planned":
        raise Refused(f"会议 {number} 已经不在筹备之中，议题 {case.number} 没有列入；请选择筹备中的会议。")
    kind = Meeting.objects.get(pk=meeting.pk).kind
    if kind != topic.kind:
        wanted, found = title("meetings", "kind", topic.kind), title("meetings", "kind", kind)
        raise Refused(f"议题 {case.number} 应当提交{wanted}，{number} 是{found}，没有列入；请选择同类会议。")
    return replace(doing, fields={**doing.fields, "meeting": number})


def _link(case: Case, actor: Actor, step: Step) -> None:
    """A topic that was put on an agenda is linked to its meeting."""
    if step.name == "schedule":
        meeting = sitting.meeting_case(case.town, Topic.objects.get(pk=case.pk).meeting)
        assert meeting is not None, "the preparation found it, and holds its row"
        act.link(meeting, case, RELATED, step, actor)


def _unschedule(case: Case, doing: Doing) -> Doing:
    return replace(doing, fields={**doing.fields, "meeting": ""})


def _discuss(case: Case, doing: Doing) -> Doing:
    """Every view on record, the chair's last, and a decision against the majority with its reason (article 30)."""
    views, meeting = list(doing.data.get("views") or []), _convened(case, doing)
    dossier = Meeting.objects.get(pk=meeting.pk)
    chair = str(doing.data.get("chair") or dossier.chair)
    if chair != dossier.chair:
        raise Refused(f"会议 {meeting.number} 的主持人是{dossier.chair}，不是{chair}；讨论没有登记，请核对。")
    posts = {one.name: one.post for one in sitting.present(meeting)}
    _everybody_once(views, posts, chair)
    views = [{**one, "post": one.get("post") or posts[one["name"]]} for one in views]
    resolution, dissent = doing.fields.get("resolution"), _dissent(views)
    reason = str(doing.data.get("reason") or doing.reason).strip()
    against = (resolution in ("passed", "amended")) != (2 * dissent < len(views))
    if against and not reason:
        raise Refused("决定与多数人意见不一致，应当写明理由；讨论没有登记，请补充后再提交。")
    fields = {**doing.fields, "discussed_on": doing.happened_on, "dissent": dissent}
    told = {"views": views, "chair": chair, "resolution": resolution, "dissent": dissent}
    told |= {"meeting": meeting.number, "meeting_title": meeting.title}
    return replace(doing, fields=fields, data={**doing.data, **told, "reason": reason})


def _convened(case: Case, doing: Doing) -> Case:
    number = Topic.objects.get(pk=case.pk).meeting
    meeting = sitting.meeting_case(case.town, number)
    if meeting is None or meeting.stage == "planned":
        raise Refused(f"会议 {number} 还没有登记召开和到会情况，讨论没有登记；请先登记到会。")
    if meeting.stage != "convened":
        raise Refused(f"会议 {number} 的纪要已经形成，讨论没有登记；请移出议程后另行安排会议。")
    held = Meeting.objects.get(pk=meeting.pk).held_on
    if held != doing.happened_on:
        raise Refused(f"会议 {number} 于 {held} 召开，讨论日期不能是 {doing.happened_on}；没有登记，请改正日期。")
    return meeting


def _everybody_once(views: Sequence[Mapping[str, Any]], posts: Mapping[str, str], chair: str) -> None:
    if not views:
        raise Refused("还没有记录任何人的意见，讨论没有登记；请逐人记录后再提交。")
    names = [str(one.get("name") or "") for one in views]
    strangers = [name for name in names if name not in posts]
    if strangers:
        raise Refused(f"{'、'.join(strangers)}不是到会的会议组成人员，不能计入意见；讨论没有登记，请核对。")
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise Refused(f"{'、'.join(twice)}的意见记录了两次，每人只记一次；讨论没有登记，请核对。")
    silent = [name for name in posts if name not in names]
    if silent:
        raise Refused(f"还没有记录{'、'.join(silent)}的意见，到会人员应当逐人发表意见；讨论没有登记，请补充。")
    if names[-1] != chair:
        raise Refused(f"主持会议的行政首长（{chair}）应当最后发表意见，讨论没有登记；请按发言先后重新排列。")
    unknown = [str(one.get("name")) for one in views if not title_of_view(one)]
    if unknown:
        raise Refused(f"{'、'.join(unknown)}的意见没有选定，讨论没有登记；请补充后再提交。")


def title_of_view(view: Mapping[str, Any]) -> str:
    """What a member said, in the words of terms.yaml; empty for nothing that can be counted."""
    said = str(view.get("view") or "")
    found = title("meetings", "view", said)
    return "" if found == said else found


def _dissent(views: Sequence[Mapping[str, Any]]) -> int:
    return sum(1 for one in views if one.get("view") not in AGREED)


def _convene(case: Case, doing: Doing) -> Doing:
    """Who came and who did not; with fewer than the quorum, or without the chair, it is no meeting."""
    said = dict(doing.data)
    listed = [one for one in said.pop("attendance", None) or [] if str(one.get("name") or "").strip()]
    names = [str(one["name"]).strip() for one in listed]
    came = [name for name, one in zip(names, listed, strict=True) if one.get("present", True)]
    chair = str(doing.fields.get("chair") or Meeting.objects.get(pk=case.pk).chair)
    _is_a_meeting(case, names, came, chair, doing.happened_on)
    rows = [
        Attendance(
            position=at,
            name=str(one["name"]).strip(),
            post=str(one.get("post") or ""),
            present=bool(one.get("present", True)),
            why=str(one.get("why") or ""),
        )
        for at, one in enumerate(listed, start=1)
    ]
    fields = {**doing.fields, "held_on": doing.happened_on, "chair": chair}
    fields |= {"expected": len(names), "present": len(came)}
    absent = [name for name in names if name not in came]
    return replace(doing, data={**said, "absent": absent} if absent else said, fields=fields, rows=rows)


def _is_a_meeting(case: Case, names: Sequence[str], came: Sequence[str], chair: str, day: date) -> None:
    if not names:
        raise Refused(f"{case.number} 没有登记任何组成人员，没有登记召开；请填写应到和实到人员。")
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise Refused(f"{'、'.join(twice)}登记了两次，没有登记召开；请核对到会人员。")
    if chair not in came:
        raise Refused(f"主持人{chair}没有到会，没有登记召开；请更改主持人或者另行安排时间。")
    least = float(rules.load().value_on("meetings.quorum", day, case.town).value)
    if len(came) * PERCENT < least * len(names):
        raise Refused(f"应到 {len(names)} 人，实到 {len(came)} 人，不足{least:g}%，没有登记召开；请另行安排时间。")


def _minute(case: Case, doing: Doing) -> Doing:
    dossier = Meeting.objects.get(pk=case.pk)
    waiting = [one.case.number for one in sitting.topics(case, dossier.agenda) if one.case.stage == "scheduled"]
    if waiting:
        raise Refused(f"议程上还有没有讨论的议题：{'、'.join(waiting)}；没有形成纪要，请记录讨论或者移出议程。")
    return replace(doing, fields={**doing.fields, "minuted_on": doing.happened_on})


def _sign(case: Case, doing: Doing) -> Doing:
    chair = Meeting.objects.get(pk=case.pk).chair
    if doing.actor.name != chair:
        raise Refused(f"会议纪要由主持人{chair}签发，您不能签发；没有做任何改动。")
    return replace(doing, fields={**doing.fields, "signed_on": doing.happened_on})


def _arrange(case: Case, doing: Doing) -> Doing:
    wanted = [str(one) for one in doing.fields.get("agenda") or []]
    there = {one.case.number for one in sitting.topics(case, ())}
    if sorted(wanted) != sorted(there):
        raise Refused(f"排定的议题与 {case.number} 议程上的议题不一致，次序没有改动；请刷新后重新排定。")
    return doing


def _cancel(case: Case, doing: Doing) -> Doing:
    there = [one.case.number for one in sitting.topics(case, ())]
    if there:
        raise Refused(f"{case.number} 的议程上还有议题：{'、'.join(there)}；会议没有取消，请先移出议程。")
    return doing


def _task(opener: Case, doing: Doing) -> Case:
    said = doing.data
    what, due = str(said.get("what") or opener.title), said.get("due_on")
    if not due:
        raise Refused(f"{opener.number} 交办的任务没有写明完成时限，没有交办；请填写。")
    until = date.fromisoformat(str(due))
    if until < doing.happened_on:
        raise Refused(f"完成时限 {until} 早于交办日期 {doing.happened_on}，没有交办；请核对。")
    fields = {"what": what, "office": str(said.get("office") or ""), "assigned_on": doing.happened_on, "due_on": until}
    handler = UUID(str(said["appointment"])) if said.get("appointment") else None
    new = NewCase("meetings", "task", opener.village_id, what[:120])
    return act.begin(new, Doing("assign", doing.actor, doing.happened_on, fields=fields, handler=handler))


def _finish(case: Case, doing: Doing) -> Doing:
    return replace(doing, fields={**doing.fields, "done_on": doing.happened_on})


def _postpone(case: Case, doing: Doing) -> Doing:
    """Another day is set on the record, with its reason; the day that was set before stays on the step."""
    if not str(doing.data.get("why") or "").strip():
        raise Refused(f"{case.number} 调整完成时限应当写明理由，时限没有改动；请补充后再提交。")
    until = doing.fields.get("due_on")
    if until and until < doing.happened_on:
        raise Refused(
            f"调整后的完成时限 {until} 早于调整日期 {doing.happened_on}，{case.number} 的时限没有改动；请核对。"
        )
    before = Task.objects.get(pk=case.pk).due_on.isoformat()
    return replace(doing, data={**doing.data, "before": before})


PREPARATIONS: dict[str, act.Prepare] = {
    "schedule": _schedule,
    "unschedule": _unschedule,
    "discuss": _discuss,
    "convene": _convene,
    "minute": _minute,
    "sign": _sign,
    "arrange": _arrange,
    "cancel": _cancel,
    "finish": _finish,
    "postpone": _postpone,
}
