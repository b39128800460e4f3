"""A change whose level is the one number of the sentence before: 收、支总计均为1145.52万元。与2022年度相比，收、支总计各增加342万元，增长29.86%.

So the accounts of every department put it. 29.86% is the change in the level of now; of the level before it is 42.56%.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from fazhi.audit.growths import open_growths
from fazhi.audit.growths.changes import falls, nearest
from fazhi.audit.text import misprints, rounding
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.manuscript import Manuscript
from fazhi.audit.text.percentages import Percentage

HUNDRED, PAIR = 100, 2
SAID = re.compile(
    r"[与比较](?:上年|去年|20\d\d年)度?(?:决算数?)?(?:相比)?，(?P<subject>[^，。；\d]{0,16}?)(?:各|均|分别|共)?(?:增加|减少|增长|下降)了?"
)


def said_before(manuscript: Manuscript) -> Iterator[tuple[Percentage, Figure, Figure, Fraction]]:
    """(the growth, its change, the level of the sentence before, what the growth comes to), where it is neither that nor open."""
    for claim in open_growths.unsettled(manuscript):
        change = nearest(claim)
        if change is None or change.vague or change.bound:
            continue
        match = SAID.fullmatch(claim.passage.plain, claim.sentence.start, change.start)
        level = None if match is None else _level(claim, change, match["subject"])
        if level is None:
            continue
        sign = 1 if falls(claim) else -1
        low, high = (
            level.low + sign * (change.high if sign < 0 else change.low),
            level.high + sign * (change.low if sign < 0 else change.high),
        )
        if low <= 0:
            continue
        growth = HUNDRED * change.exactly / (level.exactly + sign * change.exactly)
        stated = claim.figure.value
        if rounding.fits(stated, HUNDRED * change.low / high, HUNDRED * change.high / low):
            continue
        of_now = rounding.fits(stated, HUNDRED * change.low / level.high, HUNDRED * change.high / level.low)
        if of_now or misprints.near(stated, growth):
            yield claim, change, level, growth


def _level(claim: Percentage, change: Figure, subject: str) -> Figure | None:
    """The one count of its unit in the sentence before, of the same thing."""
    before = [each for each in claim.passage.sentences if each.end <= claim.sentence.start][-1:]
    same = [each for sentence in before for each in sentence.figures if each.kind == change.kind and each.count]
    if len(same) != 1 or same[0].compared or same[0].vague or same[0].bound or same[0].value <= change.value:
        return None
    words = claim.passage.plain[before[0].start : same[0].start]
    shared = not subject or any(subject[at : at + PAIR] in words for at in range(len(subject) - 1))
    return same[0] if shared else None
