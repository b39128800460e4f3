"""Local law over national law: a place may fill what the law leaves open and tighten what it allows, and nothing else.

`places/<division code>/rules.yaml` is `{place, name, rules: [{rule, values: [{from, value, basis, confidence}]}]}`.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from fazhi.law.books import in_order, read_value
from fazhi.law.errors import LawError
from fazhi.law.places import LEVEL_TITLES, level, prefix
from fazhi.law.reading import Fields, read_yaml
from fazhi.law.shapes import DatedValue, Rule, amount
from fazhi.law.texts import Shelf


@dataclass(frozen=True)
class Overlay:
    """The local values of one place by rule id."""

    place: str
    name: str
    values: dict[str, tuple[DatedValue, ...]]
    source: str


def held_on(values: tuple[DatedValue, ...], day: date) -> DatedValue | None:
    """The value in force on a day, None before the first."""
    position = bisect_right([value.since for value in values], day)
    return values[position - 1] if position else None


def _is_tighter(rule: Rule, value: DatedValue, above: DatedValue) -> bool:
    if value.value == above.value:
        return True
    if rule.bound == "exactly" or rule.unit == "text":
        return False
    low, high = (value, above) if rule.bound == "at_most" else (above, value)
    return str(low.value) <= str(high.value) if rule.unit == "month_day" else int(low.value) <= int(high.value)


def _check_value(rule: Rule, value: DatedValue, over: DatedValue | None, where: str) -> None:
    """Refuse a local value that neither fills nor tightens what holds above it."""
    if over is None:
        raise LawError(f"{where}：自 {value.since} 起的本地取值早于上位规定的生效日期，请改用之后的日期。")
    if over.confidence == "local" or _is_tighter(rule, value, over):
        return
    wanted = {"at_most": "更短或者相同", "at_least": "更长或者相同", "exactly": "相同"}[rule.bound]
    if rule.unit not in ("day", "workday", "month", "year", "hour", "minute"):
        wanted = {"at_most": "更小或者相同", "at_least": "更大或者相同", "exactly": "相同"}[rule.bound]
    raise LawError(
        f"{where}：本地取值 {amount(value.value, rule.unit)} 放宽了上位规定的 {amount(over.value, rule.unit)}，"
        f"本地只能填补或者收紧（应{wanted}），已拒绝整份本地设置，请改正后重试。"
    )


def read_overlay(path: Path, find_rule: Callable[[str], Rule], shelf: Shelf) -> Overlay:
    """One place's file; the values are not yet compared with what lies above (see `check_against`)."""
    file = f"places/{path.parent.name}/{path.name}"
    fields = Fields(read_yaml(path), file)
    place = prefix(str(fields.raw("place")))
    if place != prefix(path.parent.name):
        raise fields.fail(f"「place」写的是 {place}，与文件夹名 {path.parent.name} 不一致。")
    name = fields.text("name")
    fields.optional_text("note")
    values: dict[str, tuple[DatedValue, ...]] = {}
    for content in fields.items("rules"):
        inner = Fields(content, file)
        try:
            rule = find_rule(inner.text("rule"))
        except LawError as error:
            raise inner.fail(str(error)) from error
        where = f"{file} 的规则 {rule.id}"
        if level(place) not in rule.open_to:
            allowed = "、".join(LEVEL_TITLES[one] for one in rule.open_to) or "任何一级"
            verb = "只向" if rule.open_to else "不向"
            raise LawError(
                f"{where}：该规则{verb}{allowed}开放，{LEVEL_TITLES[level(place)]}不得另行规定，请删去这一条。"
            )
        if rule.id in values:
            raise LawError(f"{where}：同一规则写了两遍，请合并。")
        inner.optional_text("note")
        listed = [read_value(one, where, rule.unit, shelf, place) for one in inner.items("values")]
        if not listed:
            raise LawError(f"{where}：没有任何取值，请填写或者删去这一条。")
        inner.done()
        values[rule.id] = in_order(listed, where)
    fields.done()
    return Overlay(place, name, values, file)


def check_against(
    overlay: Overlay,
    rules: Iterable[Rule],
    value_above: Callable[[Rule, date], DatedValue | None],
    changes_above: Callable[[Rule], Iterable[date]],
) -> None:
    """Refuse the overlay if any of its values, on any day it holds, loosens what lies above it.

    What lies above changes over time too, so each local value is compared on every day on which either side changes.
    """
    for rule in rules:
        own = overlay.values.get(rule.id, ())
        for position, value in enumerate(own):
            end = own[position + 1].since if position + 1 < len(own) else date.max
            for day in [value.since, *(day for day in changes_above(rule) if value.since < day < end)]:
                _check_value(rule, value, value_above(rule, day), f"{overlay.source} 的规则 {rule.id}")
