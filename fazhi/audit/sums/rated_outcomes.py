"""A total whose outcomes, and the rate told of them, say that it is another: 工单3546件，已解决3112件，未解决344件，解决率90.05%.

3112 of 3456 are 90.05 %, and 3456 is what the two outcomes make. 收到267件，已办结276件，其中转办230件，直接答复46件，办结率100%: who settled all
settled as many as came in, and 276 is what its own parts make. 提案146件，满意率100%（满意142件，基本满意2件）: who were all content are in the bracket.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from fazhi.audit.sums.told_counts import sound
from fazhi.audit.text import misprints, rounding
from fazhi.audit.text.figures import Figure, summed
from fazhi.audit.text.partitions import opposed
from fazhi.audit.text.passages import Passage

PAIR, THREE, MOST, TEN = 2, 3, 6, 10
LEAST, ALL = 100, 100
RATE = re.compile(r"(?P<name>[\u4e00-\u9fff]{2,6})率(?:均)?[为达是]?到?$")
LEAD = 12
BASIS = "分项之和＝总数，并与所写的率相合"
# 收到276件（含上年结转9件）; not 办结转派工单
CARRIED = re.compile(r"(?<!办)结转|上[年月季期]|旧存|遗留|历年|以前")

Sum = tuple[Figure, list[Figure]]


def rated_outcomes(passage: Passage) -> Iterator[Sum]:
    """(total, parts) of every such total that is a slip of what the parts make."""
    if "率" not in passage.plain:
        return
    for rate in passage.figures:
        named = RATE.search(passage.plain[max(0, rate.start - LEAD) : rate.start]) if rate.percent else None
        if named is None or rate.vague or rate.bound:
            continue
        if rate.value == ALL:
            yield from _in_bracket(passage, rate, named["name"])
        before = [each for each in passage.figures if each.end <= rate.start and each.sentence == rate.sentence]
        before = [each for each in before if not each.percent and sound(each) and each.exact]
        if len(before) < THREE or len({each.kind for each in before[-THREE:]}) > 1:
            continue
        text = passage.plain[before[0].start - len(before[0].head) : rate.start]
        if CARRIED.search(text) is None:
            yield from (
                _of_some(rate, named["name"], before) if rate.value < ALL else _of_all(passage, named["name"], before)
            )


def _in_bracket(passage: Passage, rate: Figure, name: str) -> Iterator[Sum]:
    """100%（满意142件，基本满意2件）: two grades and more of one name in a bracket of their own, which nearly make the count before."""
    text, end = passage.plain, passage.plain.find("）", rate.end)
    if not text.startswith("（", rate.end) or end < 0:
        return
    parts = [each for each in passage.figures if rate.end < each.start < end]
    before = [each for each in passage.figures if each.end <= rate.start and each.sentence == rate.sentence]
    totals = [each for each in before if parts and each.kind == parts[0].kind and each.exact and sound(each)]
    graded = all(each.head.endswith(name[-PAIR:]) and each.exact and each.count for each in parts)
    if len(parts) < PAIR or not graded or not totals or parts[-1].end != end:
        return
    off = abs(totals[-1].value - summed(parts))
    if off and off * TEN <= totals[-1].value and all(each.value != summed(parts) for each in totals):
        yield totals[-1], parts


def _of_some(rate: Figure, name: str, before: list[Figure]) -> Iterator[Sum]:
    """已解决3112件，未解决344件，解决率90.05%: the rate is that of the two together, and not of the total before them.

    整改688个，基本完成4个，未完成5个，完成率98.71%: of three and more it takes a rate of two decimals to be no chance.
    """
    for many in range(PAIR, min(MOST, len(before) - 1) + 1):
        done, *_left = parts = before[-many:]
        enough = opposed(parts) if many == PAIR else rounding.decimals(rate.value) >= PAIR
        amount = summed(parts)
        if name[-PAIR:] not in done.head or not enough or not rounding.decimals(rate.value):
            continue
        if not rounding.fits(rate.value, 100 * done.exactly / sum(each.exactly for each in parts)) or any(
            each.value == amount for each in before
        ):
            continue
        for total in reversed(before[:-many]):
            told = _slip(total, parts) or many > PAIR and _turned(total, parts)
            if told and not rounding.fits(rate.value, 100 * done.exactly / total.exactly):
                yield total, parts
                return


def _of_all(passage: Passage, name: str, before: list[Figure]) -> Iterator[Sum]:
    """收到267件，已办结276件，其中转办230件，直接答复46件，办结率100%: what was settled has parts of its own, and is more than came in."""
    for at in range(1, len(before) - PAIR + 1):
        total, done, parts = before[at - 1], before[at], before[at + 1 :]
        if name in done.head and done.value == summed(parts) and total.value < done.value:
            if "其中" in passage.plain[done.end : parts[0].start] and _slip(total, parts):
                yield total, parts


def _slip(total: Figure, parts: list[Figure]) -> bool:
    return max(each.value for each in parts) < total.value and _turned(total, parts)


def _turned(total: Figure, parts: list[Figure]) -> bool:
    return total.value >= LEAST and misprints.turned(total.value, summed(parts))
