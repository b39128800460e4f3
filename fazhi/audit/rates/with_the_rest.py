"""A rate between what was done and what is left, which together are a count of the document: 批准154件。……已结案137件，结案率89.0%，还有17件正在办理.

Neither the whole nor the rest has to be called anything: that the two make a count that is printed is no chance.
"""

from __future__ import annotations

import re

from fazhi.audit.text import rounding
from fazhi.audit.text.figures import Figure, joined
from fazhi.audit.text.manuscript import Manuscript
from fazhi.audit.text.percentages import Percentage

RATE = re.compile(r"，[^，。；：、\d]{2,10}率(?:达到?|为|是)?")
REST = re.compile(r"[，；](?:余下|其余|剩余|剩下|尚余|尚有|还有|仍有|另有)的?[^，。；：、\d]{0,4}")
OPEN = re.compile(r"其余|剩|余")
UNDONE = re.compile(r"[^，。；]{0,6}(?:正在|在办|仍|尚|未|没|待|不合格|分期|结转)")
HUNDRED = 100
LEAST = 20
"""Of fewer things a part and a rest make by chance a number that another paragraph prints."""


def slip(manuscript: Manuscript, claim: Percentage) -> tuple[Figure, Figure] | None:
    """(part, part and rest) of a rate that is not theirs, nor that of the part in any other count of its paragraph."""
    figure = claim.figure
    if claim.role not in ("rate", "other") or figure.vague or figure.bound or figure.compared:
        return None
    told = _beside(claim)
    if told is None:
        return None
    part, rest = told
    whole = joined([part, rest])
    counts = [each for each in claim.passage.figures if each.kind == part.kind]
    here = any(each.value == whole.value and each.end <= part.start for each in counts)
    if not here and (whole.value < LEAST or not manuscript.prints(whole.kind, whole.value, claim.passage.index)):
        return None
    bases = [whole, *(each for each in counts if each.exactly >= part.exactly)]
    explained = any(rounding.fits(figure.value, HUNDRED * part.exactly / each.exactly) for each in bases)
    return None if explained or _with_items_before(claim, part, rest) else (part, whole)


def _with_items_before(claim: Percentage, part: Figure, rest: Figure) -> bool:
    """拆除3栋、加固10栋，完成率86.7%，其余2栋: was more done than the last count tells?"""
    done = part.exactly
    same = [each for each in claim.sentence.figures if each.end <= part.start and each.kind == part.kind and each.count]
    for each in reversed(same):
        done += each.exactly
        if rounding.fits(claim.figure.value, HUNDRED * done / (done + rest.exactly)):
            return True
    return False


def _beside(claim: Percentage) -> tuple[Figure, Figure] | None:
    """The counts right before and right behind the rate, the latter said to be what is left."""
    figures, text = claim.passage.figures, claim.passage.plain
    at = next((place for place, each in enumerate(figures) if each is claim.figure), 0)
    if not 0 < at < len(figures) - 1:
        return None
    part, rest = figures[at - 1], figures[at + 1]
    gap = REST.fullmatch(text, claim.figure.end, rest.start)
    if gap is None or RATE.fullmatch(text, part.end, claim.figure.start) is None or not _alike(part, rest):
        return None
    left = OPEN.search(gap.group()) is not None or UNDONE.match(text, rest.end) is not None
    return (part, rest) if left else None


def _alike(part: Figure, rest: Figure) -> bool:
    sound = not any(each.vague or each.bound or each.compared or each.spelled for each in (part, rest))
    return sound and part.count and rest.count and part.kind == rest.kind and part.value > 0 < rest.value
