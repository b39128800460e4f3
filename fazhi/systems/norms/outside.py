"""A review of one of our documents from outside (附带审查、备案审查): what was found, what we did, by when it was answered."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.db.models import Q

from fazhi.kernel import act
from fazhi.kernel.doing import Doing, NewCase, Refused
from fazhi.kernel.models import Case, Step
from fazhi.law.errors import NoValue
from fazhi.systems.norms import register
from fazhi.systems.norms.models import OutsideReview, RegisterEntry
from fazhi.systems.norms.terms import terms, title

CarryOut = Callable[[Case, Doing], Step]
WRONG = ("partly", "unlawful")


def ours(town: str) -> list[RegisterEntry]:
    """The documents that may be reviewed: ours, in force or not, for an act of then is judged by the document of then."""
    found = RegisterEntry.objects.filter(town=town, level="town").order_by("-starts_on", "-id")
    return list(found.defer("text", "facts", "citations", "search"))


def begin(doing: Doing, cleaned: Mapping[str, Any]) -> Case:
    """A notice has come: which document, by whom, of which kind."""
    town, kind = doing.actor.town, str(doing.fields.get("kind") or "")
    if kind not in terms("outside_kind"):
        raise Refused("没有选择审查种类，没有登记；请在复议附带审查、诉讼附带审查、备案审查中选择一种。")
    entry = _entry(town, str(doing.fields.get("entry") or ""))
    fields = {**doing.fields, "entry": entry, "received_on": doing.happened_on}
    named = str(cleaned.get("title") or f"{title('outside_kind', kind)}：{entry.title}")
    new = NewCase("norms", "outside_review", town, named[:120], id=doing.request)
    try:
        case = act.begin(new, replace(doing, request=None, data={}, fields=fields))
    except NoValue as error:
        raise Refused(f"{str(error).rstrip('。')}；审查通知没有登记，请核对收到日期。") from None
    if entry.case is not None:
        act.link(case, entry.case, "related", case.steps.get(sequence=1), doing.actor)
    return case


def tell(case: Case, doing: Doing, carry_out: CarryOut) -> None:
    """A document that is repealed because of a review ends in its own case, by the same act."""
    review = OutsideReview.objects.select_related("entry__case").get(pk=case.pk)
    owner = review.entry.case if review.entry else None
    if review.handling != "repeal" or owner is None or owner.stage not in register.OPEN_STAGES:
        return
    why = f"{title('outside_kind', review.kind)}认定{title('finding', review.finding)}（{case.number}）"
    said = {"why": why, "round": case.number}
    carry_out(owner, Doing("repeal", doing.actor, doing.happened_on, data=said, fields={"ended_on": doing.happened_on}))


def _entry(town: str, named: str) -> RegisterEntry:
    """By its place on the register, or by the case in which the document was made."""
    try:
        key = UUID(named)
    except ValueError:
        raise Refused("没有选择被审查的文件，没有登记，请从登记簿中选择一件。") from None
    found = (
        RegisterEntry.objects.filter(Q(pk=key) | Q(case=key), town=town, level="town").select_related("case").first()
    )
    if found is None:
        raise Refused("登记簿里没有这件本镇文件，没有登记；往年的文件请先补录。")
    return found


def _answer(case: Case, doing: Doing) -> Doing:
    return replace(doing, fields={**doing.fields, "answered_on": doing.happened_on})


def _found(case: Case, doing: Doing) -> Doing:
    finding = "lawful" if doing.step == "found_lawful" else str(doing.fields.get("finding") or "")
    if doing.step == "found_unlawful" and finding not in WRONG:
        raise Refused("没有写明是全部还是部分条款不合法，没有登记，请选择审查结论。")
    return replace(doing, fields={**doing.fields, "finding": finding, "found_on": doing.happened_on})


def _correct(case: Case, doing: Doing) -> Doing:
    fields = {**doing.fields, "handled_on": doing.happened_on}
    if fields.get("handling") not in terms("handling"):
        raise Refused("没有选择处理方式，没有登记；请在废止、修改、停止执行、说明理由中选择一种。")
    if not str(fields.get("measures") or "").strip():
        raise Refused("没有写明处理情况，没有登记，请写明怎样处理、依据什么。")
    return replace(doing, fields=fields)


def _reply(case: Case, doing: Doing) -> Doing:
    return replace(doing, fields={**doing.fields, "replied_on": doing.happened_on})


PREPARATIONS: dict[str, act.Prepare] = {
    "answer": _answer,
    "found_lawful": _found,
    "found_unlawful": _found,
    "correct": _correct,
    "reply": _reply,
}
