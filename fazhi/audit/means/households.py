"""What a census bulletin reckons from two of its counts: persons in a household, and men to a hundred women.

家庭户270637户……家庭户人口为707389人……平均每个家庭户的人口为2.61人      男性人口为276626人……女性人口为302475人……性别比由97.45下降为91.45
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from fazhi.audit.text import rounding
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.passages import Passage

SIZE = re.compile(r"平均每个?家庭户的?人口(?:规模)?(?:数量)?为?$|户均(?:人口|规模)为?$")
RATIO = re.compile(
    r"(?<!出生人口)(?<!出生)(?<!婴儿)性别比(?:（[^（）]{0,40}）)?(?:由[^，。；（）]{0,30}(?:上升|下降|提高|降低|变|减少|增加)(?:到|至|为))?为?$"
)
HOUSEHOLDS, MEMBERS = re.compile(r"(?<!集体)家庭户(?:数|户数)?[为有共]*$"), re.compile(r"家庭户人口[数为有共]*$")
MEN, WOMEN = re.compile(r"男性?(?:人口)?[数为有共]*$"), re.compile(r"(?<!以)女性?(?:人口)?[数为有共]*$")
LEAD, HUNDRED = 72, 100
FEWEST = 3
"""So many figures tell a ratio from other numbers in its clause."""


@dataclass(frozen=True, slots=True)
class Reckoned:
    """A printed mean or ratio with the two counts that it is made of."""

    passage: Passage
    figure: Figure
    over: Figure
    under: Figure
    times: int

    @property
    def fits(self) -> bool:
        """Is it theirs, rounded or cut off?"""
        return bool(rounding.fits(self.figure.value, self.times * self.over.exactly / self.under.exactly))


def reckoned(passage: Passage) -> Iterator[Reckoned]:
    """Every such number whose two counts stand before it in the paragraph, each once."""
    text = passage.plain
    for name, over, under, times in ((SIZE, MEMBERS, HOUSEHOLDS, 1), (RATIO, MEN, WOMEN, HUNDRED)):
        if ("性别比" if times == HUNDRED else "户") not in text:
            continue
        for figure in passage.figures:
            lead = text[max(0, figure.start - LEAD) : figure.start]
            if rounding.telling(figure.value) < FEWEST or name.search(lead) is None:
                continue
            upper, lower = _one(passage, figure, over), _one(passage, figure, under)
            if upper is not None and lower is not None:
                yield Reckoned(passage, figure, upper, lower, times)


def _one(passage: Passage, figure: Figure, name: re.Pattern[str]) -> Figure | None:
    """The one exact count before it of which the name is said."""
    before = [
        each for each in passage.figures if each.end <= figure.start and each.exact and each.count and each.value > 0
    ]
    found = {each.value: each for each in before if name.search(each.head) is not None and not each.compared}
    return next(iter(found.values())) if len(found) == 1 else None
