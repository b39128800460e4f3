"""A list whose items have words of their own, closed by what is left over, against a total of a paragraph before.

邻里纠纷187件，占受理总数的30.6%，比上年多22件；婚姻家庭纠纷126件；……；其他29件: between two items may stand how much of all they are, and
how much that has changed. That the items of a closed list make a total but for two figures turned round is no chance; where the share
of one of them says what the total is, any plain slip shows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import zip_longest

from fazhi.audit.corroboration import comes_out, counts, printed
from fazhi.audit.text import misprints, rounding
from fazhi.audit.text.figures import Figure, summed
from fazhi.audit.text.passages import Passage
from fazhi.audit.turned import lists
from fazhi.audit.turned.lists import Turned

REST = re.compile(r"其[他它余][^，。；：、\d]{0,10}$")
NO_ITEM = re.compile(r"上年|去年|同期|[比较增减升降每均多少]|其中")
CLAUSE = re.compile(r"[，。；：、（）]")
SHARE = re.compile(r"[，（]?占[^，。；：、\d]{0,10}")
LEAD = 14
FEWEST, FEWEST_SHARED, MOST = 4, 3, 20
"""Items of a list, of one whose shares tell its total, and of the longest that is tried."""
SMALLEST = 30
BACK = 6
"""So many paragraphs before the list its total may stand."""
TELLING = 3
"""Figures of a share that hardly another total gives."""
HUNDRED = 100


def closed(passages: Sequence[Passage], number: int) -> Iterator[Turned]:
    """Every such list of a passage that does not make its total, and one slip of the hand says why."""
    passage = passages[number]
    row = counts(passage)
    ends = [each for each, behind in zip_longest(row, row[1:]) if _ends(passage, each, behind)]
    if not ends:
        return
    items = [each for each in row if _is_item(passage, each)]
    before = [each for one in passages[max(0, number - BACK) : number] for each in counts(one)]
    for last in ends:
        rest = _is_rest(passage, last)
        same = [each for each in items if each.end <= last.end and each.kind == last.kind][-MOST:]
        for parts in _openings(same) if rest else _to_the_end(passage, same, last):
            totals = [*before, *(each for each in row if each.end <= parts[0].start)]
            yield from _against(passage, parts, [each for each in totals if each.kind == last.kind], closed=rest)


def _ends(passage: Passage, figure: Figure, behind: Figure | None) -> bool:
    """Can a list end with it: as what is left over, or as the last count of its sentence?"""
    return _is_rest(passage, figure) or behind is None or behind.sentence != figure.sentence


def _is_rest(passage: Passage, figure: Figure) -> bool:
    return REST.search(passage.plain, max(0, figure.start - LEAD), figure.start) is not None


def _to_the_end(passage: Passage, items: Sequence[Figure], last: Figure) -> Iterator[list[Figure]]:
    """The items of a sentence that are all it counts of their unit (当面134件、邮寄57件、网上45件，网上占19.1%)."""
    own = [each for each in items if each.sentence == last.sentence]
    same = [each for each in passage.figures if each.sentence == last.sentence and each.kind == last.kind]
    if own[-1:] == [last] and len(own) >= FEWEST_SHARED and len(same) == len(own):
        yield own


def _is_item(passage: Passage, figure: Figure) -> bool:
    """Does it stand in a clause that names it, and compares it with nothing?"""
    name = CLAUSE.split(passage.plain[max(0, figure.start - LEAD) : figure.start])[-1]
    return name != "" and not figure.compared and NO_ITEM.search(name) is None


def _openings(items: Sequence[Figure]) -> Iterator[list[Figure]]:
    """The items of the last sentence, and all of the paragraph if they are told on (邻里337起，占29.6%。此外，……).

    政府68件、部门163件、街道55件。部门中，公安71件、…、其余25件: what makes one of the items before divides that one, and goes on with no list.
    """
    own = [each for each in items if each.sentence == items[-1].sentence] if items else []
    if own and any(each.value == summed(own) for each in items[: len(items) - len(own)]):
        return
    for parts in (own, [*items]) if len(own) < len(items) else (own,):
        if len(parts) >= FEWEST_SHARED:
            yield parts


def _against(passage: Passage, parts: list[Figure], totals: Sequence[Figure], *, closed: bool) -> Iterator[Turned]:
    """A list against the one total that its shares say, or that it makes but for two figures turned round."""
    largest = max(each.value for each in parts)
    totals = [each for each in totals if each.value >= SMALLEST and each.value > largest]
    amount = summed(parts)
    if any(each.value == amount for each in totals):
        return
    of_share = _of_shares(passage, parts, totals)
    if not of_share and (len(parts) < FEWEST or not closed):
        return
    found = {
        each.value: each
        for each in (of_share or totals)
        if _slipped(parts, each, amount, shown=bool(of_share), plain=closed and bool(of_share))
    }
    if len(found) == 1:
        yield Turned(parts, *found.values())


def _of_shares(passage: Passage, parts: Sequence[Figure], totals: Sequence[Figure]) -> list[Figure]:
    """The totals of which a printed share of an item is one."""
    found = []
    for part in parts:
        share = next((each for each in passage.figures if each.percent and each.start >= part.end), None)
        stated = (
            None if share is None or SHARE.fullmatch(passage.plain, part.end, share.start) is None else printed(share)
        )
        if stated is not None and rounding.telling(stated) >= TELLING:
            found += [each for each in totals if comes_out(stated, part.exactly / each.exactly * HUNDRED)]
    return found


def _slipped(parts: Sequence[Figure], total: Figure, amount: Decimal, *, shown: bool, plain: bool) -> bool:
    """Would the list come out with one number in the place of a plain slip of it? Of a total that a share shows, one part's alone."""
    missing = total.value - amount
    of_parts = [(each, each.value + missing) for each in parts]
    return any(_is_slip(each, due, plain) for each, due in (of_parts if shown else [*of_parts, (total, amount)]))


def _is_slip(figure: Figure, due: Decimal, plain: bool) -> bool:
    if lists.slipped(figure, due):
        return True
    stated = None if figure.spelled or due <= 0 or not plain else printed(figure)
    due /= figure.scale
    return stated is not None and (misprints.plain_slip(stated, due) or misprints.like_count(f"{stated:f}", f"{due:f}"))
