"""How workbooks come in: contracts reviewed in earlier years, and the list of advisers with the terms of their contracts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fazhi.kernel.cells import day, filled, number
from fazhi.kernel.doing import Doing, Refused
from fazhi.kernel.importers import Key, Line, entries, lines, term, value_of
from fazhi.kernel.ledgers import Importer
from fazhi.kernel.terms import terms
from fazhi.people.actors import Actor
from fazhi.systems.reviews import actions
from fazhi.systems.reviews.models import Adviser, ContractRow, Review

CONTRACT_HEADINGS = {
    "编号": "number",
    "送审日期": "submitted_on",
    "合同名称": "title",
    "相对方": "counterparty",
    "金额（元）": "amount",
    "审查意见": "opinion",
    "出具意见日期": "opinion_on",
    "提出意见条数": "findings",
    "采纳情况": "adoption",
    "签订日期": "signed_on",
}
ADVISER_HEADINGS = {
    "编号": "number",
    "类别": "kind",
    "姓名": "name",
    "律所或单位": "firm",
    "聘期自": "starts_on",
    "聘期至": "ends_on",
}


def _contracts(town: str) -> dict[Key, Line]:
    lists = {name: terms("reviews", name) for name in ("opinion", "adoption")}
    return lines(ContractRow, town, CONTRACT_HEADINGS, lists)


def _clean_contract(row: Line) -> Mapping[str, Any]:
    row = filled(row)
    submitted, opinion_on, signed = (day(row.get(name, "")) for name in ("submitted_on", "opinion_on", "signed_on"))
    days = [one for one in (submitted, opinion_on, signed) if one]
    if days != sorted(days):
        raise ValueError("送审、出具意见、签订的日期先后颠倒，请核对")
    opinion = value_of(terms("reviews", "opinion"), row.get("opinion", ""))
    if opinion == "unlawful" and signed:
        raise ValueError("审查意见为不合法的合同写了签订日期，请核对")
    findings = number(row.get("findings", ""), "提出意见条数") or 0
    if findings != int(findings) or findings > 999:
        raise ValueError(f"「提出意见条数」“{row['findings']}”不是合理的条数")
    return {
        "reference": row["number"],
        "title": row["title"],
        "counterparty": row["counterparty"],
        "amount": number(row.get("amount", ""), "金额（元）"),
        "submitted_on": submitted,
        "opinion": opinion,
        "opinion_on": opinion_on,
        "findings": int(findings),
        "adoption": value_of(terms("reviews", "adoption"), row.get("adoption", "")),
        "signed_on": signed,
    }


def _write_contract(actor: Actor, values: Mapping[str, Any]) -> None:
    reference = values["reference"]
    carried = Review.objects.filter(town=actor.town, reference=reference).select_related("case").first()
    if carried is not None:
        told = {name: getattr(carried, name) for name in values if name != "title"} | {"title": carried.case.title}
        if told == values:
            return
        raise Refused(f"{reference} 已经从旧台账转入，转入的内容不能改动；整份没有导入。")
    if ContractRow.objects.filter(town=actor.town, number=reference).exists():
        raise Refused(f"{reference} 是在本系统送审的合同，只能按步骤办理，不能用导入修改；整份没有导入。")
    actions.begin(Doing("carry", actor, values["submitted_on"]), values)


def _advisers(town: str) -> dict[Key, Line]:
    return lines(Adviser, town, ADVISER_HEADINGS, {"kind": terms("reviews", "adviser_kind")})


def _clean_adviser(row: Line) -> Mapping[str, Any]:
    row = filled(row)
    return {
        "number": row["number"],
        "kind": value_of(terms("reviews", "adviser_kind"), row["kind"]),
        "name": row["name"],
        "firm": row["firm"],
        **term(row, "聘期的止日早于起日，请核对"),
    }


CONTRACTS = Importer(
    headings=CONTRACT_HEADINGS,
    required=("number", "submitted_on", "title", "counterparty", "opinion"),
    key=("number",),
    existing=_contracts,
    cleaner=lambda town: _clean_contract,
    write=_write_contract,
)
ADVISERS = Importer(
    headings=ADVISER_HEADINGS,
    required=("number", "kind", "name", "firm", "starts_on"),
    key=("number",),
    existing=_advisers,
    cleaner=lambda town: _clean_adviser,
    write=entries(Adviser, "reviews.advisers"),
)
