"""One quantity in two units of measure: 面积210公顷（3150亩）, 总产46.2万吨，折9.24亿斤."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from functools import cache
from itertools import pairwise

from fazhi.audit.model import Finding, Kind, Verdict
from fazhi.audit.rules import Rule
from fazhi.audit.text import rounding, wording
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.manuscript import Manuscript, finding
from fazhi.audit.text.passages import Passage

# 210公顷（3150亩）, 46.2万吨，折9.24亿斤, 单产5910公斤/公顷，合394公斤/亩
JOINED = re.compile(r"(?P<per>[/／每][\u4e00-\u9fff]{1,3})?(?:（(?:折合|约合|合|折|即)?|，?(?:折合|合|折)(?:为|成)?)")
PER = re.compile(r"[/／每](?P<unit>[\u4e00-\u9fff]{1,3}?)(?=[，。；、）（]|[增减升降多少]|$)")
CLOSED = re.compile(r"[/／每\u4e00-\u9fff]{0,4}[）]|[，。；、）]|[/／每]|$")
HALF = Fraction(1, 2)


@cache
def _sizes() -> dict[str, tuple[str, Fraction]]:
    """What is measured in a unit, and how many of the smallest unit it is."""
    return {
        unit: (measure, Fraction(size))
        for measure, units in wording.load("units")["measures"].items()
        for unit, size in units.items()
    }


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """For every number with its conversion behind it."""
    for passage in manuscript.passages:
        for one, two in pairwise(passage.figures):
            if one.unit in _sizes() and two.unit in _sizes():
                yield from _judge(passage, one, two)


def _judge(passage: Passage, one: Figure, two: Figure) -> Iterator[Finding]:
    text = passage.plain
    joined = JOINED.fullmatch(text, one.end, two.start)
    if joined is None or any(each.vague or each.bound or each.spelled for each in (one, two)):
        return
    if text[two.start - 1] in "（" and CLOSED.match(text, two.end) is None:
        return
    factor = _factor(one.unit, two.unit)
    if joined["per"]:
        per = PER.match(text, two.end)
        shares = _factor(joined["per"][1:], per["unit"]) if per is not None else None
        factor = None if factor is None or shares is None else factor / shares
    elif PER.match(text, two.end) is not None:
        return
    if factor is None or one.unit == two.unit and not joined["per"]:
        return
    low, high = (each * factor for each in _range(one))
    least, most = _range(two)
    fits = low <= most and least <= high
    computed = _printed(one.exactly * factor, two)
    yield finding(
        passage,
        (one.start, two.end),
        kind=Kind.REPEAT,
        verdict=Verdict.RIGHT if fits else Verdict.WRONG,
        rule="conversion",
        message="换算相符。" if fits else f"按{one.text}折算应为{computed}，文中写{two.text}。",
        stated=two.text,
        computed=computed,
        basis="法定计量单位及市制单位的换算",
    )


def _factor(one: str, two: str) -> Fraction | None:
    first, second = _sizes().get(one), _sizes().get(two)
    return first[1] / second[1] if first is not None and second is not None and first[0] == second[0] else None


def _range(figure: Figure) -> tuple[Fraction, Fraction]:
    """The true values that a number may stand for, whether it was rounded or cut off."""
    step = Fraction(figure.step) or Fraction(1)
    return figure.exactly - step * HALF, figure.exactly + step


def _printed(value: Fraction, like: Figure) -> str:
    """A value with the scale and the places of another number: 9.24亿斤."""
    scale = next((size for sign, size in (("亿", 10**8), ("万", 10**4), ("千", 10**3)) if sign in like.text), 1)
    step = Fraction(like.step) / scale if like.step else Fraction(1)
    places = 0
    while step < 1 and places < 6:
        step, places = step * 10, places + 1
    number = value / scale
    sign = "" if scale == 1 else {10**8: "亿", 10**4: "万", 10**3: "千"}[scale]
    return f"{rounding.decimal(number):.{places}f}{sign}{like.unit}"


RULE = Rule(
    id="conversion",
    title="计量单位的换算",
    source="法定计量单位及市制单位的换算：1公顷＝15亩，1吨＝1000公斤＝2000斤，1公里＝1000米",
    why="吨、公斤、斤与公顷、亩混用，折算时差一位或差一倍，两个数并排印着也常无人重算。",
    wrong="造林面积210公顷（3510亩）",
    right="造林面积210公顷（3150亩）",
    check=check,
)
