"""What else a total behind its list may have added up: the last question before it is called wrong.

合同43份、规范性文件2件、决策事项5件，总计50件      交办积案42件，化解35件；县级积案58件，化解47件。两项合计100件
"""

from __future__ import annotations

import re
from itertools import combinations

from fazhi.audit.text import numerals
from fazhi.audit.text.figures import Figure, summed
from fazhi.audit.text.passages import Passage

SAID = re.compile(r"([两三四五])(?:项|类|者|级|种|次|个|批|家|部分)[^，。；：\d]{0,6}$")
BACK = 2
LONGEST = 8
REACH = 12
FEWEST, LEAST = 3, 20
MOST = 12
"""So many counts before the total are tried; more would add up to it by chance."""


def explained(passage: Passage, total: Figure) -> bool:
    """Do the counts right before the total make it up, whatever their units, or as many of them as it says?"""
    before = [
        each for each in passage.figures
        if each.end <= total.start and total.sentence - each.sentence <= BACK and each.count and each.exact and not each.compared
    ]  # fmt: skip
    here = [each for each in before if each.sentence == total.sentence][-LONGEST:]
    if any(summed(here[start:]) == total.value for start in range(len(here) - 1)) or _some_of_them(here, total):
        return True
    said = SAID.search(passage.plain[max(0, total.start - REACH) : total.start])
    number = numerals.read(said[1]) if said is not None else None
    if number is None:
        return False
    same = [each for each in before if each.kind == total.kind][-MOST:]
    return any(summed(list(chosen)) == total.value for chosen in combinations(same, number))


def _some_of_them(here: list[Figure], total: Figure) -> bool:
    """四个季度依次为612件、431件、468件、589件，……，一、四季度合计1201件: two of the counts and no other two?"""
    same = [each for each in here if each.kind == total.kind]
    if len(same) < FEWEST or total.value < LEAST:
        return False
    return sum(summed(list(chosen)) == total.value for chosen in combinations(same, 2)) == 1
