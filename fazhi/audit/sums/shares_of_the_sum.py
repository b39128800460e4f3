"""Which of a total and its list is right is told by a share behind them: 1937件，其中养老类1246件、农机类387件、证照类295件，养老类占64.63%.

A list after 其中 may leave items out, so that it misses its total proves nothing. Where the share of an item is that of what
the items come to, and not of the total, the total is not theirs.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from fazhi.audit.sums.addition import Addition
from fazhi.audit.text import rounding
from fazhi.audit.text.figures import Figure

FEWEST = 3
CLOSE = Decimal("0.05")


def shares_of_the_sum(addition: Addition, amount: Decimal) -> bool:
    """Do all shares behind the list that are of one of its items follow from the sum of the items, and none from the total?"""
    parts, total = addition.parts, addition.totals[0]
    if len(parts) < FEWEST or not amount or not all(each.exact for each in (*parts, total)):
        return False
    if abs(total.value - amount) > CLOSE * total.value:
        return False  # 村147件，镇51件；从类型看，……: of both together
    behind = [
        each
        for each in addition.passage.figures
        if each.percent and "占" in each.head and rounding.decimals(each.value)
        if each.start > parts[-1].end and each.sentence == parts[-1].sentence
    ]
    of_sum = [each for each in behind if _of_an_item(each, parts, amount)]
    return bool(of_sum) and not any(_of_an_item(each, parts, total.value) for each in behind)


def _of_an_item(share: Figure, parts: list[Figure], whole: Decimal) -> bool:
    return any(bool(rounding.fits(share.value, 100 * each.exactly / Fraction(whole))) for each in parts)
