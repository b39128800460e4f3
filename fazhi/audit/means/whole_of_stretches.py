"""全年检查268次，其中一季度52次、二季度71次、三季度84次、四季度61次，平均每月22.3次: the mean is one of the whole, over all of its time.

What stands right before such a mean is the last stretch of the list; it and its own time have nothing to do with the mean.
"""

from __future__ import annotations

import re
from dataclasses import replace

from fazhi.audit.text.change_words import CHANGE
from fazhi.audit.text.figures import Figure, joined, summed
from fazhi.audit.text.passages import Passage

STRETCH = re.compile(r"(?:[一二三四]季度|[上下]半年|(?<!\d)1?\d月份?)[^，。；：、\d]{0,8}$")
LEAST = 2
# 上半年298件，下半年344件，全年月均53.5件
OF_ALL_YEAR = re.compile(r"全年[^，。；：\d]{0,8}$")
MONTHLY = re.compile(r"，(?:平均每月|月均)[^，。；：、\d]{0,6}")
ALL = "全年"
QUARTERS, MONTHS_OF_QUARTER = 4, 3
ALL_YEAR = (frozenset(("上半年", "下半年")), frozenset(f"{each}季度" for each in "一二三四"))
BACK = 14
"""So many counts before a mean at most: a row of months and its total."""


def whole(passage: Passage, mean: Figure) -> Figure | None:
    """The count that the stretches right before a mean add up to; ``None`` if what stands there is no such list."""
    counts = [each for each in passage.figures if each.end <= mean.start and each.kind == mean.kind and each.count]
    stretches: list[Figure] = []
    # 上半年218起，下半年194起，下半年比上半年减少24起: the change is no stretch.
    for each in reversed([each for each in counts[-BACK:] if CHANGE.search(each.head) is None]):
        if not each.exact or each.sentence != mean.sentence:
            break
        if STRETCH.search(each.head) is None:
            return each if len(stretches) >= LEAST and each.value == summed(stretches) else None
        stretches.insert(0, each)
    return _year(passage, mean, stretches)


def lead(text: str, since: int, start: int, of_all: Figure | None) -> str:
    """The words from ``since`` that say of what time a mean at ``start`` is: those before the stretches that it is the mean of."""
    if of_all is None:
        return text[since:start]
    year = OF_ALL_YEAR.search(text, of_all.end, start)
    of_quarters = ALL if MONTHLY.match(text, of_all.end) is not None and of_all.end + 1 == start else ""
    return text[since : of_all.start] + (of_quarters if year is None else year.group())


def _year(passage: Passage, mean: Figure, stretches: list[Figure]) -> Figure | None:
    """The sum of the halves or quarters of a year before a mean that is said to be of all of it; ``None`` if it is not."""
    # 一季度126起，……；上半年218起，下半年194起: the last two or four of them
    tails = (stretches[-len(each) :] for each in ALL_YEAR if len(stretches) >= len(each))
    stretches = next((each for each in tails if _names(each) in ALL_YEAR), [])
    if not stretches:
        return None
    if OF_ALL_YEAR.search(passage.plain, stretches[-1].end, mean.start) is None and not _beside_all(
        passage, stretches, mean
    ):
        return None
    # What is said before the first of them says of what time all of them are.
    first = STRETCH.search(stretches[0].head)
    start = stretches[0].start - (0 if first is None else len(first.group()))
    return replace(joined(stretches), start=start)


def _beside_all(passage: Passage, stretches: list[Figure], mean: Figure) -> bool:
    """一季度38件，二季度57件，三季度61件，四季度47件，月均16.9件: right behind all four it is of all, unless it is that of the last one's months."""
    last = stretches[-1]
    of_the_last = abs(last.value - mean.value * MONTHS_OF_QUARTER) <= mean.step * MONTHS_OF_QUARTER
    return (
        len(stretches) == QUARTERS
        and MONTHLY.fullmatch(passage.plain, last.end, mean.start) is not None
        and not of_the_last
    )


def _names(stretches: list[Figure]) -> frozenset[str]:
    named = (STRETCH.search(each.head) for each in stretches)
    return frozenset(match.group()[: len("上半年")] for match in named if match is not None)
