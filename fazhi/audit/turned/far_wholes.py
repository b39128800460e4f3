"""A percentage right behind its part, of which the whole stands anywhere in the document: 累计9876户用上卫生厕所，普及率86.19% (86.91).

The part is sure; the whole is not named. So it is looked for in the whole document, and asked more: no count of any unit, and none of the
numbers of the sentence together, may give what is printed.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from decimal import Decimal

from fazhi.audit.corroboration import counts, printed, runs
from fazhi.audit.rates import own_operands
from fazhi.audit.text import misprints, rounding
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.manuscript import Manuscript
from fazhi.audit.text.percentages import Percentage
from fazhi.audit.turned.account import Account
from fazhi.audit.turned.percentages import asked

BEHIND = re.compile(
    r"[^，。；：、\d（）]{0,10}，(?:[以按][^，。；：、\d（）]{2,8}计算?，)?"
    r"[^，。；：、\d（）]{0,10}(?:率(?:为|达到?|是)?|占[^，。；：、\d（）]{2,10}的)"
)
TELLING, HUNDRED = 3, 100
BEFORE = 4
"""So many counts of the sentence before the percentage may be its part, alone or together."""
Value = tuple[float, Figure]


def account(manuscript: Manuscript, claim: Percentage) -> Account | None:
    """What the percentage should be, if it is that of its part and one count of the document with two figures turned."""
    figure, passage = claim.figure, claim.passage
    stated = printed(figure)
    if stated is None or not asked(claim) or rounding.telling(stated) < TELLING or stated >= HUNDRED:
        return None
    own = [each for each in counts(passage) if each.end <= figure.start and each.sentence == figure.sentence][-BEFORE:]
    if not own or BEHIND.fullmatch(passage.plain, own[-1].end, figure.start) is None:
        return None
    wholes, part = _wholes(manuscript), own[-1]
    parts = [each.exactly for each in own] + [value for value, _run in runs(own)]
    if any(_giving(wholes, float(each), percent) for each in parts for percent in (stated, HUNDRED - stated)):
        return None
    told = {each.value for each in passage.figures if each.percent}
    found = {
        (due, whole.value): Account(due, f"{part.text}÷{whole.text}", (part, whole))
        for due in misprints.turns(stated)
        if due not in told
        for whole in _giving(wholes, float(part.exactly), due)
        if whole.kind == part.kind
        and own_operands.is_whole(claim, whole)
        and rounding.HALF_UP in rounding.fits(due, part.exactly / whole.exactly * HUNDRED)
    }
    return next(iter(found.values())) if len(found) == 1 else None


def _wholes(manuscript: Manuscript) -> list[Value]:
    """Every count of the document, in order of size."""
    known: list[Value] | None = manuscript.memory.get("wholes by size")
    if known is None:
        every: Iterable[Figure] = (each for passage in manuscript.passages for each in counts(passage))
        known = sorted(((float(each.exactly), each) for each in every), key=lambda each: each[0])
        manuscript.memory["wholes by size"] = known
    return known


def _giving(wholes: list[Value], part: float, stated: Decimal) -> list[Figure]:
    """The counts of which a part is printed as such a percentage, rounded or cut off."""
    step, percent = float(rounding.place(stated)), float(stated)
    least, most = HUNDRED * part / (percent + step), HUNDRED * part / (percent - step / 2)
    first = bisect_left(wholes, least, key=lambda each: each[0])
    return [each for _value, each in wholes[first : bisect_right(wholes, most, key=lambda each: each[0])]]
