"""全年检查268次，其中一季度52次、二季度71次、三季度84次、四季度61次，平均每月22.3次: the mean is one of the whole, over all of its time.

What stands right before such a mean is the last stretch of the list; it and its own time have nothing to do with the mean.
"""

from __future__ import annotations

import re

from fazhi.audit.text.figures import Figure, summed
from fazhi.audit.text.passages import Passage

STRETCH = re.compile(r"(?:[一二三四]季度|[上下]半年|(?<!\d)1?\d月份?)[^，。；：、\d]{0,8}$")
LEAST = 2
BACK = 14
"""So many counts before a mean at most: a row of months and its total."""


def whole(passage: Passage, mean: Figure) -> Figure | None:
    """The count that the stretches right before a mean add up to; ``None`` if what stands there is no such list."""
    counts = [each for each in passage.figures if each.end <= mean.start and each.kind == mean.kind and each.count]
    stretches: list[Figure] = []
    for each in reversed(counts[-BACK:]):
        if not each.exact or each.sentence != mean.sentence:
            return None
        if STRETCH.search(each.head) is None:
            return each if len(stretches) >= LEAST and each.value == summed(stretches) else None
        stretches.append(each)
    return None
