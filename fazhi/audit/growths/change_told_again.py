"""A change told once more where a report looks back: 热线工单较上年减少143件, where the body has 工单1264件，上年1417件 (153).

It follows from no two levels of the body, and from one pair that bears a word of its name it is a slip of the hand off.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from fazhi.audit.repeats.words_beside import words_beside
from fazhi.audit.text import misprints, plans
from fazhi.audit.text.change_words import CHANGE
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.former_levels import past
from fazhi.audit.text.manuscript import Manuscript
from fazhi.audit.text.passages import Passage

BASIS = "增减数＝本期数－上年同期数，前后应一致"
CHANGED = re.compile(r"(?:比|较)(?:上年|去年|上一年)(?:净|又|再)?(?:多出?|少|减少|增加|增|减|下降|上升)了?$")
END, APART, LEAST = 0.6, 2, 10
LEAD, WIDE, BEHIND, BEFORE = 14, 30, 10, 60


@dataclass(frozen=True, slots=True)
class Pair:
    """This year's level of the body and the one it is told against."""

    number: int
    passage: Passage
    now: Figure
    before: Figure

    @property
    def change(self) -> Decimal:
        """By how much they differ."""
        return abs(self.now.value - self.before.value)


@dataclass(frozen=True, slots=True)
class Again:
    """The change that is told again, and the pair it belongs to."""

    passage: Passage
    figure: Figure
    pair: Pair


def change_told_again(manuscript: Manuscript) -> Iterator[Again]:
    """Every such change that is a slip."""
    last, planned = len(manuscript.passages), plans.planned(manuscript)
    told = [
        (number, passage, figure)
        for number, passage in enumerate(manuscript.passages)
        if number >= END * last and passage.index not in planned
        for figure in passage.figures
        if _change(passage, figure)
    ]
    pairs = list(_pairs(manuscript)) if told else []
    for number, passage, figure in told:
        same = [each for each in pairs if each.now.kind == figure.kind and number - each.number >= APART]
        if any(each.change == figure.value for each in pairs if each.now.kind == figure.kind):
            continue
        found = _likest(passage, figure, [each for each in same if misprints.plain_slip(figure.value, each.change)])
        if found is not None:
            yield Again(passage, figure, found)


def _likest(passage: Passage, figure: Figure, pairs: list[Pair]) -> Pair | None:
    """The one that bears more words of its name than any other."""
    words = words_beside(passage, figure, WIDE, 0)
    shared = [(len(words & words_beside(each.passage, each.now, BEFORE, BEHIND)), each) for each in pairs]
    most = max((number for number, _each in shared), default=0)
    best = [each for number, each in shared if number == most]
    return best[0] if most and len({each.change for each in best}) == 1 else None


def _change(passage: Passage, figure: Figure) -> bool:
    sound = figure.count and not figure.vague and not figure.bound and not figure.spelled and figure.value >= LEAST
    return sound and CHANGED.search(passage.plain[max(0, figure.start - LEAD) : figure.start]) is not None


def _pairs(manuscript: Manuscript) -> Iterator[Pair]:
    """Every level of last year with this year's of its sentence before it, or where it grew to (由2113处增加到2264处)."""
    for number, passage in enumerate(manuscript.passages):
        levels = [
            each for each in passage.figures if each.count and not each.vague and CHANGE.search(each.head) is None
        ]
        for at, each in enumerate(levels):
            if not past(each, passage.now):
                continue
            row = [*reversed(levels[:at]), *levels[at + 1 :]]
            same = [one for one in row if one.kind == each.kind and one.sentence == each.sentence]
            same = [one for one in same if not past(one, passage.now)]
            if same:
                yield Pair(number, passage, same[0], each)
