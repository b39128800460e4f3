"""Those of whom it was done and those of whom it was not are together the base: 批捕125人，不捕115人，不捕率47.9%.

The two stand in one sentence under one name, the one with 不 or 未 before it; a rate that bears the name of either is of both.
"""

from __future__ import annotations

import re
from dataclasses import replace

from fazhi.audit.rates import binding, nearly
from fazhi.audit.rates.rate_remainders import proven
from fazhi.audit.text import misprints, rounding
from fazhi.audit.text.countable import sound
from fazhi.audit.text.figures import Figure, joined
from fazhi.audit.text.percentages import Percentage, percentages
from fazhi.audit.text.wording import RateName

NOT = ("不", "未")
UNDONE = re.compile(r"[不未]([\u4e00-\u9fff]{1,4})$")
# 满意、基本满意、不满意; 公开、部分公开、不予公开: there is a third way; and a 不捕率 is of those in custody only.
THIRD_WAY = re.compile(r"满意|公开|支持|清楚|了解|同意|采纳|捕")
DONE = {"捕": "逮捕", "诉": "起诉"}
"""批准逮捕各类犯罪嫌疑人36.7万人；不捕19.1万人"""
HUNDRED = 100
MOST = 12
NEAR = 8


def pair(claim: Percentage) -> tuple[Figure, Figure] | None:
    """(part, both together), if the printed figure is a slip of theirs."""
    figure, name = claim.figure, claim.name.removesuffix("率")
    if claim.role != "rate" or figure.vague or figure.bound or figure.value >= HUNDRED or not name:
        return None
    counts = [each for each in claim.sentence.figures if each.end <= claim.start and sound(each)][-MOST:]
    found = _both(name, counts)
    if found is None:
        return None
    part, other = found
    # 受理审查逮捕458人，批准逮捕346人，不批准逮捕112人: that there is no third way the total shows.
    third = THIRD_WAY.search(f"{name}{part.head}") is not None
    if third and not any(each.kind == part.kind and each.value == part.value + other.value for each in counts):
        return None
    low = HUNDRED * part.low / (part.low + other.high)
    high = HUNDRED * part.high / (part.high + other.low)
    if rounding.fits(figure.value, low, high) or nearly.explained(claim, counts):
        return None
    computed = HUNDRED * part.exactly / (part.exactly + other.exactly)
    if not misprints.near(figure.value, computed):
        return None
    return part, joined([part, other])


def over_its_opposite(claim: Percentage) -> tuple[Figure, Figure] | None:
    """(part, both together), where the printed figure is the part over its opposite: 起诉30.8万人，不起诉12.2万人，不诉率39.6%."""
    figure, name = claim.figure, claim.name.removesuffix("率")
    if figure.vague or figure.bound or figure.value >= HUNDRED or not name:
        return None
    counts = [each for each in claim.sentence.figures if each.end <= claim.start and sound(each)][-MOST:]
    found = _both(name, counts)
    if found is None:
        return None
    part, other = found
    alone = rounding.fits(figure.value, HUNDRED * part.low / other.high, HUNDRED * part.high / other.low)
    both = joined([part, other])
    of_both = rounding.fits(figure.value, HUNDRED * part.low / both.high, HUNDRED * part.high / both.low)
    return (part, both) if alone and not of_both else None


def complement(claim: Percentage) -> Figure | None:
    """不合格率2.09%，合格率96.91%: the opposite rate beside it, which its own two counts prove, if the two miss 100%."""
    figure = claim.figure
    if claim.role != "rate" or figure.vague or figure.bound:
        return None
    for other in percentages(claim.passage):
        beside = other.sentence.start == claim.sentence.start and other.role == "rate" and other is not claim
        if not beside or max(claim.start - other.figure.end, other.start - figure.end) > NEAR:
            continue
        one, two = sorted((claim.name, other.name), key=len)
        opposite = bool(one) and two in (f"不{one}", f"未{one}") and THIRD_WAY.search(one) is None
        rest = HUNDRED - other.figure.exactly
        places = min(rounding.decimals(figure.value), rounding.decimals(other.figure.value))
        missed = abs(rest - figure.exactly) * 10**places > 1 and misprints.near(figure.value, rest)
        if opposite and missed and proven(other) is not None:
            return other.figure
    return None


def all_but(claim: Percentage, rule: RateName, whole: Figure) -> Figure | None:
    """16641批次中不合格347批次，合格率97.91%: all but those of which the name is not true."""
    if rule.negative or claim.figure.bound or not whole.exact:
        return None
    for other in claim.sentence.figures:
        not_so = f"不{rule.name}" in other.head or f"未{rule.name}" in other.head or binding.CANNOT.match(other.tail)
        if not_so and other.exact and binding.same_unit(other, whole) and other.value < whole.value:
            value = whole.value - other.value
            return replace(other, text=f"（{whole.text}－{other.text}）", value=value)
    return None


def _both(name: str, counts: list[Figure]) -> tuple[Figure, Figure] | None:
    """(the count that the name is of, its opposite), the last of one kind."""
    for undone in reversed(counts):
        match = UNDONE.search(undone.head)
        # 认定工伤86件，不予认定4件
        word = "" if match is None else match[1].removeprefix("予")
        if not word or name[-1] != word[-1]:
            continue
        done = [
            each for each in counts
            if each is not undone and each.kind == undone.kind and not UNDONE.search(each.head)
            and (each.head.endswith(word[-1]) or len(word) > 1 and word in each.head or DONE.get(word, "—") in each.head)
        ]  # fmt: skip
        if done:
            negative = name[:-1].endswith(NOT) or name.removesuffix(word).endswith(NOT)
            return (undone, done[-1]) if negative else (done[-1], undone)
    return None
