"""A change whose level is the one number of the sentence before: 收、支总计均为1145.52万元。与2022年度相比，收、支总计各增加342万元，增长29.86%.

So the accounts of every department put it. 29.86% is the change in the level of now; of the level before it is 42.56%.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from fazhi.audit.growths import open_growths
from fazhi.audit.growths.changes import Levels, falls, fits_pair, minus, nearest
from fazhi.audit.text import misprints
from fazhi.audit.text.countable import gives
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.manuscript import Manuscript
from fazhi.audit.text.pairs import pairs
from fazhi.audit.text.percentages import Percentage

HUNDRED = 100
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
        fall = falls(claim)
        pair = Levels(level, minus(level, change, fall), change=change)
        if pair.base.value <= 0 or fits_pair(claim.figure, pair, fall):
            continue
        growth = HUNDRED * change.exactly / pair.base.exactly
        if gives(claim.figure.value, change, level) or misprints.near(claim.figure.value, growth):
            yield claim, change, level, growth


def _level(claim: Percentage, change: Figure, subject: str) -> Figure | None:
    """The one count of its unit in the sentence before, of the same thing."""
    before = [each for each in claim.passage.sentences if each.end <= claim.sentence.start][-1:]
    same = [each for sentence in before for each in sentence.figures if each.kind == change.kind and each.count]
    if len(same) != 1 or same[0].compared or same[0].vague or same[0].bound or same[0].value <= change.value:
        return None
    words = claim.passage.plain[before[0].start : same[0].start]
    return same[0] if not subject or pairs(subject) & pairs(words) else None
