"""A share beside others of its column that show what all of them are of: 党员601名，女90名，占15%；大专208名，占35%；老人163名，占24%.

Two shares of one printed count, or one of three figures of the greatest count of its kind, hardly happen by chance. Where the two
shares of a column add to 100 %, no total need be printed: 民事337件，占10.3%；行政2954件，占89.7%.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace
from fractions import Fraction

from fazhi.audit.rates import binding
from fazhi.audit.rates.shares import CHANGED, FILLER
from fazhi.audit.text import misprints, rounding
from fazhi.audit.text.countable import sound
from fazhi.audit.text.figures import Figure, joined
from fazhi.audit.text.percentages import Percentage, percentages, series

# 42件已列入工作计划，占比43%
GAP = re.compile(r"(?:[\u4e00-\u9fff]{1,14}，|[，、]?)(?:也|约|仅|所)?|（")
APART = re.compile(r"其中|含|包括")
HUNDRED = 100
WITNESSES, TELLING, PAIR = 2, 3, 2
MOST = 30
"""So many shares and counts on either side are looked at."""
NEAREST, FAR = 8, 90
STEPS = 2
"""So many units of the last place are a share bumped so that its column adds to 100 %."""
Member = tuple[Percentage, Figure]


def pair(claim: Percentage) -> tuple[Figure, Figure] | None:
    """(part, what its column is of), if the printed share is a slip of theirs and of no other count."""
    figure = claim.figure
    if claim.role != "share" or figure.vague or figure.bound or figure.compared or figure.value >= HUNDRED:
        return None
    column = _column(claim)
    own = next((each for each in column if each[0] is claim), None)
    if own is None:
        return None
    part = own[1]
    whole = _printed(claim, part, column) or _both(claim, part, column)
    if whole is None or not _slip(figure, part, whole):
        return None
    return None if _explained(claim, part, whole, column) else (part, whole)


def _column(claim: Percentage) -> list[Member]:
    """The shares of the passage with their counts, those nearest before and behind; put together once."""
    memory = claim.passage.memory
    if "shares with counts" not in memory:
        found = (_member(each) for each in percentages(claim.passage))
        memory["shares with counts"] = [each for each in found if each is not None]
    column: list[Member] = memory["shares with counts"]
    place = bisect_left(column, claim.figure.start, key=lambda each: each[0].figure.start)
    return column[max(0, place - MOST) : place + MOST]


def _member(claim: Percentage) -> Member | None:
    """A share with the count right before it, or that of its place where two are dealt out."""
    figure = claim.figure
    figures = claim.sentence.figures
    place = bisect_left(figures, claim.start, key=lambda each: each.start)
    before = [each for each in figures[max(0, place - NEAREST) : place] if each.end <= claim.start and each.count]
    if claim.role != "share" or figure.vague or figure.bound or figure.compared or not before:
        return None
    if claim.order:
        dealt = series(claim.passage).get(claim.series, [])
        counts = [each for each in before if each.end <= dealt[0].start][-PAIR:]
        if len(dealt) != PAIR or len(counts) != PAIR or claim.order > PAIR or not all(map(sound, counts)):
            return None
        return claim, counts[claim.order - 1]
    part = before[-1]
    gap = CHANGED.sub("", claim.passage.plain[part.end : claim.start])
    return (claim, part) if sound(part) and GAP.fullmatch(gap) is not None else None


def _name(claim: Percentage) -> str:
    return FILLER.sub("", claim.link).strip("（")


def _alike(one: Percentage, two: Percentage) -> bool:
    return _name(one) == _name(two)


def _around(claim: Percentage, part: Figure) -> list[Figure]:
    """The sound counts of its unit in the passage: the last before it and the next behind."""
    figures = claim.passage.figures
    place = bisect_left(figures, part.start, key=lambda each: each.start)
    near = figures[max(0, place - FAR) : place + FAR]
    return [each for each in near if each.kind == part.kind and each is not part and sound(each)]


def _printed(claim: Percentage, part: Figure, column: list[Member]) -> Figure | None:
    """The one count before the column of which all others are the share that is printed."""
    counts = [each for each in _around(claim, part) if each.end <= part.start]
    greatest = max((each.value for each in counts), default=0)
    found: dict[object, Figure] = {}
    for base in counts:
        if base.value <= part.value or any(base is item for _share, item in column):
            continue
        others = [
            (share, item) for share, item in column
            if share is not claim and base.end <= item.start and item.kind == part.kind and _alike(share, claim)
        ]  # fmt: skip
        if not others or not all(_of(share.figure, item, base) for share, item in others):
            continue
        figures = [_figures(share.figure) for share, _item in others]
        enough = len(others) >= WITNESSES and sum(figures) > TELLING
        if enough or max(figures) >= TELLING and base.value == greatest:
            found[base.value] = base
    return next(iter(found.values())) if len(found) == 1 else None


def _both(claim: Percentage, part: Figure, column: list[Member]) -> Figure | None:
    """The two of a column together, if the other one's share is one of that and no third item stands beside them."""
    near = [each for each in column if abs(each[1].sentence - part.sentence) <= 1 and each[1].kind == part.kind]
    near = [each for each in near if each[0] is not claim and _alike(each[0], claim)]
    if len(near) != 1:
        return None
    share, other = near[0]
    first, last = sorted((part, other), key=lambda each: each.start)
    between = [
        each for each in claim.passage.figures if first.end <= each.start < last.start and each.kind == part.kind
    ]
    both = joined([first, last])
    if between or APART.search(claim.passage.plain, first.end, last.start) or _figures(share.figure) < TELLING:
        return None
    return both if _of(share.figure, other, both) else None


def _figures(figure: Figure) -> int:
    """How many figures tell something: 5.0 has one that may be by chance."""
    return len(f"{figure.value:f}".replace(".", "").lstrip("0"))


def _of(figure: Figure, part: Figure, whole: Figure) -> bool:
    return bool(rounding.fits(figure.value, HUNDRED * part.low / whole.high, HUNDRED * part.high / whole.low))


def _slip(figure: Figure, part: Figure, whole: Figure) -> bool:
    """Is it off by more than what a bumped last place is, and not by too much?"""
    computed = HUNDRED * part.exactly / whole.exactly
    step = Fraction(STEPS, 10 ** rounding.decimals(figure.value))
    low, high = HUNDRED * part.low / whole.high - step, HUNDRED * part.high / whole.low + step
    if low <= figure.exactly <= high:
        return False
    return misprints.near(figure.value, computed) and not misprints.too_far(figure.value, computed)


def _explained(claim: Percentage, part: Figure, whole: Figure, column: list[Member]) -> bool:
    """Is it the share of another count that may be its base, or of some items before it together?"""
    text, figure = claim.passage.plain, claim.figure
    items = {id(item) for _share, item in column}
    counts = _around(claim, part)
    for base in counts:
        beside = id(base) in items and not APART.search(text, base.end, part.start)
        if base.value >= part.value and not beside and _of(figure, part, base):
            return True
    value = part.value
    for each in reversed([each for each in counts if each.end <= part.start][-TELLING:]):
        if id(each) in items or each.sentence != part.sentence:
            break
        value += each.value
        if _of(figure, replace(part, value=value), whole):
            return True
    return not any(binding.same_period(claim.passage, part, item) for share, item in column if share is not claim)
