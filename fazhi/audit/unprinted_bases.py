"""A column of shares whose total is not printed: 前五位的是甲类817件，占11.1%；乙类374件，占5.0%；……

Each share and its count tell between which numbers the total lies. Where all shares but one allow the same totals, and that one
none of them, it is wrong: by chance three numbers of three figures hardly ever leave a total in common.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from fazhi.audit import misprints, rounding
from fazhi.audit.countable import countable
from fazhi.audit.figures import Figure
from fazhi.audit.passages import Passage
from fazhi.audit.percentages import Percentage, percentages
from fazhi.audit.shares import CHANGED, FILLER

GAP = re.compile(r"(?:，?(?:也|约|仅)?|（)")
ITEM = re.compile(r"[；，、。]")
APART = re.compile(r"其中|含|包括")
HUNDRED = 100
FEWEST = 3
"""So many others must leave a total in common, or two so exactly that no chance is left."""
NARROW, VERY_NARROW = Fraction(1, 25), Fraction(1, 400)
"""How far apart the totals in common may lie, set against themselves."""
LIKE = frozenset(("", "case", "case-time", "个"))
"""行政处罚2100，占…；行政不作为490件，占…: a unit left out."""


@dataclass(frozen=True, slots=True)
class Member:
    """One share of a column with its count and the least and greatest total that they allow."""

    claim: Percentage
    part: Figure
    low: Fraction
    high: Fraction


@dataclass(frozen=True, slots=True)
class Odd:
    """The one share that the totals of the others do not allow, and about what it would be of them."""

    claim: Percentage
    part: Figure
    low: Fraction
    high: Fraction

    @property
    def computed(self) -> Fraction:
        """Of the middle of the totals."""
        return 2 * HUNDRED * self.part.exactly / (self.low + self.high)


def odd_ones(passage: Passage) -> Iterator[Odd]:
    """The shares of a passage that stand alone against their column."""
    for column in _columns(passage):
        found = _odd(column) if len(column) >= FEWEST else None
        if found is not None:
            yield found


def _columns(passage: Passage) -> Iterator[list[Member]]:
    """Shares one behind the other, each right behind its own count, under one name."""
    column: list[Member] = []
    for claim in percentages(passage):
        member = _member(claim)
        if member is not None and column and not _continues(column, member):
            yield column
            column = []
        if member is not None:
            column.append(member)
        elif claim.role in ("share", "rate", "other"):
            yield column
            column = []
    yield column


def _member(claim: Percentage) -> Member | None:
    figure, text = claim.figure, claim.passage.plain
    before = [each for each in claim.sentence.figures if each.end <= claim.start and each.count]
    if claim.role != "share" or claim.order or figure.vague or figure.bound or figure.compared or not before:
        return None
    part = before[-1]
    sound = countable(part) and not part.bound and (part.more or not part.vague) and part.low > 0 and not part.compared
    if not sound or GAP.fullmatch(CHANGED.sub("", text[part.end : claim.start])) is None:
        return None
    unit = Fraction(1, 10 ** rounding.decimals(figure.value))
    if figure.exactly <= unit:
        return None
    low = HUNDRED * part.low / (figure.exactly + unit)
    return Member(claim, part, low, HUNDRED * part.high / (figure.exactly - unit / 2))


def _continues(column: list[Member], member: Member) -> bool:
    """Is it the next of the column, of the same total by its words?"""
    last, text = column[-1], member.claim.passage.plain
    between = text[last.claim.figure.end : member.part.start]
    kinds = {last.part.kind, member.part.kind}
    named, name = _name(column[0].claim), _name(member.claim)
    same = name == named or not name and last.claim.link != "（"
    joined = ITEM.search(between) is not None and APART.search(between) is None
    near = member.part.sentence - last.part.sentence <= 1 and not any(each.isdigit() for each in between)
    return same and joined and near and (len(kinds) == 1 or kinds <= LIKE)


def _name(claim: Percentage) -> str:
    return FILLER.sub("", claim.link)


def _odd(column: list[Member]) -> Odd | None:
    found = []
    for each in column:
        others = [one for one in column if one is not each]
        low, high = max(one.low for one in others), min(one.high for one in others)
        if low > high or each.low <= high and low <= each.high:
            continue
        width = (high - low) / low
        if len(others) >= FEWEST and width <= NARROW or width <= VERY_NARROW:
            found.append(Odd(each.claim, each.part, low, high))
    if len(found) != 1 or _filled_up(found[0]):
        return None
    few = len(column) <= FEWEST
    return found[0] if not few or misprints.near(found[0].claim.figure.value, found[0].computed) else None


def _filled_up(odd: Odd) -> bool:
    """8.3% where 8.2% would be: the last place is often bumped so that all add to 100."""
    stated = odd.claim.figure.value
    step = Fraction(2, 10 ** rounding.decimals(stated))
    least, most = HUNDRED * odd.part.low / odd.high, HUNDRED * odd.part.high / odd.low
    return least - step <= stated <= most + step
