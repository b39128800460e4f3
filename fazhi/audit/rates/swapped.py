"""A rate or share with its figures in another order, whose part is told by its name or is the total of the list before it.

日常巡查96条，群众举报43条，……。自己巡查发现的占到53.1% (51.3): of another sentence, and called by one of its words
示范校53所，……，省级4所、市级17所、县级32所，占中小学校总数的77.0%。75所中小学校有69所…: all of the list is meant
任务268家，……因关闭无法检查的17家，……关闭率3.6%: two figures only, but the part bears the name of the rate
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from fazhi.audit.text import misprints
from fazhi.audit.text.figures import Figure, summed
from fazhi.audit.text.manuscript import Manuscript
from fazhi.audit.text.pairs import pairs
from fazhi.audit.text.percentages import Percentage

SUBJECT = re.compile(r"[，。；：]([\u4e00-\u9fff]{2,12}?)的?$")
SAYS_NOTHING = re.compile(r"发现|办理|案件|纠纷|问题|事项|工作|情况|其中|数量|最多|一项|一类|自己|主动")
LEAD, NAME = 16, 2
BACK = 8
"""So many counts before the share may be told by its name."""
FEW, MOST = 2, 8


def pair(manuscript: Manuscript, claim: Percentage, before: list[Figure]) -> tuple[Figure, Figure] | None:
    """(part, whole) of which the printed figure has the figures in another order, where only one pair has."""
    found: dict[tuple[object, object], tuple[Figure, Figure]] = {}
    for part, named in _parts(claim, before):
        for whole in _wholes(manuscript, claim, before, part):
            if _swapped(claim, part, whole, named):
                found.setdefault((part.value, whole.value), (part, whole))
    return next(iter(found.values())) if len(found) == 1 else None


def _parts(claim: Percentage, before: list[Figure]) -> Iterator[tuple[Figure, bool]]:
    """Each with whether it bears the name of the rate itself."""
    text = claim.passage.plain
    if claim.role == "rate":
        name = claim.name.removesuffix("率")
        if len(name) >= NAME:
            yield from ((each, True) for each in before[-BACK:] if name in each.head)
        return
    lead = text[max(0, claim.start - LEAD) : claim.start]
    subject = SUBJECT.search(lead)
    own = [each for each in before if each.sentence == claim.figure.sentence]
    words = pairs(SAYS_NOTHING.sub("|", subject[1])) if subject is not None and not own else set()
    words = {each for each in words if "|" not in each}
    named = [each for each in before[-BACK:] if words & pairs(each.head)]
    if len(named) == 1:
        yield named[0], False
    total = _total_of_list(own)
    if total is not None:
        yield total, False


def _total_of_list(own: list[Figure]) -> Figure | None:
    """53所，……，省级4所、市级17所、县级32所: the count that the last ones add up to."""
    same = [each for each in own if own and each.kind == own[-1].kind]
    for at in range(len(same) - FEW - 1, -1, -1):
        parts = same[at + 1 :]
        if FEW <= len(parts) <= MOST and summed(parts) == same[at].value:
            return same[at]
    return None


def _wholes(manuscript: Manuscript, claim: Percentage, before: list[Figure], part: Figure) -> Iterator[Figure]:
    """The counts of the paragraph, before the share or in the sentence behind it, and what the share calls by its name elsewhere."""
    behind = [each for each in claim.passage.figures if each.start > claim.figure.end][:FEW]
    for each in (*before[-BACK * FEW :], *behind):
        # 受理案件51571，立案51229件: a unit may be left out
        alike = each.kind == part.kind or not each.unit
        if alike and each.value > part.value and each.exact and each.count and not each.compared:
            yield each
    name = re.sub(r"^占|总[数量额]|的$|比$", "", claim.link)
    if len(name) >= NAME and "总" in claim.link:
        for passage in manuscript.passages:
            if passage is not claim.passage and name in passage.plain:
                yield from (
                    each
                    for each in passage.figures
                    if each.kind == part.kind
                    and each.exact
                    and each.value > part.value
                    and name in f"{each.head}|{each.tail}"
                )


def _swapped(claim: Percentage, part: Figure, whole: Figure, named: bool) -> bool:
    share = 100 * part.exactly / whole.exactly
    return misprints.reordered(claim.figure.value, share, FEW if named else FEW + 1)
