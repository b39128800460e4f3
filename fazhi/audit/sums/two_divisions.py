"""One total divided twice: 按领域分，城建46件、农业36件、生态29件、资源17件；按程序分，简易程序84件，普通程序44件.

Where the one division makes up a total printed before it, the other is of the same total, and as whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from fazhi.audit.sums.addition import NOT_ADDED, Addition, slipped, spread
from fazhi.audit.text.brackets import inside_bracket
from fazhi.audit.text.figures import Figure, summed
from fazhi.audit.text.partitions import divided
from fazhi.audit.text.passages import Passage

OPEN = re.compile(r"其中|主要|前[三四五]|等|以上|较多")
FEWEST, PAIR = 3, 2
LEAD = 16
NEAR = 10
"""A division that misses by more than a tenth leaves something out."""


def two_divisions(passage: Passage) -> Iterator[Addition]:
    """One addition for each division beside another that makes up the total."""
    divisions = [each for each in (_division(passage, figure) for figure in passage.figures) if each]
    for one in divisions:
        for other in divisions:
            if one is not other and one[0].kind == other[0].kind and abs(one[0].sentence - other[0].sentence) <= 1:
                total = _total(passage, one, min(one[0].start, other[0].start))
                if total is not None and _misses(total, other):
                    yield Addition(passage, [total], other, "list", True)


def _division(passage: Passage, first: Figure) -> list[Figure]:
    """The counts of one unit from the first that a division announces to the end of its segment, if it says nothing but these."""
    text, begins = passage.plain, first.start - len(first.head)
    lead = divided(text[max(0, begins - LEAD) : begins])
    # 调解成功的案件中，达成书面协议84件、…: what is 中 names its own whole.
    if lead is None or lead.group().rstrip("，：").endswith("中"):
        return []
    found = [each for each in passage.figures if each.start >= first.start and each.segment == first.segment]
    found = [each for each in found if not inside_bracket(text, begins, each.start) and not each.percent]
    if len(found) < PAIR or len({each.kind for each in found}) > 1 or found[0].kind in NOT_ADDED:
        return []
    sound = all(each.count and each.exact and not each.compared and not spread(each) for each in found)
    return found if sound and OPEN.search(text, begins, found[-1].end) is None else []


def _total(passage: Passage, parts: list[Figure], until: int) -> Figure | None:
    """The count before both divisions that the one makes up."""
    before = (each for each in passage.figures if each.end <= until and each.kind == parts[0].kind)
    return next((each for each in before if each.exact and each.value == summed(parts) and not each.compared), None)


def _misses(total: Figure, parts: list[Figure]) -> bool:
    amount = summed(parts)
    off = abs(amount - total.value)
    return 0 < off * NEAR <= total.value and (
        amount > total.value or len(parts) >= FEWEST and slipped(parts, total, PAIR)
    )
