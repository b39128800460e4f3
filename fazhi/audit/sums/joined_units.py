"""A sum printed in the two units of its items: 水库7座、山塘41口，共48座（口）; 结婚2317对、离婚986对、补证742件，三项合计4045件（对）.

The unit says that both are summed up, so the last few counts of these units are its items; a slip of the hand is believed where no choice of
them makes the sum.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations

from fazhi.audit.corroboration import counts
from fazhi.audit.sums.addition import Addition
from fazhi.audit.text import misprints
from fazhi.audit.text.change_words import EARLIER
from fazhi.audit.text.figures import Figure, summed
from fazhi.audit.text.passages import Passage

JOINED = re.compile(r"([\u4e00-\u9fff])（([\u4e00-\u9fff])）")
SUMMED = re.compile(r"[共计总][^，。；：、\d]{0,8}$")
LEAD, PAIR, MOST = 12, 2, 7


def joined_units(passage: Passage) -> Iterator[Addition]:
    """Every such sum that its items do not make, with the items that would make it but for a slip."""
    text = passage.plain
    for total in counts(passage) if "（" in text else ():
        units = JOINED.match(text, total.end - 1)
        if units is None or SUMMED.search(text, max(0, total.start - LEAD), total.start) is None:
            continue
        items = _items(passage, total, frozenset(units.groups()))
        if any(
            summed(list(each)) == total.value
            for number in range(PAIR, len(items) + 1)
            for each in combinations(items, number)
        ):
            continue
        found = [items[-number:] for number in range(PAIR, len(items) + 1) if _slipped(items[-number:], total)]
        if len(found) == 1:
            yield Addition(passage, [total], found[0], "list", True)


def _items(passage: Passage, total: Figure, units: frozenset[str]) -> list[Figure]:
    """The counts of either unit in front of the sum that are levels of now."""
    return [
        each
        for each in counts(passage)
        if each.end <= total.start
        and total.sentence - each.sentence <= 1
        and _unit(each) in units
        and not each.compared
        and EARLIER.search(each.head) is None
    ][-MOST:]


def _unit(figure: Figure) -> str:
    """Its first character; 口 of 山塘41口 is no unit that every text counts in."""
    return (figure.unit or figure.tail)[:1]


def _slipped(parts: list[Figure], total: Figure) -> bool:
    if len({_unit(each) for each in parts}) < PAIR:
        return False
    amount = summed(parts)
    near = abs(amount - total.value) <= Decimal(1) and all(each.sentence == total.sentence for each in parts)
    return near or misprints.alike(f"{total.value:f}", f"{amount:f}")
