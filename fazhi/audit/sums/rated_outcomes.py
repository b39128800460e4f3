"""A total whose outcomes, and the rate told of them, say that it is another: 工单3546件，已解决3112件，未解决344件，解决率90.05%.

3112 of 3456 are 90.05 %, and 3456 is what the two outcomes make. 收到267件，已办结276件，其中转办230件，直接答复46件，办结率100%: who settled all
settled as many as came in, and 276 is what its own parts make.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from fazhi.audit.sums.told_counts import sound
from fazhi.audit.text import misprints, rounding
from fazhi.audit.text.figures import Figure, summed
from fazhi.audit.text.partitions import opposed
from fazhi.audit.text.passages import Passage

PAIR, THREE = 2, 3
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
        before = [each for each in passage.figures if each.end <= rate.start and each.sentence == rate.sentence]
        before = [each for each in before if not each.percent and sound(each) and each.exact]
        if len(before) < THREE or len({each.kind for each in before[-THREE:]}) > 1:
            continue
        text = passage.plain[before[0].start - len(before[0].head) : rate.start]
        if CARRIED.search(text) is None:
            yield from (
                _of_two(rate, named["name"], before) if rate.value < ALL else _of_all(passage, named["name"], before)
            )


def _of_two(rate: Figure, name: str, before: list[Figure]) -> Iterator[Sum]:
    """已解决3112件，未解决344件，解决率90.05%: the rate is that of the two together, and not of the total before them."""
    done, left = parts = before[-PAIR:]
    whole, amount = done.exactly + left.exactly, summed(parts)
    if name not in done.head or not opposed(parts) or not rounding.decimals(rate.value):
        return
    if not rounding.fits(rate.value, 100 * done.exactly / whole) or any(each.value == amount for each in before):
        return
    for total in reversed(before[:-PAIR]):
        if _slip(total, parts) and not rounding.fits(rate.value, 100 * done.exactly / total.exactly):
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
    if total.value < LEAST or max(each.value for each in parts) >= total.value:
        return False
    return misprints.turned(total.value, summed(parts))
