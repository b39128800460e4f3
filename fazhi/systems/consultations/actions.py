"""What a step of a consultation writes besides itself; every function ends in kernel.act."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from fazhi.kernel import act
from fazhi.kernel.doing import Doing, NewCase, Refused
from fazhi.kernel.models import Case, Step
from fazhi.law import dates, rules
from fazhi.systems.consultations.models import Comment, CommentGroup, Consultation

RULES = {"norm": "norms.public_comment", "decision": "decisions.public_comment"}


def begin(doing: Doing, cleaned: Mapping[str, Any]) -> Case:
    """A consultation stands for a draft of another system: nobody opens one by hand."""
    raise Refused("公开征求意见由起草事项的「公开征求意见」步骤发起，没有做任何改动；请到该事项中办理。")


def opened(opener: Case, step: Step, procedure: str, doing: Doing) -> Case:
    """Put the draft of another case before the public. Refused when the days are too few and no reason is given."""
    said = doing.data
    starts, ends = (date.fromisoformat(str(said[name])) for name in ("starts_on", "ends_on"))
    matter, reason = str(said.get("matter", "other")), str(said.get("shortened_reason") or "").strip()
    _long_enough(matter, starts, ends, reason, opener.town)
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
    if ends < starts:
        raise Refused(f"截止日期 {ends} 早于开始日期 {starts}，没有公布，请核对后重新填写。")
    rule = RULES.get(matter)
    if rule is None or reason:
        return
    value = rules.load().value_on(rule, starts, town)
    due = dates.deadline(value, starts).due
    if ends < due:
        raise Refused(
            f"征求意见的期限不足：自 {starts} 起最早到 {due} 截止（{value.basis}），现为 {ends}。"
            "没有公布；请延后截止日期，确需缩短的写明理由。"
        )


def carry_out(case: Case, doing: Doing) -> Step:
    """Take one step of a consultation, with everything the step implies."""
    if doing.step == "record_comment":
        said = dict(doing.data)
        comment = Comment(
            source=said["source"], received_on=doing.happened_on, words=said.pop("words"), name=said.pop("name", "")
        )
        return act.act(case.pk, replace(doing, data=said, rows=[comment]))
    if doing.step == "close":
        return act.act(case.pk, replace(doing, fields={"closed_on": doing.happened_on}))
    if doing.step == "publish_summary":
        return act.act(case.pk, replace(doing, data={**doing.data, **statistics(case)}))
    return act.act(case.pk, doing)


def statistics(case: Case) -> dict[str, Any]:
    """How many comments came and what became of them; what the published summary and the one who asked are told."""
    dossier = Consultation.objects.get(pk=case.pk)
    answers = list(CommentGroup.objects.filter(case=case).values_list("answer", flat=True))
    closed = dossier.closed_on or dossier.ends_on
    return {
        "comments": Comment.objects.filter(case=case).count(),
        "groups": len(answers),
        **{name: answers.count(name) for name in ("adopted", "partly", "declined")},
        "days": (closed - dossier.starts_on).days,
        "closed_on": closed.isoformat(),
    }
