"""A mean whose number stands right before it, and that no count of the report makes over it: 三季度92天日均270.1件, of 24310件 (÷90).

按164名网格员计算，人均401.7户次; 24个村（社区）村均42.2件: the words leave one number. Every count of the mean's unit in the report, and every
sum of counts that follow one another near by, is tried over it; the total that the words name, or that stands nearest, lies not far off.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from itertools import accumulate

from fazhi.audit.means import divisors, means, totals
from fazhi.audit.means.means import Mean
from fazhi.audit.means.other_operands import DAYS_OF_YEAR, Slip
from fazhi.audit.text import misprints, rounding, wording
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.former_levels import past
from fazhi.audit.text.manuscript import Manuscript
from fazhi.audit.text.passages import Passage

CALCULATED = r"(?:来?计算?|测算|折算|算|平均|折合|摊算)?，?"
BY = re.compile(r"(?:按照?|以|平均到|平摊到)[^，。；：（）\d]{0,8}$")
# 全年365天，日均; 三季度92天日均; but 闭馆47天，日均.
WHOLE_OF = re.compile(r"(?:按照?|以|全年|全月|全季|季度|半年|\d月份?|共)[^，。；：（）\d]{0,6}$")
RECKONED = re.compile(r"[^，。；：、\d]{0,10}" + CALCULATED)
# 18个村级代办点平均每点; 24个村（社区）村均
SUBJECT = re.compile(r"[^，。；：、\d（）]{0,10}(?:（(?:社区|街道|居|居委会)）)?的?")
OPENS = "，。；：（"
TWICE = re.compile(r"每[^每]{1,8}每个?[月天日周年季]|月人均|人均每?[月天日]")
OTHERS = re.compile(r"(?:其余|其他|剩余|上年|去年|同期)[^，。；]{0,6}$")
LEAD, TELLING, DEED, LONGEST_ROW, NEAREST, NEAR = 12, 3, 2, 14, 4, 1
LEAST, MOST = Fraction(3, 5), Fraction(5, 3)
"""So far from the mean may what the total makes lie: further off is a total of something else."""


def by_no_total(manuscript: Manuscript, passage: Passage) -> Iterator[Slip]:
    """Every such mean of a passage."""
    for figure in passage.figures:
        claim = means.mean(passage, figure)
        if claim is None or figure.vague or figure.bound or past(figure, passage.now) or means.foreign(claim):
            continue
        if rounding.telling(claim.stated) < TELLING - 1 or _of_something_else(claim):
            continue
        number = _said(claim)
        if number is not None and not _comes_out(manuscript, claim, number):
            slip = _of(manuscript, claim, number)
            if slip is not None:
                yield slip


def _of_something_else(claim: Mean) -> bool:
    text, end = claim.passage.plain, claim.figure.start
    if TWICE.search(text, max(0, claim.start - DEED), end) or OTHERS.search(text, 0, claim.start):
        return True
    return totals.divided_aside(claim) or totals.divided_as_told(claim)


def _said(claim: Mean) -> Figure | None:
    """The number that the words right before the mean say."""
    text = claim.passage.plain
    before = [each for each in means.around(claim) if each.end <= claim.start][-1:]
    if not before or not before[0].exact or before[0].value <= 1 or before[0].vague or before[0].bound:
        return None
    number, gap = before[0], text[before[0].end : claim.start]
    lead = text[max(0, number.start - LEAD) : number.start]
    if OTHERS.search(lead) is not None:
        return None  # 上年按全年366天计算，日均113.8件; 其余12个村平均每村8.3件
    if claim.over:
        whole = WHOLE_OF.search(lead) is not None and number.unit in divisors.TIMES.get(claim.over, ())
        return number if whole and re.fullmatch(CALCULATED, gap) is not None else None
    if number.kind == claim.figure.kind or not divisors.counts(claim.passage, number, claim.thing):
        return None
    reckoned = BY.search(lead) is not None and RECKONED.fullmatch(gap) is not None
    subject = text[number.start - 1 : number.start] in OPENS and SUBJECT.fullmatch(gap) is not None
    return number if reckoned or subject else None


def _measure(claim: Mean, each: Figure) -> Fraction | None:
    measure = means.same_measure(each, claim.figure) if each.unit else None
    # 检查1284家次，平均每家2.9次
    return means.ONE if measure is None and claim.figure.unit and each.unit.endswith(claim.figure.unit) else measure


def _comes_out(manuscript: Manuscript, claim: Mean, number: Figure) -> bool:
    """Does any count of the report make it?"""
    counts = (each for passage in manuscript.passages for each in passage.figures)
    return any(_fits(claim, each, number.exactly) for each in counts if each.count and each is not claim.figure)


def _comes_of_sums(manuscript: Manuscript, claim: Mean, number: Figure) -> bool:
    """Does the sum of some that follow one another in a paragraph near by make it?"""
    by = Fraction(claim.per, claim.scale) / number.exactly
    for passage in manuscript.passages:
        if abs(passage.index - claim.passage.index) > NEAR * manuscript.stride:
            continue
        like = [each for each in passage.figures if each.count and each is not claim.figure]
        measured = [each.exactly * measure for each in like if (measure := _measure(claim, each)) is not None]
        for at in range(len(measured)):
            row = accumulate(measured[at : at + LONGEST_ROW])
            if any(rounding.fits(claim.stated, amount * by) for amount in row):
                return True
    return False


def _of(manuscript: Manuscript, claim: Mean, number: Figure) -> Slip | None:
    said = divisors.of(number, True)
    near = _totals(manuscript, claim, number)
    for total in near[:NEAREST]:
        taken = _taken(manuscript, claim, total, number)
        if taken:
            return Slip(claim, total, said, taken)
    if _comes_of_sums(manuscript, claim, number):
        return None
    for total in near[:NEAREST]:
        if misprints.misprinted(claim.stated, _made(claim, total, number)):
            return Slip(claim, total, said, "")
    if rounding.telling(claim.stated) < TELLING or not near:
        return None
    stated = Fraction(claim.stated)
    return Slip(claim, min(near, key=lambda each: abs(_made(claim, each, number) - stated)), said, "")


def _made(claim: Mean, total: Figure, number: Figure) -> Fraction:
    return totals.made(claim, total, number.exactly, _measure(claim, total))


def _totals(manuscript: Manuscript, claim: Mean, number: Figure) -> list[Figure]:
    """This year's counts of its unit before it that are near enough: of its paragraph, the nearest first; else those before of its deed."""
    here = [each for each in claim.passage.figures if each.end <= claim.start and _sound(claim, claim.passage, each)]
    before = [one for one in manuscript.passages if one.index < claim.passage.index]
    far = [each for one in before for each in one.figures if _sound(claim, one, each)]
    deed = claim.deed[-DEED:]
    named, named_far = ([each for each in found if _named(deed, each)] for found in (here, far))
    stated = Fraction(claim.stated)
    for found in (named, here, named_far):
        close = [each for each in reversed(found) if LEAST * stated <= _made(claim, each, number) <= MOST * stated]
        if close:
            return close
    return []


def _named(deed: str, total: Figure) -> bool:
    return len(deed) == DEED and deed in f"{total.head}|{total.tail}"


def _sound(claim: Mean, passage: Passage, each: Figure) -> bool:
    return totals.of_now(passage, each) and _measure(claim, each) is not None


def _taken(manuscript: Manuscript, claim: Mean, total: Figure, number: Figure) -> str:
    """What stands in the place of the number, where the mean comes out: the days of the year, or another count of the paragraph."""
    if claim.over == "day":
        days = next(
            (
                each
                for each in (365, 366, wording.load("means")["working_days"])
                if each != number.value and _fits(claim, total, Fraction(each))
            ),
            0,
        )
        return DAYS_OF_YEAR.format(days) if days else ""
    for each in claim.passage.figures:
        counted = each.exact and each.count and each.value > 1 and each.kind == number.kind
        if counted and each.value != number.value and _fits(claim, total, each.exactly):
            return each.text
    return ""


def _fits(claim: Mean, total: Figure, number: Fraction) -> bool:
    measure = _measure(claim, total)
    if measure is None:
        return False
    by = measure * claim.per / claim.scale / number
    return bool(rounding.fits(claim.stated, total.low * by, total.high * by))
