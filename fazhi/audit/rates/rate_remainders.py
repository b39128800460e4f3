"""What is left of a whole that a rate beside it proves: 应办结1104件，按期办结1091件，按期办结率98.82%。……逾期办结13件.

The rate says which two counts are whole and part, so the next count that is said not to be of the part must be the rest. Only a
slip of the hand is believed: of a hundred such rests in clean reports those of another matter look like none (decision 0017).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from fazhi.audit.rates.stated_bases import ADJACENT
from fazhi.audit.sums.addition import Addition
from fazhi.audit.sums.headed_lists import addable
from fazhi.audit.text import misprints, rounding
from fazhi.audit.text.denials import denied, told
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.former_levels import turned_from
from fazhi.audit.text.passages import Passage
from fazhi.audit.text.percentages import Percentage, claims

HUNDRED = 100
FEW = 3
"""So many counts behind the rate may be the rest."""
LEAD, AHEAD = 16, 12
SLIGHT = 3
MARKS = re.compile(r"[，。；：]")
BACK = 14
"""So many counts before the part its whole may stand, where the rate has three figures and more to prove it."""
TELLING = 3
# 结案率95.90%，结案1287件
RATE_FIRST = re.compile(r"，[^，。；：\d]{1,8}")
LEFT = re.compile(
    r"不(?![予断少])|未|没|无法|逾期|超期|超时|缺[考席勤编]|空编|空缺|其余|剩|余下|余$|尚|仍|(?<![返归偿退])还"
)
STILL = re.compile(r"[^，。；]{0,4}(?:正在|仍在|尚|未|没有|不合格)")


def rate_remainders(passage: Passage) -> Iterator[Addition]:
    """One addition for each rate of two counts before it that is followed by the rest, right or miswritten."""
    for claim in claims([passage], "rate", "share"):
        pair = proven(claim)
        if pair is None:
            continue
        part, whole = pair
        left = whole.value - part.value
        rests = [each for each in _rests(claim, part) if each.value == left or _alike(claim, part, each, left)]
        told = any(each.value == left and each.kind == whole.kind for each in passage.figures)
        rests = [each for each in rests if not turned_from(claim.passage.plain, whole, claim.figure.end, each.start)]
        if len(rests) == 1 and (rests[0].value == left or not told):
            yield Addition(passage, [whole], [part, *rests], "left-over", True)


def proven(claim: Percentage) -> tuple[Figure, Figure] | None:
    """(part, whole) where the count right before the rate and one of its unit before that give it."""
    figure = claim.figure
    if figure.vague or figure.bound or figure.compared or figure.value == HUNDRED:
        return None
    counts = [each for each in claim.passage.figures if not each.percent]
    before = [each for each in counts if each.end <= figure.start]
    behind = next((each for each in counts if each.start >= figure.end), None)
    text = claim.passage.plain
    if before and ADJACENT.fullmatch(text, before[-1].end, figure.start) is not None:
        part = before.pop()
    elif behind is not None and RATE_FIRST.fullmatch(text, figure.end, behind.start) is not None:
        part = behind
    else:
        return None
    if not _counted(part, part):
        return None
    telling = sum(each.isdigit() for each in figure.text) >= TELLING
    for whole in reversed(before[-BACK:]):
        near = figure.sentence - whole.sentence <= 1 or telling
        if near and _counted(whole, part) and whole.value > part.value:
            if rounding.fits(figure.value, HUNDRED * part.exactly / whole.exactly):
                return part, whole
    return None


def _rests(claim: Percentage, part: Figure) -> Iterator[Figure]:
    """The next counts of the unit behind the rate whose words say that they are not of the part."""
    text, figure = claim.passage.plain, claim.figure
    behind = [each for each in claim.passage.figures if each.start >= figure.end and _counted(each, part)]
    for rest in behind[:FEW]:
        if rest.sentence - figure.sentence > 1:
            return
        lead = MARKS.split(text[max(figure.end, rest.start - LEAD) : rest.start])[-1]
        if LEFT.search(lead) is None and STILL.match(text[rest.end : rest.end + AHEAD]) is None:
            return  # 办理801件，占95.9%；已解决564件，……不具备条件30件: of those that are told of since
        yield rest


def _counted(figure: Figure, other: Figure) -> bool:
    return addable(figure, other) and figure.exact and figure.value > 0


def _alike(claim: Percentage, part: Figure, rest: Figure, left: Decimal) -> bool:
    """Is it what is left but for a slip; or hardly off it, and said in the words of the part (调解成功403件……没有调成的11件)?"""
    if misprints.like_count(f"{rest.value:f}", f"{left:f}"):
        return True
    deed = denied(claim.passage, rest)
    return bool(deed) and told(part, deed) and abs(rest.value - left) <= SLIGHT
