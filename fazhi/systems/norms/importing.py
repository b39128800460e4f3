"""How workbooks come in: documents of earlier years as carried-over cases, documents from above as entries of the register."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from fazhi.kernel import act
from fazhi.kernel.cells import day, filled
from fazhi.kernel.doing import Doing, Refused
from fazhi.kernel.importers import Key, Line, lines, value_of
from fazhi.kernel.ledgers import Importer
from fazhi.people.actors import Actor
from fazhi.systems.norms import force
from fazhi.systems.norms.models import NormRow, RegisterEntry, RegisterRow
from fazhi.systems.norms.terms import terms

LONGEST_CELL = 30_000  # what the view shows of a text: a cell of Excel holds no more than 32,767 characters

DOCUMENT_HEADINGS = {
    "发文字号": "document_number",
    "文件名称": "title",
    "起草科室": "drafter",
    "规范事项": "subject",
    "制定依据": "made_under",
    "审核意见": "opinion",
    "审议会议日期": "met_on",
    "签发人": "signer",
    "公布日期": "published_on",
    "施行日期": "in_force_on",
    "有效期至": "expires_on",
    "备案日期": "filed_on",
    "备案号": "filing_number",
}
REGISTER_HEADINGS = {
    "发文字号": "number",
    "文件名称": "title",
    "制定层级": "level",
    "制定机关": "issuer",
    "规范事项": "subject",
    "施行日期": "starts_on",
    "有效期至": "ends_on",
    "正文": "text",
}
DAYS = ("met_on", "published_on", "in_force_on", "expires_on", "filed_on")


def _documents(town: str) -> dict[Key, Line]:
    return lines(NormRow, town, DOCUMENT_HEADINGS, {"opinion": terms("opinion")}, "document_number")


def _clean_document(town: str, row: Line) -> Mapping[str, Any]:
    row = filled(row)
    days = {name: day(row.get(name, "")) for name in DAYS}
    begins = days["in_force_on"] or days["published_on"]
    wrong = force.misdated(days["published_on"], begins, days["expires_on"], days["filed_on"])
    if wrong:
        raise ValueError(f"{wrong}，请核对")
    texts = {name: row.get(name, "") for name in DOCUMENT_HEADINGS.values() if name not in DAYS}
    return {**texts, **days, "in_force_on": begins, "opinion": value_of(terms("opinion"), texts["opinion"])}


def _write_document(actor: Actor, values: Mapping[str, Any]) -> None:
    from fazhi.systems.norms import actions

    number = values["document_number"]
    fields = {name: value for name, value in values.items() if name not in ("document_number", "title")}
    fields = {name: value for name, value in fields.items() if value not in ("", None)}
    doing = Doing("carry_in", actor, values["published_on"], fields={**fields, "reference": number})
    try:
        actions.begin(doing, {"title": values["title"], "subject": values["subject"]})
    except Refused as refused:
        raise Refused(f"{refused.sentence.rstrip('。')}；整份没有导入。") from refused


def _register(town: str) -> dict[Key, Line]:
    return lines(RegisterRow, town, REGISTER_HEADINGS, {"level": terms("level")})


def _clean_entry(town: str, row: Line) -> Mapping[str, Any]:
    row = filled(row)
    starts, ends = day(row["starts_on"]), day(row.get("ends_on", ""))
    wrong = force.misdated(None, starts, ends, None)
    if wrong:
        raise ValueError(f"{wrong}，请核对")
    texts = {name: row.get(name, "") for name in ("number", "title", "issuer", "subject", "text")}
    return {**texts, "level": value_of(terms("level"), row["level"], None), "starts_on": starts, "ends_on": ends}


def _write_entry(actor: Actor, values: Mapping[str, Any]) -> None:
    found = RegisterEntry.objects.filter(town=actor.town, number=values["number"]).first()
    if found is not None and found.case_id:
        raise Refused(f"{values['number']} 是本镇办理的文件，施行、废止按步骤登记，不能用导入修改；整份没有导入。")
    if values["level"] == "town":
        raise Refused(f"{values['number']} 是本镇文件，请在「规范性文件全周期台账」中补录；整份没有导入。")
    entry = found or RegisterEntry(town=actor.town)
    for name, value in values.items():
        # A long text leaves the house cut to what a cell holds; coming back unchanged it must not cut the original.
        if name == "text" and entry.text[:LONGEST_CELL].strip() == value:
            continue
        setattr(entry, name, value)
    act.record(actor, "norms.register", [entry])


DOCUMENTS = Importer(
    headings=DOCUMENT_HEADINGS,
    required=("document_number", "title", "published_on"),
    key=("document_number",),
    existing=_documents,
    cleaner=lambda town: partial(_clean_document, town),
    write=_write_document,
)
REGISTER = Importer(
    headings=REGISTER_HEADINGS,
    required=("number", "title", "level", "starts_on"),
    key=("number",),
    existing=_register,
    cleaner=lambda town: partial(_clean_entry, town),
    write=_write_entry,
)
