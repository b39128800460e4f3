"""The two levels of a growth told as that of a year in the middle, and how many years lie between them.

由2020年的2.57亿元增长到2024年的3.52亿元，年均增长8.2%      七普746389人，六普703428人，多42961人，升6.11%，年均0.59%
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from fazhi.audit.growths.increments import VERB
from fazhi.audit.text import rounding
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.percentages import Percentage

YEAR = re.compile(r"(20\d\d|19\d\d)年")
CENSUS = re.compile(r"第?([五六七])(?:普|次(?:全国)?人口普查)")
CENSUSES = {"五": 2000, "六": 2010, "七": 2020}
LEAD = 24
FARTHEST = 80
PAIR = 2
LONGEST = 30
WHOLE = 100


@dataclass(slots=True)
class Span:
    """From one level to another in so many years."""

    base: Figure
    now: Figure
    years: int

    def yearly(self, low: bool, off: int = 0) -> float:
        """The least or the greatest yearly change in per cent, if there were ``off`` years more."""
        now, base = (self.now.low, self.base.high) if low else (self.now.high, self.base.low)
        times: float = float(now / base) ** (1 / (self.years + off))
        return WHOLE * (times - 1)


def span(claim: Percentage) -> Span | None:
    """The last two levels of one unit before the percentage, each with its year."""
    counts = [
        each for each in claim.sentence.figures
        if each.end <= claim.figure.start and each.count and not each.vague and not each.bound and each.low > 0
        and claim.figure.start - each.end < FARTHEST and VERB.search(each.head) is None
    ]  # fmt: skip
    levels = counts[-PAIR:]
    if len(levels) < PAIR or levels[0].kind != levels[1].kind:
        return None
    years = [
        _year(claim, each, since) for each, since in zip(levels, (claim.sentence.start, levels[0].end), strict=True)
    ]
    if years[0] is None or years[1] is None or not 1 < abs(years[1] - years[0]) <= LONGEST:
        return None
    base, now = levels if years[0] < years[1] else levels[::-1]
    return Span(base, now, abs(years[1] - years[0]))


def _year(claim: Percentage, level: Figure, since: int) -> int | None:
    """The year, or the census, named right before a level."""
    text = claim.passage.plain
    lead = text[max(since, level.start - LEAD) : level.start]
    found = [(match.end(), int(match[1])) for match in YEAR.finditer(lead)]
    found += [(match.end(), CENSUSES[match[1]]) for match in CENSUS.finditer(lead)]
    return max(found)[1] if found else None


def fits(claim: Percentage, found: Span, fall: bool, off: int = 0) -> bool:
    """Is the printed percentage the yearly change?"""
    low, high = found.yearly(True, off), found.yearly(False, off)
    low, high = (-high, -low) if fall else (low, high)
    unit = 10.0 ** -rounding.decimals(claim.figure.value)
    stated = float(claim.figure.value)
    return low - unit / 2 <= stated + 1e-9 and stated - unit / 2 <= high + 1e-9 or low - unit <= stated <= high
