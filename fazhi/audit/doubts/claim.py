"""A finding that was called wrong, as the second look sees it: the figures it lies on, and those beside them."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction

from fazhi.audit.corroboration import NUMBER, comes_out, counts, printed
from fazhi.audit.model import Finding
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.manuscript import Manuscript
from fazhi.audit.text.passages import Passage

# 应为25件÷128件＝19.5%: what is reckoned is not what it is reckoned from.
COMPUTED = re.compile(r"(?:＝|应为)(\d+(?:\.\d+)?)(?![\d.]*[^\d，。；%＝]{0,6}÷)")
# 按相差132件推算，(430－298)÷298＝44.3%: the difference made a level, and is neither of the two.
DIFFERENCE = re.compile(r"按相差[^，]*推算，")
NEAR = 12
"""Counts on either side of a figure that it may follow from."""


class Claim:
    """The figures of a finding and the numbers its message reckons with."""

    def __init__(self, manuscript: Manuscript, passage: Passage, finding: Finding, inside: list[Figure]) -> None:
        self.manuscript, self.passage, self.finding, self.inside = manuscript, passage, finding, inside
        self.numbers = {Decimal(each.replace(",", "")) for each in NUMBER.findall(DIFFERENCE.sub("", finding.message))}
        self.numbers |= {each.value for each in inside if each.spelled and each.text in finding.message}
        self.last = inside[-1]
        self.stated = printed(self.last) or Decimal(0)
        self.all = counts(passage)
        self.earlier = [each for each in self.all if each.end <= self.last.start][-NEAR:]
        sentence = next((each for each in passage.sentences if each.start <= self.last.start < each.end), None)
        self.sentence = sentence
        start, end = (sentence.start, sentence.end) if sentence else (self.last.start, self.last.end)
        self.before = [each for each in self.earlier if each.start >= start]
        behind = [each for each in self.all if self.last.end <= each.start and each.end <= end]
        self.beside = [*self.before, *(each for each in self.all if each is self.last), *behind[:NEAR]]

    def used(self, figure: Figure) -> bool:
        """Does the message reckon with it?"""
        return printed(figure) in self.numbers or bool(figure.step) and figure.value in self.numbers

    @property
    def began(self) -> bool:
        """持证率从85.5%升至91.2%, 未结案件由5件增加到8件: is it where something began?"""
        return self.passage.plain[: self.last.start].endswith(("从", "由"))

    @property
    def computed(self) -> Decimal | None:
        """What the message reckons should be printed, if it does."""
        right = COMPUTED.search(self.finding.message)
        return None if right is None else Decimal(right[1])

    def comes_out(self, value: Fraction) -> bool:
        """Is what is printed this value, rounded?"""
        return comes_out(self.stated, value)
