"""A clean-up round: what is said of every document in force, decided together, and written into each document's own case."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from fazhi.kernel import act
from fazhi.kernel.doing import Doing, Refused
from fazhi.kernel.models import Case, Step
from fazhi.systems.norms import register
from fazhi.systems.norms.models import CleanupItem, RegisterEntry
from fazhi.systems.norms.terms import terms

STEPS = {"keep": "cleanup_keep", "amend": "cleanup_amend", "repeal": "repeal", "lapse": "lapse"}
CarryOut = Callable[[Case, Doing], Step]


def subjects(case: Case) -> list[RegisterEntry]:
    """The documents a round must judge: ours, in force or lapsed without a word when the round began."""
    return register.unfinished(case.town, case.opened_on)


def judged(case: Case) -> dict[object, CleanupItem]:
    """Register entry → the last word on it in this round."""
    rows = CleanupItem.objects.filter(case=case).select_related("entry").order_by("id")
    return {one.entry_id: one for one in rows}


def _judge(case: Case, doing: Doing) -> Doing:
    said = dict(doing.data)
    # By its place on the register, or by the case in which the document was made.
    named = str(said.get("entry"))
    entry = next((one for one in subjects(case) if named in (str(one.pk), str(one.case_id))), None)
    if entry is None:
        raise Refused("没有找到要清理的文件，可能不在这一轮清理的范围内，没有做任何改动。")
    if said.get("result") not in terms("cleanup"):
        raise Refused("没有选择清理意见，没有做任何改动；请在保留、修改、废止、失效中选择一项。")
    row = CleanupItem(entry=entry, result=said["result"], reason=str(said.get("why") or "")[:300])
    return replace(doing, rows=[row])


def _propose(case: Case, doing: Doing) -> Doing:
    done = judged(case)
    left = [str(one) for one in subjects(case) if one.pk not in done]
    if left:
        raise Refused(
            f"还有 {len(left)} 件现行文件没有清理意见：{'、'.join(left[:3])}{'等' if len(left) > 3 else ''}。"
            "没有提请审议，请逐件提出意见。"
        )
    return replace(doing, data={"kind": "government_meeting", **doing.data, "matter": "norm"})


def _resolved(case: Case, doing: Doing) -> Doing:
    return replace(doing, fields={**doing.fields, "met_on": doing.happened_on})


def _publish(case: Case, doing: Doing) -> Doing:
    results = [one.result for one in judged(case).values()]
    counts = "、".join(f"{words} {results.count(name)} 件" for name, words in terms("cleanup").items())
    fields = {**doing.fields, "published_on": doing.happened_on}
    return replace(doing, data={**doing.data, "counts": counts}, fields=fields)


def tell(case: Case, listed: Step, doing: Doing, carry_out: CarryOut) -> None:
    """The list is out: each document's own case learns what was decided about it."""
    for one in judged(case).values():
        _tell(one, case, doing, listed, carry_out)


def _tell(item: CleanupItem, case: Case, doing: Doing, listed: Step, carry_out: CarryOut) -> None:
    if item.entry.case_id is None:
        return
    owner = Case.objects.get(pk=item.entry.case_id)
    if owner.stage not in register.OPEN_STAGES:
        # It was ended by a step of its own while the round went on; the list must not wait for it for ever.
        act.link(case, owner, "related", listed, doing.actor)
        return
    day = doing.happened_on
    said = {"round": case.number, "why": item.reason or case.title}
    fields: dict[str, date] = {"ended_on": day} if item.result in ("repeal", "lapse") else {}
    step = carry_out(owner, Doing(STEPS[item.result], doing.actor, day, data=said, fields=fields))
    act.link(case, owner, "related", step, doing.actor)


PREPARATIONS = {
    "judge": _judge,
    "propose_topic": _propose,
    "discussion_passed": _resolved,
    "discussion_returned": _resolved,
    "publish_list": _publish,
}
