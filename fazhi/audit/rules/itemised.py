"""A total of several columns and the numbered lines under it: where the one column comes out, the others do as well."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fazhi.audit.model import Finding, Kind, Verdict
from fazhi.audit.rules import Rule
from fazhi.audit.sums.itemised import Column, Itemised, itemised
from fazhi.audit.sums.lined_lists import LinedList, lined_lists
from fazhi.audit.text import misprints
from fazhi.audit.text.figures import in_scale
from fazhi.audit.text.manuscript import Manuscript, finding

# Of each of these somebody died: no accident is missing where no dead are.
GRAVE = re.compile(r"较大|重大|特大|亡人|死亡事故")
PERSONS = frozenset(("人", "死亡", "伤"))
MANY, LONG = 3, 5
OF_LINES = "总数等于以下各行之和"


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """One finding for each column that comes out, or is shown by another one not to."""
    every = [(column, _verdict(each, column)) for each in itemised(manuscript) for column in each.columns]
    columns = [(column, verdict) for column, verdict in every if verdict is not None]
    settled = {column.passage.index for column, verdict in columns if verdict.settled}
    lined = {each.passage.index: each for each in lined_lists(manuscript) if each.passage.index not in settled}
    # What the marks of the lines close is not told of twice.
    yield from (_report(column, verdict) for column, verdict in columns if column.passage.index not in lined)
    yield from map(_of_lines, lined.values())


def _verdict(table: Itemised, column: Column) -> Verdict | None:
    if column.fits:
        return Verdict.RIGHT if column.tells else None
    scope, unit = column.key
    witnesses = [each for each in table.columns if each.fits and each.tells]
    beside = [each for each in witnesses if each.key[0] == scope]
    same = [each for each in witnesses if not scope and each.key[1] == unit]
    if not beside and not same:
        return _alone(table, column)
    # 274起、死亡77人: kinds without dead may have been left out, and then the accidents do not come out.
    sure = unit in PERSONS or same or GRAVE.search(table.passage.plain) or not scope and column.made > column.stated
    return Verdict.WRONG if sure or _slip(column) else Verdict.HINT


def _alone(table: Itemised, column: Column) -> Verdict | None:
    """No other column: who wrote 150件 over lines of 105件 turned two figures round, or left some lines out."""
    if column.key[0] or len(column.items) < MANY or len(table.columns) > 1:
        return None
    if misprints.turned(column.stated, column.made) and (table.numbered or len(column.items) >= LONG):
        return Verdict.WRONG
    return Verdict.HINT if _slip(column) else None


def _slip(column: Column) -> bool:
    """Is the total, or one of the items, a slip of what would come out?"""
    off = column.stated - column.made
    ways = [(column.stated, column.made), *((each, each + off) for each in column.items if each)]
    return any(one * other > 0 and misprints.plain_slip(abs(one), abs(other)) for one, other in ways)


def _report(column: Column, verdict: Verdict) -> Finding:
    scope, unit = column.key
    name = f"{scope}（{'人数' if unit in PERSONS else unit}）"
    shown = [column.shown(each) for each in column.items if each]
    items = "".join(each if each[0] == "-" else f"+{each}" for each in shown) if scope else "＋".join(shown)
    right, made, stated = verdict is Verdict.RIGHT, column.shown(column.made), column.shown(column.stated)
    return finding(
        column.passage,
        (column.start, column.end),
        kind=Kind.SUM,
        verdict=verdict,
        rule="itemised",
        message=f"以下各条{name}合计{items}＝{made}，与总数{stated}{'相符' if right else '不符'}。",
        computed=column.made,
        basis="总数等于以下各条之和；同一清单的其他各栏相符" if verdict is Verdict.WRONG else "",
    )


def _of_lines(told: LinedList) -> Finding:
    """检查1284家次。其中： / 一季度306家次； / …: a slip is wrong, whatever else may have been left out."""
    right = told.made == told.total.value
    verdict = Verdict.RIGHT if right else Verdict.WRONG if told.slip else Verdict.HINT
    listing = "＋".join(in_scale(each.value, each) for each in told.items)
    message = f"以下各行合计{listing}＝{in_scale(told.made, told.total)}，与总数{told.total.text}{'相符' if right else '不符'}。"
    return finding(
        told.passage,
        (told.total.start, told.total.end),
        kind=Kind.SUM,
        verdict=verdict,
        rule="itemised",
        message=message,
        computed=told.made,
        basis=OF_LINES if verdict is Verdict.WRONG else "",
    )


RULE = Rule(
    id="itemised",
    title="总数与逐条列举",
    source="总数等于以下各条之和",
    why="改动一条后总数未重算；多栏并列时，有一栏相符即可知各条已列全。",
    wrong="发生事故24起、死亡88人；1.煤矿1起、死亡3人；……（各条相加为24起、92人）",
    right="发生事故24起、死亡92人；1.煤矿1起、死亡3人；……（各条相加为24起、92人）",
    check=check,
)
