"""What is left when the finished part of a whole is told off: 168处…已整改161处，整改率95.8%，剩余7处正在整改.

The whole may stand further back, with other counts between; the finished part is the last count before the remainder that
says so. Where nothing else in the paragraph explains the remainder, it must be the whole less the finished part.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from fazhi.audit.sums.addition import CARRIED, Addition, scheduled
from fazhi.audit.sums.counts import counted
from fazhi.audit.text import rounding
from fazhi.audit.text.figures import Figure, summed
from fazhi.audit.text.former_levels import turned_from
from fazhi.audit.text.misprints import alike, one_wrong
from fazhi.audit.text.partitions import pattern
from fazhi.audit.text.passages import Passage

BACK = 10
"""So many counts of the unit back the whole may stand."""
SENTENCES = 2
SLIGHT = 3
SLIPS = frozenset((10, 100, 1000))
LEAD, AHEAD = 24, 14
TWO, FEWEST = 2, 3
HUNDRED = 100
CLAUSE = re.compile(r"[，。；：！？\n（）、]")
WHOLE_CLAUSE = re.compile(r"[，。；：！？\n（）]")
UNDONE = re.compile(r"没有|没能|尚未|未能?(?=[完竣办整化结])")
NEXT = re.compile(r"结转|续建|跨年")
AMONG = re.compile(r"其中")
TO_DO = re.compile(r"应[办结审]|共[办需]|合计|总计")


def remainders(passage: Passage) -> Iterator[Addition]:
    """One addition for each remainder with its finished part and its whole."""
    columns = [each for each in counted(passage).values() if len(each) >= FEWEST]
    if not columns or pattern("remainder").search(passage.plain) is None:
        return
    for counts in columns:
        for number in range(FEWEST - 1, len(counts)):
            if left_over(passage, counts[number]):
                yield from _of_remainder(passage, counts, number)


def left_over(passage: Passage, figure: Figure) -> bool:
    """其余7处, 剩余7处, 在办5件; 7处正在整改, 6项跨年实施"""
    if not figure.exact or figure.compared:
        return False
    lead = passage.plain[max(0, figure.start - LEAD) : figure.start]
    # 正在履行告知、听证等程序的9件: its words may hold a list.
    clauses = {CLAUSE.split(lead)[-1], WHOLE_CLAUSE.split(lead)[-1]}
    if any(pattern("left_before").search(each) is not None for each in clauses):
        return True
    return pattern("left_behind").match(passage.plain[figure.end : figure.end + AHEAD]) is not None


def _finished(passage: Passage, figure: Figure) -> bool:
    text = passage.plain
    words = CLAUSE.split(text[max(0, figure.start - LEAD) : figure.start])[-1] + "|" + figure.tail
    undone = UNDONE.search(words) is not None  # 156处中还有17处没有完工
    return not undone and pattern("finished").search(words) is not None and not left_over(passage, figure)


def _of_remainder(passage: Passage, counts: list[Figure], number: int) -> Iterator[Addition]:
    rest = counts[number]
    before = [
        each
        for each in counts[max(0, number - BACK) : number]
        if rest.sentence - each.sentence <= SENTENCES and each.exact and not each.compared
    ]
    at = next((at for at in range(len(before) - 1, 0, -1) if _finished(passage, before[at])), 0)
    if not at:
        return
    done, between = before[at], before[at + 1 :]
    # 成功41件，未成功5件，2件还在调解; but not 其中县级12件，其余6件.
    if rest.sentence != done.sentence or not all(left_over(passage, each) for each in between):
        return
    if AMONG.search(passage.plain, done.end, rest.start) is not None:
        return
    later = counts[number + 1 :][:1]
    if later and later[0].clause - rest.clause <= 1 and left_over(passage, later[0]):
        return  # 在办5件，超时未办1件: the last of them reckons with all
    wholes = [each for each in before[:at] if not left_over(passage, each)]
    wholes = [each for each in wholes if not turned_from(passage.plain, each, done.end, rest.start, passage.now)]
    if any(CARRIED.search(f"{each.head}{each.tail}") is not None for each in counts[max(0, number - BACK) : number]):
        # 受理196件。连同上年结转的13件，审结188件，未结21件; but 新收126件，加上年结转4件，应办130件 says what there was to do.
        wholes = [each for each in wholes[-1:] if TO_DO.search(each.head) is not None]
        before = [*wholes, done, *between]
        if not wholes:
            return
    near = [each for each in wholes if each.segment == done.segment]
    if near:
        # 河东承办96件，办结91件，在办5件；河西承办43件，办结34件，在办9件: each is reckoned for itself.
        wholes, before = near, [each for each in before if each.segment == done.segment]
        counts = [each for each in counts if each.segment == done.segment]
    # 结转2023年续建的还有5个: the year for which it is left is not that of another total.
    rest = replace(rest, period=done.period) if NEXT.search(rest.head) is not None else rest
    parts = [done, *between, rest]
    if not wholes or _explained(before, counts, parts):
        found = _equal(wholes, parts)
        if found is not None:
            yield Addition(passage, [found], parts, "left-over", True)
        return
    whole = _proven(passage, wholes, parts) or _whole(wholes, parts)
    if whole is not None and not scheduled(passage, [whole, *parts]):
        yield Addition(passage, [whole], parts, "left-over", True)


def _proven(passage: Passage, wholes: list[Figure], parts: list[Figure]) -> Figure | None:
    """应审案件399件，审结371件，结案率93.0%，年末未结16件: what there was to do, and a rate that proves what was done of it."""
    done, rest, whole = parts[0], parts[-1], wholes[-1]
    if (
        len(parts) != TWO
        or TO_DO.search(whole.head) is None
        or whole.sentence != rest.sentence
        or not 0 < done.value <= whole.value
    ):
        return None
    rates = [each for each in passage.figures if each.percent and done.end <= each.start and each.end <= rest.start]
    fits = any(rounding.fits(each.value, HUNDRED * done.exactly / whole.exactly) for each in rates)
    return whole if fits and len(rates) == 1 else None


def _equal(wholes: list[Figure], parts: list[Figure]) -> Figure | None:
    return next((each for each in reversed(wholes) if each.value == summed(parts)), None)


def _explained(before: list[Figure], counts: list[Figure], parts: list[Figure]) -> bool:
    """Is the remainder what some other pair of counts leaves, or a part of what is added up elsewhere?"""
    rest, values = parts[-1].value, {each.value for each in counts}
    if any(each.value + rest in values for each in before if each.value):
        return True
    amount = summed(parts)
    return any(each.value + amount in values for each in before if each not in parts)


def _whole(wholes: list[Figure], parts: list[Figure]) -> Figure | None:
    """The one count that was more than its finished part, if the remainder misses it by a slip."""
    amount, done = summed(parts), parts[0].value
    more = [each for each in wholes if each.value >= done]
    if not more:
        swapped = [each for each in wholes if each.value >= TWO and alike(f"{each.value:f}", f"{amount:f}")]
        return swapped[-1] if len({each.value for each in swapped}) == 1 else None
    alone = len({each.value for each in more}) == 1
    for whole in sorted(more, key=lambda each: abs(each.value - amount)):
        left = whole.value - amount + parts[-1].value
        if left >= 0 and (alone or parts[-1].value >= 10) and _slip(whole, amount, left, parts[-1]):
            return whole
    return None


def _slip(whole: Figure, amount: Decimal, left: Decimal, rest: Figure) -> bool:
    printed, right = f"{rest.value:f}", f"{left:f}"
    off = abs(rest.value - left)
    if off <= SLIGHT or off in SLIPS or alike(printed, right) or alike(f"{whole.value:f}", f"{amount:f}"):
        return True
    return len(printed) == TWO and one_wrong(printed, right)
