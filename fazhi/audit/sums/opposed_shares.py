"""Two shares of which each thing has one or the other: 线上消费诉求占66%，线下消费诉求占44%: more than all.

And two grades of one thing that with two figures turned round are all of it: 满意率92.47%，基本满意率5.73% (7.53).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from fazhi.audit.text import misprints, rounding
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.partitions import complementary
from fazhi.audit.text.passages import Passage

HUNDRED = Decimal(100)
LEAD = 30
CLAUSE = re.compile(
    r"(?:^|[，。；：、])(?P<name>[^，。；：、\d%]{2,16}?)(?P<link>(?:占比?|比[重例])[^，。；：、\d%]{0,10})$"
)


GRADES = re.compile(
    r"(?P<name>[\u4e00-\u9fff]{2,6})率(?:达到?|为)?(?P<one>\d{1,2}\.\d\d)%，(?:基本|比较|较)(?P=name)率(?:达到?|为)?(?P<two>\d{1,2}\.\d\d)%"
)


def opposed_shares(passage: Passage) -> Iterator[list[Figure]]:
    """Every such pair, side by side, that makes more than 100 % by a slip of the one or the other."""
    every = [each for each in passage.figures if each.percent]
    yield from _graded(passage, every)
    for one, other in pairwise(every):
        if one.sentence != other.sentence or one.vague or other.vague or one.bound or other.bound:
            continue
        amount = one.value + other.value
        if not HUNDRED + rounding.place(one.value) + rounding.place(other.value) < amount < 2 * HUNDRED:
            continue
        first = CLAUSE.search(passage.plain[max(0, one.start - LEAD) : one.start])
        second = CLAUSE.fullmatch(passage.plain, one.end, other.start)
        if first is None or second is None or first["link"] != second["link"]:
            continue
        named = [replace(each, head=match["name"], tail="") for each, match in ((one, first), (other, second))]
        if complementary(named, replace(one, head="", tail="")) and _slipped(one.value, other.value):
            yield [one, other]


def _graded(passage: Passage, every: list[Figure]) -> Iterator[list[Figure]]:
    """Two decimals make 100.00 by chance once in ten thousand."""
    for match in GRADES.finditer(passage.plain) if "率" in passage.plain else ():
        one, other = (
            next((each for each in every if each.start == match.start(name)), None) for name in ("one", "two")
        )
        if one is not None and other is not None and one.value + other.value != HUNDRED:
            left = HUNDRED - one.value, HUNDRED - other.value
            if any(
                misprints.swapped(f"{each.value}", f"{right}") for each, right in zip((other, one), left, strict=True)
            ):
                yield [one, other]


def _slipped(one: Decimal, other: Decimal) -> bool:
    """Is one of them what the other leaves of 100 %, but for one figure or for two turned round?"""
    for printed, right in ((one, HUNDRED - other), (other, HUNDRED - one)):
        places = max(rounding.decimals(printed), rounding.decimals(right))
        rows = [f"{int(each.scaleb(places))}" for each in (printed, right)]
        if right > 0 and len(rows[0]) == len(rows[1]) and (misprints.swapped(*rows) or misprints.one_wrong(*rows)):
            return True
    return False
