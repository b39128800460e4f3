"""The yearly catalogue of decisions (article 3③): its items, what is added and withdrawn, and whether a matter stands in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from fazhi.kernel import act
from fazhi.kernel.doing import Doing, NewCase, Refused
from fazhi.kernel.models import Case
from fazhi.people.identifiers import new_id
from fazhi.systems.decisions.models import CatalogueItem, CatalogueRemoval, Decision

IN_FORCE = ("in_force", "concluded")


def begin(doing: Doing, cleaned: Mapping[str, Any]) -> Case:
    """Begin the catalogue of a year; there is one a year."""
    year, town = int(cleaned["year"]), doing.actor.town
    known = Decision.objects.filter(town=town, year=year, case__procedure="catalogue")
    if known.exclude(pk=doing.request).exists():
        raise Refused(f"{year} 年度的决策事项目录已经编制，没有重复登记；请在原目录中列入或者增列事项。")
    new = NewCase("decisions", "catalogue", town, f"{year}年度重大行政决策事项目录", id=doing.request)
    return act.begin(new, replace(doing, request=None, data={}, fields={"year": year}))


def in_force(town: str, number: str, outside_reason: str) -> None:
    """Refused unless the matter stands in a published catalogue, or somebody says why it stands in none."""
    if not number:
        if not outside_reason.strip():
            raise Refused("没有选择目录事项；不在年度目录内的决策，应当写明未列入目录的理由。没有登记。")
        return
    item = CatalogueItem.objects.filter(town=town, number=number).select_related("case").first()
    if item is None:
        raise Refused(f"年度目录里没有序号为“{number}”的事项，没有登记，请核对序号。")
    if item.case.stage not in IN_FORCE:
        raise Refused(f"{item.year} 年度的目录还没有公布，不能据此提出决策；没有登记，请先公布目录。")
    if CatalogueRemoval.objects.filter(item=item).exists():
        raise Refused(f"目录事项 {number}「{item.matter}」已经撤出目录，没有登记，请核对序号。")


def _item(case: Case, doing: Doing, agreed_on: date | None) -> Doing:
    said = doing.data
    year = Decision.objects.values_list("year", flat=True).get(pk=case.pk)
    assert year is not None, "a catalogue is compiled for a year"
    position = CatalogueItem.objects.filter(case=case).count() + 1
    names = ("matter", "matter_class", "lead_office", "planned")
    row = CatalogueItem(
        number=f"{year}-{position:02d}",
        year=year,
        listed_on=doing.happened_on,
        agreed_on=agreed_on,
        reason=said.get("why", ""),
        **{name: said[name] for name in names},
    )
    return replace(doing, data={**said, "number": row.number}, rows=[row])


def _list_item(case: Case, doing: Doing) -> Doing:
    return _item(case, doing, None)


def _add_item(case: Case, doing: Doing) -> Doing:
    return _item(case, doing, date.fromisoformat(str(doing.data["agreed_on"])))


def _withdraw_item(case: Case, doing: Doing) -> Doing:
    said, own = doing.data, doing.request or new_id()
    item = CatalogueItem.objects.filter(case=case, number=said["number"]).first()
    if item is None:
        raise Refused(f"本年度目录里没有序号为“{said['number']}”的事项，没有撤出，请核对序号。")
    if CatalogueRemoval.objects.filter(item=item).exclude(pk=own).exists():
        raise Refused(f"目录事项 {item.number} 已经撤出，没有重复登记。")
    row = CatalogueRemoval(
        id=own,
        item=item,
        withdrawn_on=doing.happened_on,
        agreed_on=date.fromisoformat(str(said["agreed_on"])),
        reason=said["why"],
    )
    return replace(doing, rows=[row])


def _dated(name: str) -> act.Prepare:
    return lambda case, doing: replace(doing, fields={**doing.fields, name: doing.happened_on})


PREPARATIONS: dict[str, act.Prepare] = {
    "list_item": _list_item,
    "add_item": _add_item,
    "withdraw_item": _withdraw_item,
    "agree": _dated("agreed_on"),
    "publish_catalogue": _dated("published_on"),
}
