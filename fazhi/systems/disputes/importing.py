"""How workbooks come in: old ledgers of disputes as carried-over cases, staff and sentinel posts as entries of their lists."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from fazhi.kernel import masks
from fazhi.kernel.cells import day, filled, number
from fazhi.kernel.doing import Doing, Refused
from fazhi.kernel.importers import Key, Line, entries, lines, term, value_of
from fazhi.kernel.ledgers import Importer
from fazhi.kernel.models import Case
from fazhi.people.actors import Actor
from fazhi.people.models import Division
from fazhi.systems.disputes import actions, intake
from fazhi.systems.disputes.models import DisputeRow, SentinelPost, SentinelRow, SourceRecord, Staff, StaffRow
from fazhi.systems.disputes.terms import terms

DISPUTE_HEADINGS = {
    "编号": "number",
    "排查发现日期": "found_on",
    "村（社区）名称": "village_name",
    "来源": "source",
    "纠纷类型": "dispute_type",
    "当事人": "parties",
    "简要情况": "summary",
    "涉及人数": "people",
    "涉及金额（元）": "amount",
    "风险等级": "risk",
    "调解员": "mediator",
    "受理日期": "accepted_on",
    "化解日期": "settled_on",
    "协议形式": "agreement_form",
}
STAFF_HEADINGS = {
    "编号": "number",
    "类别": "role",
    "姓名": "name",
    "村（社区）名称": "village_name",
    "所在哨点": "place",
    "聘任日期": "starts_on",
    "离任日期": "ends_on",
}
SENTINEL_HEADINGS = {
    "编号": "number",
    "类型": "kind",
    "名称": "name",
    "村（社区）名称": "village_name",
    "位置": "place",
    "设立日期": "starts_on",
    "撤销日期": "ends_on",
}


def villages(town: str) -> dict[str, str]:
    """Code of every village of the town, by its name and by its code; asked for once a workbook."""
    found = Division.objects.filter(level="village", code__startswith=town[:9]).order_by("code")
    return {text: one.code for one in reversed(found) for text in (one.name, one.code)}


def village(known: Mapping[str, str], text: str) -> str:
    """The code of a village by its name or code."""
    if text in known:
        return known[text]
    raise ValueError(f"本镇没有名为“{text}”的村（社区），请核对")


def _disputes(town: str) -> dict[Key, Line]:
    lists = {name: terms(name) for name in ("source", "dispute_type", "risk", "agreement_form")}
    return lines(DisputeRow, town, DISPUTE_HEADINGS, lists)


def _dispute_cleaner(town: str) -> Callable[[Line], Mapping[str, Any]]:
    return partial(_clean_dispute, villages(town))


def _clean_dispute(known: Mapping[str, str], row: Line) -> Mapping[str, Any]:
    row = filled(row)
    found, accepted, settled = (day(row.get(name, "")) for name in ("found_on", "accepted_on", "settled_on"))
    days = [one for one in (found, accepted, settled) if one]
    if days != sorted(days):
        raise ValueError("排查发现、受理、化解的日期先后颠倒，请核对")
    people = number(row.get("people", ""), "涉及人数")
    if masks.MASK not in row["parties"]:
        intake.parties(row["parties"])
    return {
        "number": row["number"],
        "village": village(known, row["village_name"]),
        "found_on": found,
        "accepted_on": accepted,
        "settled_on": settled,
        "source": value_of(terms("source"), row.get("source", ""), "visit"),
        "dispute_type": value_of(terms("dispute_type"), row["dispute_type"]),
        "parties": row["parties"],
        "summary": row.get("summary") or row["dispute_type"],
        "people": int(people) if people is not None else None,
        "amount": number(row.get("amount", ""), "涉及金额（元）"),
        "risk": value_of(terms("risk"), row.get("risk", ""), "yellow"),
        "mediator": row.get("mediator", ""),
        "agreement_form": value_of(terms("agreement_form"), row.get("agreement_form", "")),
    }


def _write_dispute(actor: Actor, values: Mapping[str, Any]) -> None:
    case = _carried(actor.town, values["number"])
    if case is None:
        if masks.MASK in values["parties"]:
            raise Refused(
                f"{values['number']} 的当事人是隐去姓名的“{values['parties']}”，不能据此新登记；整份没有导入。"
            )
        if DisputeRow.objects.filter(town=actor.town, number=values["number"]).exists():
            raise Refused(f"{values['number']} 是在本系统办理的纠纷，只能按步骤办理，不能用导入修改；整份没有导入。")
        begun = Doing("carry_found", actor, values["found_on"])
        case = actions.begin(begun, {**values, "reference": values["number"], "subject": ""})
    if values["accepted_on"] and case.stage == "carried_found":
        actions.carry_out(case, Doing("carry_accepted", actor, values["accepted_on"]))
        case.refresh_from_db()
    if values["settled_on"] and case.stage != "carried_settled":
        fields = {"agreement_form": values["agreement_form"]}
        actions.carry_out(case, Doing("carry_settled", actor, values["settled_on"], fields=fields))


def _carried(town: str, reference: str) -> Case | None:
    kept = SourceRecord.objects.filter(town=town, reference=reference, case__procedure="carried_over")
    record = kept.select_related("case").first()
    return record.case if record else None


def _staff(town: str) -> dict[Key, Line]:
    return lines(StaffRow, town, STAFF_HEADINGS, {"role": terms("staff_role")})


def _staff_cleaner(town: str) -> Callable[[Line], Mapping[str, Any]]:
    posts = {post.name: post for post in SentinelPost.objects.filter(town=town).order_by("-pk")}
    return partial(_clean_staff, villages(town), posts)


def _clean_staff(known: Mapping[str, str], posts: Mapping[str, SentinelPost], row: Line) -> Mapping[str, Any]:
    row = filled(row)
    place = row.get("place", "")
    post = posts.get(place)
    if place and post is None:
        raise ValueError(f"没有名为“{place}”的哨点，请先登记哨点")
    return {
        "number": row["number"],
        "role": value_of(terms("staff_role"), row["role"]),
        "name": row["name"],
        "village_id": village(known, row["village_name"]),
        "sentinel": post,
        **term(row),
    }


def _sentinels(town: str) -> dict[Key, Line]:
    return lines(SentinelRow, town, SENTINEL_HEADINGS, {"kind": terms("sentinel_kind")})


def _sentinel_cleaner(town: str) -> Callable[[Line], Mapping[str, Any]]:
    return partial(_clean_sentinel, villages(town))


def _clean_sentinel(known: Mapping[str, str], row: Line) -> Mapping[str, Any]:
    row = filled(row)
    return {
        "number": row["number"],
        "kind": value_of(terms("sentinel_kind"), row["kind"]),
        "name": row["name"],
        "place": row.get("place") or row["name"],
        "village_id": village(known, row["village_name"]),
        **term(row),
    }


DISPUTES = Importer(
    headings=DISPUTE_HEADINGS,
    required=("number", "found_on", "village_name", "dispute_type", "parties"),
    key=("number",),
    existing=_disputes,
    cleaner=_dispute_cleaner,
    write=_write_dispute,
)
STAFF = Importer(
    headings=STAFF_HEADINGS,
    required=("number", "role", "name", "village_name", "starts_on"),
    key=("number",),
    existing=_staff,
    cleaner=_staff_cleaner,
    write=entries(Staff, "disputes.staff"),
)
SENTINELS = Importer(
    headings=SENTINEL_HEADINGS,
    required=("number", "kind", "name", "village_name", "starts_on"),
    key=("number",),
    existing=_sentinels,
    cleaner=_sentinel_cleaner,
    write=entries(SentinelPost, "disputes.sentinels"),
)
