"""Whole lists against a total that stands further off: some sentences back, or in a paragraph before.

Nothing but the number may tie the two together, so the list must say that it is whole, its sum must be printed nowhere
near, and the farther the total, the more a slip of the hand must be visible in the number itself.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from decimal import Decimal

from fazhi.audit.sums.addition import ONLY_TURNED, Addition, slipped
from fazhi.audit.sums.counts import unit_of
from fazhi.audit.sums.listing import ASIDE, NEAR, printed
from fazhi.audit.sums.whole_lists import WholeList, exhaustive, whole_lists
from fazhi.audit.text import misprints
from fazhi.audit.text.figures import Figure, summed
from fazhi.audit.text.former_levels import left_behind
from fazhi.audit.text.manuscript import Manuscript
from fazhi.audit.text.partitions import disjoint, told_apart, unfinished
from fazhi.audit.text.passages import Passage
from fazhi.audit.text.scopes import speaks_of

SIGNS = re.compile(r"[中里，：。；]|季度|半年|依次|分别|其[他余它]|涉及")
CLAUSE = re.compile(r"[，。；：！？\n（）]")
TOTAL = re.compile(r"共|总|合计")
OVER = Decimal("0.2")
"""The items of a scope of which the same is said cannot be more than the scope; what is far more is of another one."""
WORDS = 24
HUNDRED = 100
"""Opposites that miss a count before them by less than a hundredth are its parts."""
SENTENCES = 4
"""So many sentences back the total of a list may stand in its paragraph."""
TOTALS = 8
"""So many totals before the paragraph are held against its list."""
BACK = 12
"""So many paragraphs back they may stand."""
THOUSAND = 1000
"""A smaller number is like one of so many totals by chance too often."""
PART = 3
LEAST = 100
ITEMS = 4
"""So many paragraphs back the total of a short item may stand."""
NAME = 4
DEED = 2
NUMBERING = re.compile(r"^[—\-\d.、（）一二三四五六七八九十]+")
FOLLOWS = re.compile(r"如下[：。]?$")
TOPIC_END = re.compile(r"[。：，]")


def far_totals(manuscript: Manuscript, passage: Passage) -> Iterator[Addition]:
    """Each whole list with the total that it makes or misses by a slip."""
    if SIGNS.search(passage.plain) is None:
        return
    for whole in whole_lists(passage):
        near = _near(passage, whole) or _announced(manuscript, passage, whole)
        if near is None and _made_by_the_last(manuscript, whole):
            continue
        found = near or _of_items(manuscript, passage, whole) or _elsewhere(manuscript, passage, whole)
        if found is not None:
            total, parts = found
            if len(parts) > PART - 1 and parts[0].value == summed(parts[1:]):
                continue  # 61件，已作出处罚54件，其余7件: a total of its own with its parts
            yield Addition(passage, [total], parts, "list", True)


def _made_by_the_last(manuscript: Manuscript, whole: WholeList) -> bool:
    """举报7318件。……索赔人举报2942件；立案418件；不予立案6107件，其余793件: do all but the first of them make up a count of the document?"""
    values = _values(manuscript).get(whole.ways[0][0].kind, set())
    lasts = (parts[at:] for parts in whole.ways for at in range(1, len(parts) - PART + 1))
    return any(summed(last) >= LEAST and summed(last) in values for last in lasts)


def _near(passage: Passage, whole: WholeList) -> tuple[Figure, list[Figure]] | None:
    """The total in the list's own paragraph, before it."""
    first = whole.ways[0][0]
    before = [
        each
        for each in passage.figures
        if each.end <= whole.begins + 1
        and unit_of(each) == unit_of(first)
        and each.exact
        and first.sentence - each.sentence <= SENTENCES
        and not each.compared
        and ASIDE.search(each.head) is None
        and not left_behind(passage.plain, each, first.start, passage.now)
    ]
    if whole.tie == "scope":
        before = [each for each in before if speaks_of(_words(passage, each), whole.scope)]
    for parts in whole.ways:
        equal = [each for each in before if each.value == summed(parts)]
        if equal:
            return (equal[-1], parts) if whole.tie in ("scope", "periods", "divided") else None
    for parts in whole.ways:
        total = (
            _of_scope(passage, parts, before) if whole.tie == "scope" else _of_division(passage, whole, parts, before)
        )
        if total is not None:
            return total, parts
    return None


def _of_scope(passage: Passage, parts: list[Figure], named: list[Figure]) -> Figure | None:
    """The last count of which the scope speaks: it alone can be the total, whatever else the items add up to."""
    if not named:
        return None
    amount, total = summed(parts), named[-1]
    off, printed_alike = abs(total.value - amount), _misprinted(parts, total, amount)
    if exhaustive(parts) and (amount > total.value or not unfinished(parts)):
        return total if printed_alike or off <= max(amount * NEAR, Decimal(1)) else None
    if total.kind == "person" or not _one_column(passage, parts):
        return None
    return total if printed_alike or 0 < amount - total.value <= total.value * OVER else None


def _of_division(passage: Passage, whole: WholeList, parts: list[Figure], before: list[Figure]) -> Figure | None:
    """The one count that the list misses by a slip, where its sum is printed nowhere in the paragraph.

    线索936条，已处置921条，…。从处置方式看，…: what the words of the list name is meant, though it is not the first.
    """
    amount, most = summed(parts), max(each.value for each in parts)
    unit = parts[0].unit
    # 共有176个牧户……3户通了网电，73户用风光互补，其余100户: the unit may stand in the word for the thing.
    kind = unit_of(parts[0])
    alike = (each for each in passage.figures if unit_of(each) == kind or unit and unit in each.tail[:NAME])
    if any(each.value == amount for each in alike):
        return None
    opening = passage.plain[whole.begins : parts[0].start] if whole.tie == "divided" else ""
    wholes = {
        each.value: each
        for each in before
        if each.value >= most and (_heads(passage, each) or len(each.head) > 1 and each.head[-DEED:] in opening)
    }
    if whole.tie == "periods" and wholes:
        # 事故19起。…。一季度4起、二季度6起、三季度4起、四季度4起: a year is the largest of what was counted.
        total = wholes[max(wholes)]
        return total if abs(total.value - amount) <= max(amount * NEAR, Decimal(1)) else None
    if whole.tie == "opposites" and amount < max(wholes, default=amount) and unfinished(parts):
        return None
    missed = [
        each
        for each in wholes.values()
        if _misprinted(parts, each, amount)
        or whole.tie == "opposites"
        and abs(each.value - amount) * HUNDRED <= amount
        # 工单506件。……。工单分类：求决460件、咨询83件、……: more than there are, by two figures of a small item turned round
        or whole.tie == "divided"
        and 0 < amount - each.value <= each.value * OVER
        and slipped(parts, each, ONLY_TURNED)
    ]
    return missed[0] if len(missed) == 1 else None


def _one_column(passage: Passage, parts: list[Figure]) -> bool:
    """县直部门承办…、乡镇承办…; 31条来自…，8条来自…: the same is said of every item."""
    heads, tails = {each.head[-2:] for each in parts}, {each.tail[:2] for each in parts}
    alike = any(len(each) == 1 and len(next(iter(each))) > 1 for each in (heads, tails))
    return alike or disjoint(passage.plain, parts) or told_apart(passage.plain, parts)


def _heads(passage: Passage, figure: Figure) -> bool:
    """Is it the first of its unit in its sentence, or called a total?"""
    if TOTAL.search(figure.head) is not None:
        return True
    return not any(
        unit_of(each) == unit_of(figure) and each.sentence == figure.sentence and each.start < figure.start
        for each in passage.figures
    )


def _words(passage: Passage, figure: Figure) -> str:
    return CLAUSE.split(passage.plain[max(0, figure.start - WORDS) : figure.start])[-1] + figure.tail


def _elsewhere(manuscript: Manuscript, passage: Passage, whole: WholeList) -> tuple[Figure, list[Figure]] | None:
    """The total in a paragraph before."""
    kind = whole.ways[0][0].kind
    values = _values(manuscript).get(kind, set())
    if not kind or any(summed(parts) in values for parts in whole.ways):
        return None
    for parts in whole.ways:
        amount, most = summed(parts), max(each.value for each in parts)
        if amount < THOUSAND or any(each.value * 2 == amount for each in parts) and len(parts) > 2:
            continue
        found = {
            each.value: each
            for index, each in manuscript.total_figures(kind, passage.index, TOTALS)
            if 0 < passage.index - index <= BACK
            and each.value > most
            and _misprinted(parts, each, amount)
            and (not whole.scope or speaks_of(f"{each.head}{each.tail}", whole.scope))
        }
        if len(found) == 1:
            return next(iter(found.values())), parts
    return None


def _announced(manuscript: Manuscript, passage: Passage, whole: WholeList) -> tuple[Figure, list[Figure]] | None:
    """受理各类诉求38474件，同比下降24.85%，具体如下： 在线解答20374件，转派18113件: the one count of the paragraph right before, which says that
    what follows divides it."""
    parts, earlier = whole.ways[0], _before(manuscript, passage)[-1:]
    if whole.tie != "opposites" or unfinished(parts) or parts[0].sentence or not earlier:
        return None
    if earlier[0].index != passage.index - 1 or FOLLOWS.search(earlier[0].plain) is None:
        return None
    counts = [each for each in earlier[0].figures if unit_of(each) == unit_of(parts[0])]
    if len(counts) != 1 or not counts[0].exact or counts[0].compared:
        return None
    off = abs(counts[0].value - summed(parts))
    return (counts[0], parts) if off * HUNDRED <= counts[0].value else None


def _of_items(manuscript: Manuscript, passage: Passage, whole: WholeList) -> tuple[Figure, list[Figure]] | None:
    """——总量。全年共732起…。 ——结构。婚姻183起；…；其他77起。: the total in one of the short items before."""
    kind = whole.ways[0][0].kind
    values = _values(manuscript).get(kind, set())
    if whole.tie not in ("rest", "divided", "periods", "scope") or any(summed(parts) in values for parts in whole.ways):
        return None
    topic = TOPIC_END.split(passage.plain[:WORDS])[0] if whole.tie != "scope" else ""
    before = [each for earlier in _before(manuscript, passage) for each in _wholes(earlier, kind, topic)]
    if whole.scope:
        before = [each for each in before if speaks_of(f"{each.head}{each.tail}", whole.scope)]
    for parts in whole.ways:
        amount, most = summed(parts), max(each.value for each in parts)
        found = {
            each.value: each
            for each in before
            if each.value > most
            and amount >= LEAST
            and abs(each.value - amount) <= amount * NEAR
            and _misprinted(parts, each, amount)
        }
        if len(found) == 1:
            return next(iter(found.values())), parts
    return None


def _before(manuscript: Manuscript, passage: Passage) -> list[Passage]:
    """The last few paragraphs with figures before one."""
    at = bisect_left(manuscript.passages, passage.index, key=lambda each: each.index)
    return [each for each in manuscript.passages[max(0, at - ITEMS) : at] if each.figures]


def _wholes(passage: Passage, kind: str, topic: str) -> list[Figure]:
    """What heads its sentence or its ；, or bears the name that the item begins with (县直部门方面。 ← 县直部门涉及1318件)."""
    named = NUMBERING.sub("", topic)[:NAME]
    same = [each for each in passage.figures if each.kind == kind and each.exact and not each.compared]
    first: dict[int, Figure] = {}
    for each in same:
        if ASIDE.search(each.head) is None:
            first.setdefault(each.segment, each)
    bearing = [each for each in same if len(named) > 1 and named[:2] in each.head]
    return bearing or list(first.values())


def _values(manuscript: Manuscript) -> dict[str, set[Decimal]]:
    """All counts of the document by their unit."""
    found: dict[str, set[Decimal]] = manuscript.memory.get("values", {})
    if not found:
        for passage in manuscript.passages:
            for each in passage.figures:
                found.setdefault(each.kind, set()).add(each.value)
        manuscript.memory["values"] = found
    return found


def _misprinted(parts: list[Figure], total: Figure, amount: Decimal) -> bool:
    """Would the total with one figure wrong, or a part with two figures swapped, make the sum right?"""
    if len(printed(total, amount)) >= PART and misprints.alike(printed(total, total.value), printed(total, amount)):
        return True
    missing = total.value - amount
    rights = [(f"{each.value:f}", f"{each.value + missing:f}") for each in parts if each.value + missing > 0]
    return any(
        len(one) >= PART
        and (misprints.swapped(one, right) or total.value >= THOUSAND and misprints.one_lost(one, right))
        for one, right in rights
    )
