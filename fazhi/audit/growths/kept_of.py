"""What is kept of so many, and by how much they became fewer: 原有证明事项43项，取消28项，保留15项，精简65.1%."""

from __future__ import annotations

import re

from fazhi.audit.growths.changes import Levels
from fazhi.audit.text.percentages import Percentage

BASE = re.compile(r"原有?|原先|共有|由原来|清理前|清单")
GONE = re.compile(r"(?:取消|清理|合并|收回|废止|精简|压减|减少|删除|撤销)了?$")
KEPT = re.compile(r"(?:保留|剩余|还有|留下)了?$")
VERB = re.compile(r"，(?:总体|整体|事项)?(?:精简|压减|减少|缩减|下降|压缩)(?:率|比例|幅度)?(?:了|为|达)*")
THREE = 3


def levels(claim: Percentage) -> list[Levels]:
    """The number kept and that of before, where they and what went stand right before the percentage."""
    before = [each for each in claim.sentence.figures if each.end <= claim.figure.start][-THREE:]
    if len(before) < THREE or VERB.fullmatch(claim.passage.plain, before[-1].end, claim.figure.start) is None:
        return []
    base, gone, kept = before
    same = len({each.kind for each in before}) == 1 and all(each.exact for each in before)
    if not same or GONE.search(gone.head) is None or KEPT.search(kept.head) is None or BASE.search(base.head) is None:
        return []
    return [Levels(kept, base, True)]
