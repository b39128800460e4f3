"""A list that divides another whole than the count before it: 已办结638件，办结率99.2%。从内容看，…643件 in all, which are those received.

What the count's own rate says it was a part of, or what this year's growth makes of last year's, is the sum of the list; or the words
that open the list name another stage than the count does (审结案件中，…… of 新收156件).
"""

from __future__ import annotations

import re
from fractions import Fraction

from fazhi.audit.text import rounding, stages
from fazhi.audit.text.figures import Figure, summed
from fazhi.audit.text.former_levels import past
from fazhi.audit.text.passages import Passage

HUNDRED, NEXT, LEAD = 100, 2, 14
RATE = re.compile(r"率(?:为|达到?|是)?$")
GROWN = re.compile(r"(?:增长|上升|下降|减少|[增升降])了?$")
# 审结案件中，维持74件; 在调处成功的纠纷中，达成书面协议88起
OPENS = re.compile(r"(?P<of>[^，。；：、\d]{2,12})(?:中|里)，?[^，。；：、\d]{0,8}$")


def of_another_whole(passage: Passage, total: Figure, parts: list[Figure]) -> bool:
    """Do the words or the percentage behind the count say that the list is not of it?"""
    if total.end > parts[0].start or not any(each is total for each in passage.figures):
        return False
    return _made_of_it(passage, total, Fraction(summed(parts))) or _of_another_stage(passage, total, parts[0])


def _made_of_it(passage: Passage, total: Figure, amount: Fraction) -> bool:
    """办结638件，办结率99.2%, of 643; 上年受理1036件，今年上升7.82%, to 1117."""
    behind = [each for each in passage.figures if each.start >= total.end and each.sentence == total.sentence][:NEXT]
    for each in behind if amount > 0 < total.exactly else ():
        if not each.percent or each.vague or each.bound:
            continue
        lead = passage.plain[max(total.end, each.start - LEAD) : each.start]
        if RATE.search(lead) is not None and rounding.fits(each.value, HUNDRED * total.exactly / amount):
            return True
        grown = GROWN.search(lead) is not None and past(total, passage.now)
        if grown and rounding.fits(each.value, HUNDRED * abs(amount - total.exactly) / total.exactly):
            return True
    return False


def _of_another_stage(passage: Passage, total: Figure, first: Figure) -> bool:
    """Does the sentence of the list open with those of another stage than the count is of?"""
    begin = max(passage.plain.rfind(mark, 0, first.start) for mark in "。；：") + 1
    opened = OPENS.search(passage.plain, max(begin, total.end), first.start)
    return opened is not None and stages.apart(opened["of"], total.head)
