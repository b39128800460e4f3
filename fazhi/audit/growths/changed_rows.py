"""Levels that a row of changes tells: 事故644起、死亡2695人，同比减少26起、443人，分别下降3.9%和14.1%."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from fazhi.audit.growths.changes import falls
from fazhi.audit.growths.increments import verb_of
from fazhi.audit.text.change_words import EARLIER
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.passages import Passage
from fazhi.audit.text.percentages import Percentage

FEWEST = 2
LONGEST_GAP = 24
STOPS = frozenset("。；")


def levels(passage: Passage, row: list[Percentage]) -> list[tuple[Figure, Figure]]:
    """(level now, level before) of each percentage, where as many levels and as many changes of their units stand before it."""
    size, sentence = len(row), row[0].figure.sentence
    counts = [each for each in passage.figures if each.sentence == sentence and each.end <= row[0].figure.start]
    counts = [each for each in counts if each.count]
    now, changes = counts[-2 * size : -size], counts[-size:]
    if size < FEWEST or len(now) != size or not all(each.exact for each in counts[-2 * size :]):
        return []
    if any(each.compared or EARLIER.search(each.head) for each in now):
        return []  # 19起、14人，与上年的24起、17人相比，减少5起、3人，分别下降…: the levels before are told
    verb = verb_of(changes[0].head)
    if verb is None or (verb["less"] is not None) != falls(row[0]) or not _side_by_side(passage, [*now, *changes]):
        return []
    if [each.kind for each in now] != [each.kind for each in changes] or any(verb_of(each.head) for each in now):
        return []
    sign = 1 if verb["less"] else -1
    bases = [_before(one, sign * change.value) for one, change in zip(now, changes, strict=True)]
    return list(zip(now, bases, strict=True)) if all(each.value > 0 for each in bases) else []


def _before(now: Figure, more: Decimal) -> Figure:
    value = now.value + more
    return replace(now, value=value, text=f"{value.normalize():f}{now.unit}")


def _side_by_side(passage: Passage, row: list[Figure]) -> bool:
    gaps = [passage.plain[left.end : right.start] for left, right in pairwise(row)]
    return all(len(gap) <= LONGEST_GAP and STOPS.isdisjoint(gap) for gap in gaps)
