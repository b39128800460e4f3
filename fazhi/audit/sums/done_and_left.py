"""What was done and what is left are together a whole that is printed: 留言3059条。已答复3055条，还有4条正在处理，答复率99.87%.

That the two add up to it proves all three; then only a rate of one of the two is looked for, and its name must say of which.
"""

from __future__ import annotations

import re
from itertools import pairwise

from fazhi.audit.text import misprints, rounding
from fazhi.audit.text.countable import in_full
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.pairs import pairs
from fazhi.audit.text.percentages import Percentage

LEFT = re.compile(r"不(?![予断少])|未|没|无|超[期时]|逾期|尚|仍|还[有剩]|其余|剩|余|正在")
BEHIND = re.compile(r"[\u4e00-\u9fff]{0,4}(?:正在|仍在|尚|未|没有)")
DONE = re.compile(r"已(?:经|全部)?[\u4e00-\u9fff]?([\u4e00-\u9fff])$")
BACK = 3
"""So many sentences before the two their whole may stand."""
MOST = 20
LEAST = 20
"""Of a smaller whole some other number hardly differs."""
HUNDRED = 100
TWO = 2


def pair(claim: Percentage) -> tuple[Figure, Figure] | None:
    """(part, whole), if the printed rate is a slip of theirs and of no other count."""
    figure = claim.figure
    if (
        claim.role != "rate"
        or figure.vague
        or figure.bound
        or figure.compared
        or figure.value >= HUNDRED
        or claim.order
    ):
        return None
    counts = [each for each in claim.passage.figures if each.end <= claim.start and in_full(each)]
    counts = [each for each in counts if figure.sentence - each.sentence <= BACK][-MOST:]
    for one, two in reversed(list(pairwise(counts))):
        if one.sentence != figure.sentence or one.kind != two.kind:
            continue
        part = _named(claim, one, two)
        whole = part and _whole(counts, one, two)
        if part is not None and whole is not None:
            return (part, whole) if _slip(claim, part, whole, counts) else None
    return None


def _whole(counts: list[Figure], one: Figure, two: Figure) -> Figure | None:
    """The count before the two, of their unit, that they add up to."""
    total = one.value + two.value
    found = [each for each in counts if each.end <= one.start and each.kind == one.kind and each.value == total]
    return found[-1] if found and total >= LEAST else None


def _named(claim: Percentage, one: Figure, two: Figure) -> Figure | None:
    """Which of the two the rate is of: the one that bears its name, and of two such the one that is not said to be left."""
    name = claim.name.removesuffix("率")
    left = [each for each in (one, two) if _left(claim, each)]
    if len(left) != 1:
        return None
    done = two if left[0] is one else one
    negative = LEFT.search(name) is not None
    part = left[0] if negative else done
    other = done if negative else left[0]
    told = pairs(name) & pairs(part.head)
    ended = DONE.search(part.head)
    said = len(told) >= len(pairs(name) & pairs(other.head)) if told else ended is not None and ended[1] in name
    return part if said else None


def _left(claim: Percentage, count: Figure) -> bool:
    """Is it said to be left, by the words before it or right behind (还有4条正在处理)?"""
    head = count.head[-TWO * BACK :]
    return LEFT.search(head) is not None or BEHIND.match(claim.passage.plain, count.end) is not None


def _slip(claim: Percentage, part: Figure, whole: Figure, counts: list[Figure]) -> bool:
    stated = claim.figure.value
    computed = HUNDRED * part.exactly / whole.exactly
    if not misprints.near(stated, computed) or misprints.too_far(stated, computed):
        return False
    bases = [each for each in counts if each.kind == part.kind and each.value >= part.value]
    parts = [each for each in counts if each.kind == part.kind and each.value <= whole.value]
    of_bases = any(rounding.fits(stated, HUNDRED * part.exactly / each.exactly) for each in bases)
    return not of_bases and not any(rounding.fits(stated, HUNDRED * each.exactly / whole.exactly) for each in parts)
