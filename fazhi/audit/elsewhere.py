"""A whole list that opens its paragraph, with its total in a paragraph before: 电话28915件，微信5206件，…，其他渠道669件。

Nothing but the number ties the two together, so only a list that says it is whole is asked, only where nowhere in the
document the sum itself is printed, and only a slip of the hand in a number of four figures or more is believed.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from fazhi.audit import misprints
from fazhi.audit.additions import Addition
from fazhi.audit.figures import Figure, summed
from fazhi.audit.listing import SCOPE, counted, following_items, printed
from fazhi.audit.manuscript import Manuscript
from fazhi.audit.partitions import closed, pattern
from fazhi.audit.passages import Passage

FEWEST, LONGEST = 2, 40
THOUSAND = 1000
PART = 3
TOTALS = 8
"""So many totals before the paragraph are held against its list."""
BACK = 12
"""So many paragraphs back they may stand."""


def elsewhere(manuscript: Manuscript, passage: Passage) -> Iterator[Addition]:
    """The list with which a paragraph begins, with the one total before of which it misses by a slip."""
    for kind, counts in counted(passage).items():
        if len(counts) < FEWEST or not kind:
            continue
        parts = _parts(passage, counts)
        if len(parts) < FEWEST or summed(parts) < THOUSAND:
            continue
        if all(each.exact for each in parts) and _whole(passage, parts):
            total = _total(manuscript, passage, kind, parts)
            if total is not None:
                yield Addition(passage, [total], parts, "elsewhere", True)


def _parts(passage: Passage, counts: list[Figure]) -> list[Figure]:
    first = counts[0]
    items = [first, *following_items(passage.plain, counts[1:LONGEST], first)]
    return [each for each in items if each.sentence == first.sentence] if not first.compared else []


def _whole(passage: Passage, parts: list[Figure]) -> bool:
    """Do the words say that the list is the whole, and is no item the total of the others?"""
    amount = summed(parts)
    if any(each.value * 2 == amount for each in parts) and len(parts) > FEWEST:
        return False
    lead = passage.plain[: parts[0].start - len(parts[0].head)]
    announced = len(parts) > FEWEST and pattern("divided").search(lead) is not None
    return announced or closed(parts)


def _total(manuscript: Manuscript, passage: Passage, kind: str, parts: list[Figure]) -> Figure | None:
    amount, most = summed(parts), max(each.value for each in parts)
    if amount in _values(manuscript).get(kind, ()):
        return None
    lead = passage.plain[: parts[0].start]
    scope = SCOPE.search(lead.rpartition("。")[2])
    found = {
        each.value: each
        for index, each in manuscript.total_figures(kind, passage.index, TOTALS)
        if 0 < passage.index - index <= BACK
        and each.value > most
        and _slip(each, parts, amount)
        and (scope is None or _speaks_of(each, scope[1]))
    }
    return next(iter(found.values())) if len(found) == 1 else None


def _speaks_of(total: Figure, scope: str) -> bool:
    """办结工单中，…: only a total of which that is said."""
    return any(scope[at : at + 2] in f"{total.head}{total.tail}" for at in range(len(scope) - 1))


def _values(manuscript: Manuscript) -> dict[str, set[Decimal]]:
    """All counts of the document by their unit."""
    found: dict[str, set[Decimal]] = manuscript.memory.get("values", {})
    if not found:
        for passage in manuscript.passages:
            for each in passage.figures:
                found.setdefault(each.kind, set()).add(each.value)
        manuscript.memory["values"] = found
    return found


def _slip(total: Figure, parts: list[Figure], amount: Decimal) -> bool:
    if misprints.alike(printed(total, total.value), printed(total, amount)):
        return True
    missing = total.value - amount
    return any(
        each.value + missing > 0
        and len(f"{each.value:f}") >= PART
        and misprints.swapped(f"{each.value:f}", f"{each.value + missing:f}")
        for each in parts
    )
