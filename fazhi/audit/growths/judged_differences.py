"""An increase against its own two levels: 较2022年的20件减少5件, where this year's are 18; and the right number told the wrong way."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from fazhi.audit.growths.differences import Difference
from fazhi.audit.model import Finding, Kind, Verdict
from fazhi.audit.text import misprints, rounding
from fazhi.audit.text.figures import Figure, in_scale
from fazhi.audit.text.manuscript import finding
from fazhi.audit.text.passages import Passage

VERY_FAR = 100
FAR = 3
"""Times a mean and a level lie apart that are of different stretches."""
LEAD = 16
# 与前年643件相比则减少15件, 比上年同期的307人多21人
NAMED = re.compile(r"(?:比|较|与|同|和)(?:[上去]一?年|前年|年初|20\d\d年)(?:同期|全年|末|底)?的?$")
MORE_OR_LESS = re.compile(r"(?:相比|比)?，?[则净]?(?:[多少增减]|增加|减少|上升|下降|增长|净增|净减)了?")
HUNDRED, TELLING = 100, 3
PERCENTAGE = re.compile(
    r"(?:个|件|人|户)?，(?:同比|环比|比上年|较上年)?(?:下降|减少|增长|上升|降|增|降低|提高|增幅|降幅|减幅)(?:了|为|达)?"
)
LESS_SAID = re.compile(r"(?:减少|下降|降低|缩短|压减|[少减降])了?$")
MORE_SAID = re.compile(r"(?:增加|增长|上升|提高|[多增升])了?$")


def judged(passage: Passage, found: Difference) -> Iterator[Finding]:
    """较2022年的20件减少5件: the increase against its own two levels."""
    base, change = found.base, found.change
    if found.sure and (way := _turned(passage, found)) is not None:
        yield way
        return
    for now in found.now:
        low, high = sorted((abs(now.low - base.high), abs(now.high - base.low)))
        if abs(now.value - base.value) == change.value or (now.step or base.step) and low <= change.exactly <= high:
            return
    now = found.now[0]
    if "均" in now.head and FAR * min(now.value, base.value) < max(now.value, base.value):
        return  # 工单占63.1%，月均365.5件，比上年的4152件增加234件: a mean of the months is no level of the year
    if VERY_FAR * min(now.value, base.value) < max(now.value, base.value):
        return  # 财政收入3264万元……。人均可支配收入上年是22700元，今年增加了1486元
    actual = abs(now.value - base.value)
    if not found.proved and _of_others(passage, now, base, change):
        return  # 接收3285件，其中投诉2476件。投诉量较上年的2210件增加266件
    if _of_its_percentage(passage, now, base, change):
        return  # 由系统发现118个，占68.2%。上年为246个，今年减少73个，下降29.7%: what it fell to is told elsewhere
    if not found.sure and not misprints.alike(f"{actual.normalize():f}", f"{change.value.normalize():f}"):
        return
    message = f"{now.text}与{base.text}相差{in_scale(actual, change)}，文中写{change.text}。"
    yield _wrong_difference(passage, found, message, actual)


def _span(now: Figure, base: Figure, change: Figure) -> tuple[int, int]:
    """From the base to the increase, or from the one of the levels that stands before it; 提高20元，由165元增至185元 whole."""
    if base.sentence < change.sentence:
        return change.start, change.end  # 上年受理317件。……。受理量减少41件
    if change.end <= min(now.start, base.start):
        return change.start, max(now.end, base.end)
    return (min(base.start, now.start) if base.start > change.start else base.start), change.end


def _turned(passage: Passage, found: Difference) -> Finding | None:
    """领学4次，较上年的3次减少1次: the right number, the wrong way."""
    now, base, change = found.now[0], found.base, found.change
    less, more = (each.search(change.head) is not None for each in (LESS_SAID, MORE_SAID))
    if len(found.now) > 1 or not (now.exact and base.exact) or less == more or now.value == base.value:
        return None
    if not found.proved and now.end <= base.start and not base.compared and base.clause != change.clause:
        return None  # 一季度672件，二季度614件，二季度环比减少58件
    if abs(now.value - base.value) != change.value or (now.value < base.value) == less:
        return None
    message = f"{now.text}与{base.text}相比是{'增加' if less else '减少'}，文中写反了方向。"
    return _wrong_difference(passage, found, message)


def _wrong_difference(passage: Passage, found: Difference, message: str, computed: Decimal | None = None) -> Finding:
    return finding(
        passage,
        _span(found.now[0], found.base, found.change),
        kind=Kind.GROWTH,
        verdict=Verdict.WRONG,
        rule="growth",
        message=message,
        stated=found.change.text,
        computed=computed,
        basis="增减数＝本期数－基期数",
    )


def _of_its_percentage(passage: Passage, now: Figure, base: Figure, change: Figure) -> bool:
    """Does the percentage right behind the increase bear out it and its base, and is what they make no slip of the level that was taken?"""
    behind = next((each for each in passage.figures if each.start >= change.end), None)
    told = behind is not None and behind.percent and PERCENTAGE.fullmatch(passage.plain, change.end, behind.start)
    if behind is None or not told or base.value <= 0 or rounding.telling(behind.value) < TELLING:
        return False
    if not rounding.fits(behind.value, HUNDRED * change.exactly / base.exactly):
        return False
    levels = (base.value - change.value, base.value + change.value)
    return not any(misprints.slip_of_the_hand(now.value, each) for each in levels)


def _of_others(passage: Passage, now: Figure, base: Figure, change: Figure) -> bool:
    """Is the increase that from the base to another level, or from another level to this one?"""
    if any(abs(each.value - base.value) == change.value for each in _levels_near(passage, base, change)):
        return True
    if NAMED.search(passage.plain[max(0, base.start - LEAD) : base.start]) and _follows(passage, base, change):
        return False  # 年初315人……在册328人，比上年同期的307人多13人: the words leave no other base
    others = (each for each in passage.figures if each.kind == now.kind and each.start != change.start)
    return any(abs(each.value - now.value) == change.value for each in others if each.text not in now.text)


def _follows(passage: Passage, base: Figure, change: Figure) -> bool:
    """与前年643件相比则减少15件: nothing but the verb between."""
    return MORE_OR_LESS.fullmatch(passage.plain, base.end, change.start) is not None


def _levels_near(passage: Passage, base: Figure, change: Figure) -> Iterator[Figure]:
    """The exact counts of the base's unit in this sentence and the two before it, up to the increase."""
    for each in passage.figures:
        if each.kind == base.kind and each.end <= change.start and 0 <= change.sentence - each.sentence <= 2:
            if each.exact and each is not base:
                yield each
