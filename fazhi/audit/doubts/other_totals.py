"""A share or rate that is one of another total than the one it was held against: 受理154.9万件，办结131.5万件，其中直接解答88.5万件，直接解答率
57.07%; 企业法人单位1857.0万个。……其中，内资企业1834.8万个，占98.8%.

That another total before it gives the three figures printed is hardly chance; of two figures it has to bear the name as well. But if
the shares beside it are of the one total and not of the other (A类299件，占74.6%；B类55件，占14.8%), that settles which is meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from fazhi.audit.doubts.claim import Claim
from fazhi.audit.text.change_words import CHANGE
from fazhi.audit.text.countable import gives, sound
from fazhi.audit.text.figures import Figure

TELLING = 3
"""Figures of a percentage that hardly any other count gives by chance."""
BACK = 2
"""So many paragraphs back a total may stand that is named."""
NAME = re.compile(r"占(?:全部|所有)?([\u4e00-\u9fff]{2,8}?)(?:总[数量额]|数量|件数|人数)?的?$")
LEAD, LEAST, DEED = 16, 2, 4


def of_another_total(claim: Claim) -> bool:
    """Is what is printed the share of the part in another count before it?"""
    used = [each for each in claim.earlier if claim.used(each) and each.count]
    if not used or not claim.last.percent:
        return False
    part, base = min(used, key=lambda each: each.exactly), max(used, key=lambda each: each.exactly)
    figures = len(f"{claim.stated:f}".replace(".", "").strip("0"))
    name = NAME.search(claim.passage.plain[max(0, claim.last.start - LEAD) : claim.last.start])
    for total, near in _totals(claim, part):
        named = name is not None and total.head.endswith(name[1])
        open_ = figures >= TELLING and near and (name is None or _of_the_same(base, total))
        if (open_ or figures >= LEAST and named) and gives(claim.stated, part, total):
            return not _settled(claim, base, total)
    return False


def _of_the_same(base: Figure, other: Figure) -> bool:
    """批准逮捕侵害未成年人犯罪53286人，提起公诉67103人: is the other told right behind the base, by its deed alone?"""
    behind = other.sentence == base.sentence and other.clause - base.clause == 1
    return behind and len(other.head) <= DEED


def _settled(claim: Claim, base: Figure, other: Figure) -> bool:
    """Is a share beside it one of the base, and not of the other total?"""
    shares = ((part, share) for part, share in pairwise(claim.passage.figures) if share.percent and part.count)
    return any(
        share is not claim.last
        and part.kind == base.kind
        and share.clause - part.clause <= 1
        and gives(share.value, part, base)
        and not gives(share.value, part, other)
        for part, share in shares
    )


def _totals(claim: Claim, part: Figure) -> Iterator[tuple[Figure, bool]]:
    """The counts that may be meant, and whether they stand in the paragraph itself."""
    number = next(at for at, each in enumerate(claim.manuscript.passages) if each is claim.passage)
    for passage in claim.manuscript.passages[max(0, number - BACK) : number + 1]:
        near = passage is claim.passage
        for each in passage.figures:
            if near and each.end > part.start or each.kind != part.kind or each.exactly <= part.exactly:
                continue
            if sound(each) and CHANGE.search(each.head) is None and not claim.used(each):
                yield each, near
