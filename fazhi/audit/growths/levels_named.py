"""One level told as a percentage of the one beside it: 人均14063元，中位数12186元，是平均数的86.7%; 办结118件，上年131件，为上年的90.1%."""

from __future__ import annotations

import re
from fractions import Fraction

from fazhi.audit.text import misprints, rounding
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.passages import Passage, Sentence

SAID = re.compile(
    r"(?:是|为|相当于)(?:全[国省市县区])?(?P<name>平均数|平均值|均值|平均水平|上年|去年|上年同期|去年同期|同期)的$"
)
EARLIER = re.compile(r"上年|去年|同期")
HUNDRED = 100
LEAD = 16
GAP = re.compile(r"(?:，[^，。；：\d]{0,6})?，?(?:中位数)?")
PAIR = 2
FARTHEST = 3 * HUNDRED


def slips(passage: Passage) -> list[tuple[Figure, Figure, Figure]]:
    """(the percentage, the level that it is of, the level beside it), where the one miswrites the other two."""
    found = []
    for sentence in passage.sentences:
        for figure in sentence.figures:
            if figure.percent and not figure.vague and not figure.bound and figure.value < FARTHEST:
                pair = _pair(passage, sentence, figure)
                if pair is not None and _slip(figure, *pair):
                    found.append((figure, *pair))
    return found


def _pair(passage: Passage, sentence: Sentence, figure: Figure) -> tuple[Figure, Figure] | None:
    match = SAID.search(passage.plain, max(sentence.start, figure.start - LEAD), figure.start)
    if match is None:
        return None
    levels = [
        each for each in sentence.figures
        if each.end <= match.start() and each.segment == figure.segment and each.count and not each.vague and not each.bound
    ]  # fmt: skip
    if len(levels) != PAIR or levels[0].kind != levels[1].kind or min(each.low for each in levels) <= 0:
        return None
    if EARLIER.search(match["name"]):
        before = [each for each in levels if each.compared or EARLIER.search(each.head)]
        now = [each for each in levels if each not in before]
        return (now[0], before[0]) if len(before) == 1 else None
    if GAP.fullmatch(passage.plain, levels[1].end, match.start()) is None or levels[1].kind != "元":
        return None
    return levels[1], levels[0]


def _slip(figure: Figure, level: Figure, base: Figure) -> bool:
    low, high = HUNDRED * level.low / base.high, HUNDRED * level.high / base.low
    share = HUNDRED * Fraction(level.exactly) / base.exactly
    other = rounding.fits(figure.value, HUNDRED * base.low / level.high, HUNDRED * base.high / level.low)
    return not rounding.fits(figure.value, low, high) and not other and misprints.near(figure.value, share)
