"""What a step of a topic writes besides itself; every function ends in kernel.act."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from fazhi.kernel import act
from fazhi.kernel.doing import Doing, NewCase, Refused
from fazhi.kernel.models import Case, Step

AGREED = frozenset({"agree", "agree_if"})


def begin(doing: Doing, cleaned: Mapping[str, Any]) -> Case:
    """Propose a topic that no other case proposes."""
    fields = {"matter": cleaned["matter"], "kind": cleaned["kind"], "proposed_on": doing.happened_on}
    new = NewCase("meetings", "topic", doing.actor.town, cleaned["title"], id=doing.request)
    return act.begin(new, replace(doing, request=None, data={}, fields=fields))


def opened(opener: Case, step: Step, procedure: str, doing: Doing) -> Case:
    """The topic that a step of another case asks for. Reads matter and kind from that step's answers."""
    said = doing.data
    fields = {
        "matter": said.get("matter", "other"),
        "kind": said.get("kind") or "government_meeting",
        "proposed_on": doing.happened_on,
    }
    new = NewCase("meetings", procedure, opener.village_id, opener.title)
    return act.begin(new, Doing("propose", doing.actor, doing.happened_on, fields=fields))


def carry_out(case: Case, doing: Doing) -> Step:
    """Take one step of a topic, with everything the step implies."""
    return act.act(case.pk, _discussed(doing) if doing.step == "discuss" else doing)


def _discussed(doing: Doing) -> Doing:
    """The chief speaks last, every view is on record, and a decision against the majority has its reason (article 30)."""
    views, chair = doing.data.get("views") or [], str(doing.data.get("chair") or "")
    if not views:
        raise Refused("还没有记录任何人的意见，讨论没有登记；请逐人记录后再提交。")
    if views[-1].get("name") != chair:
        raise Refused(f"行政首长（{chair or '未填'}）应当最后发表意见，讨论没有登记；请按发言先后重新排列。")
    resolution = doing.fields.get("resolution")
    dissent = _dissent(views)
    against = (resolution in ("passed", "amended")) != (2 * dissent < len(views))
    if against and not str(doing.data.get("reason") or "").strip():
        raise Refused("决定与多数人意见不一致，应当写明理由；讨论没有登记，请补充后再提交。")
    fields = {**doing.fields, "discussed_on": doing.happened_on, "dissent": dissent}
    return replace(doing, fields=fields, data={**doing.data, "resolution": resolution, "dissent": dissent})


def _dissent(views: Sequence[Mapping[str, Any]]) -> int:
    return sum(1 for one in views if one.get("view") not in AGREED)
