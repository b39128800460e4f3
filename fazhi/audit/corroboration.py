"""Which figures of a passage are borne out: two counts by the percentage printed behind them, a total by its items, a
difference by the two levels it lies between.

Asked only about figures that some rule already holds against each other, so nothing here has to be fast.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from itertools import permutations

from fazhi.audit.text import rounding
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.passages import Passage

NUMBER = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")
BEFORE_PERCENTAGE = 4
"""The counts in front of a percentage that it may be reckoned from."""
LONGEST_LIST = 6
BESIDE = 2
"""So many counts away from its items a total may stand."""
AROUND = 3
MOST_RISE = 2
"""A fall to less than half is more often a share of what is left."""
SMALLEST_TOTAL = 20
SMALLEST_DIFFERENCE = 10
"""Below these nearly every number is the sum or the difference of some others."""


def printed(figure: Figure) -> Decimal | None:
    """The number as printed (2.9万 is 2.9), in words as well; ``None`` where there is none."""
    if figure.spelled:
        return figure.value
    match = NUMBER.search(figure.text)
    return None if match is None else Decimal(match[0].replace(",", ""))


def comes_out(stated: Decimal, value: Fraction) -> bool:
    """Is a value printed so when rounded? Numbers cut off would double what comes out by chance."""
    return rounding.HALF_UP in rounding.fits(stated, value)


def counts(passage: Passage) -> list[Figure]:
    """The counts and amounts of a passage that can be reckoned with, in the order of the text."""
    known: list[Figure] | None = passage.memory.get("counts to reckon with")
    if known is None:
        known = passage.memory["counts to reckon with"] = [
            each for each in passage.figures if each.count and not each.vague and not each.bound and each.value
        ]
    return known


Account = tuple[Figure, ...]


def accounts(passage: Passage) -> list[Account]:
    """Figures of a passage that are right together, whatever the words say; the same figure may stand in several."""
    known: list[Account] | None = passage.memory.get("accounts")
    if known is None:
        row = counts(passage)
        known = passage.memory["accounts"] = [
            *_of_percentages(passage, row),
            *_sums(row),
            *_differences(row),
            *_flows(row),
        ]
    return known


def _of_percentages(passage: Passage, row: list[Figure]) -> Iterator[Account]:
    for percentage in passage.figures:
        if percentage.percent:
            yield from _of_percentage(percentage, row)


def _of_percentage(percentage: Figure, row: list[Figure]) -> Iterator[Account]:
    """The pairs of counts before a percentage that it follows from, as a share or as a rise.

    A whole percentage follows from too many pairs: only the two counts nearest to it are asked.
    """
    stated = printed(percentage)
    if stated is None:
        return
    whole = not rounding.decimals(stated)
    near = [each for each in row if each.end <= percentage.start][-2 if whole else -BEFORE_PERCENTAGE :]
    for part, base in permutations(near, 2):
        if part.kind != base.kind:
            continue
        if part.exactly <= base.exactly and comes_out(stated, part.exactly / base.exactly * 100):
            yield part, base, percentage
        elif not whole and part.exactly * MOST_RISE >= base.exactly != part.exactly:
            if comes_out(stated, abs(part.exactly - base.exactly) / base.exactly * 100):
                yield part, base, percentage


def _sums(row: list[Figure]) -> Iterator[Account]:
    """Two to six counts in a row that make up the total right before or behind them."""
    for start, first in enumerate(row):
        together = first.exactly
        for end in range(start + 1, min(len(row), start + LONGEST_LIST)):
            if row[end].kind != first.kind:
                break
            together += row[end].exactly
            if together >= SMALLEST_TOTAL:
                beside = [*row[max(0, start - BESIDE) : start], *row[end + 1 : end + 1 + BESIDE]]
                for total in beside:
                    if total.kind == first.kind and total.exactly == together:
                        yield (*row[start : end + 1], total)


def _differences(row: list[Figure]) -> Iterator[Account]:
    for place, difference in enumerate(row):
        if difference.exactly < SMALLEST_DIFFERENCE:
            continue
        around = [*row[max(0, place - AROUND) : place], *row[place + 1 : place + 1 + AROUND]]
        for more, less in permutations(around, 2):
            if less.exactly < SMALLEST_DIFFERENCE or not more.kind == less.kind == difference.kind:
                continue
            if more.exactly - less.exactly == difference.exactly:
                yield more, less, difference


def _flows(row: list[Figure]) -> Iterator[Account]:
    """年初结转412件，新增16914件，办结16758件，在办568件: of three counts in a row one is added, one taken off, and makes the next."""
    for told in zip(row, row[1:], row[2:], row[3:], strict=False):
        first, second, third, last = (each.exactly for each in told)
        if max(first, second, third, last) >= SMALLEST_TOTAL and all(each.kind == told[0].kind for each in told):
            if last in (first + second - third, first - second + third):
                yield told


def runs(row: list[Figure], longest: int = LONGEST_LIST) -> Iterator[tuple[Fraction, list[Figure]]]:
    """(sum, counts) of every two and more counts of one unit that stand in a row, so many at most."""
    for start, first in enumerate(row):
        together = first.exactly
        for end in range(start + 1, min(len(row), start + longest)):
            if row[end].kind != first.kind:
                break
            together += row[end].exactly
            yield together, row[start : end + 1]
