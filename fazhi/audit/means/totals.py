"""The totals of which a mean may be made, and what one of them makes of it over a number."""

from __future__ import annotations

import re
from fractions import Fraction

from fazhi.audit.means import means
from fazhi.audit.means.means import Mean
from fazhi.audit.text.change_words import CHANGE
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.former_levels import past
from fazhi.audit.text.passages import Passage

# 件均1.16万元（以调解成功的361件计）
GIVEN = re.compile(r"[，（](?:以|按)")
# 日均（按开放318天计）1657人次; 人均3件（以在岗人员计)
ASIDE = re.compile(r"（[^（）]{0,4}[按以][^（）]*）")
AVERAGED, AVERAGED_NEAR = re.compile(r"均|每"), 6


def of_now(passage: Passage, each: Figure) -> bool:
    """Is it a plain count of this year: no bound, no change and no mean itself?"""
    if not each.count or each.vague or each.bound or past(each, passage.now) or CHANGE.search(each.head) is not None:
        return False
    if means.mean(passage, each) is not None:
        return False
    return AVERAGED.search(passage.plain[max(0, each.start - AVERAGED_NEAR) : each.start]) is None


def made(claim: Mean, total: Figure, number: Fraction, measure: Fraction | None = None) -> Fraction:
    """The mean that a total makes over a number, as the mean is printed; ``measure``: where the total's unit is not the mean's."""
    measure = measure or means.same_measure(total, claim.figure) or means.ONE
    return total.exactly * measure * claim.per / claim.scale / number


def divided_as_told(claim: Mean) -> bool:
    """Do the words behind the mean say what divides it: 件均1.16万元（以调解成功的361件计）?"""
    return GIVEN.match(claim.passage.plain, claim.figure.end) is not None


def divided_aside(claim: Mean) -> bool:
    """Or do those in a bracket within its own words?"""
    return ASIDE.search(claim.passage.plain, claim.start, claim.figure.start) is not None
