"""A total that none of the shares behind it is of, while all of them are of one number that looks like it.

服务类投诉1567件，名列前列的为：餐饮497件，占31.54%；文娱182件，占11.55%；教育142件，占9.01%；停车85件，占5.39%: all of 1576. The list tells only
the first few, so their sum says nothing; but four witnesses that agree on a slip of the printed number prove it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from fazhi.audit.rates.portions import Share
from fazhi.audit.rates.shared_wholes import dealt
from fazhi.audit.rates.shares import shares
from fazhi.audit.sums.told_counts import sound
from fazhi.audit.text import rounding
from fazhi.audit.text.change_words import EARLIER
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.manuscript import Manuscript
from fazhi.audit.text.passages import Passage

FOUR = 4
SHARPEST, LEAST = 2, Decimal(100)
"""Shares to so many places, of a total that great, tell it from its like."""


@dataclass(slots=True)
class Witnessed:
    """The printed total, the one number that all shares are of, and their row."""

    passage: Passage
    total: Figure
    right: Decimal
    row: list[Share]


def witnessed_totals(manuscript: Manuscript) -> Iterator[Witnessed]:
    """Every such total."""
    for passage, row in _rows(manuscript):
        parts = [each.part for each in row if each.part is not None]
        before = [each for each in passage.figures if each.end <= parts[0].start and each.kind == parts[0].kind]
        total = before[-1] if before and sound(before[-1]) else None
        if total is None or not total.exact or total.value < LEAST or any(total.value < each.value for each in parts):
            continue
        near = parts[0].sentence - total.sentence <= 1 and not EARLIER.search(f"{total.period}{total.head}")
        if near and not any(_follows(each, total.value) for each in row):
            right = [each for each in _alike(total.value) if _all_follow(row, each)]
            if len(right) == 1 and not _printed(manuscript, row, total):
                yield Witnessed(passage, total, right[0], row)


def _rows(manuscript: Manuscript) -> Iterator[tuple[Passage, list[Share]]]:
    """Four shares and more of one unit, one behind the other, each of its own count."""
    row: list[Share] = []
    for share in dealt(shares(manuscript)):
        part = share.part
        usable = part is not None and not share.together and sound(part) and part.exact
        if row and (not usable or share.claim.passage is not row[-1].claim.passage or not _beside(row[-1], share)):
            if len(row) >= FOUR:
                yield row[0].claim.passage, row
            row = []
        if usable:
            row.append(share)
    if len(row) >= FOUR:
        yield row[0].claim.passage, row


def _beside(last: Share, share: Share) -> bool:
    """Does no other count of the unit stand between the two, and do they say the same of what they are shares?"""
    one, two = last.part, share.part
    if one is None or two is None or one.kind != two.kind or two.start <= one.start:
        return False
    between = (each for each in share.claim.passage.figures if one.end <= each.start and each.end <= two.start)
    return last.claim.link == share.claim.link and not any(each.kind == one.kind for each in between)


def _follows(share: Share, whole: Decimal) -> bool:
    part = share.part
    if part is None or whole < part.value:
        return False
    return bool(rounding.fits_counts(share.claim.figure.value, int(part.value), int(whole)))


def _all_follow(row: list[Share], whole: Decimal) -> bool:
    """Are all shares those of a number, most of them so sharp that hardly another would do?"""
    sharp = sum(1 for each in row if rounding.decimals(each.claim.figure.value) >= SHARPEST)
    return sharp >= FOUR and all(_follows(each, whole) for each in row)


def _alike(value: Decimal) -> set[Decimal]:
    """All numbers with two figures beside each other turned round, or with one figure another."""
    printed = f"{value:f}"
    turned = {f"{printed[:at]}{printed[at + 1]}{printed[at]}{printed[at + 2 :]}" for at in range(len(printed) - 1)}
    other = {f"{printed[:at]}{digit}{printed[at + 1 :]}" for at in range(len(printed)) for digit in "0123456789"}
    return {Decimal(each) for each in turned | other if each[0] != "0" and each != printed}


def _printed(manuscript: Manuscript, row: list[Share], total: Figure) -> bool:
    """Is another number of the document what the shares are of?"""
    told = (each for passage in manuscript.passages for each in passage.figures if each.kind == total.kind)
    return any(each is not total and each.exact and _all_follow(row, each.value) for each in told)
