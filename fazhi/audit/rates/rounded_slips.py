"""A share of a count that is printed in 万, and that is a plain slip of the one share which a total further off gives.

各类警情244.4万起，……。从构成看，火灾扑救83.7万起、占总数的34.3%，抢险救援44.2万起、占总数的11.8% (18.1)
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from fazhi.audit.text import misprints, rounding
from fazhi.audit.text.countable import sound
from fazhi.audit.text.figures import Figure, joined
from fazhi.audit.text.manuscript import Manuscript
from fazhi.audit.text.percentages import Percentage

BACK = 8
"""So many paragraphs before the share its whole may stand."""
FEWEST = 3
NEXT_TO = 4
MOST_TOGETHER = 5
WIDEST = 6
"""A rounded pair that may be printed in more ways is a slip of nothing."""
HUNDRED, WORD = 100, 2
# 374.7万元，下半年件数占全年的55.2%: words between say of what it is the share.
BESIDE = re.compile(r"[，、]?(?:其?中|约|仅|只|就)?")


def pair(manuscript: Manuscript, number: int, claim: Percentage) -> tuple[Figure, Figure] | None:
    """(part, whole): the one whole of which the share is a slip, if no count nearby gives it; ``number``: of its passage."""
    stated = claim.figure.value
    here = [each for each in claim.passage.figures if sound(each)]
    part = next((each for each in reversed(here) if each.end <= claim.start), None)
    if part is None or claim.order or claim.role != "share" or part.sentence != claim.figure.sentence:
        return None
    if BESIDE.fullmatch(claim.passage.plain, part.end, claim.start) is None:
        return None
    if rounding.telling(stated) < FEWEST or not rounding.decimals(stated):
        return None
    wholes = [each for each in _region(manuscript, number, claim) if each.kind == part.kind and each is not part]
    most = max(wholes, key=lambda each: each.value, default=None)
    meant = [each for each in wholes if each is most or _named(claim, each)]
    slips = {each.value: each for each in meant if not (part.exact and each.exact) and _slip(stated, part, each)}
    if len(slips) != 1:
        return None
    whole = next(iter(slips.values()))
    told = [each for each in here if 0 <= part.sentence - each.sentence <= 1 and each.kind == part.kind]
    told += [joined(run) for run in _runs(told, part)]
    return None if any(_gives(stated, one, each) for one in told for each in wholes) else (part, whole)


def _named(claim: Percentage, whole: Figure) -> bool:
    """机动车4.69亿辆，其中汽车3.66亿辆……新能源汽车4397万辆，占全部汽车保有量的10.21%: does the count end in a word of the share?"""
    word = whole.head[-WORD:]
    return len(word) == WORD and word in claim.link


def _runs(told: list[Figure], part: Figure) -> list[list[Figure]]:
    """公务执勤（9.6万起）及其他出动（10.5万起）占总数的10.3%: counts that may be meant together."""
    before = [each for each in told if each.end <= part.end]
    return [before[-size:] for size in range(2, min(len(before), MOST_TOGETHER) + 1)]


def _region(manuscript: Manuscript, number: int, claim: Percentage) -> Sequence[Figure]:
    passages = manuscript.passages[max(0, number - BACK) : number]
    found = [each for passage in passages for each in passage.figures if sound(each)]
    return found + [each for each in claim.passage.figures if sound(each) and each.end <= claim.start]


def _range(part: Figure, whole: Figure) -> tuple[Fraction, Fraction]:
    return HUNDRED * part.low / whole.high, HUNDRED * part.high / whole.low


def _gives(stated: Decimal, part: Figure, whole: Figure) -> bool:
    low, high = _range(part, whole)
    rest = rounding.fits(HUNDRED - stated, low, high) if stated < HUNDRED else None
    return bool(rounding.fits(stated, low, high) or rest)


def _slip(stated: Decimal, part: Figure, whole: Figure) -> bool:
    """Do all numbers that the two may give look alike, and is the printed one a slip of one of them?"""
    if part.value >= whole.value:
        return False
    places = rounding.decimals(stated)
    low, high = (int(rounding.show(each, places).scaleb(places)) for each in _range(part, whole))
    if high - low >= WIDEST:
        return False
    printed = int(stated.scaleb(places))
    off = min(abs(printed - each) for each in (low, high))
    return off > NEXT_TO and any(misprints.alike(f"{printed}", f"{right}") for right in range(low, high + 1))
