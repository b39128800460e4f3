"""Two lists of the same things told of two subjects: 全市……返工276件，延期104件 and 常规案件……返工274件，延期101件.

What differs between such lists is the subject and not the hand: if the counts beside the two differ as well, name by name, the
lists are of two subjects, and no count of the one is a slip of the other's.
"""

from __future__ import annotations

import re
from decimal import Decimal

from fazhi.audit.text.figures import Figure
from fazhi.audit.text.passages import Passage

Names = dict[str, set[tuple[str, Decimal]]]
NAME = re.compile(r"[\u4e00-\u9fff]{2,4}$")
FEWEST = 2
"""So many others must differ, and more than agree."""


def of_two_lists(one: tuple[Passage, Figure], two: tuple[Passage, Figure]) -> bool:
    """Do the counts beside the two differ, name by name?"""
    if one[0] is two[0] and one[1].sentence == two[1].sentence:
        return False
    here, there = (_named(*each) for each in (one, two))
    own = {_name(one[1]), _name(two[1])}
    common = [name for name in here if name in there and name not in own]
    differ = sum(here[name].isdisjoint(there[name]) for name in common)
    return differ >= FEWEST and differ > 2 * (len(common) - differ)


def _name(figure: Figure) -> str:
    match = NAME.search(figure.head)
    return match.group()[-FEWEST:] if match is not None else ""


def _named(passage: Passage, figure: Figure) -> Names:
    """The counts of the sentence by the last two characters before them."""
    known: dict[int, Names] = passage.memory.setdefault("counts by name", {})
    if figure.sentence not in known:
        names = known[figure.sentence] = {}
        for each in passage.figures:
            if each.sentence == figure.sentence and each.count and each.exact and (name := _name(each)):
                names.setdefault(name, set()).add((each.kind, each.value))
    return known[figure.sentence]
