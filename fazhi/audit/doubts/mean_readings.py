"""Further readings of a mean, each of them asked by :class:`fazhi.audit.doubts.rates.RateClaim`."""

from __future__ import annotations

import re
from fractions import Fraction

from fazhi.audit.corroboration import runs
from fazhi.audit.doubts.claim import Claim
from fazhi.audit.text.pairs import pairs

DIGITS = 2
"""Figures of a mean that is hardly the exact quotient of two numbers by chance."""
BY_ITS_WORDS = re.compile(r"按照?([^，。；：、\d]{2,12}?)(?:平均|计算|折算|计|算)[^。；\d]{0,8}$")
DEALT_OUT = re.compile(r"[^，。；：、\d]{0,6}(?:平均|计算|计|算)，?[^，。；：、\d]{0,6}")
MEAN_BEFORE = re.compile(r"[年月日季周]均[^，。；\d]{0,6}\d")
BEHIND = 8


def of_a_sum(claim: Claim) -> bool:
    """比上年的36件增加12件……罚款8.64万元，案均1800元: is it, without any rounding, what several counts in a row give together?"""
    if len(claim.stated.normalize().as_tuple().digits) < DIGITS:
        return False
    value = Fraction(claim.last.value)
    used = [each for each in claim.earlier if claim.used(each)]
    return any(
        row[0].kind != one.kind and total > 1 and one.exactly / total == value
        for one in used
        for total, row in runs(claim.earlier)
    )


def of_what_it_names(claim: Claim) -> bool:
    """按处罚决定平均，每件1.24万元; 按年末库内单位计算平均每家2次: do the words name what is divided by, and it is none of the numbers used?"""
    if claim.sentence is None:
        return False
    told = BY_ITS_WORDS.search(claim.passage.plain, claim.sentence.start, claim.last.start)
    if told is None:
        return False
    words = pairs(told[1])
    figures = [each for passage in claim.manuscript.passages for each in passage.figures if each.count]
    named = [each for each in figures if not words.isdisjoint(pairs(each.head) | pairs(each.tail[:BEHIND]))]
    used = [each for each in figures if claim.used(each) and each is not claim.last]
    if len(used) > 1 and not any(each in used for each in named):
        return True
    return any(
        one.kind != two.kind and two.exactly > 1 and claim.comes_out(one.exactly / two.exactly / claim.last.scale)
        for one in used
        for two in named
        if not claim.used(two)
    )


def of_the_nearest(claim: Claim) -> bool:
    """其余7个村共157件。11个村平均，每村25.1件: does the number right before it say among how many, and was it divided by another one?"""
    nearest = claim.before[-1] if claim.before else None
    if nearest is None or claim.used(nearest) or nearest.value <= 1:
        return False
    return DEALT_OUT.fullmatch(claim.passage.plain, nearest.end, claim.last.start) is not None


def of_another_stretch(claim: Claim) -> bool:
    """下半年要入库3448万元，月均574.7万元，上半年月均525.3万元: has what was divided a mean of its own already?"""
    used = [each for each in claim.earlier if claim.used(each) and each.kind == claim.last.kind]
    text = claim.passage.plain[used[-1].end : claim.last.start - 1] if used else ""
    return MEAN_BEFORE.search(text) is not None
