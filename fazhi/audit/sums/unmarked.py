"""T，a，b without any mark: an addition only when it adds up, or when a and b are opposites."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from fazhi.audit.sums.addition import Addition, slipped
from fazhi.audit.text.figures import Figure, summed
from fazhi.audit.text.partitions import closed, opposites
from fazhi.audit.text.passages import Passage

FEWEST = 3
LONGEST_SET = 5


def unmarked(passage: Passage, free: list[Figure]) -> Iterator[Addition]:
    """The additions among the counts of a sentence that no mark ties to others."""
    if len(free) < FEWEST:
        return
    # The search through all words is the dearest: it comes last.
    opposed = next(_opposed(passage, free), None)
    if opposed is not None and opposites().search(passage.plain) is not None:
        yield opposed
    if all(left.kind == right.kind for left, right in pairwise(free)) and free[0].exact:
        for total, parts in ((free[0], free[1:]), (free[-1], free[:-1])):
            if all(each.exact for each in parts) and summed(parts) == total.value:
                yield Addition(passage, [total], parts, "plain", True)
                return


def _opposed(passage: Passage, free: list[Figure]) -> Iterator[Addition]:
    """T，成功a，不成功b"""
    for number, total in enumerate(free):
        following: list[Figure] = []
        for each in free[number + 1 : number + 1 + LONGEST_SET]:
            if each.kind != total.kind or each.period != total.period or not total.count:
                break
            if each.segment != total.segment:
                break
            following.append(each)
        for length in range(len(following), 1, -1):
            parts = following[:length]
            if closed(parts, total) and (all(each.value <= total.value for each in parts) or slipped(parts, total)):
                yield Addition(passage, [total], parts, "pair", True)
                return
