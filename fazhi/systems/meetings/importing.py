"""How the list of members of the town's meetings comes in from a workbook."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from fazhi.kernel import act
from fazhi.kernel.cells import day, filled
from fazhi.kernel.ledgers import Importer
from fazhi.kernel.terms import terms
from fazhi.people.actors import Actor
from fazhi.systems.meetings.models import Member

Line = Mapping[str, str]
HEADINGS = {
    "编号": "number",
    "会议种类": "kind",
    "姓名": "name",
    "职务": "post",
    "起始日期": "starts_on",
    "终止日期": "ends_on",
}


def _members(town: str) -> dict[tuple[str, ...], Line]:
    found: dict[tuple[str, ...], Line] = {}
    for row in Member.objects.filter(town=town):
        found[(row.number,)] = {
            "number": row.number,
            "kind": terms("meetings", "kind").get(row.kind, row.kind),
            "name": row.name,
            "post": row.post,
            "starts_on": row.starts_on.isoformat(),
            "ends_on": row.ends_on.isoformat() if row.ends_on else "",
        }
    return found


def _clean(town: str, row: Line) -> dict[str, object]:
    row = filled(row)
    kinds = {title: value for value, title in terms("meetings", "kind").items()}
    kind = kinds.get(row["kind"])
    if kind is None:
        raise ValueError(f"“{row['kind']}”不在可选范围内，可填：{'、'.join(kinds)}")
    starts, ends = day(row["starts_on"]), day(row.get("ends_on", ""))
    if starts and ends and ends < starts:
        raise ValueError("终止日期早于起始日期，请核对")
    return {
        "number": row["number"],
        "kind": kind,
        "name": row["name"],
        "post": row["post"],
        "starts_on": starts,
        "ends_on": ends,
    }


def _write(actor: Actor, values: Mapping[str, object]) -> None:
    row = Member.objects.filter(town=actor.town, number=values["number"]).first() or Member(town=actor.town)
    for name, value in values.items():
        setattr(row, name, value)
    act.record(actor, "meetings.members", [row])


MEMBERS = Importer(
    headings=HEADINGS,
    required=("number", "kind", "name", "post", "starts_on"),
    key=("number",),
    existing=_members,
    cleaner=lambda town: partial(_clean, town),
    write=_write,
)
