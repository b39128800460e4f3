"""A share that is one of another total, which the words name: 投诉3046件……服务类投诉1264件，占投诉总量的41%; 企业法人单位中，内资企业1834.8万个，占98.8%.

Who reckons over a wrong total prints the share of another one as well, so that a number gives what is printed is no excuse: it has
to be called as the share, what the sentence is about, or the share before it says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from fazhi.audit.doubts.claim import Claim
from fazhi.audit.text import rounding
from fazhi.audit.text.change_words import CHANGE, EARLIER
from fazhi.audit.text.countable import gives, sound
from fazhi.audit.text.figures import Figure

TELLING = 3
"""Figures of a percentage that hardly any other count gives by chance."""
BACK = 2
"""So many paragraphs back a total may stand that is named."""
NAME = re.compile(r"占(?:全部|所有)?([\u4e00-\u9fff]{2,8}?)(?:总[数量额]|数量|件数|人数)?的")
ABOUT = re.compile(r"([\u4e00-\u9fff]{2,10})中，")
LEAST, DEED = 2, 4
NO_DEED = re.compile("[共总合其]")


def of_another_total(claim: Claim) -> bool:
    """Is what is printed the share of the part in another count before it?"""
    used = [each for each in claim.earlier if claim.used(each) and each.count]
    if not used or not claim.last.percent or claim.sentence is None:
        return False
    part, base = min(used, key=lambda each: each.exactly), max(used, key=lambda each: each.exactly)
    figures = rounding.telling(claim.stated)
    called = _names(claim)
    for total, near in _totals(claim, part, base):
        named = figures >= LEAST and any(total.head.endswith(each) for each in called)
        rest = part.exactly + total.exactly == base.exactly  # 213件中，初次168件，重复45件: the other of two parts
        same = figures >= TELLING and near and not rest and _of_the_same(base, total)
        if (named or same) and gives(claim.stated, part, total):
            return True
    return False


def _names(claim: Claim) -> list[str]:
    """What the share says that it is of, or the one before it; what the sentence is about."""
    text = claim.passage.plain
    assert claim.sentence is not None
    about = ABOUT.match(text, claim.sentence.start, claim.last.start)
    said = [match[1] for match in NAME.finditer(text, claim.sentence.start, claim.last.start)][-1:]
    return said + ([] if about is None else [about[1]])


def _of_the_same(base: Figure, other: Figure) -> bool:
    """批准逮捕侵害未成年人犯罪53286人，提起公诉67103人: is the other told right behind the base, by its deed alone?"""
    behind = other.sentence == base.sentence and other.clause - base.clause == 1
    return behind and len(other.head) <= DEED and NO_DEED.search(other.head) is None


def _totals(claim: Claim, part: Figure, base: Figure) -> Iterator[tuple[Figure, bool]]:
    """The counts that may be meant, and whether they stand in the paragraph itself."""
    number = next(at for at, each in enumerate(claim.manuscript.passages) if each is claim.passage)
    for passage in claim.manuscript.passages[max(0, number - BACK) : number + 1]:
        near = passage is claim.passage
        for each in passage.figures:
            if near and each.end > part.start or each.kind != part.kind or each.exactly <= part.exactly:
                continue
            past = each.period not in ("", base.period) or EARLIER.search(each.head) is not None
            if sound(each) and not past and CHANGE.search(each.head) is None and not claim.used(each):
                yield each, near
