"""A mean divided by a number of other things than it is spread over: 演练24场……参演2976人次，平均每场186人次, which is 2976÷16, of 16支 teams.

No number of such things in the report makes the mean of any total of its paragraph, alone or summed up. The total stands in its
sentence, and the other number, of a unit that the words exclude, in its paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from fazhi.audit.means import divisors, means, totals
from fazhi.audit.means.means import Mean
from fazhi.audit.means.other_operands import Slip
from fazhi.audit.means.shared_by import of_the_others
from fazhi.audit.sums.unprinted_totals import unprinted_totals
from fazhi.audit.text import rounding, wording
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.former_levels import past
from fazhi.audit.text.manuscript import Manuscript
from fazhi.audit.text.passages import Passage

ALIKE = (
    frozenset("人 名 位".split()),
    frozenset("场 期 次 批 批次 场次 轮 家次 户次 件次 班".split()),
    frozenset("家 户 个 所 处 支 站".split()),
    frozenset("件 起 宗 案 例".split()),
)
"""Units in which the same things may be counted."""
PERSONS = ("人", "名", "位")
TIMES = frozenset("天 日 个工作日 工作日 个月 月 年 周 季度 小时 分钟".split())
TWICE = re.compile(r"每[^每]{1,8}每个?[月天日周年季]|月人均|均每个?[^，。；每]{1,8}平均")
TELLING, NEAREST, LONGEST_ROW, DEED = 2, 3, 14, 2
LEAST, MOST = Fraction(2, 5), Fraction(5, 2)


def excluded_units(manuscript: Manuscript, passage: Passage) -> Iterator[Slip]:
    """Every such mean of a passage."""
    for figure in passage.figures:
        claim = means.mean(passage, figure)
        if claim is None or claim.over or claim.base or claim.per > 1 or not claim.plain or means.foreign(claim):
            continue
        if figure.vague or figure.bound or past(figure, passage.now) or rounding.telling(claim.stated) < TELLING:
            continue
        if of_the_others(claim) or _of_something_else(claim):
            continue
        slip = _of(manuscript, claim)
        if slip is not None:
            yield slip


def _of_something_else(claim: Mean) -> bool:
    text = claim.passage.plain
    if TWICE.search(text, max(0, claim.start - DEED), claim.figure.start) is not None:
        return True
    return totals.divided_aside(claim) or totals.divided_as_told(claim)


def _of(manuscript: Manuscript, claim: Mean) -> Slip | None:
    passage, figure = claim.passage, claim.figure
    counted = [each for each in passage.figures if divisors.counts(passage, each, claim.thing)]
    numbers = [each for each in counted if each.end <= claim.start and each.exact and each.kind != figure.kind]
    numbers = [each for each in numbers if not past(each, passage.now) and each.sentence >= figure.sentence - 1]
    if not numbers or _comes_out(manuscript, claim, [each for each in counted if each.exactly > 0]):
        return None
    number = max(numbers, key=lambda each: each.value)
    alike = _alike(_printed_units(manuscript, claim.thing) | _units(claim))
    if claim.thing not in PERSONS:
        alike |= {"个"}
    before = [each for each in passage.figures if each.end <= claim.start and _sound(claim, each)]
    here = [each for each in before if each.sentence == figure.sentence or _of_the_deed(claim, each)]
    for total in here[::-1][:NEAREST]:
        if not LEAST <= totals.made(claim, total, number.exactly) / Fraction(claim.stated) <= MOST:
            continue
        for each in passage.figures:
            other = each.exact and each.count and each.value > 1 and each.unit and each.unit not in alike
            if other and each not in (total, figure) and means.fits(claim, total, each.exactly):
                return Slip(claim, total, divisors.of(number, True), each.text)
    return None


def _of_the_deed(claim: Mean, total: Figure) -> bool:
    """接通71324个。……人均接通电话2971.8个: is it what the mean says was done, a sentence or two before?"""
    near = claim.figure.sentence - total.sentence <= DEED
    return near and len(claim.deed) >= DEED and total.head.endswith(claim.deed[:DEED])


def _printed_units(manuscript: Manuscript, thing: str) -> set[str]:
    """The units in which the document counts such things; looked for once for each."""
    known: dict[str, set[str]] = manuscript.memory.setdefault("units of things", {})
    if thing not in known:
        every = ((passage, each) for passage in manuscript.passages for each in passage.figures)
        known[thing] = {each.unit for passage, each in every if divisors.counts(passage, each, thing)}
    return known[thing]


def _units(claim: Mean) -> set[str]:
    data = wording.load("means")
    return {*data["kinds"].get(claim.thing, (claim.thing,)), *data["loose"].get(claim.thing, ())}


def _alike(units: set[str]) -> frozenset[str]:
    """All units in which such things may be counted, and those of time."""
    return frozenset(units).union(TIMES, *(group for group in ALIKE if group & units))


def _comes_out(manuscript: Manuscript, claim: Mean, numbers: list[Figure]) -> bool:
    """Does a total of the paragraph, or a list whose total is not printed, make it over any number of such things?"""
    like = [each for each in claim.passage.figures if each is not claim.figure and _may_be_total(claim, each)]
    by = {Fraction(claim.per, claim.scale) / each.exactly for each in numbers}
    lists = [each for each in unprinted_totals(manuscript) if each.passage is claim.passage]
    amounts = [each.exactly for each in lists if means.same_measure(each.parts[0], claim.figure) is not None]
    if any(rounding.fits(claim.stated, amount * each) for amount in amounts for each in by):
        return True
    return any(means.fits(claim, total, each.exactly) for total in like for each in numbers)


def _may_be_total(claim: Mean, each: Figure) -> bool:
    return each.count and bool(each.unit) and means.same_measure(each, claim.figure) is not None


def _sound(claim: Mean, each: Figure) -> bool:
    return _may_be_total(claim, each) and totals.of_now(claim.passage, each)
