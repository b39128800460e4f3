"""How the list of members of the town's meetings comes in from a workbook."""

from __future__ import annotations

from functools import partial

from fazhi.kernel.cells import filled
from fazhi.kernel.importers import Key, Line, entries, lines, term, value_of
from fazhi.kernel.ledgers import Importer
from fazhi.kernel.terms import terms
from fazhi.systems.meetings.models import Member

HEADINGS = {
    "编号": "number",
    "会议种类": "kind",
    "姓名": "name",
    "职务": "post",
    "起始日期": "starts_on",
    "终止日期": "ends_on",
}


def _members(town: str) -> dict[Key, Line]:
    return lines(Member, town, HEADINGS, {"kind": terms("meetings", "kind")})


def _clean(town: str, row: Line) -> dict[str, object]:
    row = filled(row)
    return {
        "number": row["number"],
        "kind": value_of(terms("meetings", "kind"), row["kind"], None),
        "name": row["name"],
        "post": row["post"],
        **term(row),
    }


MEMBERS = Importer(
    headings=HEADINGS,
    required=("number", "kind", "name", "post", "starts_on"),
    key=("number",),
    existing=_members,
    cleaner=lambda town: partial(_clean, town),
    write=entries(Member, "meetings.members"),
)
