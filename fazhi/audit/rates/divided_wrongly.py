"""A share that to the last digit is that of a number which cannot be its whole: last year's total, or the other part.

全年办件41268件，比2023年的38754件多出2514件。其中网上29136件，占75.2%      立案318件与放行204件合在一起是522件，其中放行占64.2%
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from fazhi.audit.rates.portions import Share
from fazhi.audit.text import rounding
from fazhi.audit.text.change_words import EARLIER
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.former_levels import past

TELLING = 3
"""Figures of a share that is hardly hit by chance."""


def divided_wrongly(share: Share, base: Decimal) -> Figure | None:
    """The number that was divided by instead of the base."""
    part, stated = share.part, share.claim.figure.value
    if (
        part is None
        or not part.exact
        or part.compared
        or past(share.claim.figure, share.claim.passage.now)  # 网上由1558件减少到1526件。……占比比上年的56.8%提高
        or EARLIER.search(f"{part.period}{part.head}")
        or rounding.telling(stated) < TELLING
    ):
        return None
    return next((each for each in _mistaken(share, part, base) if share.fits(each.value)), None)


def _mistaken(share: Share, part: Figure, base: Decimal) -> Iterator[Figure]:
    """The level before of what is divided, where it was just told, and what the part leaves of it."""
    figures = [each for each in share.claim.passage.figures if each.end <= share.claim.start and each.kind == part.kind]
    greater = [each for each in figures if each.exact and each is not part and each.value > part.value]
    whole = next((each for each in figures if each.value == base and each.end <= part.start), None)
    if whole is not None:
        behind = (each for each in greater if whole.end <= each.start and each.compared)
        yield from (each for each in behind if EARLIER.search(f"{each.period}{each.head}") is not None)
    if any(each.value == base and each.sentence == part.sentence for each in figures):
        yield from (each for each in greater if each.sentence == part.sentence and each.value + part.value == base)
