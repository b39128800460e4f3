"""A mean whose words say by which number it is divided: 年内办结451件……。发放办案补贴68.04万元，按办结案件计算，平均每件1400元 (÷486, of all taken up).

The number stands in the words (按96件罚款案件计算) or is the only one of this year that they call by its name (按办结案件计算). No
count of the paragraph over it gives the mean. Called wrong is what the total right before it does not make, and what the total over
another such number, or last year's total, makes instead.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from fazhi.audit.means import divisors, means
from fazhi.audit.means.divisors import Divisor
from fazhi.audit.means.means import Mean
from fazhi.audit.means.other_operands import LAST_YEAR, YEAR, Slip
from fazhi.audit.text import misprints, periods, rounding, wording
from fazhi.audit.text.change_words import CHANGE
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.former_levels import past
from fazhi.audit.text.manuscript import Manuscript
from fazhi.audit.text.passages import Passage

RECKONED = r"(?:按照?|以){}(?:来?计算|测算|折算|平均|[计算])?[，]?(?:平均)?"
# 按本年办结案件计算, 按全年实际办结案件计算: of 办结.
OF_NOW = re.compile(r"^(?:本年|全年实际)")
# 按402人和3年计算: spread out twice.
YEARS_TOO = re.compile(r"[和、及与]\d年")
AVERAGED = re.compile(r"均[^，。；]{0,4}$")
SHORTEST, STATED = 2, 8
TELLING, EXACT = 3, 4
"""Figures of a mean that another number hits by no chance; and from paragraphs apart."""
NEAR, FAR = 1, 8


@dataclass(frozen=True, slots=True)
class Said:
    """A mean and the number that its words name."""

    claim: Mean
    number: Divisor


def by_said_numbers(manuscript: Manuscript, passage: Passage) -> Iterator[Slip]:
    """Every such mean of a passage."""
    for figure in passage.figures:
        claim = means.mean(passage, figure)
        if claim is None or figure.vague or figure.bound or past(figure):
            continue
        if means.OF_BEFORE.search(passage.plain, 0, claim.start) is not None:
            continue
        if means.twice(claim) or YEARS_TOO.search(claim.base) is not None:
            continue
        number = _printed(claim) or _called(claim)
        if number is not None:
            found = _of(manuscript, Said(claim, number))
            if found is not None:
                yield found


def _printed(claim: Mean) -> Divisor | None:
    """按96件罚款案件计算"""
    begin = claim.start - len(claim.base) - STATED
    own = [each for each in means.around(claim) if begin <= each.start and each.end <= claim.start]
    own = [each for each in own if each.text in claim.base and each.exact and each.value > 1]
    if len(own) != 1 or own[0].kind == claim.figure.kind:
        return None
    return divisors.of(own[0], True)


def _called(claim: Mean) -> Divisor | None:
    """按办结案件计算 ← 年内办结451件; 按追发人数计算 ← 为1986名劳动者追发工资"""
    name = divisors.SAID_OF.sub("", OF_NOW.sub("", claim.base))
    if len(name) < SHORTEST:
        return None
    now = claim.passage.now
    found = [
        each
        for each in means.around(claim)
        if each.end <= claim.start
        and each.exact
        and each.value
        and not past(each, now)
        and CHANGE.search(each.head) is None
        if name in each.head or name in each.tail
        if divisors.counts(claim.passage, each, claim.thing)
    ]
    values = {each.value for each in found}
    return divisors.of(found[0], True) if len(values) == 1 else None


def _of(manuscript: Manuscript, said: Said) -> Slip | None:
    claim, number = said.claim, said.number
    totals = [each for each in reversed(means.around(claim)) if each.end <= claim.start and _total(said, each)]
    now = [each for each in totals if not past(each, claim.passage.now)]
    other = [each for each in totals if not any(_is_former(each, one) for one in now)]
    if any(means.fits(claim, each, number.value) for each in other):
        return None
    named = [each for each in now if claim.deed[:SHORTEST] in each.head] or now
    for total in named:
        taken = _taken(manuscript, said, total)
        if taken or _point_moved(said, total):
            return Slip(claim, total, number, taken)
    adjacent = now[:1] if now and _right_before(claim, now[0]) else []
    return next((Slip(claim, each, number, "") for each in adjacent), None)


def _total(said: Said, each: Figure) -> bool:
    claim = said.claim
    if not each.count or each.vague or each.bound or CHANGE.search(each.head) is not None:
        return False
    measure = means.same_measure(each, claim.figure)
    if measure is None or each.exactly * measure <= claim.figure.exactly:
        return False
    return means.mean(claim.passage, each) is None and AVERAGED.search(each.head) is None


def _taken(manuscript: Manuscript, said: Said, total: Figure) -> str:
    """What stands in the place of the number, or of the total, where the mean comes out."""
    claim, telling = said.claim, rounding.telling(said.claim.stated)
    if claim.over == "day":
        year = periods.span(YEAR, manuscript.year)
        lengths = (*(() if year is None else year.days), wording.load("means")["working_days"])
        days = next((each for each in lengths if means.fits(claim, total, each)), 0)
        return f"{days}天" if days and telling >= TELLING else ""
    former = [each for each in means.around(claim) if past(each, claim.passage.now) and each.kind == total.kind]
    beside = [each for each in former if _is_former(each, total)]
    for each in former if telling >= TELLING else beside:
        if each.end <= claim.start and means.fits(claim, each, said.number.value):
            return LAST_YEAR.format(each.text)
    figure = said.number.figure
    if figure is None or telling < TELLING - 1:
        return ""
    first = claim.passage.index - (NEAR if telling < EXACT else FAR) * manuscript.stride
    near = (passage for passage in manuscript.passages if first <= passage.index <= claim.passage.index)
    for each in (each for passage in near for each in passage.figures):
        if each.exact and each.kind == figure.kind and each.value > 1 and means.fits(claim, total, each.exactly):
            return each.text
    return ""


def _is_former(former: Figure, total: Figure) -> bool:
    """立案116件，上年为97件: the same thing of the year before."""
    return past(former) and former.kind == total.kind and 0 <= former.start - total.end <= STATED


def _point_moved(said: Said, total: Figure) -> bool:
    """326.8万元÷415件＝0.79万元, 文中写7.87万元"""
    claim = said.claim
    made = total.exactly / claim.scale / said.number.value
    return total.sentence == claim.figure.sentence and bool(misprints.point_moved(claim.stated, made))


def _right_before(claim: Mean, total: Figure) -> bool:
    """发放办案补贴68.04万元，按办结案件计算，平均每件"""
    gap = claim.passage.plain[total.end : claim.start]
    return re.fullmatch("[，；]" + RECKONED.format(re.escape(claim.base)), gap) is not None
