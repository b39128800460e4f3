"""A column of shares whose total is not printed: 前五位的是甲类817件，占11.1%；乙类374件，占5.0%；……

Each share and its count tell between which numbers the total lies. Where all shares but one allow the same totals, and that one
none of them, it is wrong: by chance three numbers of three figures hardly ever leave a total in common.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from fazhi.audit.rates.shares import CHANGED, FILLER
from fazhi.audit.text import misprints, rounding
from fazhi.audit.text.countable import countable
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.former_levels import past
from fazhi.audit.text.passages import Passage
from fazhi.audit.text.percentages import Percentage, percentages

GAP = re.compile(r"(?:，?(?:也|约|仅)?|（)")
ITEM = re.compile(r"[；，、。]")
APART = re.compile(r"其中|含|包括")
# 占14.09%；15-59岁人口为204756人，占59.36%
AGES = re.compile(r"\d{1,2}(?:[-—–～至到]\d{1,3})?周?岁")
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
    found = totals(part.low, figure.value, part.high)
    return None if found is None else Member(claim, part, *found)


def totals(count: Fraction, stated: Decimal, most: Fraction | None = None) -> tuple[Fraction, Fraction] | None:
    """Between which numbers the total lies of which a count is the stated share, rounded or cut off."""
    unit, share = Fraction(1, 10 ** rounding.decimals(stated)), Fraction(stated)
    if share <= unit:
        return None
    return HUNDRED * count / (share + unit), HUNDRED * (count if most is None else most) / (share - unit / 2)


def _continues(column: list[Member], member: Member) -> bool:
    """Is it the next of the column, of the same total by its words?"""
    last, text = column[-1], member.claim.passage.plain
    between = text[last.claim.figure.end : member.part.start]
    kinds = {last.part.kind, member.part.kind}
    named, name = _name(column[0].claim), _name(member.claim)
    same = name == named or not name and last.claim.link != "（"
    joined = ITEM.search(between) is not None and APART.search(between) is None
    if past(last.part) != past(member.part):
        return False  # 重复信访1433件，占26.8%。上年重复信访为1576件，占30.6%
    near = member.part.sentence - last.part.sentence <= 1 and not any(each.isdigit() for each in AGES.sub("", between))
    return same and joined and near and (len(kinds) == 1 or kinds <= LIKE)


def _name(claim: Percentage) -> str:
    return FILLER.sub("", claim.link)


def _odd(column: list[Member]) -> Odd | None:
    found = odd_range([(each.low, each.high) for each in column])
    if found is None:
        return None
    number, low, high = found
    odd = Odd(column[number].claim, column[number].part, low, high)
    if _filled_up(odd) or len(column) <= FEWEST and not misprints.near(odd.claim.figure.value, odd.computed):
        return None
    return odd


def odd_range(ranges: list[tuple[Fraction, Fraction]]) -> tuple[int, Fraction, Fraction] | None:
    """The one range that lies apart from what all others have in common, and what that is."""
    found: list[tuple[int, Fraction, Fraction]] = []
    if len(ranges) < FEWEST:
        return None
    for number, (least, most) in enumerate(ranges):
        others = [each for at, each in enumerate(ranges) if at != number]
        low, high = max(each[0] for each in others), min(each[1] for each in others)
        if low > high or least <= high and low <= most:
            continue
        width = (high - low) / low
        if width <= VERY_NARROW or len(others) >= FEWEST and width <= NARROW:
            found.append((number, low, high))
    return found[0] if len(found) == 1 else None


def _filled_up(odd: Odd) -> bool:
    """8.3% where 8.2% would be: the last place is often bumped so that all add to 100."""
    stated = odd.claim.figure.value
    step = Fraction(2, 10 ** rounding.decimals(stated))
    least, most = HUNDRED * odd.part.low / odd.high, HUNDRED * odd.part.high / odd.low
    return least - step <= stated <= most + step
