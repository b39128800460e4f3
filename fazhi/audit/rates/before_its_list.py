"""A rate behind the list that divides its part: 排查487件。……调处成功481件，其中村402件、镇79件，调处成功率98.8%.

The count that bears the whole name of the rate is its part, not the last item of its list.
"""

from __future__ import annotations

import re

from fazhi.audit.text import misprints, rounding
from fazhi.audit.text.figures import Figure, summed
from fazhi.audit.text.items import in_list
from fazhi.audit.text.percentages import Percentage

HUNDRED, NAME, BACK, FEWEST = 100, 4, 3, 2
CAME_IN = re.compile(r"(?:排查|受理|登记|收到|接到|承办|发现|申请)")
NOT_SO = re.compile(r"[不未没]$")


def slip(claim: Percentage) -> tuple[Figure, Figure] | None:
    """(part, whole) of which the printed rate is a slip, where the part has a list between itself and the rate."""
    figure, name = claim.figure, claim.name.removesuffix("率")
    if claim.role != "rate" or figure.vague or figure.bound or figure.compared or claim.order or len(name) < NAME:
        return None
    passage = claim.passage
    here = [each for each in claim.sentence.figures if each.end <= claim.start and each.count and each.exact]
    parts = [each for each in here[:-1] if each.head.endswith(name) and not each.compared]
    if len(parts) != 1 or NOT_SO.search(parts[0].head.removesuffix(name)) is not None:
        return None
    part = parts[0]
    if in_list(passage, part):
        return None  # 办结417件，其中调解成功396件、引导诉讼21件: it is an item itself, and divided by nothing
    behind = [each for each in here if each.start >= part.end]
    if not behind or not all(each.kind == part.kind and in_list(passage, each) for each in behind):
        return None
    wholes = [
        each for each in passage.figures
        if each.end <= part.start and each.kind == part.kind and each.exact and each.value >= part.value
        and part.sentence - each.sentence <= BACK and not each.compared and CAME_IN.search(each.head) is not None
    ]  # fmt: skip
    if len({each.value for each in wholes}) != 1:
        return None
    right = HUNDRED * part.exactly / wholes[0].exactly
    if rounding.fits(figure.value, right):
        return None
    near = misprints.misprinted(figure.value, right) or misprints.near(figure.value, right)
    return (part, wholes[0]) if near else None


def divides_the_part(claim: Percentage, part: Figure, whole: Figure) -> bool:
    """示范学校54所，其中市级18所、县级36所，占全县中小学校的56.8%: is it right of what the list divides, of which ``part`` is the last item?"""
    before = [each for each in claim.passage.figures if each.end <= part.end and each.kind == part.kind and each.exact]
    for number in range(FEWEST, len(before)):
        total, listed = before[-number - 1], before[-number:]
        if summed(listed) == total.value and "其中" in listed[0].head:
            return bool(rounding.fits(claim.figure.value, HUNDRED * total.exactly / whole.exactly))
    return False
