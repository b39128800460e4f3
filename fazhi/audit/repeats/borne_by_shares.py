"""A total told twice, where the shares behind the one telling are those of the other: 收到申请23件 …… 共办理25件，公开8件，占34.8%；……5件，占21.7%.

The percentages were reckoned from the right number. Where two and more of them follow from the other telling and not from the one
before them, and none the other way about, the number before them is a slip of the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from fazhi.audit.text import misprints, rounding
from fazhi.audit.text.change_words import EARLIER
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.manuscript import Manuscript
from fazhi.audit.text.passages import Passage
from fazhi.audit.text.resembling import resembling

SHARE = re.compile(r"[，、（]{0,1}(?:约?占(?:比|[^，。；：、（）\d]{0,12}?)?(?:的|为|达)?)?")
ALL = re.compile(r"[^，。；]{0,8}(?:全部|均|都|已全)|[^，。；]{0,10}中，")
WITNESSES, LEAST = 2, 20


@dataclass(slots=True)
class Refuted:
    """A number, the one that the shares behind it are of, and where that stands."""

    passage: Passage
    figure: Figure
    there: Passage
    other: Figure
    shares: int


def refuted(manuscript: Manuscript) -> Iterator[Refuted]:
    """Every total that the shares behind it and another telling refute together."""
    dealt = {id(each): list(_shares(each)) for each in manuscript.passages}
    for number, passage in enumerate(manuscript.passages):
        behind = manuscript.passages[number + 1 : number + 2]
        further = dealt[id(behind[0])] if behind else []
        if dealt[id(passage)] or further:
            for figure in passage.figures:
                if figure.count and figure.exact and figure.value >= LEAST and not figure.spelled:
                    own = [told for told in dealt[id(passage)] if told[0].start > figure.end]
                    yield from _judged(manuscript, passage, figure, own or further, bool(own))


def _shares(passage: Passage) -> Iterator[tuple[Figure, Figure]]:
    """(part, its percentage)"""
    figures = passage.figures
    for part, share in pairwise(figures):
        if part.count and part.exact and share.percent and not share.vague and not share.bound and part.value > 0:
            if SHARE.fullmatch(passage.plain, part.end, share.start) is not None:
                yield part, share


def _judged(
    manuscript: Manuscript, passage: Passage, figure: Figure, shares: list[tuple[Figure, Figure]], own: bool
) -> Iterator[Refuted]:
    shares = [each for each in shares if each[0].kind == figure.kind and each[0].value < figure.value]
    if len(shares) < WITNESSES or all(_fits(each, figure, False) for each in shares):
        return
    found = [
        (there, each)
        for there, each in resembling(manuscript, figure)
        if there is not passage and _may_be(figure, each)
    ]
    total = sum(part.value for part, _share in shares)
    meant = {
        each.value: (there, each)
        for there, each in found
        if _refuted_by(figure, each, shares)
        and (
            misprints.swapped(f"{figure.value:f}", f"{each.value:f}")
            or total == each.value
            or own
            and _whole(passage, figure)
        )
    }
    if len(meant) == 1 and not _said_too(manuscript, passage, figure):
        there, other = next(iter(meant.values()))
        yield Refuted(passage, figure, there, other, len(shares))


def _may_be(figure: Figure, other: Figure) -> bool:
    """Of one unit, or a bare number of a table; and of this period."""
    same = other.kind == figure.kind or not other.unit
    return same and EARLIER.search(f"{other.period}{other.head}") is None


def _refuted_by(figure: Figure, other: Figure, shares: list[tuple[Figure, Figure]]) -> bool:
    """Do two and more of the shares follow from the other number alone, and few from both? Who rounds all of them cuts none off."""
    rounded = all(_fits(each, other, True) for each in shares)
    refuting = [each for each in shares if not _fits(each, figure, rounded)]
    few = len(shares) - len(refuting) <= len(refuting) / WITNESSES
    return len(refuting) >= WITNESSES and few and all(_fits(each, other, rounded) for each in refuting)


def _fits(share: tuple[Figure, Figure], whole: Figure, rounded: bool) -> bool:
    found = rounding.fits_counts(share[1].value, int(share[0].value), int(whole.value))
    return rounding.HALF_UP in found if rounded else bool(found)


def _whole(passage: Passage, figure: Figure) -> bool:
    """126件建议全部办结: is all of it meant?"""
    return ALL.match(passage.plain, figure.end) is not None


def _said_too(manuscript: Manuscript, passage: Passage, figure: Figure) -> bool:
    """Is the number told in another paragraph as well?"""
    return any(there is not passage and each.value == figure.value for there, each in manuscript.of_kind(figure.kind))
