"""A rate of what was done out of what was and what was not: 消除7282户27256人（……），风险消除率49.69%，未消除9087户27595人.

What was not done may be told behind the rate, and both by two units. Only figures in another order are believed, and grades (合格, 不合格) are no
such pair: who was 优秀 is neither of them.
"""

from __future__ import annotations

import re
from fractions import Fraction

from fazhi.audit.text import misprints
from fazhi.audit.text.countable import gives, sound
from fazhi.audit.text.figures import Figure, joined
from fazhi.audit.text.percentages import Percentage
from fazhi.audit.text.rounding import decimals

STEM = re.compile(r"([\u4e00-\u9fff]{2})率?$")
NOT = ("未", "没有")
DIGITS = 3
HUNDRED = 100


def slip(claim: Percentage) -> tuple[Figure, Figure] | None:
    """(part, both) of a rate that has the figures of the one out of both in another order."""
    figure, stem = claim.figure, STEM.search(claim.name)
    if claim.role != "rate" or stem is None or figure.vague or figure.bound or figure.compared:
        return None
    if len(f"{figure.value:f}".replace(".", "")) < DIGITS or claim.name.startswith(NOT):
        return None
    pairs = _pairs(claim, stem[1])
    if any(gives(figure.value, part, both) for part, both in pairs):
        return None
    printed = f"{figure.value:f}".replace(".", "")
    rows = [(pair, misprints.both_ways(_share(*pair), decimals(figure.value))) for pair in pairs]
    meant = [pair for pair, right in rows if any(misprints.swapped(printed, each) for each in right)]
    return meant[0] if len(meant) == 1 else None


def _share(part: Figure, both: Figure) -> Fraction:
    return HUNDRED * part.exactly / both.exactly


def _pairs(claim: Percentage, stem: str) -> list[tuple[Figure, Figure]]:
    """(done, done and not done) by the one unit and by the other, where each is told once in the sentence."""
    counts = [each for each in claim.sentence.figures if sound(each) and each.exact and stem in each.head]
    undone = [each for each in counts if any(f"{word}{stem}" in each.head for word in NOT)]
    done = [each for each in counts if each not in undone]
    if len(done) != 1 or len(undone) != 1 or done[0].kind != undone[0].kind:
        return []
    found = [(done[0], joined(sorted((done[0], undone[0]), key=lambda each: each.start)))]
    second = [
        next((each for each in claim.sentence.figures if each.start == one.end and sound(each) and each.exact), None)
        for one in (done[0], undone[0])
    ]
    one, other = second
    if one is not None and other is not None and one.kind == other.kind:
        found.append((one, joined(sorted((one, other), key=lambda each: each.start))))
    return found
