"""Counts of one unit told by turns, place by place, under their totals: 共接到投诉17071件、咨询18161件，其中甲省接到投诉1620件、咨询5356件；……

共接收投诉54813件（与疫情相关的40586件），其中甲市接收8992件（与疫情相关4939件）；……: in every place the second count bears the same name, so
what is told by turns is two columns. Where the one comes to its total, the list is whole, and so the other one must.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from fazhi.audit.sums.addition import NOT_ADDED, slipped, spread
from fazhi.audit.text.change_words import EARLIER
from fazhi.audit.text.figures import Figure, summed
from fazhi.audit.text.manuscript import Manuscript
from fazhi.audit.text.passages import Passage

FEWEST, MOST_WIDE = 3, 4
"""So many places, and no more columns."""
BACK = 3
"""So many paragraphs before the list its totals may stand."""
SURE = 3
"""A sum of so many figures does not come out by chance."""
NAME = r"[^，。；：、（）\d]{2,20}"
WITHIN = re.compile(rf"[、，]{NAME}|（{NAME}")
BETWEEN = re.compile(rf"[^，。；：、（）\d]{{0,4}}）?[；，、。]{{1,2}}{NAME}")
ENDED = re.compile(r"[^，。；：、（）\d]{0,4}）?(?:[。；]|$)")

Sum = tuple[Figure, list[Figure]]


def named_turns(manuscript: Manuscript, number: int) -> Iterator[Sum]:
    """(total, parts) of every column of the passage of that number that misses its total by a slip while another makes its own."""
    passage = manuscript.passages[number]
    if len(passage.figures) < FEWEST * 2:
        return
    before = [each for earlier in manuscript.passages[max(0, number - BACK) : number] for each in earlier.figures]
    # The totals themselves may look like the first place: every beginning is tried.
    for start in range(len(passage.figures) - FEWEST * 2 + 1):
        turns = _turns(passage, start)
        found = _missed([*before, *passage.figures[:start]], turns, str(manuscript.year or "")) if turns else None
        if found is not None:
            yield found
            return


def _turns(passage: Passage, start: int) -> list[list[Figure]]:
    """The places whose counts begin with the figure of that number, each with as many as there are columns."""
    figures = passage.figures
    for wide in range(2, MOST_WIDE + 1):
        model = figures[start : start + wide]
        if len(model) < wide or not _one_place(passage.plain, model):
            break
        found = [model]
        for at in range(start + wide, len(figures) - wide + 1, wide):
            place = figures[at : at + wide]
            beside = BETWEEN.fullmatch(passage.plain, found[-1][-1].end, place[0].start) is not None
            if not (beside and _one_place(passage.plain, place) and _named_alike(model, place)):
                break
            found.append(place)
        if len(found) >= FEWEST and ENDED.match(passage.plain, found[-1][-1].end) is not None:
            return found
    return []


def _one_place(text: str, place: list[Figure]) -> bool:
    joined = all(WITHIN.fullmatch(text, left.end, right.start) for left, right in pairwise(place))
    return joined and all(_sound(each) and each.kind == place[0].kind for each in place)


def _named_alike(model: list[Figure], place: list[Figure]) -> bool:
    """Do all but the first bear the names of the model's, and the first another?"""
    names = all(one.head == other.head for one, other in zip(model[1:], place[1:], strict=True))
    return names and model[0].head != place[0].head and model[0].head != model[1].head


def _sound(figure: Figure) -> bool:
    exact = not (figure.vague or figure.bound or figure.compared or spread(figure))
    return exact and figure.count and bool(figure.unit) and figure.kind not in NOT_ADDED


def _missed(before: list[Figure], turns: list[list[Figure]], year: str) -> Sum | None:
    """The columns held against counts told one right behind the other, of which one is what a column comes to."""
    columns = [[place[side] for place in turns] for side in range(len(turns[0]))]
    for at in range(len(before) - len(columns), -1, -1):
        totals = before[at : at + len(columns)]
        if not all(_level(each, turns[0][0], year) for each in totals):
            continue
        made = [summed(parts) == total.value for parts, total in zip(columns, totals, strict=True)]
        sure = [parts for parts, fits in zip(columns, made, strict=True) if fits and len(f"{summed(parts):f}") >= SURE]
        missed = [(total, parts) for total, parts, fits in zip(totals, columns, made, strict=True) if not fits]
        if sure and len(missed) == 1 and slipped(missed[0][1], missed[0][0]):
            return missed[0]
    return None


def _level(figure: Figure, first: Figure, year: str) -> bool:
    past = figure.period.isdigit() and figure.period != year or EARLIER.search(f"{figure.period}{figure.head}")
    return figure.kind == first.kind and _sound(figure) and not past
