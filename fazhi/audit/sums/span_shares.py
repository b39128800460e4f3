"""Shares of spans that follow one another from nothing to the open end: 0—5分占71.8%；5—10分占17.2%；10—30分占8.6%；30分以上占2.4%.

Such spans leave nothing out and hold nothing twice, so their shares make 100 % however far off what is printed may be.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from fazhi.audit.text import rounding
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.passages import Passage

THREE = 3
LEAD = 32
HUNDRED = Decimal(100)
UNIT = r"(?:分钟?|个?小时|秒钟?|天|个?工作日|日|个月|周?岁|万元|元|年)"
NUMBER = r"\d+(?:\.\d+)?"
SPAN = re.compile(
    rf"(?P<low>{NUMBER})(?P<low_unit>{UNIT})?(?:[-—–－～~]{{1,2}}|至|到)(?P<high>{NUMBER})(?P<unit>{UNIT})"
)
BELOW = re.compile(
    rf"(?P<high>{NUMBER})(?P<unit>{UNIT})(?:（含）)?(?:及?以[下内]|之内|内)|[不未]满(?P<high2>{NUMBER})(?P<unit2>{UNIT})"
)
ABOVE = re.compile(rf"(?P<low>{NUMBER})(?P<unit>{UNIT})(?:（含）)?及?以上|超过?(?P<low2>{NUMBER})(?P<unit2>{UNIT})")
MINUTES = {"秒": Decimal(1) / 60, "分": Decimal(1), "小": Decimal(60), "天": Decimal(1440), "日": Decimal(1440)}
# 占总指令的, 占比, 占比为, 比重
SHARE = re.compile(r"(?:占比?|比[重例])(?P<of>[^，。；：、\d占]{0,12}?)(?:的|[约为达是]){0,2}$")
OTHERS = re.compile(r"[，；、][^。；]{0,14}(?:其[他余]|未[知满]|不详)")

Ends = tuple[Decimal | None, Decimal | None, str]


def span_shares(passage: Passage) -> Iterator[list[Figure]]:
    """The shares of every such row that do not make 100 %."""
    row: list[tuple[Figure, Ends]] = []
    for figure in (each for each in passage.figures if each.percent):
        ends = _ends(passage.plain, row[-1][0].end if row else max(0, figure.start - LEAD), figure.start)
        if not row or row[-1][0].sentence != figure.sentence or ends is None or not _follows(row[-1][1], ends):
            ends = _ends(passage.plain, max(0, figure.start - LEAD), figure.start) if row else ends
            row = [(figure, ends)] if ends is not None and not ends[0] else []
            continue
        row.append((figure, ends))
        if ends[1] is None and len(row) >= THREE:
            shares = [each for each, _ends_of in row]
            if _misses(shares) and _alike(passage.plain, shares) and OTHERS.match(passage.plain, figure.end) is None:
                yield shares
            row = []


def _ends(text: str, start: int, end: int) -> Ends | None:
    """Where the span before a share begins and ends, and its unit; no end is open."""
    words = text[start:end]
    # 0—5分的出警占；5分以下占: the last that is named is the one that has the share.
    spans = [*SPAN.finditer(words)]
    if spans:
        last = spans[-1]
        low_unit = last["low_unit"] or last["unit"]
        return _amount(last["low"], low_unit), _amount(last["high"], last["unit"]), _kind(last["unit"])
    above, below = [*ABOVE.finditer(words)], [*BELOW.finditer(words)]
    if bool(above) == bool(below):
        return None
    last = (above or below)[-1]
    unit = last["unit"] or last["unit2"]
    if above:
        return _amount(last["low"] or last["low2"], unit), None, _kind(unit)
    return None, _amount(last["high"] or last["high2"], unit), _kind(unit)


def _kind(unit: str) -> str:
    return "time" if unit.removeprefix("个")[:1] in MINUTES else unit[-1:]


def _amount(number: str, unit: str) -> Decimal:
    factor = MINUTES.get(unit.removeprefix("个")[:1], Decimal(1))
    return Decimal(number) * (factor * 10000 if unit == "万元" else factor)


def _follows(last: Ends, ends: Ends) -> bool:
    """Does a span begin where the last one ended: 5—10分, 10—15分; 18—30岁, 31—40岁?"""
    if last[1] is None or ends[0] is None or last[2] != ends[2]:
        return False
    return ends[0] - last[1] in (Decimal(0), Decimal(1))


def _alike(text: str, shares: list[Figure]) -> bool:
    """Is each said to be a share, and of the same; not 30天以内的办结率85%, nor 占女性的, 占男性的?"""
    said = [SHARE.search(text[max(0, each.start - LEAD) : each.start]) for each in shares]
    wholes = {each["of"] for each in said if each is not None and each["of"]}
    return None not in said and len(wholes) <= 1


def _misses(shares: list[Figure]) -> bool:
    if any(each.vague or each.bound for each in shares):
        return False
    places = sum((rounding.place(each.value) for each in shares), Decimal(0))
    return abs(sum((each.value for each in shares), Decimal(0)) - HUNDRED) > max(places, Decimal("0.1"))
