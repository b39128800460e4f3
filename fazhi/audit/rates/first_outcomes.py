"""A rate of what came out at the first try, where the count bears the whole name: 审核合同67份；一审通过46份、修改后通过19份，一审通过率68.7%.

The base is the one count of the unit that is as great and no item of a list: nothing else was tried.
"""

from __future__ import annotations

import re
from dataclasses import replace

from fazhi.audit.rates.stated_bases import fits
from fazhi.audit.text.figures import Figure, summed
from fazhi.audit.text.items import in_list
from fazhi.audit.text.percentages import Percentage

FIRST = re.compile(r"^(?:一次性?|一审|初审|首次|首检|当场|初次)(?:审[查核])?(?:通过|合格|达标|验收|办结|化解)$")

# 首次审核即通过57份; 一次性送审就合格57份
SAID = re.compile(
    r"(?P<at>一次性?|首次|首检|初次|当场)(?:审[查核]|送审|提交|申报|报审|验收|检[查验])?(?:后)?(?:即|就|便|直接)(?:获得?|予以)?(?P<came>通过|合格|达标|办结|化解)的?$"
)
AUDIT = re.compile(r"审[查核]")
LEAD = 16


def pair(claim: Percentage) -> tuple[Figure, Figure] | None:
    """(part, whole), or ``None`` where the name says of no first try or more than one count may be the base."""
    figure, name = claim.figure, claim.name.removesuffix("率")
    if claim.role != "rate" or figure.vague or figure.bound or figure.compared or FIRST.match(name) is None:
        return None
    before = [each for each in claim.sentence.figures if each.end <= claim.start and each.count and each.exact]
    text = claim.passage.plain  # 一次 is a count itself, so that the words before the part stop behind it
    part = next((each for each in reversed(before) if _came_out(text, name, each)), None)
    if part is None or not part.value:
        return None
    wholes = [
        each
        for each in before
        if each.end <= part.start and each.kind == part.kind and each.value >= part.value and not each.compared
        if not in_list(claim.passage, each)
    ]
    return (part, wholes[0]) if len({each.value for each in wholes}) == 1 else None


def _came_out(text: str, name: str, figure: Figure) -> bool:
    """Do the words before a count say the name of the rate, 首次通过 also as 首次审核即通过?"""
    if text.endswith(name, 0, figure.start):
        return True
    said = SAID.search(text, max(0, figure.start - LEAD), figure.start)
    return said is not None and said["at"] + said["came"] == AUDIT.sub("", name)


def proven_by_the_rest(claim: Percentage, part: Figure, whole: Figure) -> bool:
    """58件……；一次通过49件、修改后通过11件，一次通过率81.0%: is the rate that of what the other outcomes leave?"""
    behind = [each for each in claim.sentence.figures if part.end <= each.start and each.end <= claim.start]
    others = [each for each in behind if each.kind == part.kind and each.count and each.exact]
    return bool(others) and fits(claim, replace(part, value=whole.value - summed(others)), whole)
