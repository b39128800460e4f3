"""What there was to do, what was done of it and what is left for the next year: 共应办理25件。本年度办结24件，结转下年度继续办理1件.

With what was left from the year before told besides, the first may be without it: 审理163件，审结158件，结转下年17件, where 12 were carried over. Then
nothing is said, unless the words add it (加上上年结转的12件，全年审理175件).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from fazhi.audit.sums.addition import Addition
from fazhi.audit.sums.counts import counted
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.passages import Passage

TO_DO = re.compile(r"(?:应|共|合计|全年|累计)[^，。；\d]{0,4}(?:办理?|审理|处理|办结|审结)[\u4e00-\u9fff]{0,8}$")
DONE = re.compile(r"(?:办结|审结|答复|处理完毕|了结)[\u4e00-\u9fff]{0,4}$")
LEFT = re.compile(r"(?:结转|转入|顺延)(?:到|至|入)?(?:下一?年度?|次年|20\d\d年)[\u4e00-\u9fff]{0,8}$")
FROM_BEFORE = re.compile(r"(?:[上去]一?年度?|年初)(?:末|底)?(?:结转|遗留|转入|未结)")
ADDED = re.compile(r"加上|连同|合并|[累合]计")
LEAD = 30


def settled_and_left(passage: Passage) -> Iterator[Addition]:
    """One addition for each such account, its three counts following one another."""
    if not any(each in passage.plain for each in ("结转", "顺延", "转入")):
        return
    for counts in counted(passage).values():
        for whole, done, left in zip(counts, counts[1:], counts[2:], strict=False):
            # 与本年新收合并共应办理25件 is no comparison
            told = whole.exact and (not whole.compared or ADDED.search(whole.head) is not None)
            if not told or not all(each.exact and not each.compared for each in (done, left)):
                continue
            if left.sentence - whole.sentence > 1 or left.sentence != done.sentence:
                continue
            if not (TO_DO.search(whole.head) and DONE.search(done.head) and LEFT.search(left.head)):
                continue
            if _added(passage, whole) or not _carried(passage, whole, done, left):
                yield Addition(passage, [whole], [done, left], "left-over", True)


def _added(passage: Passage, whole: Figure) -> bool:
    """Do the words say that what was left from before is in it?"""
    return ADDED.search(passage.plain, max(0, whole.start - LEAD), whole.start) is not None


def _carried(passage: Passage, whole: Figure, done: Figure, left: Figure) -> bool:
    """Do those that were carried over make up what is missing?"""
    missing = done.value + left.value - whole.value
    return any(
        each.value == missing and FROM_BEFORE.search(passage.plain, max(0, each.start - LEAD), each.end) is not None
        for each in passage.figures
        if each.kind == whole.kind
    )
