"""A mean over a number that its words call by name and that is told elsewhere: 罚没款42.78万元……按立案数计算，件均罚没2390元, of the 立案186件 before.

Every count of such things in the report that bears the name is tried, and none of them makes the mean of any total in its paragraph.
Another count of such things, which the words exclude, makes it (办结179件), or a slip of the hand.
Of 结案标的额3162.4万元，平均每件4.20万元 the total calls the number by name: of those that were ended.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from fazhi.audit.means import divisors, means, totals
from fazhi.audit.means.means import Mean
from fazhi.audit.means.other_operands import LAST_YEAR, Slip
from fazhi.audit.text import misprints, rounding
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.former_levels import past
from fazhi.audit.text.manuscript import Manuscript
from fazhi.audit.text.passages import Passage

Counted = tuple[Passage, Figure]
DONE = re.compile(r"^(?:本年|全年|年内)?(?:实际)?已?|数$")
STAGES = ("结案|办结|审结|执结", "调解成功|调成|化解|调处成功", "立案", "受理")
STAGE = re.compile(
    rf"^(?:全部|全年|已|其中|所有)*(?P<stage>{'|'.join(STAGES)})的?(?:案?件|纠纷|处罚案件|行政处罚案件)?(?:共|累计|合计)?(?:处以?|收缴)?"
    r"(?:罚款|罚没|标的|金额|涉案|涉及)"
)
SHORTEST, TELLING, NEAREST = 2, 3, 12
LEAST, MOST = Fraction(3, 5), Fraction(5, 3)
"""So far from the printed mean may the right one lie: further off is one of something else."""


def named_elsewhere(manuscript: Manuscript, passage: Passage) -> Iterator[Slip]:
    """Every such mean of a passage."""
    for figure in passage.figures:
        claim = means.mean(passage, figure)
        if claim is None or claim.over or any(each.isdigit() for each in claim.base):
            continue
        if figure.vague or figure.bound or past(figure, passage.now) or means.foreign(claim) or means.twice(claim):
            continue
        if rounding.telling(claim.stated) < TELLING - 1 or totals.divided_as_told(claim):
            continue
        slip = _of(manuscript, claim)
        if slip is not None:
            yield slip


def _of(manuscript: Manuscript, claim: Mean) -> Slip | None:
    found = [each for each in claim.passage.figures if each is not claim.figure and _may_be_total(claim, each)]
    if claim.base:
        counted = _counted(manuscript, claim)
        named = _named(claim, counted)
    else:
        found, ended = _of_a_stage(claim, found)
        counted = _counted(manuscript, claim) if found else []
        named = [each for each in counted if ended and _ends(ended, *each)]
    if not named or any(means.fits(claim, each, number.exactly) for each in found for _of_it, number in named):
        return None
    alone = len({number.value for _of_it, number in named}) == 1
    sure = alone or rounding.telling(claim.stated) >= TELLING
    if not sure:
        counted = [each for each in counted if each[0] is claim.passage]  # so few figures are hit by chance from afar
    now = [each for each in found if each.end <= claim.start and totals.of_now(claim.passage, each)]
    for total in now[::-1][:NEAREST]:
        number = _meant(claim, total, named)
        if number is None:
            continue
        taken = _taken(claim, total, counted, named)
        if (
            taken
            or sure
            and total is now[-1]
            and misprints.misprinted(claim.stated, totals.made(claim, total, number.exactly))
        ):
            return Slip(claim, total, divisors.of(number, True), taken)
    return None


def _of_a_stage(claim: Mean, found: list[Figure]) -> tuple[list[Figure], str]:
    """The total told last, and what has become of the cases that it is of: 结案案件共处罚款, 调解成功的纠纷涉及金额."""
    last = [each for each in found if each.end <= claim.start and totals.of_now(claim.passage, each)][-1:]
    match = STAGE.search(last[0].head) if last and last[0].sentence == claim.figure.sentence else None
    return (last, next(each for each in STAGES if match["stage"] in each.split("|"))) if match else ([], "")


def _ends(names: str, passage: Passage, number: Figure) -> bool:
    """办结71件, 调成的459件; this year's."""
    ended = re.search(f"(?<![未没])(?:{names})(?:案件|纠纷|各类案件|的)?$", number.head)
    return ended is not None and not past(number, passage.now)


def _counted(manuscript: Manuscript, claim: Mean) -> list[Counted]:
    """All numbers of such things in the report."""
    every = ((passage, each) for passage in manuscript.passages for each in passage.figures)
    return [each for each in every if each[1].exact and divisors.counts(each[0], each[1], claim.thing)]


def _named(claim: Mean, counted: list[Counted]) -> list[Counted]:
    """按立案数计算 ← 立案186件, 立案案件中……的7件; this year's."""
    name = DONE.sub("", divisors.SAID_OF.sub("", claim.base)) or claim.base
    name = name[:SHORTEST]
    if len(name) < SHORTEST:
        return []
    return [each for each in counted if name in f"{each[1].head}|{each[1].tail}" and not past(each[1], each[0].now)]


def _meant(claim: Mean, total: Figure, named: list[Counted]) -> Figure | None:
    """The whole of what is called so, in the paragraph or else in the report, if it makes a mean near the printed one."""
    here = [number for passage, number in named if passage is claim.passage]
    stated = Fraction(claim.stated)
    for found in (here, [number for _passage, number in named]):
        most = max(found, key=lambda each: each.value, default=None)
        if most is not None and LEAST * stated <= totals.made(claim, total, most.exactly) <= MOST * stated:
            return most
    return None


def _taken(claim: Mean, total: Figure, counted: list[Counted], named: list[Counted]) -> str:
    """What else of such things was counted, where the mean comes out."""
    values = {number.value for _passage, number in named}
    for passage, each in counted:
        if each.value not in values and means.fits(claim, total, each.exactly):
            return LAST_YEAR.format(each.text) if past(each, passage.now) else each.text
    return ""


def _may_be_total(claim: Mean, each: Figure) -> bool:
    measure = means.same_measure(each, claim.figure)
    return each.count and bool(each.unit) and measure is not None and each.exactly * measure > claim.figure.exactly
