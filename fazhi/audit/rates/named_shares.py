"""来信17件，占30%；来访20件，占35%；……。来信、来访占总量的65%: the share of those that are named is theirs together."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from fazhi.audit.rates import named_together
from fazhi.audit.rates.counted_shares import Counted, counted
from fazhi.audit.rates.shares import FILLER
from fazhi.audit.text import rounding
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.manuscript import Manuscript
from fazhi.audit.text.percentages import Percentage, percentages

HUNDRED = Decimal(100)
FEWEST = 2


def named_shares(manuscript: Manuscript) -> Iterator[tuple[Percentage, list[Figure]]]:
    """(share, those of the items) for every share of several that are named which theirs, of one whole with all others, do not come to."""
    rows: dict[int, list[Counted]] = {}
    for each in counted(manuscript):
        rows.setdefault(id(each.claim.passage), []).append(each)
    for passage in manuscript.passages:
        row = rows.get(id(passage), [])
        for claim in percentages(passage) if len(row) > FEWEST else ():
            named = _named(claim, row)
            shares, stated = [each.claim.figure for each in named], claim.figure.value
            told = [each.value for each in shares]
            if named and _off(sum(told) - stated, [*told, stated]):
                yield claim, shares


def _named(claim: Percentage, row: list[Counted]) -> list[Counted]:
    """The items that are named, if those before the share are all of one whole."""
    figure = claim.figure
    if claim.role != "share" or claim.order or figure.vague or figure.bound or any(each.claim is claim for each in row):
        return []
    names = named_together.names(claim)
    before = [each for each in row if each.claim.figure.end <= claim.start]
    if len(names) < FEWEST or not _all_of_one(before) or FILLER.sub("", claim.link) not in ("", before[0].name):
        return []
    found = [[each for each in before if named_together.called(each.part, name)] for name in names]
    return [each for (each,) in found] if all(len(each) == 1 for each in found) else []


def _all_of_one(row: list[Counted]) -> bool:
    shares = [each.claim.figure.value for each in row]
    return len({each.name for each in row}) == 1 and not _off(sum(shares) - HUNDRED, shares)


def _off(missing: Decimal, printed: list[Decimal]) -> bool:
    """Is it more than half the last place of each?"""
    return abs(missing) > sum(rounding.place(each) for each in printed) / 2
