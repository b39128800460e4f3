"""How many to every hundred or thousand: 检查1732家次……。查处重大隐患86项次，同比减少27.7%，每千家次检查查处重大隐患49.7项次.

The base is the one number of the document that is counted in that unit and of which the same deed is told; only a slip is believed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from fazhi.audit.text import misprints, rounding
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.manuscript import Manuscript
from fazhi.audit.text.passages import Passage

EVERY = re.compile(
    r"每(?P<scale>[百千万])(?P<unit>家次|家|户次|户|件次|件|人次|起|宗|车次|班次|次)(?P<deed>[\u4e00-\u9fff]{2})?[^，。；：、\d]{0,18}$"
)
SCALES = {"百": 100, "千": 1_000, "万": 10_000}
LEAD, DIGITS = 30, 3


@dataclass(frozen=True, slots=True)
class Density:
    """A printed density with what it is made of."""

    passage: Passage
    figure: Figure
    part: Figure
    base: Figure
    scale: int

    @property
    def computed(self) -> Fraction:
        """So many to every hundred, thousand or ten thousand."""
        return self.scale * self.part.exactly / self.base.exactly

    @property
    def fits(self) -> bool:
        """Is it that, rounded or cut off?"""
        return bool(rounding.fits(self.figure.value, self.computed))


def density(manuscript: Manuscript, passage: Passage, figure: Figure) -> Density | None:
    """A number as a density of what is told before it in its sentence, where it is that, or a slip of it."""
    match = EVERY.search(passage.plain[max(0, figure.start - LEAD) : figure.start]) if figure.count else None
    if match is None or figure.vague or figure.bound or len(figure.text.replace(".", "")) < DIGITS:
        return None
    before = [each for each in passage.figures if each.end <= figure.start and each.sentence == figure.sentence]
    parts = [each for each in before if each.unit == figure.unit and each.exact and not each.compared]
    base = _base(manuscript, passage, match["unit"], match["deed"])
    if not parts or base is None:
        return None
    found = Density(passage, figure, parts[-1], base, SCALES[match["scale"]])
    return found if found.fits or misprints.misprinted(figure.value, found.computed) else None


def _base(manuscript: Manuscript, here: Passage, unit: str, deed: str | None) -> Figure | None:
    """The one number up to here in that unit, of which the deed is told where one is named."""
    found = {
        each.value: each
        for passage in manuscript.passages
        if passage.index <= here.index
        for each in passage.figures
        if each.unit == unit and each.exact and each.value > 0 and not each.compared
        if deed is None or deed in each.head
    }
    return next(iter(found.values())) if len(found) == 1 else None
