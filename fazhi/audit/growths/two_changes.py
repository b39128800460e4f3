"""Two changes of one level, each with its percentage: 纠纷数量与去年同期相比减少159件，下降18.3%；纠纷数量与7月相比增加29件，上升3.5%.

Both are of the level of now, whether that is printed or not. Where no whole number is that of both, the printed level that the one
has (受理纠纷869件, a paragraph before) refutes the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from fazhi.audit.text import rounding
from fazhi.audit.text.countable import in_full
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.manuscript import Manuscript
from fazhi.audit.text.passages import Passage

UP, DOWN = "增加|增长|上升|多", "减少|下降|降低|少"
CHANGED = re.compile(
    r"(?:^|[，。；：（])(?P<subject>[^，。；：、（）\d]{0,16}?)(?:[与同比较]|与?)(?P<than>去年同期|上年同期|上年|去年|上个?月|上季度|(?:今年|去年)?\d{1,2}月份?|同比|环比)"
    rf"(?:相比|比)?，?[^，。；：、\d]{{0,4}}?(?P<way>{UP}|{DOWN})了?(?P<number>\d{{1,6}})(?P<unit>件|起|宗|次|户|人|例)"
    rf"[，、]?(?:同比|环比)?(?:{UP}|{DOWN}|增幅|降幅)(?:率|比例)?[为了达]?(?P<percent>\d{{1,3}}(?:\.\d{{1,2}})?)%"
)
BACK = 3
"""So many paragraphs back the level may stand."""
NEAR = 60
SLACK, HUNDRED = 2, 100


@dataclass(frozen=True, slots=True)
class Change:
    """By how much, up or down, and by how many per cent; where the change and its percentage stand in the plain text."""

    subject: str
    unit: str
    way: int
    number: int
    percent: Decimal
    start: int
    end: int

    def fits(self, level: int, convention: str = "") -> bool:
        """Is the percentage that of the number in what there was before, by any convention or by the one?"""
        base = level - self.way * self.number
        found = rounding.fits_counts(self.percent, self.number, base) if base > 0 else frozenset()
        return convention in found if convention else bool(found)

    def levels(self) -> tuple[Fraction, Fraction] | None:
        """Between what the level of now lies, rounded or cut off; nothing where the percentage is next to none."""
        place = Fraction(rounding.place(self.percent))
        least, most = Fraction(self.percent) - place / SLACK, Fraction(self.percent) + place
        if least <= 0:
            return None
        change = self.way * self.number
        return HUNDRED * self.number / most + change, HUNDRED * self.number / least + change

    def agrees(self, other: Change) -> bool:
        """May there be one level that both are of?"""
        one, two = self.levels(), other.levels()
        return one is None or two is None or max(one[0], two[0]) <= min(one[1], two[1])


def two_changes(manuscript: Manuscript) -> Iterator[tuple[Passage, Change, Figure]]:
    """(passage, the change that is refuted, the level printed before that the one beside it has)."""
    for number, passage in enumerate(manuscript.passages):
        if passage.plain.count("%") < SLACK:
            continue
        for one, two in pairwise(_changes(passage)):
            same = two.subject in ("", one.subject) and one.unit == two.unit and two.start - one.end < NEAR
            if not same or one.agrees(two):
                continue
            for sound, wrong in ((one, two), (two, one)):
                level = _printed(manuscript, number, sound, one.start)
                if level is not None and _printed(manuscript, number, wrong, one.start) is None:
                    yield passage, wrong, level


def _changes(passage: Passage) -> list[Change]:
    found = []
    for match in CHANGED.finditer(passage.plain):
        way = 1 if re.fullmatch(UP, match["way"]) else -1
        number, percent = int(match["number"]), Decimal(match["percent"])
        found.append(
            Change(match["subject"], match["unit"], way, number, percent, match.start("way"), match.end("percent") + 1)
        )
    return found


def _printed(manuscript: Manuscript, number: int, change: Change, before: int) -> Figure | None:
    """The one count before the changes, in their paragraph or close before it, that the change has as its level."""
    found: dict[Decimal, Figure] = {}
    for passage in manuscript.passages[max(0, number - BACK) : number + 1]:
        here = passage is manuscript.passages[number]
        for each in passage.figures:
            if each.unit == change.unit and in_full(each) and not (here and each.end > before):
                if change.fits(int(each.value), rounding.HALF_UP):
                    found[each.value] = each
    return next(iter(found.values())) if len(found) == 1 else None
