"""Two changes of one level, each with its percentage: 纠纷数量与去年同期相比减少159件，下降18.3%；纠纷数量与7月相比增加29件，上升3.5%.

Both are of the level of now, whether that is printed or not. Where no level is that of both, the printed one that the one has
(受理纠纷869件, a paragraph before) refutes the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from fazhi.audit.growths import open_growths
from fazhi.audit.growths.changes import falls, nearest
from fazhi.audit.rates.unprinted_bases import totals
from fazhi.audit.text import rounding
from fazhi.audit.text.countable import in_full
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.manuscript import Manuscript
from fazhi.audit.text.percentages import Percentage

COMPARED = re.compile(
    r"(?:^|[，。；：（])(?P<subject>[^，。；：、（）\d]{0,16}?)(?:[与同比较]|与?)"
    r"(?:去年同期|上年同期|上年|去年|上个?月|上季度|(?:今年|去年)?\d{1,2}月份?|同比|环比)(?:相比|比)?，?[^，。；：、\d]{0,4}?"
    r"(?:增加|增长|上升|多|减少|下降|降低|少)了?$"
)
BACK = 3
"""So many paragraphs back the level may stand."""
LEAD, NEAR, BESIDE = 48, 60, 8


@dataclass(frozen=True, slots=True)
class Change:
    """A percentage of growth and the change right before it, of what subject, if its clause names one."""

    claim: Percentage
    figure: Figure
    subject: str

    @property
    def moved(self) -> Decimal:
        """By how much the level is more than it was, or, below nought, less."""
        return -self.figure.value if falls(self.claim) else self.figure.value

    def fits(self, level: Decimal) -> bool:
        """Is the percentage, rounded half-up, that of the change in what there was before?"""
        stated, base = self.claim.figure.value, int(level - self.moved)
        return rounding.HALF_UP in rounding.fits_counts(stated, int(self.figure.value), base)

    def levels(self) -> tuple[Fraction, Fraction] | None:
        """Between what the level of now lies; nothing where the percentage is next to none."""
        bases = totals(self.figure.exactly, self.claim.figure.value)
        return None if bases is None else (bases[0] + Fraction(self.moved), bases[1] + Fraction(self.moved))

    def agrees(self, other: Change) -> bool:
        """May there be one level that both are of?"""
        one, two = self.levels(), other.levels()
        return one is None or two is None or max(one[0], two[0]) <= min(one[1], two[1])


def two_changes(manuscript: Manuscript) -> Iterator[tuple[Change, Figure]]:
    """(the change that is refuted, the level printed before that the one beside it has)."""
    changes = (_change(each) for each in open_growths.unsettled(manuscript))
    for one, two in pairwise([each for each in changes if each is not None]):
        same = two.subject in ("", one.subject) and one.figure.unit == two.figure.unit
        beside = one.claim.passage is two.claim.passage and two.figure.start - one.claim.figure.end < NEAR
        # 月均收入4432元，增加360元，增长8.8%。其中外出的5013元，增加464元，增长10.2%: the second has a level of its own
        own = any(
            each.unit == two.figure.unit and one.claim.figure.end <= each.start < two.figure.start
            for each in two.claim.passage.figures
        )
        if not (same and beside) or own or one.agrees(two):
            continue
        for sound, wrong in ((one, two), (two, one)):
            level = _printed(manuscript, sound, one.figure.start)
            if level is not None and _printed(manuscript, wrong, one.figure.start) is None:
                yield wrong, level


def _change(claim: Percentage) -> Change | None:
    figure = nearest(claim)
    if figure is None or not figure.exact or figure.spelled or claim.figure.start - figure.end > BESIDE:
        return None
    match = COMPARED.search(claim.passage.plain, max(0, figure.begins - 1, figure.start - LEAD), figure.start)
    return None if match is None else Change(claim, figure, match["subject"])


def _printed(manuscript: Manuscript, change: Change, before: int) -> Figure | None:
    """The one count before the changes, in their paragraph or close before it, that the change has as its level."""
    own = change.claim.passage
    number = next(at for at, each in enumerate(manuscript.passages) if each is own)
    found: dict[Decimal, Figure] = {}
    for passage in manuscript.passages[max(0, number - BACK) : number + 1]:
        for each in passage.figures:
            if each.unit == change.figure.unit and in_full(each) and not (passage is own and each.end > before):
                if change.fits(each.value):
                    found[each.value] = each
    return next(iter(found.values())) if len(found) == 1 else None
