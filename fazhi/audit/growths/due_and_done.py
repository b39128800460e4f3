"""What was due, what was done, and by how much they differ: 应开展426场次，实际开展439场次，超出13场次; 应到86人，实到79人，缺7人.

Only what one slip of the hand explains: people who are due and did not come may be told by several reasons (请假3人、出差4人), and
whatever stands behind in the same unit may be one of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import accumulate

from fazhi.audit.growths.differences import Difference
from fazhi.audit.text import misprints
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.passages import Passage

DUE = re.compile(
    r"(?:(?<![对适反响相供效])应(?!急|用|诉|对|答)|计划|任务|目标|预定|原定|核定|要求|额定|需要?|拟)[^，。；：\d]{0,10}$"
)
DONE = re.compile(r"^(?:，|；)?(?:而|但)?(?:[^，。；：、\d]{0,8})(?:实际|实|已|现|完成)(?:有|了)?[^，。；：、\d]{0,8}$")
MORE = re.compile(
    r"，(?:已|共|还)?(?:超出|超额|超额完成|多出|富余|结余|盈余|超|[多盈])(?:开展|完成|办|做|安排)?了?(?:计划|任务)?"
)
LESS = re.compile(
    r"，(?:尚|还|仍)?(?:缺口|短缺|欠缺|缺额|空缺|缺编|不足|差额|差|缺|欠|少)(?:开展|完成|办|做|了)?(?:为|有|达)?"
)
ON = re.compile(r"[、和及]|，(?:其中|另|还|并)")
MORE_SAID = re.compile("[超多盈余]")
ENDS = frozenset(("", *"，。；、）"))
LEAD = 16


def slips(passage: Passage) -> Iterator[Difference]:
    """The gaps that are not those of their two levels, where one figure of one of the three explains it."""
    if "应" not in passage.plain and "实" not in passage.plain and "完成" not in passage.plain:
        return
    for due, done, gap in zip(passage.figures, passage.figures[1:], passage.figures[2:], strict=False):
        if not (due.exact and done.exact and gap.exact and due.count) or due.sentence != gap.sentence:
            continue
        if len({due.kind, done.kind, gap.kind}) == 1 and _told(passage, due, done, gap) and _slipped(due, done, gap):
            yield Difference([done], due, gap)


def _told(passage: Passage, due: Figure, done: Figure, gap: Figure) -> bool:
    text = passage.plain
    if DUE.search(text, max(0, due.start - LEAD), due.start) is None or DONE.match(text[due.end : done.start]) is None:
        return False
    less = LESS.fullmatch(text, done.end, gap.start)
    if less is None and MORE.fullmatch(text, done.end, gap.start) is None:
        return False
    if text[gap.end : gap.end + 1] not in ENDS:
        return False  # 应建126个，已建112个，缺12个站点用地
    return ON.match(text, gap.end) is None and not _told_by_reasons(passage, abs(done.value - due.value), gap)


def _told_by_reasons(passage: Passage, off: Decimal, gap: Figure) -> bool:
    """应到136人，实到119人，缺12人，请假5人: does the gap make up the difference with what stands behind it?"""
    behind = [each for each in passage.figures if each.start > gap.start and each.segment == gap.segment]
    return off in accumulate([gap.value, *(each.value for each in behind if each.kind == gap.kind)])


def _slipped(due: Figure, done: Figure, gap: Figure) -> bool:
    """Would the three agree, had one of them its figures in order, or one of three figures right?"""
    off = abs(done.value - due.value)
    if off == gap.value:
        return False
    sign = 1 if MORE_SAID.search(gap.head) else -1
    right = ((gap, off), (done, due.value + sign * gap.value), (due, done.value - sign * gap.value))
    return any(value > 0 and misprints.alike(f"{each.value:f}", f"{value:f}") for each, value in right)
