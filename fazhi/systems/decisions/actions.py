"""What a step of a decision writes besides itself; every function ends in kernel.act.

A form (or an import, or a story) hands over a Doing; here it gets the dossier's derived fields and the further rows.
What is derived is read under the lock of the case's row, and only for a request that was not heard before.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from fazhi.kernel import act
from fazhi.kernel.doing import Doing, NewCase, Refused
from fazhi.kernel.models import Case, Step
from fazhi.kernel.terms import terms
from fazhi.kernel.today import today
from fazhi.law import dates, rules
from fazhi.papers import register as numbers
from fazhi.systems.decisions import catalogue
from fazhi.systems.decisions.models import Decision, Expert, Participation, Task, TaskResult

CHANGES = {"adjust": "调整", "stop": "停止执行"}
# The days of a decision that was carried over from paper, in the order in which they follow its proposal.
FOLLOWING = ("started_on", "discussed_on", "decided_on", "published_on")
# Which material of article 29 each finished step of the draft must bring before the meeting.
REQUIRED = {"comments": "participation", "argument": "argument", "risk": "risk", "competition": "competition"}


def begin(doing: Doing, cleaned: Mapping[str, Any]) -> Case:
    """Propose a decision, begin the catalogue of a year, or carry an old decision over from paper."""
    if doing.step == "compile":
        return catalogue.begin(doing, cleaned)
    chosen = "carried_over" if doing.step == "carry" else "decision"
    wanted = str(cleaned.get("catalogue_number") or "").strip()
    names = ("matter_class", "proposer", "lead_office", "summary", "affects_market", "outside_reason")
    fields: dict[str, Any] = {name: cleaned[name] for name in names if cleaned.get(name)}
    if chosen == "decision":
        catalogue.in_force(doing.actor.town, wanted, str(cleaned.get("outside_reason") or ""))
    else:
        fields |= {name: value for name, value in doing.fields.items() if value not in ("", None)}
        fault = fault_of_days(doing.happened_on, fields)
        if fault:
            raise Refused(f"{fault}，没有登记，请核对后重新填写。")
        _not_given_here(doing.actor.town, str(fields.get("document_number") or ""))
    fields["catalogue_number"] = wanted
    words = f"{cleaned.get('summary') or ''} {cleaned['lead_office']}"
    new = NewCase("decisions", chosen, doing.actor.town, cleaned["title"], words, doing.request)
    return act.begin(new, replace(doing, request=None, data={}, fields=fields))


def _not_given_here(town: str, number: str) -> None:
    """An old decision keeps the number it has on paper; one that the register has given belongs to another document."""
    if number and numbers.is_given(town, number):
        raise Refused(f"发文字号 {number} 已经由发文登记簿编给另一件文件，没有登记，请核对原件上的字号。")


def fault_of_days(proposed: date | None, said: Mapping[str, Any]) -> str:
    """What is wrong with the days of a decision of earlier years, as a clause; empty where they follow one another."""
    days = [one for one in (proposed, *(said.get(name) for name in FOLLOWING)) if one]
    if days != sorted(days):
        return "提出、启动、讨论、决定、公布的日期先后颠倒"
    return f"日期 {days[-1]} 晚于今天" if days and days[-1] > today() else ""


def opened(opener: Case, step: Step, name: str, doing: Doing) -> Case:
    """The procedure by which a decision in force is changed or ended."""
    said, first = doing.data, dossier_of(opener)
    fields = {
        "kind": said["kind"],
        "origin": opener.number,
        "matter_class": first.matter_class,
        "lead_office": first.lead_office,
        "summary": said["plan"],
        "affects_market": first.affects_market,
    }
    new = NewCase("decisions", name, opener.village_id, f"{CHANGES[said['kind']]}：{opener.title}"[:120])
    return act.begin(new, Doing("propose_change", doing.actor, doing.happened_on, fields=fields))


def carry_out(case: Case, doing: Doing) -> Step:
    """Take one step, with everything the step implies."""
    return act.act(case.pk, doing, {**PREPARATIONS, **catalogue.PREPARATIONS}.get(doing.step))


def dossier_of(case: Case) -> Decision:
    """The dossier of a case in scope."""
    return Decision.objects.get(pk=case.pk)


def _with(doing: Doing, **fields: Any) -> Doing:
    return replace(doing, fields={**doing.fields, **fields})


def _dated(name: str, **fields: Any) -> act.Prepare:
    """A step that dates the dossier's field by its own day."""
    return lambda case, doing: _with(doing, **{name: doing.happened_on}, **fields)


def _one_at_a_time(case: Case, doing: Doing, field: str, values: tuple[str, ...], sentence: str) -> None:
    """Refused while the last one is not ended."""
    if getattr(dossier_of(case), field) in values:
        raise Refused(f"{case.number} {sentence}，没有做任何改动。")


def _open_comments(case: Case, doing: Doing) -> Doing:
    _one_at_a_time(case, doing, "consultation", ("open",), "上一次公开征求意见还没有结束")
    return _with(replace(doing, data={**doing.data, "matter": "decision"}), consultation="open")


def _comments_summarised(case: Case, doing: Doing) -> Doing:
    said = doing.data
    row = Participation(
        mode="public_comments",
        held_on=date.fromisoformat(str(said.get("closed_on") or doing.happened_on)),
        days=said.get("days"),
        opinions=said.get("comments", 0),
        adopted=said.get("adopted", 0) + said.get("partly", 0),
    )
    return replace(_with(doing, consultation="done", participation="done"), rows=[row])


def _record_participation(case: Case, doing: Doing) -> Doing:
    said = dict(doing.data)
    row = Participation(
        mode=said.get("mode", "hearing"),
        held_on=doing.happened_on,
        people=said["people"],
        opinions=said["opinions"],
        adopted=said["adopted"],
        place=said.get("place", ""),
        notes=said.pop("notes", ""),
    )
    if row.adopted > row.opinions:
        raise Refused(f"采纳条数 {row.adopted} 多于意见条数 {row.opinions}，没有登记，请核对后重新填写。")
    return replace(_with(doing, participation="done"), data=said, rows=[row])


def _give_expert_opinion(case: Case, doing: Doing) -> Doing:
    said = dict(doing.data)
    if not said.get("no_interest"):
        raise Refused("不得选择与决策事项有直接利害关系的专家；请由专家声明没有利害关系后再登记，没有做任何改动。")
    row = Expert(
        given_on=doing.happened_on,
        **{name: said[name] for name in ("expert", "unit", "speciality", "view")},
        words=said.pop("words"),
    )
    return replace(doing, data=said, rows=[row])


def _conclude_argument(case: Case, doing: Doing) -> Doing:
    # One expert who speaks twice is one: the gate counts those who differ.
    found = Expert.objects.filter(case=case).order_by("expert", "unit").values_list("expert", "unit")
    experts = [{"person": f"{name}（{unit}）"} for name, unit in dict.fromkeys(found)]
    return replace(_with(doing, argument="done"), data={**doing.data, "experts": experts})


def _adjust_draft(case: Case, doing: Doing) -> Doing:
    """Article 24: what was uncontrollable is assessed anew once the draft is adjusted."""
    dossier, fields = dossier_of(case), {}
    if dossier.risk in ("uncontrollable", "adjusted"):
        fields["risk"] = "adjusted"
    if dossier.competition in ("failed", ""):
        fields["competition"] = ""
    return _with(doing, **fields)


def _send_for_review(case: Case, doing: Doing) -> Doing:
    """Article 26: at least seven working days are asked for; a shorter time is urgent and says why."""
    earliest = review_due(case.town, doing.happened_on)
    asked = date.fromisoformat(str(doing.data.get("due_on") or earliest))
    reason = str(doing.data.get("urgent_reason") or "").strip()
    if asked < earliest and not reason:
        raise Refused(
            f"要求的审查完成日期 {asked} 早于 {earliest}：送请合法性审查的时间一般不少于规定的工作日；"
            "没有送审，请延后日期，确需提前的写明理由。"
        )
    told = {"matter": "decision", "urgent": asked < earliest, "due_on": asked.isoformat(), "urgent_reason": reason}
    return _with(replace(doing, data={**doing.data, **told}), sent_on=doing.happened_on)


def review_due(town: str, day: date) -> date:
    """The first day on which the opinion may be asked for, when the draft is sent on that day."""
    due = dates.deadline(rules.load().value_on("decisions.legality_review", day, town), day).due
    return due if type(due) is date else date(due.year, due.month, due.day)


def _reviewed(case: Case, doing: Doing) -> Doing:
    # Each round of review adds its findings: the ledger counts all of them.
    return _with(doing, findings=dossier_of(case).findings + int(doing.fields.get("findings") or 0))


def _submit_discussion(case: Case, doing: Doing) -> Doing:
    dossier, ticked = dossier_of(case), set(doing.data.get("materials") or ())
    wanted = {"draft", "legality"} | {one for one, field in REQUIRED.items() if getattr(dossier, field)}
    missing = [title for one, title in terms("decisions", "materials").items() if one in wanted - ticked]
    if missing:
        raise Refused(
            f"提请讨论的材料还缺：{'、'.join(missing)}（重大行政决策程序暂行条例第二十九条），没有提请，请补齐后再提交。"
        )
    return replace(doing, data={**doing.data, "matter": "decision"})


def _publish(case: Case, doing: Doing) -> Doing:
    # A decision that was adjusted is published anew; the year counts it by the day on which it first was.
    return _with(doing, published_on=dossier_of(case).published_on or doing.happened_on)


def _sign(case: Case, doing: Doing) -> Doing:
    """What is signed gets its number from the register of the town; the step says it, for the history and for who waits."""
    row = numbers.drawn(case, str(doing.data.get("mark") or ""), doing.happened_on)
    told = {"mark": row.mark, "document_number": row.number}
    signed = _with(doing, decided_on=doing.happened_on, document_number=row.number)
    return replace(signed, data={**doing.data, **told}, rows=[row])


def _sign_change(case: Case, doing: Doing) -> Doing:
    # The decision that waits reads its answer from the step: which change it is, and under which number.
    return _sign(case, replace(doing, data={**doing.data, "kind": dossier_of(case).kind}))


def _open_change(case: Case, doing: Doing) -> Doing:
    _one_at_a_time(case, doing, "change", tuple(CHANGES), "上一次调整（停止）的程序还没有办结")
    return _with(doing, change=doing.data["kind"])


def _assign_task(case: Case, doing: Doing) -> Doing:
    said = doing.data
    row = Task(
        position=Task.objects.filter(case=case).count() + 1,
        matter=said["matter"],
        responsible=said["responsible"],
        assigned_on=doing.happened_on,
        due_on=date.fromisoformat(str(said["due_on"])),
    )
    if row.due_on < doing.happened_on:
        raise Refused(f"完成时限 {row.due_on} 早于下达日期 {doing.happened_on}，任务没有登记，请核对后重新填写。")
    return replace(doing, rows=[row])


def _finish_task(case: Case, doing: Doing) -> Doing:
    said = doing.data
    task = Task.objects.filter(case=case, position=int(said["task"])).first()
    if task is None:
        raise Refused(f"{case.number} 没有第 {said['task']} 项任务，没有登记，请核对次序。")
    if TaskResult.objects.filter(task=task).exists():
        raise Refused(f"第 {task.position} 项任务「{task.matter}」已经登记完成，没有重复登记。")
    return replace(doing, rows=[TaskResult(task=task, done_on=doing.happened_on, words=said["words"])])


PREPARATIONS: dict[str, act.Prepare] = {
    "decide_start": _dated("started_on"),
    "open_comments": _open_comments,
    "comments_summarised": _comments_summarised,
    "comments_stopped": lambda case, doing: _with(doing, consultation="stopped"),
    "record_participation": _record_participation,
    "hold_hearing": _record_participation,
    "give_expert_opinion": _give_expert_opinion,
    "conclude_argument": _conclude_argument,
    "adjust_draft": _adjust_draft,
    "send_for_review": _send_for_review,
    "review_lawful": _reviewed,
    "review_amend": _reviewed,
    "review_unlawful": _reviewed,
    "submit_discussion": _submit_discussion,
    "discussion_passed": _dated("discussed_on"),
    "discussion_amended": _dated("discussed_on"),
    "discussion_deferred": _dated("discussed_on"),
    "discussion_rejected": _dated("discussed_on"),
    "report_to_party": _dated("party_reported_on", party="reported"),
    "sign": _sign,
    "sign_change": _sign_change,
    "publish": _publish,
    "suspend": _dated("suspended_on"),
    "open_change": _open_change,
    "adjusted": lambda case, doing: _with(doing, change=""),
    "stop": _dated("stopped_on", change=""),
    "change_ended": lambda case, doing: _with(doing, change=""),
    "change_rejected": lambda case, doing: _with(doing, change=""),
    "assign_task": _assign_task,
    "finish_task": _finish_task,
    "evaluate": _dated("evaluated_on"),
    "archive": _dated("archived_on"),
}
