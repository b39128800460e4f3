"""A rate of what was done out of what was and what was not: 消除7282户27256人（……），风险消除率49.69%，未消除9087户27595人.

What was not done may be told behind the rate, and both by two units. Only figures in another order are believed, and grades (合格, 不合格) are no
such pair: who was 优秀 is neither of them.
"""

from __future__ import annotations

import re

from fazhi.audit.rates import two_units
from fazhi.audit.text import misprints
from fazhi.audit.text.countable import gives, sound
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.percentages import Percentage

STEM = re.compile(r"([\u4e00-\u9fff]{2})率?$")
NOT = ("未", "没有")
HUNDRED = 100


def slip(claim: Percentage) -> tuple[Figure, Figure] | None:
    """(part, both) of a rate that has the figures of the one out of both in another order."""
    figure, stem = claim.figure, STEM.search(claim.name)
    if claim.role != "rate" or stem is None or figure.vague or figure.bound or figure.compared:
        return None
    if claim.name.startswith(NOT):
        return None
    found = _pairs(claim, stem[1])
    if any(gives(figure.value, part, both) for part, both in found):
        return None
    meant = [pair for pair in found if misprints.reordered(figure.value, HUNDRED * pair[0].exactly / pair[1].exactly)]
    return meant[0] if len(meant) == 1 else None


def _pairs(claim: Percentage, stem: str) -> list[tuple[Figure, Figure]]:
    """(done, done and not done) by the one unit and by the other, where each is told once in the sentence."""
    counts = [each for each in claim.sentence.figures if sound(each) and each.exact]
    told = [each for each in counts if stem in each.head]
    undone = [each for each in told if any(f"{word}{stem}" in each.head for word in NOT)]
    done = [each for each in told if each not in undone]
    if len(done) != 1 or len(undone) != 1:
        return []
    return [(pair[0], two_units.both(pair)) for pair in two_units.pairs(counts, done[0], undone[0])]
