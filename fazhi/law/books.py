"""Reading rule books: one YAML file per system, checked whole before anything is used.

A book is `{system, rules: [{id, code, title, unit, bound, roll, values: [{from, value, basis, confidence}], …}]}`.
Every value has a basis, every basis an instrument that was in force by then, and no two values begin on one day.
"""

import re
from datetime import date
from itertools import pairwise
from pathlib import Path

from fazhi.law.errors import LawError
from fazhi.law.places import LEVELS
from fazhi.law.reading import Fields, read_yaml
from fazhi.law.shapes import (
    BOUNDS,
    DIRECTIONS,
    ROLLS,
    TIME_UNITS,
    UNITS,
    DatedValue,
    Extension,
    PauseGround,
    Rule,
)
from fazhi.law.texts import CONFIDENCES, Shelf

_ID = re.compile(r"^[a-z]+(\.[a-z][a-z0-9_]*)+$")
_CODE = re.compile(r"^[A-Z]+[0-9]*-[0-9]+[a-z]?$")
_MONTH_DAY = re.compile(r"^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$")


def read_number(fields: Fields, unit: str) -> int | str:
    """The value in the shape its unit asks for: a month-day, a text or a whole number."""
    if unit == "month_day":
        text = fields.text("value")
        if not _MONTH_DAY.match(text):
            raise fields.fail(f"「value」写的是「{text}」，应为月-日，如 03-01。")
        return text
    return fields.text("value") if unit == "text" else fields.whole("value")


def read_value(content: object, where: str, unit: str, shelf: Shelf, place: str | None = None) -> DatedValue:
    """One dated value; the basis must name an instrument on the shelf that was in force when the value began."""
    fields = Fields(content, where)
    since = fields.day("from")
    fields.where = f"{where}（自 {since} 起的取值）"
    number = read_number(fields, unit)
    basis = check_basis(fields, shelf, since)
    confidence = fields.choice("confidence", CONFIDENCES)
    fields.done()
    return DatedValue(since, number, basis, confidence, place)


def check_basis(fields: Fields, shelf: Shelf, since: date | None = None) -> str:
    """The field `basis`, if it can be cited."""
    basis = fields.text("basis")
    try:
        instrument, _ = shelf.split(basis, since)
    except LawError as error:
        raise fields.fail(str(error)) from error
    if since is not None and not instrument.holds_on(since):
        held = f"{instrument.in_force_from} 至 {instrument.in_force_to or '今'}"
        raise fields.fail(f"依据「{basis}」在 {since} 不是有效文本（施行期间 {held}），请核对日期或更换依据。")
    return basis


def in_order(values: list[DatedValue], where: str) -> tuple[DatedValue, ...]:
    """The values as a tuple; LawError unless each begins after the one before."""
    for earlier, later in pairwise(values):
        if later.since == earlier.since:
            raise LawError(f"{where}：有两个取值都自 {later.since} 起生效，同一天只能有一个取值。")
        if later.since < earlier.since:
            raise LawError(f"{where}：取值没有按生效日期先后排列（{later.since} 排在 {earlier.since} 之后）。")
    return tuple(values)


def _read_extension(fields: Fields, shelf: Shelf) -> Extension | None:
    if not fields.has("extension"):
        return None
    inner = Fields(fields.raw("extension"), f"{fields.where} 的延长规定")
    unit = inner.choice("unit", TIME_UNITS)
    extension = Extension(inner.whole("value"), unit, check_basis(inner, shelf), inner.text("approver"))
    inner.done()
    return extension


def _read_pauses(fields: Fields, shelf: Shelf) -> tuple[PauseGround, ...]:
    grounds = []
    for content in fields.items("pauses"):
        inner = Fields(content, f"{fields.where} 的中止事由")
        grounds.append(PauseGround(inner.text("title"), check_basis(inner, shelf)))
        inner.done()
    return tuple(grounds)


def _read_open_to(fields: Fields) -> tuple[str, ...]:
    named = fields.raw("open_to") or []
    named = [named] if isinstance(named, str) else named
    for one in named:
        if one not in LEVELS:
            raise fields.fail(f"「open_to」写的是「{one}」，只能是 {'、'.join(LEVELS)} 之一。")
    return tuple(named)


def _read_rule(content: object, path: Path, system: str, shelf: Shelf) -> Rule:
    file = f"{path.parent.name}/{path.name}"
    fields = Fields(content, file)
    identity = fields.text("id")
    fields.where = where = f"{file} 的规则 {identity}"
    if not _ID.match(identity) or identity.partition(".")[0] != system:
        raise fields.fail(f"规则编号应为 {system}.英文名，如 {system}.reply_period。")
    code = fields.text("code")
    if not _CODE.match(code):
        raise fields.fail(f"代码「{code}」应为大写字母-数字，如 MED-03。")
    unit, bound = fields.choice("unit", UNITS), fields.choice("bound", BOUNDS)
    timed = unit in TIME_UNITS
    # Whether a last day on a holiday rolls is a legal question of its own: it is written down, never assumed.
    roll = fields.choice("roll", ROLLS, None if timed else "none")
    direction = fields.choice("direction", DIRECTIONS, "forward")
    if direction == "backward" and roll != "none":
        raise fields.fail("倒算的期限不得顺延，「roll」应为 none。")
    values = [read_value(one, where, unit, shelf) for one in fields.items("values")]
    if not values:
        raise fields.fail("没有任何取值，请至少填写一个取值及其依据。")
    rule = Rule(
        id=identity,
        code=code,
        title=fields.text("title"),
        unit=unit,
        bound=bound,
        values=in_order(values, where),
        roll=roll,
        direction=direction,
        open_to=_read_open_to(fields),
        extension=_read_extension(fields, shelf),
        pauses=_read_pauses(fields, shelf),
        note=fields.optional_text("note") or "",
        source=file,
    )
    fields.done()
    if not timed and (rule.extension or rule.pauses):
        raise fields.fail("只有期限才能延长或者中止。")
    return rule


def read_book(path: Path, shelf: Shelf) -> list[Rule]:
    """All rules of one file; LawError names file and rule."""
    fields = Fields(read_yaml(path), f"{path.parent.name}/{path.name}")
    system = fields.text("system")
    rules = [_read_rule(content, path, system, shelf) for content in fields.items("rules")]
    fields.done()
    return rules
