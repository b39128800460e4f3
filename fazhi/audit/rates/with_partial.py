"""A rate that takes in a second outcome by its name: 征集意见412条，采纳268条，部分采纳83条，未采纳61条，采纳（含部分采纳）率85.2%.

What counts is said in the brackets, so that both outcomes are added; the base is what was there before any of them.
"""

from __future__ import annotations

import re

from fazhi.audit.text import misprints, rounding
from fazhi.audit.text.figures import Figure, joined, summed
from fazhi.audit.text.percentages import Percentage

OUTCOME = r"[\u4e00-\u9fff]{2,6}"
NAMES = (
    re.compile(rf"(?P<one>{OUTCOME})（(?:含|包括|包含|加)(?P<other>{OUTCOME})）的?(?:占?比例?|比重|率)(?:高?达到?|为|是)?$"),
    re.compile(rf"(?P<one>{OUTCOME})(?:的比例|率)（(?:含|包括|包含|加)(?P<other>{OUTCOME})）(?:高?达到?|为|是)?$"),
    re.compile(rf"(?P<one>{OUTCOME})(?:和|与|及|、)(?P<other>{OUTCOME})(?:的|合计|一并|两项|两类)*(?:占比|比例|率)(?:高?达到?|合计|共计|为|是)*$"),
    # 连同基本满意一并计算，满意率为97.6%
    re.compile(rf"(?:连同|加上|包括|含)(?P<other>{OUTCOME}?)(?:的?(?:一并|一起|合并))?(?:计算|统计|在内)，(?P<one>{OUTCOME}?)率(?:高?达到?|为|是)?$"),
)  # fmt: skip
HUNDRED, LEAD, BACK = 100, 40, 1


def slip(claim: Percentage) -> tuple[Figure, Figure] | None:
    """(both outcomes, all), where the printed rate is neither cut off nor rounded of them but looks like a slip."""
    figure, text = claim.figure, claim.passage.plain
    if claim.role not in ("rate", "share", "other") or figure.vague or figure.bound or figure.compared or claim.order:
        return None
    lead = text[max(claim.sentence.start, figure.start - LEAD) : figure.start]
    named = next((match for match in (each.search(lead) for each in NAMES) if match is not None), None)
    if named is None:
        return None
    before = [
        each for each in claim.passage.figures
        if each.end <= figure.start and each.count and each.exact and not each.compared
        and figure.sentence - each.sentence <= BACK
    ]  # fmt: skip
    other = _called(before, named["other"])
    one = _called([each for each in before if each is not other], named["one"], but=named["other"])
    if one is None or other is None or one.kind != other.kind:
        return None
    first = min(one.start, other.start)
    wholes = [each for each in before if each.end <= first and each.kind == one.kind]
    wholes = [each for each in wholes if each.value >= one.value + other.value > 0]
    if not wholes:
        return None
    both = joined(sorted((one, other), key=lambda each: each.start))
    shares = [HUNDRED * both.exactly / each.exactly for each in wholes]
    if any(rounding.fits(figure.value, each) for each in shares):
        return None
    return (both, wholes[-1]) if _slipped(claim, both, one, wholes[-1], before) else None


def _called(counts: list[Figure], name: str, but: str = "") -> Figure | None:
    """The one count whose words end in the name of the outcome, and not in the longer name of the other one."""
    found = [each for each in counts if f"{each.head}".removesuffix("的").endswith(name)]
    if not found:
        found = [each for each in counts if each.tail.startswith((name, f"表示{name}"))]
    found = [each for each in found if not each.head.endswith((f"不{name}", f"未{name}"))]
    found = [each for each in found if not but or not each.head.endswith(but)]
    return found[-1] if len({each.value for each in found}) == 1 else None


def _slipped(claim: Percentage, both: Figure, one: Figure, whole: Figure, before: list[Figure]) -> bool:
    """Is the rate a misprint of theirs, or that of the one outcome alone, all outcomes being told?"""
    share = HUNDRED * both.exactly / whole.exactly
    if misprints.misprinted(claim.figure.value, share):
        return True
    behind = [each for each in before if each.start > whole.start and each.kind == whole.kind]
    told = summed(behind) == whole.value
    return told and bool(rounding.fits(claim.figure.value, HUNDRED * one.exactly / whole.exactly))
