"""A total over a list that stands in lines of its own, closed by its marks: 全年检查1284家次。其中： / 一季度306家次； / …… / 四季度280家次。

Every line but the last ends in ；, the last in 。, so no line is missing; each tells one count.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from fazhi.audit.text import misprints
from fazhi.audit.text.change_words import CHANGE
from fazhi.audit.text.figures import Figure, summed
from fazhi.audit.text.manuscript import Manuscript
from fazhi.audit.text.passages import Passage

FEWEST, MOST, LONGEST = 3, 40, 48
SOME = ("主要", "前三", "前五", "重点抓", "典型")
"""Who tells only some of them tells no sum."""


@dataclass(frozen=True, slots=True)
class LinedList:
    """The total, the passage in which it stands, and the items of the lines below."""

    passage: Passage
    total: Figure
    items: list[Figure]

    @property
    def made(self) -> Decimal:
        """What the lines come to."""
        return summed(self.items)

    @property
    def slip(self) -> bool:
        """Is the total, or one item, a slip of the hand of what would come out?"""
        off = self.total.value - self.made
        rights = [(self.total.value, self.made), *((each.value, each.value + off) for each in self.items)]
        return any(right > 0 and misprints.plain_slip(one, right) for one, right in rights)


def lined_lists(manuscript: Manuscript) -> Iterator[LinedList]:
    """Every such list of three lines and more under a paragraph that has the total and opens it with a colon."""
    passages = manuscript.passages
    for at, head in enumerate(passages):
        opened = head.plain.endswith("：") and not any(each in head.plain.rpartition("。")[2] for each in SOME)
        items = _items(passages[at + 1 : at + 1 + MOST]) if opened else []
        if len(items) >= FEWEST:
            total = _total(head, items)
            if total is not None:
                yield LinedList(head, total, items)


def _items(passages: list[Passage]) -> list[Figure]:
    """The count of each line; nothing where a line has none, or several, or another unit, or the list is not closed."""
    items: list[Figure] = []
    for each in passages:
        counts = [one for one in each.figures if one.count]
        if len(each.plain) > LONGEST or len(counts) != 1 or not counts[0].exact or CHANGE.search(counts[0].head):
            return []
        if items and counts[0].kind != items[0].kind:
            return []
        items.append(counts[0])
        if each.plain.endswith("。"):
            return items
        if not each.plain.endswith("；"):
            return []
    return []


def _total(head: Passage, items: list[Figure]) -> Figure | None:
    """The count that the lines make up, else the greatest of their unit."""
    same = [each for each in head.figures if each.kind == items[0].kind and each.exact and not each.compared]
    same = [each for each in same if CHANGE.search(each.head) is None]
    made = summed(items)
    equal = [each for each in same if each.value == made]
    return equal[-1] if equal else max(same, key=lambda each: each.value, default=None)
