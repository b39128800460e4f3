"""Rates whose part or whole is several counts together, or what is left when a count is taken off another."""

from __future__ import annotations

import re
from itertools import combinations

from fazhi.audit.text import rounding
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.percentages import Percentage
from fazhi.audit.text.wording import RateName

MOST_PARTS = 5
# 优秀26卷、合格13卷、不合格1卷: what failed is no part of a rate of what did not.
OPPOSITE = re.compile(r"[不未]")
INSPECTED = re.compile(r"抽[查检]|检查|受检|检验|监测")
# 检查结果正常的308户，发现问题的58户: nor what they were found to be; of both together the rate is.
FOUND_SOUND = re.compile(r"(?:正常|(?<![不未])合格|未发现问题|无问题|良好|达标)的?$")
NONE: frozenset[str] = frozenset()


def parts(claim: Percentage, part: Figure, whole: Figure) -> frozenset[str]:
    """优秀12卷、合格25卷，合格率…; 现场整改91处，限期整改12处，整改率…: the roundings by which the part and others beside it give the rate."""
    more = [
        each
        for each in claim.sentence.figures
        if each is not part
        and each is not whole
        and each.exact
        and each.kind == part.kind
        and each.end <= claim.figure.start
        and each.value < whole.value
        and (OPPOSITE.search(each.head) is None or OPPOSITE.search(claim.name) is not None)
    ][-MOST_PARTS:]
    for length in range(1, len(more) + 1):
        for chosen in combinations(more, length):
            value = int(part.value + sum(each.value for each in chosen))
            if part.exact and value <= whole.value:
                roundings = rounding.fits_counts(claim.figure.value, value, int(whole.value))
                if roundings and not claim.figure.bound:
                    return roundings
    return NONE


def with_remainder(claim: Percentage, part: Figure, rule: RateName) -> frozenset[str]:
    """初次968件次，重复278件次，重复率…: the base may be both together, if no count stands between them.

    抽查2150批次，不合格172批次: what was inspected is the base already.
    """
    counts = [each for each in claim.sentence.figures if each.kind == part.kind and each.end <= claim.start]
    place = next((number for number, each in enumerate(counts) if each is part), None)
    beside = [] if place is None else counts[max(0, place - 1) : place] + counts[place + 1 : place + 2]
    for other in beside:
        inspected = INSPECTED.search(other.head) and FOUND_SOUND.search(other.head) is None
        if other.value > part.value and inspected and rule.whole.search(other.head):
            continue
        if other.exact and part.exact:
            roundings = rounding.fits_counts(claim.figure.value, int(part.value), int(part.value + other.value))
            if roundings and not claim.figure.bound:
                return roundings
    return NONE


def taken_off(claim: Percentage, part: Figure, wholes: list[Figure]) -> tuple[Figure, frozenset[str]] | None:
    """预算18.72亿元，成交17.63亿元，节约1.09亿元，节约率5.82%: what was taken off is a part of what it was taken from."""
    before = [each for each in claim.sentence.figures if each.end <= part.start and each.kind == part.kind]
    for each in before:
        if any(each.value == left.value + part.value for left in wholes) and each.low > 0:
            roundings = rounding.fits(claim.figure.value, 100 * part.low / each.high, 100 * part.high / each.low)
            if roundings and not claim.figure.bound:
                return each, roundings
    return None


def of_another_whole(claim: Percentage, part: Figure, whole: Figure) -> bool:
    """抽检1560批次，监督抽检和评价性抽检分别为1120批次和440批次，不合格31批次，总体合格率98.0%"""
    bad = whole.value - part.value
    counts = [each for each in claim.sentence.figures if each.exact and each.kind == whole.kind and each.value > bad]
    return any(rounding.fits_counts(claim.figure.value, int(each.value - bad), int(each.value)) for each in counts)
