"""The gap between two levels told one after the other: 七普314985人，六普334020人，十年少19035人.

Where the words compare the levels themselves, rules/growth.py has them; here only a slip in a gap of four figures or more.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from fazhi.audit import misprints
from fazhi.audit.addition import Addition
from fazhi.audit.differences import differences
from fazhi.audit.listing import counted
from fazhi.audit.passages import Passage

GAP = re.compile(r"(?:^|[年比间])(?:净|共)?(?:[多少]|增加|减少|增长|下降)了?$")
FIGURES = 4


def level_gaps(passage: Passage) -> Iterator[Addition]:
    """One addition for each gap behind two levels of its unit."""
    known: set[int] | None = None
    for counts in counted(passage).values():
        for (one, two), gap in zip(pairwise(counts), counts[2:], strict=False):
            if GAP.search(gap.head) is None or not one.sentence == two.sentence == gap.sentence:
                continue
            if not (one.exact and two.exact and gap.exact) or len(f"{gap.value:f}") < FIGURES:
                continue
            if known is None:
                known = {each.change.start for each in differences(passage)}
            high, low = (one, two) if one.value > two.value else (two, one)
            amount = high.value - low.value
            alike = misprints.alike(f"{gap.value:f}", f"{amount:f}")
            if gap.start not in known and (amount == gap.value or alike):
                yield Addition(passage, [gap], [high, replace(low, value=-low.value)], "list", True)
