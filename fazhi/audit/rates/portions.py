"""One share (占…%) with the count it speaks of and the bases it may be a share of."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal

from fazhi.audit.rates import binding
from fazhi.audit.text import rounding
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.percentages import Percentage

DISTINCT = re.compile(r"有效|办结|审结|立案|结案|应诉|回访|满意|转办|转派|交办|同类|本地|信访总量|不满意")
HUNDRED = 100
BRACKETS = re.compile(r"（[^（）]*）?")
SHORTEST_NAME = 2
LONGEST_NAME = 16
FARTHEST = 120
MOST = 0.6
"""So much of a name must be found in the words of its total."""
FIT_TOGETHER = 2
"""So many shares that fit one total prove it."""
GOAL = re.compile(r"目标|预算|计划|任务")
# 一般公共预算收入34069万元，占预算的21.1%: which account it is, and no goal.
ACCOUNT = re.compile(r"(?:公共|基金|经营)预算|预算(?=收入|支出|资金|内)")


@dataclass(slots=True)
class Share:
    """One share. ``bases`` stand in its own sentence, the likeliest first; ``agreed`` was found by its neighbours."""

    claim: Percentage
    part: Figure | None
    bases: list[Figure] = field(default_factory=list)
    name: str = ""
    inside: bool = False
    sure: bool = True
    """Is the part certainly this one count, and the base certainly the one named?"""
    with_list: Decimal | None = None
    """The sum with the counts listed before the part (783、579、562件，占…)."""
    agreed: Figure | None = None
    agreed_by: int = 0
    together: bool = False
    """Is the part several counts that the words add (前三位…合占77%, 两项占70.7%)?"""
    distant: bool = False
    """Was the base found by its name alone, somewhere in the document?"""
    nearby: list[Figure] = field(default_factory=list)
    elsewhere: frozenset[Decimal] = frozenset()
    """The totals of the document of that name; not certain, for 信访总量 may count letters or persons."""
    loosely: frozenset[Decimal] = frozenset()
    """Counts of the document that bear the name and say more: they only confirm."""

    @property
    def open(self) -> bool:
        """A share that can be computed once a base is known."""
        figure, part = self.claim.figure, self.part
        return part is not None and not (figure.vague or figure.bound or part.bound or part.vague and not part.more)

    @property
    def part_text(self) -> str:
        """The part as it is printed."""
        return "" if self.part is None else self.part.text

    @property
    def bracketed(self) -> bool:
        """Does the share stand alone in brackets?"""
        return self.claim.link == "（"

    def fits(self, base: Decimal) -> frozenset[str]:
        """The roundings under which the share is that of ``base``."""
        if self.part is None or base <= 0 or self.part.value > base and self.claim.figure.value <= HUNDRED:
            return frozenset()
        if not self.part.exact or base != int(base):
            return frozenset()
        return rounding.fits_counts(self.claim.figure.value, int(self.part.value), int(base))

    def fits_figure(self, base: Figure) -> frozenset[str]:
        """The same, where part and base may have been rounded to 万 or to a decimal."""
        if self.part is not None and self.part.exact and base.exact:
            return self.fits(base.value)
        if self.part is None or base.low <= 0:
            return frozenset()
        if self.part.low > base.high and self.claim.figure.value <= HUNDRED:
            return frozenset()
        stated = self.claim.figure.value
        return rounding.fits(stated, 100 * self.part.low / base.high, 100 * self.part.high / base.low)


def names(name: str, base: Figure, least: float = 0.0, clause: str = "") -> bool:
    """Does the count stand for what the share names (占工单总量 ← 办理工单2495件)? ``clause``: further words before it."""
    text, name = f"{clause}|{binding.words(base)}", BRACKETS.sub("", name)
    pairs = [name[position : position + 2] for position in range(max(1, len(name) - 1))]
    found = sum(1 for each in pairs if each in text)
    return found > 0 and found >= least * len(pairs)


def is_goal(figure: Figure) -> bool:
    """Is it what was to be done or spent?"""
    return GOAL.search(ACCOUNT.sub("", figure.head)) is not None
