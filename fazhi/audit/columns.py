"""Columns of shares: several shares of one paragraph over one total, which thereby prove it (and one another).

咨询类33523件，占47.09%；求助类21570件，占30.30%；…      婚姻家庭160件（18.4%）、邻里278件（32%）、…
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from fazhi.audit import rounding
from fazhi.audit.figures import EXACT, Figure
from fazhi.audit.manuscript import Manuscript
from fazhi.audit.passages import Passage
from fazhi.audit.portions import FIT_TOGETHER, SHORTEST_NAME, Share, named_elsewhere, names

NEAREST = 24
"""So many totals back the one of a column may stand."""
MOST_BASES = 40
"""So many counts are tried as the total of a column."""


def agree(manuscript: Manuscript, passage: Passage, here: list[Share]) -> None:
    """Find the totals that several shares of one paragraph have in common, one column after the other."""
    group = [each for each in here if each.open]
    parts = {each.part.start for each in here if each.part is not None}
    if len(group) >= FIT_TOGETHER:
        for each in group:
            each.bases = [figure for figure in each.bases if figure.start not in parts or each.inside]
    rest = [each for each in group if not each.inside]
    while len(rest) >= FIT_TOGETHER:
        base, fitting = _best(_bases(manuscript, passage, rest, parts), rest)
        if base is None or len(fitting) < FIT_TOGETHER and not _telling(passage, base, fitting):
            break
        column = _column(rest, fitting, base)
        _settle(passage, column, fitting, base)
        rest = [each for each in rest if each not in column]
    for each in rest:
        named_elsewhere(manuscript, each)


def _bases(manuscript: Manuscript, passage: Passage, group: list[Share], parts: set[int]) -> list[Figure]:
    """What may be the total of a column: totals of the document up to here, counts of this paragraph, and the sum of the parts."""
    first = group[0].part
    assert first is not None
    kinds = (first.kind, "个") if first.kind in ("case", "case-time") else (first.kind,)
    found = [each for kind in kinds for each in manuscript.totals(kind, passage.index, NEAREST)]
    found += [
        each for each in passage.figures
        if each.count and each.kind == first.kind and each.start not in parts and not each.vague and not each.bound
    ]  # fmt: skip
    found += list(_side_by_side(passage, found))
    same = [each.part for each in group if each.part is not None and each.part.kind == first.kind]
    value = sum((each.value for each in same), EXACT)
    total = replace(first, text=f"{value.normalize():f}{first.unit}", value=value, step=max(each.step for each in same))
    return [*found[-MOST_BASES:], total]


def _side_by_side(passage: Passage, counts: list[Figure]) -> Iterator[Figure]:
    """投诉1028件、举报268件按渠道：…: totals listed side by side are divided together."""
    here = [each for each in counts if any(each is other for other in passage.figures)]
    for left, right in pairwise(here):
        if passage.plain[left.end : right.start].startswith(("、", "和")) and right.sentence == left.sentence:
            value = left.value + right.value
            text = f"{left.text}＋{right.text}"
            yield replace(left, text=text, end=right.end, value=value, step=max(left.step, right.step))


def _best(bases: list[Figure], group: list[Share]) -> tuple[Figure | None, list[Share]]:
    """The base that most of the shares fit; of two the one named first."""
    best: tuple[Figure | None, list[Share]] = (None, [])
    tried: set[Decimal] = set()
    for base in bases:
        if base.value in tried:
            continue
        tried.add(base.value)
        fitting = [each for each in group if each.part is not base and each.fits_figure(base)]
        if len(fitting) > len(best[1]):
            best = base, fitting
    return best


def _telling(passage: Passage, base: Figure, fitting: list[Share]) -> bool:
    """Does one share alone prove a total? With a decimal, and a base printed before it in the paragraph."""
    part = fitting[0].part
    printed = part is not None and any(each is base and each.end <= part.start for each in passage.figures)
    return printed and rounding.decimals(fitting[0].claim.figure.value) > 0


def _column(group: list[Share], fitting: list[Share], base: Figure) -> list[Share]:
    """The shares that fit, with those of the same unit and manner that stand among them or next to them."""
    numbers = [number for number, each in enumerate(group) if each in fitting]
    manner = fitting[0].bracketed
    kind = fitting[0].part.kind if fitting[0].part is not None else ""

    def belongs(share: Share) -> bool:
        alike = share.part is not None and share.part.kind == kind and share.bracketed == manner
        return alike and share.part is not None and share.part.value < base.value

    first, last = numbers[0], numbers[-1]
    while first > 0 and belongs(group[first - 1]):
        first -= 1
    while last + 1 < len(group) and belongs(group[last + 1]):
        last += 1
    return [each for each in group[first : last + 1] if each in fitting or belongs(each)]


def _settle(passage: Passage, column: list[Share], fitting: list[Share], base: Figure) -> None:
    common = len(fitting) < len(column) and _common_base(column)
    for share in column:
        # One share with a decimal counts for two: it was asked whether it proves the total.
        witnesses = max(FIT_TOGETHER, len(fitting)) if share not in fitting else len(fitting) - 1
        share.agreed, share.agreed_by = base, witnesses
        names_alike = (
            share.name in {each.name for each in fitting}
            or share is column[0]
            and not any(each.name for each in column[1:])
        )
        if share not in fitting and (common or not names_alike and _of_another(share, passage, base)):
            share.agreed_by = 0


def _of_another(share: Share, passage: Passage, base: Figure) -> bool:
    """占部门总数的…: the share names its own total, and no count of that name has the value the others agree on."""
    if not share.name or len(share.name) < SHORTEST_NAME:
        return False
    return not any(names(share.name, each) for each in passage.figures if each.value == base.value)


def _common_base(group: list[Share]) -> bool:
    """Is there a whole number, printed or not, of which all shares of the group are shares?"""
    lowest, highest = Fraction(0), Fraction(10**12)
    for each in group:
        if each.part is None or each.claim.figure.value == 0:
            continue
        unit = Fraction(1, 10 ** rounding.decimals(each.claim.figure.value))
        stated = each.claim.figure.exactly
        lowest = max(lowest, 100 * each.part.low / (stated + unit))
        if stated > unit / 2:
            highest = min(highest, 100 * each.part.high / (stated - unit / 2))
    return math.ceil(lowest) <= math.floor(highest)
