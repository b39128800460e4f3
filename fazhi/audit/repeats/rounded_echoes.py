"""A quantity told exactly and told again in 万: 受理26545件 … 全年受理2.65万件.

The shorter number must be the longer one rounded or cut off. Where it only looks like that, with one figure wrong or two
swapped, and the same words stand beside both, one of the two is wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

from fazhi.audit.repeats.covering import cover
from fazhi.audit.repeats.mentions import Mention, pattern
from fazhi.audit.repeats.tellings import FAR, Telling, content
from fazhi.audit.text import misprints
from fazhi.audit.text.pairs import pairs

LEAST = 4
"""Characters that the two must have in common."""
THREE = 3
MOST = 40

Comparable = Callable[[Mention, Mention], bool]


def rounded_echoes(
    told: list[Telling], planned: frozenset[int], comparable: Comparable
) -> Iterator[tuple[Mention, Mention]]:
    """(rounded, exact) where the one is not the other one rounded."""
    rounded = [
        each
        for each in told
        if each.mention.figure.step and len(each.mention.digits) >= THREE and each.mention.passage.index not in planned
    ]
    index = _index(told, {each.mention.figure.kind for each in rounded})
    for each in rounded:
        mention = each.mention
        finer = [
            other
            for other in _near(index, each)
            if other.mention.passage.index not in planned
            and _likely(mention, other.mention)
            and comparable(other.mention, mention)
            and _one_thing(each, other)
        ]
        values = {other.mention.figure.value for other in finer}
        if len(values) == 1 and not _fits(mention, finer[0].mention):
            yield mention, finer[0].mention


def _index(told: list[Telling], kinds: set[str]) -> dict[tuple[str, str], list[Telling]]:
    """Counts of some units, by every two characters beside them."""
    index: dict[tuple[str, str], list[Telling]] = {}
    for each in told:
        if each.mention.figure.kind in kinds:
            for pair in each.pairs:
                index.setdefault((each.mention.figure.kind, pair), []).append(each)
    return index


def _near(index: dict[tuple[str, str], list[Telling]], one: Telling) -> list[Telling]:
    """The counts printed with more places beside which the rarest words of ``one`` stand."""
    kind, step = one.mention.figure.kind, one.mention.figure.step
    having = [index[kind, pair] for pair in pairs(one.modifier) | pairs(one.head) if (kind, pair) in index]
    rarest = min((each for each in having if len(each) > 1), key=len, default=[])
    if len(rarest) > MOST:
        return []
    return [each for each in rarest if each.mention.figure.step < step and abs(each.place - one.place) < FAR]


def _digits(rounded: Mention, exact: Mention) -> set[str]:
    """How the exact number may be printed with as many places: 265 of 26545 in 2.65万."""
    step = rounded.figure.step
    parts = ((exact.figure.value / step).quantize(Decimal(1), way) for way in (ROUND_HALF_UP, ROUND_DOWN))
    return {f"{each:f}" for each in parts}


def _fits(rounded: Mention, exact: Mention) -> bool:
    return rounded.digits.lstrip("0") in _digits(rounded, exact)


def _likely(rounded: Mention, exact: Mention) -> bool:
    digits = _digits(rounded, exact)
    return rounded.digits in digits or any(misprints.alike(rounded.digits, each) for each in digits)


def _one_thing(one: Telling, two: Telling) -> bool:
    """Is every word by which the one is named found around the other, and the other way round?"""
    if any(pattern("scope").search(each.lead) or pattern("other").search(each.mention.left) for each in (one, two)):
        return False
    if one.topic or two.topic or one.part == two.part and one.mention.passage is two.mention.passage:
        return False
    common = 0
    for each, other in ((one, two), (two, one)):
        pieces, rest = cover(each.modifier + each.head, other.own)
        common = sum(len(piece) for piece in pieces)
        if common < LEAST or any(pattern("filler").sub("", content(piece)) for piece in rest):
            return False
    return bool(content(one.modifier + one.head))
