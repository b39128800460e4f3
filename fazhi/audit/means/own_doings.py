"""A mean of what so many did themselves: 9个市场监管所办理292件，稽查大队办理146件……，平均每所48.7件 is 438÷9, of all that were dealt with.

Number and total stand in one clause, the number its subject. The mean is called as they are, no other number of such things is told
between, and neither is another mean of them.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import pairwise

from fazhi.audit.means import divisors, means
from fazhi.audit.means.means import Mean
from fazhi.audit.means.other_operands import Slip
from fazhi.audit.text import rounding
from fazhi.audit.text.change_words import CHANGE
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.former_levels import past
from fazhi.audit.text.manuscript import Manuscript
from fazhi.audit.text.passages import Passage

# 9个市场监管所办理292件: from the number to what they did; 743件里 is of these.
DID = re.compile(r"[\u4e00-\u9fff]{2,24}")
AMONG = re.compile(r"^[里中内]|有|配备|覆盖|涉及|分|包括|均|各|设|比|较|由|持|培训|参加")
OPENS = "，。；："
OTHERS = re.compile(r"(?:上年|去年|同期|20\d\d年|其余|其他)[^，。；\d]{0,6}$")
TELLING, DEED, BACK, REACH = 2, 2, 12, 14


def own_doings(manuscript: Manuscript, passage: Passage) -> Iterator[Slip]:
    """Every such mean of a passage."""
    for figure in passage.figures:
        claim = means.mean(passage, figure)
        if claim is None or claim.over or claim.per > 1 or not claim.plain or figure.vague or figure.bound:
            continue
        lead = passage.plain[max(0, claim.start - REACH) : claim.start]
        if claim.base or past(figure) or OTHERS.search(lead) or means.foreign(claim):
            continue
        if means.twice(claim) or rounding.telling(claim.stated) < TELLING:
            continue
        slip = _of(claim)
        if slip is not None:
            yield slip


def _of(claim: Mean) -> Slip | None:
    passage, figure = claim.passage, claim.figure
    at = bisect_left(passage.figures, figure.start, key=lambda each: each.start)
    near = passage.figures[max(0, at - BACK) : at]
    pairs = [(one, two) for one, two in pairwise(near) if _did(claim, one, two)]
    if not pairs or pairs[-1][0].sentence < figure.sentence - 1:
        return None
    number, total = pairs[-1]
    if any(_spoils(claim, each) for each in near if each.start > number.start):
        return None
    counts = [each for each in near if each.count and each.value > 0]
    if any(means.fits(claim, total, each.exactly) for each in counts):
        return None
    told = [each for each in means.around(claim) if each.end <= claim.start and each.kind == figure.kind]
    made = [each for each in told if means.fits(claim, each, number.exactly)]
    if any(each.start > total.start and not past(each, passage.now) for each in made):
        return None  # 17个派出所调处纠纷5143起，成功4986起，平均每所: it may be of what came of them
    taken = made[-1].text if made else ""
    between = any(each.kind == figure.kind and total.end <= each.start for each in counts)
    if not (taken or _of_the_deed(claim, number, total) and (claim.deed or not between)):
        return None
    return Slip(claim, total, divisors.of(number, True), taken)


def _of_the_deed(claim: Mean, number: Figure, total: Figure) -> bool:
    """14个服务站办理9247件……平均每个服务站办理: is the mean one of what they are said to have done?"""
    return claim.deed[:DEED] in claim.passage.plain[number.end : total.end]


def _did(claim: Mean, number: Figure, total: Figure) -> bool:
    text = claim.passage.plain
    if not number.exact or total.kind != claim.figure.kind or total.vague or total.bound:
        return False
    if total.value <= claim.figure.value or past(total, claim.passage.now):
        return False
    opens = text[max(0, number.start - 1) : number.start] in OPENS
    gap = text[number.end : total.start]
    if not opens or DID.fullmatch(gap) is None or AMONG.search(gap) or CHANGE.search(total.head) is not None:
        return False
    return divisors.counts(claim.passage, number, claim.thing)


def _spoils(claim: Mean, each: Figure) -> bool:
    """Another number of such things, or another mean of them, on the way to this one."""
    return divisors.counts(claim.passage, each, claim.thing) or means.mean(claim.passage, each) is not None
