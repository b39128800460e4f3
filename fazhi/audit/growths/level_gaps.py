"""The gap between two levels told one after the other: 七普314985人，六普334020人，十年少19035人.

Where the words compare the levels themselves, rules/growth.py has them; here only a slip in a gap of four figures or more.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from fazhi.audit.growths.differences import differences
from fazhi.audit.sums.addition import Addition
from fazhi.audit.sums.counts import counted
from fazhi.audit.text import misprints
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.passages import Passage

GAP = re.compile(r"(?:^|[年比间])(?:净|共)?(?:[多少]|增加|减少|增长|下降)了?$")
# 保有量31.36万亩，高于任务30.90万亩，超出0.46万亩
BEYOND = re.compile(r"^(?:比[^，。；]{1,8})?(?:超出|高出|多出|超额|超额完成|结余|富余)(?:任务|目标)?了?$")
SAID = re.compile("[多少加长降出额余]")
HIGHER = re.compile(r"高于|超过|多于|大于|高出")
FIGURES = 4


def level_gaps(passage: Passage) -> Iterator[Addition]:
    """One addition for each gap behind two levels of its unit."""
    known: set[int] | None = None
    for counts in counted(passage).values():
        for (one, two), gap in zip(pairwise(counts), counts[2:], strict=False):
            if not one.sentence == two.sentence == gap.sentence or SAID.search(gap.head) is None:
                continue
            if BEYOND.search(gap.head) is not None and HIGHER.search(passage.plain, one.end, two.start) is not None:
                yield from _beyond(passage, one, two, gap)
                continue
            if GAP.search(gap.head) is None:
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


def _beyond(passage: Passage, one: Figure, two: Figure, gap: Figure) -> Iterator[Addition]:
    """What one level has more than the other, all printed to the same place: the words leave no doubt."""
    steps = {each.step for each in (one, two, gap)}
    if len(steps) > 1 or any(each.vague or each.bound for each in (one, two, gap)):
        return
    if two.value < one.value < 2 * two.value:
        yield Addition(passage, [gap], [one, replace(two, value=-two.value)], "list", True)
