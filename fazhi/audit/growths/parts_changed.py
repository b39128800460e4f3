"""A total and its parts, each with its change since the same period, whatever else stands between them.

各类有效报警共6689起（239起/天），有效报警量比上月下降22.2%、比去年同期下降7.2%。其中110类报警5544起（198起/天），比上月下降了22.7%，……
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from fazhi.audit.growths import changed_once
from fazhi.audit.growths.changed_once import Change
from fazhi.audit.growths.grown_parts import AT_CONSTANT_PRICES
from fazhi.audit.text.manuscript import Manuscript
from fazhi.audit.text.passages import Passage
from fazhi.audit.text.rounding import decimals

FEWEST, MOST = 2, 12


def parted(manuscript: Manuscript) -> Iterator[tuple[Change, list[Change], Fraction, Fraction]]:
    """(the change of a total, those of its parts, the least and the greatest change that the parts make)."""
    for passage in manuscript.passages:
        if passage.plain.count("%") > FEWEST and AT_CONSTANT_PRICES.search(passage.plain) is None:
            yield from _parted(passage)


def _parted(passage: Passage) -> Iterator[tuple[Change, list[Change], Fraction, Fraction]]:
    told = [
        each
        for sentence in passage.sentences
        for each in changed_once.told(passage, sentence)
        if each.level.exact
        and each.level.count
        and each.figure.percent
        and not each.figure.vague
        and not each.figure.bound
    ]
    for number, total in enumerate(told):
        parts = _parts(total, [each for each in told[number + 1 :] if each.since == total.since])
        if not parts:
            continue
        spans = [_before(each) for each in parts]
        low, high = sum((each[0] for each in spans), Fraction(0)), sum((each[1] for each in spans), Fraction(0))
        if low > 0:
            now = total.level.exactly
            yield total, parts, 100 * (now - high) / high, 100 * (now - low) / low


def _parts(total: Change, behind: list[Change]) -> list[Change]:
    """The next ones whose levels add up to the total, each told once and marked as parts of it."""
    parts, left = list[Change](), total.level.value
    for each in behind[:MOST]:
        if each.level.kind != total.level.kind or each.level is total.level:
            return []
        parts, left = [*parts, each], left - each.level.value
        if left <= 0:
            break
    told_off = bool(parts) and "其中" in total.passage.plain[total.level.end : parts[0].level.start]
    return parts if told_off and left == 0 and len(parts) >= FEWEST else []


def _before(change: Change) -> tuple[Fraction, Fraction]:
    """The span of the level before: the percentage may have been rounded or cut off."""
    value, unit = change.figure.exactly, Fraction(1, 10 ** decimals(change.figure.value))
    least, most = value - unit / 2, value + unit
    if change.fall:
        least, most = -most, -least
    now, low, high = change.level.exactly, 1 + least / 100, 1 + most / 100
    return (now / high, now / low) if low > 0 else (Fraction(0), Fraction(0))
