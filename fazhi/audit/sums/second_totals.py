"""A total of two units behind items of two: 大气128件、罚款1024.6万元，水74件、687.2万元……。大气、水两类合计202件、1711.8万元.

The words name the items once; what is added in the first unit is added in the second.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from fazhi.audit.sums.addition import Addition
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.passages import Passage

NEXT = re.compile(r"[、，]?(?:罚款|金额|涉及|涉案|资金|标的)?[\u4e00-\u9fff]{0,4}")
NAMED = ("gathered",)


def second_totals(passage: Passage, found: Iterable[Addition]) -> Iterator[Addition]:
    """The additions of the second unit beside those that were found of the first."""
    for addition in found:
        total = addition.totals[0]
        if addition.form not in NAMED or total.start < addition.parts[-1].start:
            continue
        beside = _beside(passage, total)
        if beside is None or beside.kind == total.kind:
            continue
        parts = [each for part in addition.parts if (each := _beside(passage, part)) and each.kind == beside.kind]
        if len(parts) == len(addition.parts):
            yield Addition(passage, [beside], parts, addition.form, addition.complete)


def _beside(passage: Passage, figure: Figure) -> Figure | None:
    """The count right behind a count, of another unit."""
    behind = next((each for each in passage.figures if each.start >= figure.end), None)
    if behind is None or not behind.count or behind.compared or behind.vague or behind.bound:
        return None
    return behind if NEXT.fullmatch(passage.plain, figure.end, behind.start) else None
