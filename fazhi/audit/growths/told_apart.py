"""Growths that another telling of their level, or the growth printed elsewhere, shows to be slips.

受理信访举报71件 … 受理信访举报77件，总量上升77.5%: no whole number grows by 77.5% to 77, and 40 does to 71.
咨询2860件，同比增长16.2%。……与去年同期相比，咨询总量增加了299件: 16.2% of growth to 2860 are 399.
登记诉求6448件……。诉求总量同比增加461件，增幅7.1%: 461 of 6448, and not of the 5987 of before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from fazhi.audit.growths import changed_once, open_growths
from fazhi.audit.growths.changed_once import YEAR, Change
from fazhi.audit.growths.changes import falls, nearest
from fazhi.audit.growths.counted_growths import MOST, WHOLE, chance, possible
from fazhi.audit.growths.other_subjects import called_otherwise
from fazhi.audit.repeats.mentions import alike
from fazhi.audit.repeats.tellings import content
from fazhi.audit.text import misprints, rounding
from fazhi.audit.text.change_words import EARLIER
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.manuscript import Manuscript
from fazhi.audit.text.pairs import pairs
from fazhi.audit.text.passages import Passage
from fazhi.audit.text.percentages import Percentage

BY_CHANCE = 0.35
INCREASE = re.compile(
    r"(?:[与比较](?:去年|上年|上一年)(?:同期)?(?:相比)?|同比)，?(?P<name>[\u4e00-\u9fff]{2,10}?)?(?:同比)?"
    r"(?P<verb>增加|减少|上升|下降|增长|多|少)了?$"
)
TOTAL = re.compile(r"总[量数额]")
LEAD = 30
HUNDRED, TWO, THREE = 100, 2, 3


@dataclass(slots=True)
class Whole:
    """A growth to a level that no whole number has, and the level as it is told elsewhere."""

    claim: Percentage
    now: Figure
    passage: Passage
    other: Figure


def wholes(manuscript: Manuscript) -> Iterator[Whole]:
    """Open growths of counts that cannot be, but can of the same count as another paragraph has it."""
    for claim in open_growths.unsettled(manuscript):
        now = nearest(claim)
        if (
            now is None
            or not _whole(now)
            or called_otherwise(claim, now)
            or possible(now, claim.figure.value, falls(claim))
        ):
            continue
        words = pairs(content(alike(now.head)))
        same = [
            (passage, each)
            for passage, each in manuscript.of_kind(now.kind)
            if passage is not claim.passage and words & pairs(content(alike(each.head))) and _whole(each)
        ]
        meant = [told for told in same if _right(claim, now, told[1])]
        if len({each.value for _passage, each in meant}) == 1 and all(
            each.value != now.value for _passage, each in same
        ):
            yield Whole(claim, now, *meant[0])


def _whole(figure: Figure) -> bool:
    if figure.kind not in WHOLE or not figure.exact or figure.spelled or figure.compared:
        return False
    return 1 < figure.value <= MOST and EARLIER.search(f"{figure.period}{figure.head}") is None


def _right(claim: Percentage, now: Figure, other: Figure) -> bool:
    if not misprints.slip_of_the_hand(now.value, other.value) or len(f"{now.value:f}") < TWO:
        return False
    return possible(other, claim.figure.value, falls(claim)) and chance(claim, other) <= BY_CHANCE


def increases(manuscript: Manuscript) -> Iterator[tuple[Passage, Figure, Change, int]]:
    """(paragraph, an increase told without its level, the growth of that level, the whole number that it makes)."""
    for passage in manuscript.passages:
        found = [(each, match) for each in passage.figures if (match := _increase(passage, each)) is not None]
        if found:
            told = [
                each
                for sentence in passage.sentences
                for each in changed_once.told(passage, sentence)
                if each.since == YEAR and each.level.exact and each.figure.percent and not each.figure.vague
            ]
            yield from (
                (passage, figure, change, meant)
                for figure, match in found
                for change in told[:1]
                if change.figure.sentence < figure.sentence
                if (meant := _meant(figure, match, change)) is not None
            )


def _increase(passage: Passage, figure: Figure) -> re.Match[str] | None:
    if not figure.count or not figure.exact or figure.spelled:
        return None
    match = INCREASE.search(passage.plain, max(figure.begins, figure.start - LEAD), figure.start)
    alone = match is not None and not any(
        figure.sentence == each.sentence and (each.percent or each.kind == figure.kind)
        for each in passage.figures
        if each is not figure
    )
    return match if alone else None


def _meant(figure: Figure, match: re.Match[str], change: Change) -> int | None:
    """Does the growth make another number, which a slip of the hand turned into the printed one?"""
    level, name = change.level, match["name"] or ""
    if level.kind != figure.kind or (match["verb"][0] in "减下少") != change.fall:
        return None
    if not name or pairs(content(TOTAL.sub("", name))).isdisjoint(pairs(content(change.name))):
        return None
    value, unit = change.figure.exactly, Fraction(1, 10 ** rounding.decimals(change.figure.value))
    sign = -1 if change.fall else 1
    ends = sorted(
        abs(level.exactly - level.exactly / (1 + sign * each / HUNDRED)) for each in (value - unit / 2, value + unit)
    )
    if ends[0] - 1 <= figure.value <= ends[1] + 1 or len(f"{figure.value:f}") < THREE:
        return None
    whole = [each for each in range(int(ends[0]), int(ends[1]) + 2) if ends[0] <= each <= ends[1]]
    near = [each for each in whole if misprints.alike(f"{figure.value:f}", f"{each}")]
    return near[0] if near else None


def by_the_new_level(manuscript: Manuscript) -> Iterator[tuple[Percentage, Figure, Figure]]:
    """(an open growth, its increase, the level of now of which it is the share)."""
    for claim in open_growths.unsettled(manuscript):
        more = nearest(claim)
        if more is None or not more.exact or falls(claim) or claim.figure.start - more.end > TWO * THREE:
            continue
        if INCREASE.search(claim.passage.plain, max(more.begins, more.start - LEAD), more.start) is None:
            if re.search(r"总[量数]同比(?:增加|上升|增长)了?$", claim.passage.plain[: more.start]) is None:
                continue
        counts = [each for each in claim.passage.figures if each.kind == more.kind and each.exact]
        level = counts[0] if counts else more
        if level is more or level.sentence == more.sentence or level.value <= more.value or level.compared:
            continue
        named = TOTAL.search(claim.passage.plain, more.begins, more.start) is not None
        share = HUNDRED * more.exactly / level.exactly
        growth = HUNDRED * more.exactly / (level.exactly - more.exactly)
        if named and rounding.fits(claim.figure.value, share) and not rounding.fits(claim.figure.value, growth):
            yield claim, more, level
