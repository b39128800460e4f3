"""A share that follows its item by rank: 占比最高的是宅基地，为41.38%；其次是养殖污染，为25.86%.

The item is called by its name out of a list of the same paragraph, the list being all of a total that is printed.
"""

from __future__ import annotations

import re

from fazhi.audit.text import misprints, rounding
from fazhi.audit.text.figures import Figure, summed
from fazhi.audit.text.pairs import pairs
from fazhi.audit.text.percentages import Percentage

RANKED = re.compile(
    r"(?:其次|再次|排第[二三四]位?的?|居第[二三四]位?的?|位居第[二三四]的?|第[二三四]位?|紧随其后的?|次之的?|最[高多低少]的?|居首位?的?|排首位的?|居末位?的?|最后)(?:则|才)?(?:是|为)(?P<name>[\u4e00-\u9fff“”]{2,12})，"
    r"(?:占比?|比例|比重)?(?:约|仅)?(?:为|是|达到?)?$"
)
FIRST = re.compile(r"占比|比例|比重|占")
HUNDRED, LEAD, BACK, FEWEST = 100, 44, 2, 3


def slip(claim: Percentage) -> tuple[Figure, Figure] | None:
    """(the item, all of the list), where the printed share is a misprint of theirs or that of another item."""
    figure, text = claim.figure, claim.passage.plain
    if claim.role not in ("share", "other") or figure.vague or figure.bound or figure.compared or not figure.percent:
        return None
    named = RANKED.search(text, max(claim.sentence.start, figure.start - LEAD), figure.start)
    if named is None or FIRST.search(text, claim.sentence.start, figure.start) is None:
        return None
    listed = [
        each for each in claim.passage.figures
        if each.end <= named.start() and each.count and each.exact and not each.compared
        and figure.sentence - each.sentence <= BACK
    ]  # fmt: skip
    words = pairs(named["name"].strip("“”"))
    for whole in reversed(listed):
        items = _items(listed, whole)
        scores = [len(words & pairs(each.head)) for each in items]
        best = [each for each, score in zip(items, scores, strict=True) if score and score == max(scores)]
        if len(best) == 1:
            return (best[0], whole) if _slipped(figure, best[0], whole, items) else None
    return None


def _items(listed: list[Figure], whole: Figure) -> list[Figure]:
    """Three counts or more of one sentence behind a total that they add up to; others of its year may stand between."""
    behind = [each for each in listed if each.start > whole.start and each.kind == whole.kind]
    for at in range(len(behind) - FEWEST + 1):
        items = behind[at:]
        if items[0].sentence == items[-1].sentence and summed(items) == whole.value:
            return items
    return []


def _slipped(figure: Figure, part: Figure, whole: Figure, items: list[Figure]) -> bool:
    right = HUNDRED * part.exactly / whole.exactly
    if rounding.fits(figure.value, right):
        return False
    others = (HUNDRED * each.exactly / whole.exactly for each in items if each.value != part.value)
    return misprints.misprinted(figure.value, right) or any(rounding.fits(figure.value, each) for each in others)
