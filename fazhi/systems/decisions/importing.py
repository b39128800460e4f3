"""How workbooks come in: old decisions as carried-over cases, the catalogue item by item through its own procedure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from fazhi.kernel.cells import day, filled
from fazhi.kernel.doing import Doing, Refused
from fazhi.kernel.importers import Key, Line, lines, value_of
from fazhi.kernel.ledgers import Importer
from fazhi.kernel.models import Case
from fazhi.kernel.terms import terms
from fazhi.people.actors import Actor
from fazhi.systems.decisions import actions
from fazhi.systems.decisions.models import CatalogueRow, DecisionRow

DECISION_HEADINGS = {
    "编号": "number",
    "提出日期": "opened_on",
    "事项名称": "title",
    "类别": "matter_class",
    "目录序号": "catalogue_number",
    "提出人": "proposer",
    "启动日期": "started_on",
    "承办单位": "lead_office",
    "公众参与": "participation_step",
    "专家论证": "argument_step",
    "风险评估": "risk_step",
    "风险等级": "risk_level",
    "合法性审查意见": "legality",
    "讨论日期": "discussed_on",
    "不同意见数": "dissent",
    "报党委日期": "party_reported_on",
    "发文字号": "document_number",
    "决定日期": "decided_on",
    "公布日期": "published_on",
    "后评估结论": "evaluation",
}
CATALOGUE_HEADINGS = {
    "目录序号": "number",
    "年度": "year",
    "事项名称": "matter",
    "类别": "matter_class",
    "承办单位": "lead_office",
    "计划时间": "planned",
    "列入日期": "listed_on",
    "党委同意日期": "agreed_on",
    "撤出日期": "withdrawn_on",
    "增列、撤出理由": "reason",
}
DECISION_LISTS = {
    "matter_class": "matter_class",
    "proposer": "proposer",
    "risk_level": "risk_level",
    "legality": "legality",
    "evaluation": "evaluation",
    "participation_step": "done",
    "argument_step": "done",
    "risk_step": "done",
}
DAYS = ("opened_on", "started_on", "discussed_on", "party_reported_on", "decided_on", "published_on")
# What a matter that leaves the catalogue says anew.
LEAVING = frozenset({"agreed_on", "withdrawn_on", "reason"})


def whole(text: str, title: str) -> int:
    """A whole number of a cell; an empty one is 0."""
    if not text:
        return 0
    if not text.isdecimal():
        raise ValueError(f"「{title}」“{text}”不是整数")
    return int(text)


def _decisions(town: str) -> dict[Key, Line]:
    lists = {name: terms("decisions", words) for name, words in DECISION_LISTS.items()}
    return lines(DecisionRow, town, DECISION_HEADINGS, lists)


def _clean_decision(row: Line) -> Mapping[str, Any]:
    row = filled(row)
    days = {name: day(row.get(name, "")) for name in DAYS}
    fault = actions.fault_of_days(days["opened_on"], days)
    if fault:
        raise ValueError(f"{fault}，请核对")
    words = {name: value_of(terms("decisions", one), row.get(name, "")) for name, one in DECISION_LISTS.items()}
    return {
        **days,
        **words,
        "number": row["number"],
        "title": row["title"],
        "lead_office": row["lead_office"],
        "catalogue_number": row.get("catalogue_number", ""),
        "document_number": row.get("document_number", ""),
        "dissent": whole(row.get("dissent", ""), "不同意见数"),
    }


def _write_decision(actor: Actor, values: Mapping[str, Any]) -> None:
    if DecisionRow.objects.filter(town=actor.town, number=values["number"]).exists():
        raise Refused(f"{values['number']} 已经登记，只能按步骤办理，不能用导入修改；整份没有导入。")
    states = {"participation": "participation_step", "argument": "argument_step", "risk": "risk_step"}
    done = {"participation": "done", "argument": "done", "risk": "controllable"}
    fields = {name: {"done": done[name], "waived": "waived"}.get(values[column], "") for name, column in states.items()}
    names = ("risk_level", "legality", "dissent", "document_number", "evaluation", *DAYS[1:])
    fields |= {name: values[name] for name in names}
    fields |= {"reference": values["number"], "party": "reported" if values["party_reported_on"] else ""}
    actions.begin(Doing("carry", actor, values["opened_on"], fields=fields), dict(values))


def _catalogue(town: str) -> dict[Key, Line]:
    return lines(CatalogueRow, town, CATALOGUE_HEADINGS, {"matter_class": terms("decisions", "matter_class")})


def _clean_item(row: Line) -> Mapping[str, Any]:
    row = filled(row)
    year = whole(row["year"], "年度")
    if not row["number"].startswith(f"{year}-"):
        raise ValueError(f"目录序号“{row['number']}”与年度 {year} 不一致，应写作 {year}-01 的样子")
    days: dict[str, Any] = {name: day(row[name]) for name in ("listed_on", "agreed_on", "withdrawn_on") if name in row}
    if days.get("withdrawn_on") and not (days.get("agreed_on") and row.get("reason")):
        raise ValueError("撤出目录的事项须填写党委同意日期和理由")
    matter_class = value_of(terms("decisions", "matter_class"), row["matter_class"])
    return {**row, **days, "year": year, "matter_class": matter_class}


def _write_item(actor: Actor, values: Mapping[str, Any]) -> None:
    case, number = _year(actor, values["year"], values["listed_on"]), values["number"]
    known = CatalogueRow.objects.filter(town=actor.town, number=number).first()
    leaves = bool(values.get("withdrawn_on")) and not (known and known.withdrawn_on)
    if known is None:
        _list(actor, case, values)
    elif any(getattr(known, name) != value for name, value in values.items() if not (leaves and name in LEAVING)):
        raise Refused(f"目录事项 {number} 已经登记，登记的内容不能用导入修改；整份没有导入，请撤出后增列。")
    if leaves:
        said = {"number": number, "agreed_on": values["agreed_on"].isoformat(), "why": values["reason"]}
        actions.carry_out(case, Doing("withdraw_item", actor, values["withdrawn_on"], data=said))


def _year(actor: Actor, year: int, day: date) -> Case:
    found = Case.objects.filter(town=actor.town, procedure="catalogue", system="decisions", decision__year=year).first()
    return found or actions.begin(Doing("compile", actor, day), {"year": year})


def _list(actor: Actor, case: Case, values: Mapping[str, Any]) -> None:
    said: dict[str, Any] = {name: values[name] for name in ("matter", "matter_class", "lead_office")}
    said["planned"] = values.get("planned") or "未定"
    case.refresh_from_db()
    if case.stage == "compiling":
        step = actions.carry_out(case, Doing("list_item", actor, values["listed_on"], data=said))
    else:
        if not (values.get("agreed_on") and values.get("reason")):
            raise Refused(f"目录已经公布，增列 {values['number']} 须填写党委同意日期和理由；整份没有导入。")
        said |= {"agreed_on": values["agreed_on"].isoformat(), "why": values["reason"]}
        step = actions.carry_out(case, Doing("add_item", actor, values["listed_on"], data=said))
    if step.data["number"] != values["number"]:
        raise Refused(f"目录序号应当连续：这一项应为 {step.data['number']}，现为 {values['number']}；整份没有导入。")


DECISIONS = Importer(
    headings=DECISION_HEADINGS,
    required=("number", "opened_on", "title", "matter_class", "lead_office", "decided_on"),
    key=("number",),
    existing=_decisions,
    cleaner=lambda town: _clean_decision,
    write=_write_decision,
)
CATALOGUE = Importer(
    headings=CATALOGUE_HEADINGS,
    required=("number", "year", "matter", "matter_class", "lead_office", "listed_on"),
    key=("number",),
    existing=_catalogue,
    cleaner=lambda town: _clean_item,
    write=_write_item,
)
