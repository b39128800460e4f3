"""Is there another reading under which a stated figure is right? Asked last, before it is called wrong.

Counts are bound to a claim by words, and words can be misread. So readings that the words allow as well are tried, and only
those: among all counts of a sentence some two give nearly any figure, and a change divided by the new level instead of the
old is no reading but the commonest mistake.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise, permutations

from fazhi.audit.text import rounding
from fazhi.audit.text.change_words import CHANGE, EARLIER
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.passages import Passage

MOST = 12
"""So many counts before a claim are tried; more would be found to fit by chance."""
HUNDRED = 100
LEAST_TELLING = 10
"""Below that a whole percentage is hit by chance too often to explain anything."""
LEAD = 30
CLAUSE = re.compile(r"[，。；：]")
BOTH = re.compile(r"全年|合计|共计|总计|总[量数]|两[项类者]|二者")
NEXT_ITEM = re.compile(r"(?:（[^（）]{0,12}）)?[、和及与][^，。；：、\d]{0,12}")
LIST_MARK = re.compile(r"[^，。；：\d]{0,12}[、和及与][^，。；：、\d]{0,12}")


def beside(passage: Passage, figure: Figure) -> list[Figure]:
    """The sound counts of the claim's sentence and of the one before it, up to the claim."""
    found = [
        each for each in passage.figures
        if each.end <= figure.start and figure.sentence - each.sentence <= 1
        and each.count and not each.vague and not each.bound and each.low > 0
    ]  # fmt: skip
    return found[-MOST:]


def as_change(
    passage: Passage, stated: Figure, fall: bool, known: Figure | None, beside_it: Figure | None = None
) -> bool:
    """Is the percentage the change, in the stated direction, between some two levels before it, not from the known base?

    With the known base it would contradict the increase from which this period's level was made (376起增加46起). A base that
    stands right before the change (较上年的18件增长…) is the base, so that only the other level may be another one.
    """
    if not rounding.decimals(stated.value) and stated.value < LEAST_TELLING:
        return False
    # 173起，上年为196起，下降13.3%；成功化解170起: no change is said of what the next part of the sentence tells.
    behind = [each for each in passage.figures if each.start > stated.end and each.segment == stated.segment]
    levels = beside(passage, stated) + [
        each for each in behind[:MOST] if each.count and not each.vague and not each.bound and each.low > 0
    ]
    levels = [each for each in levels if CHANGE.search(each.head) is None]
    # A text run on for thousands of signs has the same few levels again and again.
    levels = list({(each.kind, each.value, each.period, each is known): each for each in levels}.values())
    for now, base in permutations(levels, 2):
        if beside_it is not None and base is not beside_it:
            continue
        if now.kind != base.kind or base is known or now.compared or EARLIER.search(f"{now.period}{now.head}"):
            continue
        low, high = (now.low - base.high) / base.high, (now.high - base.low) / base.low
        low, high = (-high, -low) if fall else (low, high)
        if high >= 0 and rounding.fits(stated.value, HUNDRED * low, HUNDRED * high):
            return True
    both = BOTH.search(CLAUSE.split(passage.plain[max(0, stated.start - LEAD) : stated.start])[-1]) is not None
    return both and _of_both(stated, levels, -1 if fall else 1)


def _of_both(stated: Figure, levels: list[Figure], sign: int) -> bool:
    """上半年120件，下半年150件，全年比上年的250件增长8.0%: this period's level may be two neighbours together."""
    for one, two in pairwise(levels):
        for base in levels:
            if base in (one, two) or not one.kind == two.kind == base.kind or base.start < two.start:
                continue
            change = sign * HUNDRED * (one.exactly + two.exactly - base.exactly) / base.exactly
            if change >= 0 and rounding.fits(stated.value, change):
                return True
    return False


def as_share(passage: Passage, stated: Figure, part: Figure, base: Decimal | None) -> bool:
    """Is the percentage that of the part in itself and another count, or of the part and its neighbours in a list?

    ``base`` is the total where that is proven: the part is in it already.
    """
    same = [each for each in beside(passage, stated) if each.kind == part.kind]
    if stated.value == HUNDRED or part not in same:
        return False
    rest = [each for each in same if each is not part and each.sentence == part.sentence]
    if any(_fits(stated, [part], [part, each]) for each in rest if each.value != base):
        return True
    return any(_fits(stated, run, [whole]) for run in _runs(passage, same, part) for whole in same if whole not in run)


def neighbours(passage: Passage, one: Figure, two: Figure) -> bool:
    """Do the two stand side by side in a list?"""
    left, right = sorted((one, two), key=lambda figure: figure.start)
    return NEXT_ITEM.fullmatch(passage.plain, left.end, right.start) is not None


def _runs(passage: Passage, same: list[Figure], part: Figure) -> Iterator[list[Figure]]:
    """优秀96件、合格138件、不合格6件: the part with those before it in its list, and with those behind it."""
    at = same.index(part)
    for step in (-1, 1):
        run = [part]
        for each in same[at + step :: step] if at + step >= 0 else ():
            left, right = sorted((each, run[-1]), key=lambda figure: figure.start)
            if LIST_MARK.fullmatch(passage.plain, left.end, right.start) is None:
                break
            run.append(each)
            yield list(run)


def _fits(stated: Figure, parts: list[Figure], wholes: list[Figure]) -> bool:
    low = sum((each.low for each in parts), Fraction(0)) / sum((each.high for each in wholes), Fraction(0))
    high = sum((each.high for each in parts), Fraction(0)) / sum((each.low for each in wholes), Fraction(0))
    return low <= 1 and bool(rounding.fits(stated.value, HUNDRED * low, HUNDRED * high))
