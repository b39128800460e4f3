"""The counts of the list that ends right before a share: 交通172件、城建80件、民政50件，合计占…; 甲局（190件）、乙局（122件），合计占…"""

from __future__ import annotations

import re
from itertools import pairwise

from fazhi.audit.text.countable import in_full
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.percentages import Percentage


def listed_before(claim: Percentage, item: re.Pattern[str], together: re.Pattern[str]) -> list[Figure]:
    """All of them; ``item`` is what stands from one count to the next, ``together`` what stands from the last to the share."""
    text = claim.passage.plain
    before = [each for each in claim.sentence.figures if each.end <= claim.start and in_full(each)]
    if not before or together.fullmatch(text, before[-1].end, claim.start) is None:
        return []
    run = [before[-1]]
    for one, two in reversed(list(pairwise(before))):
        if one.kind != two.kind or item.fullmatch(text, one.end, two.start) is None:
            break
        run.insert(0, one)
    return run
