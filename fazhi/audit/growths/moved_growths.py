"""A growth of which the words tell all that came and went: 与上年的118项相比，调入11项、调出4项，增长5.9%.

What came less what went is the increase, whatever the level now is; nothing else has to be found.
"""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction

from fazhi.audit.growths.changes import falls
from fazhi.audit.sums.stock_roles import CAME, WENT, came_or_went
from fazhi.audit.text import misprints, rounding
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.percentages import Percentage

THAN = re.compile(
    r"(?:较|比|与|同|和|跟|相较于?|相比于?|对比)(?:[上去]一?年|前一?年|20\d\d年|年初|期初)(?:同期|全年|年?[末底]|度)?的?[\u4e00-\u9fff]{0,6}$"
)
# 相比，调入; 、调出
STEP = re.compile(r"(?:相比|比较|相较|来说|来看)?[，、；和并](?:又|并|同时|另|共|其中)?[\u4e00-\u9fff]{1,12}")
LAST = re.compile(
    r"，(?:[\u4e00-\u9fff]{0,6}?(?:总量|总数|总体|合计|两项相抵|相抵后|净))?[\u4e00-\u9fff]{0,4}?(?:增长|上升|增加|下降|减少|增幅|降幅|涨幅|升|降|净增|净减)(?:了|为|达|约)*"
)
BASIS = "增减幅度＝（增加数－减少数）÷基期数"
"""With the level now printed as well, every number is named, and what else comes out of them comes out by chance."""
LEAD, HUNDRED, FEWEST, MOST = 28, 100, 2, 4


def slip(claim: Percentage) -> tuple[str, Decimal, str] | None:
    """(message, the right percentage, the basis where the level that they lead to is printed too) of such a growth that is not what the moves make."""
    figure, text = claim.figure, claim.passage.plain
    before = [each for each in claim.sentence.figures if each.end <= figure.start]
    at = next(
        (number for number, each in enumerate(before) if THAN.search(text, max(0, each.start - LEAD), each.start)), -1
    )
    row = before[at:] if at >= 0 else []
    if (
        not FEWEST < len(row) <= MOST + 1
        or figure.vague
        or figure.bound
        or LAST.fullmatch(text, row[-1].end, figure.start) is None
    ):
        return None
    base, moves = row[0], row[1:]
    if base.value <= 0 or any(not each.count or not each.exact or each.kind != base.kind for each in row):
        return None
    signs = [_sign(text, one, two) for one, two in zip(row, moves, strict=False)]
    if set(signs) != {1, -1}:
        return None
    net = sum((sign * each.value for sign, each in zip(signs, moves, strict=True)), Decimal(0))
    change = HUNDRED * Fraction(-net if falls(claim) else net) / base.exactly
    proven = any(each.kind == base.kind and each.value == base.value + net for each in claim.passage.figures)
    if rounding.fits(figure.value, change) or not proven and not misprints.near(figure.value, change):
        return None
    computed = rounding.show(HUNDRED * abs(Fraction(net)) / base.exactly, max(1, rounding.decimals(figure.value)))
    told = "".join(f"{'＋' if sign > 0 else '－'}{each.text}" for sign, each in zip(signs, moves, strict=True)).lstrip(
        "＋"
    )
    way = "增" if net >= 0 else "降"
    return (
        f"文中写{'降' if falls(claim) else '增'}{claim.stated}，按（{told}）÷{base.text}应为{way}{computed}%。",
        computed,
        BASIS if proven else "",
    )


def _sign(text: str, one: Figure, two: Figure) -> int:
    """Did what the words before a count name come, or go?"""
    if STEP.fullmatch(text, one.end, two.start) is None:
        return 0
    move = came_or_went(re.split("[，、；]", text[one.end : two.start])[-1])
    return 1 if move == CAME else -1 if move == WENT else 0
