"""A share of the former or the latter of two counts: 审结的121件中，无修改意见的44件，提出修改意见的77件，后者占63.64%."""

from __future__ import annotations

import re

from fazhi.audit.rates import wrong_operands
from fazhi.audit.text import misprints, rounding
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.percentages import Percentage

WHICH = re.compile(
    r"[，；。（](?:其中)?(?P<which>前|后)(?:者|一[类种项个]|[类种项])(?:所|又|则|约|仅|只|就|已|也|共)*占(?:到|了|全部|总数|总量|其中|两者之和|[\u4e00-\u9fff]{2,8}总[数量])?的?(?:比例|比重)?[为达]?$"
)
PAIR, LEAD, HUNDRED = 2, 24, 100


def slip(claim: Percentage) -> tuple[Figure, Figure] | None:
    """(the one that is meant, what both make up) of a share that is not theirs, but a slip of it or that of the other one."""
    found = pair(claim)
    if found is None:
        return None
    part, whole = found
    share, stated = HUNDRED * part.exactly / whole.exactly, claim.figure.value
    if rounding.fits(stated, share):
        return None
    near = not misprints.too_far(stated, share) or wrong_operands.explained(claim, part, whole)
    return found if near or rounding.fits(stated, HUNDRED - share) else None


def pair(claim: Percentage) -> tuple[Figure, Figure] | None:
    """(the one that is meant, what both make up)."""
    figure, text = claim.figure, claim.passage.plain
    if figure.vague or figure.bound or figure.compared:
        return None
    found = WHICH.search(text, max(claim.sentence.start, figure.start - LEAD), figure.start)
    before = [
        each for each in claim.sentence.figures
        if found is not None and each.end <= found.start() and each.count and each.exact and not each.compared
    ]  # fmt: skip
    if found is None or len(before) < PAIR or before[-1].kind != before[-2].kind:
        return None
    former, latter = before[-PAIR:]
    part = former if found["which"] == "前" else latter
    made = former.value + latter.value
    earlier = [each for each in claim.passage.figures if each.end <= former.start and each.kind == part.kind]
    whole = [each for each in earlier if each.exact and each.value == made and figure.sentence - each.sentence <= 1]
    return (part, whole[-1]) if whole and part.value > 0 else None
