"""A list of its own that goes down to 其他, and its total paragraphs before: 邻里141件，婚姻106件，土地78件，损害57件，其他37件.

Such a list leaves nothing out. Of two hundred and twenty in clean reports two hundred make a count that stands in the eight
paragraphs before or behind them, and none misses all of these and yet one of them by a slip of the hand (decision 0017).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from fazhi.audit.sums.addition import slipped
from fazhi.audit.sums.headed_lists import CROSSING, FOUR, JOINED, MOST, THREE, addable, listed, run
from fazhi.audit.text.figures import Figure, summed
from fazhi.audit.text.manuscript import Manuscript
from fazhi.audit.text.passages import Passage

REST = re.compile(r"其他|其它|其余")
BACK = 8
"""So many paragraphs before the list its total may stand."""
SLIP = 3
"""Figures of a number of which one may be wrong."""


def rest_lists(manuscript: Manuscript, number: int) -> Iterator[tuple[Figure, list[Figure]]]:
    """(total, parts) of every such list of the passage of that number that misses its total by a slip."""
    passage = manuscript.passages[number]
    if REST.search(passage.plain) is None:
        return
    for parts in _lists(passage):
        before = [each for each in manuscript.passages[max(0, number - BACK) : number] if each.figures]
        figures = [each for earlier in (*before, passage) for each in earlier.figures]
        counts = [each for each in figures if addable(each, parts[0]) and all(each is not part for part in parts)]
        sums = {summed(parts[begin:]) for begin in (0, 1)}
        if any(each.value in sums for each in counts) or _first_is_whole(parts):
            continue
        most = max(each.value for each in parts)
        told = [
            each for each in counts if each.value > most and (each.end <= parts[0].start or each not in passage.figures)
        ]
        fewest = SLIP if len(parts) >= FOUR else MOST
        missed = {each.value: each for each in told if slipped(parts, each, fewest)}
        # 受理318件，调成309件。…欠薪13件，其他18件: of two that it may miss, the one that figures in another order explain.
        swapped = {value: each for value, each in missed.items() if slipped(parts, each, MOST)}
        for each in (missed, swapped):
            if len(each) == 1:
                yield next(iter(each.values())), parts
                break


def _lists(passage: Passage) -> Iterator[list[Figure]]:
    """Every list whose last item is 其他 and with which a sentence begins."""
    text, figures = passage.plain, listed(passage)
    behind = 0
    for at, first in enumerate(figures):
        if first.start < behind or at and figures[at - 1].sentence == first.sentence:
            continue
        for mark in JOINED:
            parts = to_the_rest(run(text, figures[at : at + MOST + 1], mark))
            if len(parts) >= THREE and REST.search(parts[-1].head) and all(_item(each, first) for each in parts):
                behind = parts[-1].end
                yield parts
                break


def to_the_rest(parts: list[Figure]) -> list[Figure]:
    """城建528件、社保374件、其他284件，前两类902件: what stands behind 其他 is no item."""
    last = next((at for at, each in enumerate(parts) if REST.search(each.head) is not None), len(parts) - 1)
    return parts[: last + 1]


def _first_is_whole(parts: list[Figure]) -> bool:
    """受理80件，邻里52件，婚姻23件，其他5件: is the first count the total of the others, right or miswritten?"""
    return summed(parts[1:]) == parts[0].value or slipped(parts[1:], parts[0], SLIP)


def _item(figure: Figure, first: Figure) -> bool:
    return bool(figure.unit) and addable(figure, first) and CROSSING.search(figure.head) is None
