"""Means of which one of the two numbers is another than the words say: 上报1842件，上年1596件……63名网格员人均上报25.3件 (1596÷63).

Last year's total or last year's number; the days of the year where the text says by how many it divides (按250个工作日); the villages
alone where it speaks of villages and communities. The mean does not follow from what the words name, and follows from the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from fazhi.audit.means import divisors, means
from fazhi.audit.means.divisors import Divisor
from fazhi.audit.means.means import Mean
from fazhi.audit.means.shared_by import of_its_own_period
from fazhi.audit.sums.unprinted_totals import unprinted_totals
from fazhi.audit.text import periods, rounding
from fazhi.audit.text.change_words import CHANGE
from fazhi.audit.text.figures import Figure, summed
from fazhi.audit.text.former_levels import past
from fazhi.audit.text.manuscript import Manuscript
from fazhi.audit.text.passages import Passage

BASIS = "平均数＝总数÷文中写明的个数，均用本期数"
TELLING = 3
"""A mean of so many figures is hit by no other number by chance; one of fewer only where its total stands in its own sentence."""
NAME = re.compile(r"^(?:其中|由|包括|[、，])+|(?:的|有|为|共)$")
PAIR, YEAR = 2, "全年"
LAST_YEAR, DAYS_OF_YEAR, MONTHS_OF_YEAR, ONE_OF_BOTH, PART = "上年的{}", "全年{}天", "{}个月", "只算{}", "其中的{}"


@dataclass(frozen=True, slots=True)
class Slip:
    """A mean, the pair that its words name, and the number that was taken in the place of one of them."""

    claim: Mean
    total: Figure
    number: Divisor
    taken: str


def other_operands(manuscript: Manuscript, passage: Passage) -> Iterator[Slip]:
    """Every such mean of a passage."""
    for figure in passage.figures:
        claim = means.mean(passage, figure)
        if (
            claim is None
            or figure.bound
            or figure.vague
            or not claim.plain
            or _foreign(claim)
            or of_its_own_period(claim)
        ):
            continue
        if rounding.telling(claim.stated) < TELLING - 1 or past(figure):
            continue
        found = _of(manuscript, claim)
        if found is not None:
            yield found


def _of(manuscript: Manuscript, claim: Mean) -> Slip | None:
    every = divisors.divisors(manuscript, claim)
    every = [each for each in every if each.figure is None or not _former(claim, each.figure)]
    totals, printed = _totals(claim), claim.passage.figures
    totals = [each for each in totals if len(claim.deed) >= PAIR and claim.deed in each.head] or totals
    telling = rounding.telling(claim.stated) >= TELLING
    beside = telling or any(claim.start - each.end == 1 for each in totals[:1])
    sure = [each for each in every if each.certain or beside and any(each.figure is one for one in printed)]
    if not sure or not totals or _of_before(claim) or _comes_out(manuscript, claim, totals, every):
        return None
    if not telling:
        totals = [each for each in totals if each.sentence == claim.figure.sentence]
    totals = means.whole_first(totals)
    found = [*_of_last_year(claim, totals, sure), *_of_others(manuscript, claim, totals, sure)]
    return min(found, key=lambda each: each[0], default=(0, None))[1]


def _of_before(claim: Mean) -> bool:
    """；上年71件，涉及金额452.6万元，件均6.37万元: does what it stands in begin with the year before?"""
    first = next((each for each in means.around(claim) if each.segment == claim.figure.segment), None)
    return first is not None and _former(claim, first)


def _comes_out(manuscript: Manuscript, claim: Mean, totals: list[Figure], numbers: list[Divisor]) -> bool:
    """Is it right of any of them, or of a list whose total is not printed?"""
    lists = [each for each in unprinted_totals(manuscript) if each.passage is claim.passage]
    for number in numbers:
        if any(_fits(claim, total.exactly, number.value, total) for total in totals):
            return True
        if any(_fits(claim, each.exactly, number.value, each.parts[0]) for each in lists):
            return True
    return False


def _of_last_year(claim: Mean, totals: list[Figure], numbers: list[Divisor]) -> Iterator[tuple[float, Slip]]:
    """Last year's total or number in the place of this year's, and how much the two differ: what differs least is meant."""
    for each in (one for one in means.around(claim) if _former(claim, one)):
        for number in numbers:
            same = [one for one in totals if one.kind == each.kind]
            if same and _fits(claim, each.exactly, number.value, each):
                off, total = min(((_off(each.exactly, one.exactly), one) for one in same), key=lambda found: found[0])
                yield off, Slip(claim, total, number, LAST_YEAR.format(each.text))
        same_things = [
            one for one in numbers if one.figure and (one.figure.kind, one.figure.unit) == (each.kind, each.unit)
        ]
        for total in totals if same_things and each.value > 1 else ():
            if _fits(claim, total.exactly, each.exactly, total):
                off, number = min(
                    ((_off(each.exactly, one.value), one) for one in same_things), key=lambda found: found[0]
                )
                yield off, Slip(claim, total, number, LAST_YEAR.format(each.text))


def _of_others(
    manuscript: Manuscript, claim: Mean, totals: list[Figure], numbers: list[Divisor]
) -> Iterator[tuple[float, Slip]]:
    """The days or months of the year, the villages alone, or some of what is told, in the place of what the words name."""
    places = []
    if claim.thing in divisors.TOGETHER:
        places = divisors.of_places(manuscript, divisors.TOGETHER[claim.thing][0])
    telling = not claim.over and rounding.telling(claim.stated) >= TELLING
    year = periods.span(YEAR, manuscript.year)
    days, months = ((), 0) if year is None else (year.days, year.months)
    for number in numbers:
        taken = [(Fraction(each), DAYS_OF_YEAR.format(each)) for each in days if claim.over == "day" and number.figure]
        taken += [(each.value, ONE_OF_BOTH.format(each.text)) for each in places if each.value < number.value]
        taken += [(Fraction(months), MONTHS_OF_YEAR.format(months))] if telling else []
        items = _items_of(claim, number.figure) if number.figure is not None else []
        taken += [(each.exactly, PART.format(each.text)) for each in items]
        for total in totals:
            for value, said in taken:
                if _fits(claim, total.exactly, value, total):
                    yield 0.0, Slip(claim, total, number, said)
    # 受理事项23616件，其中即办件19840件……平均每个工作日受理80.0件: of what the deed names
    for total in totals if len(claim.deed) >= PAIR else ():
        for each in _items_of(claim, total) if claim.deed in total.head else ():
            if claim.deed in each.head or _spoken_of(claim, each):
                continue
            for number in numbers:
                if _fits(claim, each.exactly, number.value, each):
                    yield 0.0, Slip(claim, total, number, PART.format(each.text))


def _spoken_of(claim: Mean, item: Figure) -> bool:
    """接待6235人次，其中县中心3412人次、……。县中心设窗口6个，日均接待27.7人次: does the sentence of the mean begin with that item?"""
    text, name = claim.passage.plain, NAME.sub("", item.head)
    begin = text.rfind("。", 0, claim.start) + 1
    return len(name) >= PAIR and item.end <= begin and text.startswith(name, begin)


def _items_of(claim: Mean, figure: Figure) -> list[Figure]:
    """将全街道划分为148个网格，其中社区网格132个、专属网格16个: what is told as some of them in its sentence, but for the last, which may be spoken of."""
    items = [
        each
        for each in means.around(claim)
        if figure.end <= each.start < claim.start and each.sentence == figure.sentence and each.kind == figure.kind
    ]
    runs = (items[at : at + size] for size in range(PAIR, len(items) + 1) for at in range(len(items) - size + 1))
    return [
        each
        for run in runs
        if all(one.exact and not _former(claim, one) for one in run) and summed(run) == figure.value
        for each in run[:-1]
    ]


def _foreign(claim: Mean) -> bool:
    """Is it of what the text does not count? Not where its total stands right before it: 参训2760学时，人均60学时."""
    before = [each for each in means.around(claim) if each.end <= claim.start][-1:]
    told = any(each.unit == claim.figure.unit and claim.start - each.end == 1 for each in before)
    return not told and means.foreign(claim)


def _off(one: Fraction, other: Fraction) -> float:
    return abs(float(one / other) - 1)


def _totals(claim: Mean) -> list[Figure]:
    """This year's counts of its unit before it, the nearest first."""
    return [
        each
        for each in reversed(means.around(claim))
        if each.end <= claim.start
        and each.count
        and not each.vague
        and not each.bound
        and not _former(claim, each)
        and CHANGE.search(each.head) is None
        and means.mean(claim.passage, each) is None
        and (measure := means.same_measure(each, claim.figure)) is not None
        and each.exactly * measure > claim.figure.exactly
    ]


def _former(claim: Mean, figure: Figure) -> bool:
    return figure.count and past(figure, claim.passage.now) and CHANGE.search(figure.head) is None


def _fits(claim: Mean, total: Fraction, number: Fraction, like: Figure) -> bool:
    measure = means.same_measure(like, claim.figure) or means.ONE
    return bool(number) and bool(rounding.fits(claim.stated, total * measure * claim.per / claim.scale / number))
