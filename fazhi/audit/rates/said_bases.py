"""A rate of which the text says by what it was divided: 调解成功率62.6%（以受理数为分母）; 按受理数计算，调解成功率62.6%; 按受理数算成功率62.6%."""

from __future__ import annotations

import re

from fazhi.audit.text import misprints, rounding
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.percentages import Percentage

HUNDRED, PAIR, LEAD, TELLING = 100, 2, 30, 3
BY = r"(?:以|按照?)(?P<base>[\u4e00-\u9fff]{2,10}?)(?:总?[件人户]?[数量])?(?:为分母|为基数|来?计算|测算|来?算|为准)"
BEFORE = re.compile(rf"{BY}[，的]?[\u4e00-\u9fff]{{2,10}}率(?:为|是|达到?)?$")
BEHIND = re.compile(rf"（{BY}")
NOT_SO = re.compile(r"[不未没无非](?:予)?$")
GENERAL = re.compile(r"^(?:全年|实际|全部|所有|各类|应)+")


def slip(claim: Percentage) -> tuple[Figure, Figure] | None:
    """(the count before the rate, the base that is named), where the rate is a slip of theirs or that of another count."""
    figure, text = claim.figure, claim.passage.plain
    if claim.role != "rate" or figure.vague or figure.bound or figure.compared or claim.order:
        return None
    name = said(text, figure, max(claim.sentence.start, figure.start - LEAD))
    before = [each for each in claim.sentence.figures if each.end <= claim.start and each.count and each.exact]
    if name is None or not before or rounding.telling(figure.value) < TELLING:
        return None
    part = before[-1]
    earlier = [
        each for each in before[:-1] if each.kind == part.kind and each.value >= part.value and not each.compared
    ]
    named = [each for each in earlier if _called(each, name)] if len(name) >= PAIR else []
    if len({each.value for each in named}) != 1:
        return None
    right = HUNDRED * part.exactly / named[-1].exactly
    if rounding.fits(figure.value, right):
        return None
    others = [
        each for each in claim.passage.figures if each.kind == part.kind and each.exact and each.value > part.value
    ]
    by_another = any(rounding.fits(figure.value, HUNDRED * part.exactly / each.exactly) for each in others)
    by_two = any(
        rounding.fits(figure.value, HUNDRED * part.exactly / (one.exactly + two.exactly))
        for one in others
        for two in claim.sentence.figures
        if two.kind == part.kind and two is not one and two is not part
    )
    return (part, named[-1]) if by_another or by_two or misprints.misprinted(figure.value, right) else None


def said(text: str, figure: Figure, since: int) -> str | None:
    """What a rate was divided by, as the words before it, or in brackets behind it, say."""
    match = BEHIND.match(text, figure.end) or BEFORE.search(text, max(0, since), figure.start)
    return None if match is None else GENERAL.sub("", match["base"])


def _called(figure: Figure, name: str) -> bool:
    """依法受理, not 不予受理."""
    return figure.head.endswith(name) and NOT_SO.search(figure.head.removesuffix(name)) is None
