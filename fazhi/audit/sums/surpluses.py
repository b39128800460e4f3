"""What came in, what was spent and what is left of it: 基金收入10128.90亿元，比上年增长4.2%；支出9353.44亿元……。当期结存775.46亿元.

By its name what is left is the first less the second. Where a paragraph tells each of the three once, they are an account.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from fazhi.audit.sums.addition import Addition
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.passages import Passage

LEFT = re.compile(r"(?:当期|当年|本年|本期|年度|收支)(?:收支)?(?:结存|结余)(?:额)?(?:为|是|达)?$")
CAME_IN = re.compile(r"收入(?:额)?(?:为|是|达)?$")
SPENT = re.compile(r"支出(?:额)?(?:为|是|达)?$")
MONEY, APART = "元", 2


def surpluses(passage: Passage) -> Iterator[Addition]:
    """The income as the total of what was spent and of what is left."""
    if "结存" not in passage.plain and "结余" not in passage.plain:
        return
    amounts = [each for each in passage.figures if each.kind == MONEY and each.count and not each.compared]
    for left in amounts:
        if LEFT.search(left.head) is not None:
            before = [each for each in amounts if each.end <= left.start and left.sentence - each.sentence <= APART]
            income, spent = (_only(before, name) for name in (CAME_IN, SPENT))
            if income is not None and spent is not None and len({income.period, spent.period, left.period} - {""}) <= 1:
                yield Addition(passage, [income], [spent, left], "list", True)


def _only(amounts: list[Figure], name: re.Pattern[str]) -> Figure | None:
    found = [each for each in amounts if name.search(each.head) is not None]
    sound = len(found) == 1 and not found[0].vague and not found[0].bound
    return found[0] if sound else None
