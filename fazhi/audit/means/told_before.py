"""A mean of the total that stands before a list of its parts: 全年开展宣传活动768场。分季度…… 其中法治讲座385场……；月均开展64场.

The list has a line for each item, so the total is some paragraphs back; the counts beside the mean are parts of it.
"""

from __future__ import annotations

import re
from bisect import bisect_left

from fazhi.audit.text import rounding
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.manuscript import Manuscript
from fazhi.audit.text.passages import Passage

BACK, DEED = 8, 2
"""So many paragraphs back; so much of the deed must stand before the total."""
WHOLE = re.compile(r"(?:合计|总计|共计|共)[\u4e00-\u9fff]{0,4}$")


def told_before(manuscript: Manuscript, passage: Passage, figure: Figure, deed: str, lengths: tuple[int, ...]) -> bool:
    """Does a total of the paragraphs before, of the same deed or of all of a list, give the mean?"""
    at = bisect_left(manuscript.passages, passage.index, key=lambda each: each.index)
    return any(
        each.kind == figure.kind
        and each.count
        and not (each.vague or each.bound or each.compared)
        and (_done(each, deed) or WHOLE.search(each.head) is not None)
        and any(_gives(each, length, figure) for length in lengths)
        for one in manuscript.passages[max(0, at - BACK) : at]
        for each in one.figures
    )


def _done(total: Figure, deed: str) -> bool:
    return len(deed) >= DEED and deed[:DEED] in total.head


def _gives(total: Figure, length: int, mean: Figure) -> bool:
    made = (each / length / mean.scale for each in (total.low, total.high))
    return bool(rounding.fits(mean.value / mean.scale, *made))
