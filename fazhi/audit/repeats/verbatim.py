"""One statement printed twice, word for word, with another number in it: 接到举报60366件，比上月增加10.3% …… 接到举报60366件，比上月增加13.0%.

What stands on both sides is the same, and a number of three figures and more is among it: so it is told of one thing, and of
the numbers it is asked only that the one is a slip of the other. Records in a form have the same words, but other numbers.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from os.path import commonprefix

from fazhi.audit.text import misprints
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.manuscript import Manuscript
from fazhi.audit.text.passages import Passage, row_of_table

Place = tuple[Passage, Figure]
SEED, LEAST = 6, 14
"""Characters before the number by which places are found, and of all that is the same on both sides."""
REACH = 60
MOST = 4
"""A line that a form prints more often tells of as many things."""
WITNESS = re.compile(r"(?<![\d.])(?!100(?!\d)|\d00?%)(?:\d{3,}|\d+\.\d+)(?![\d.])")
YEAR = re.compile(r"(?:19|20)\d\d(?=年)")


def retold(manuscript: Manuscript) -> list[tuple[Place, Place]]:
    """(later, earlier) of two numbers in the very same words."""
    known: list[tuple[Place, Place]] | None = manuscript.memory.get("told twice word for word")
    if known is None:
        known = manuscript.memory["told twice word for word"] = list(_retold(manuscript))
    return known


def beyond_doubt(manuscript: Manuscript, figures: list[Figure]) -> bool:
    """Is one of the figures told so?"""
    told = {id(figure) for pair in retold(manuscript) for _passage, figure in pair}
    return any(id(each) in told for each in figures)


def _retold(manuscript: Manuscript) -> Iterator[tuple[Place, Place]]:
    by_lead: dict[str, list[Place]] = defaultdict(list)
    for passage in manuscript.passages:
        if passage.paragraph.cell is not None or row_of_table(passage.original):
            continue
        for figure in passage.figures:
            if figure.start >= SEED:
                by_lead[passage.plain[figure.start - SEED : figure.start]].append((passage, figure))
    for places in by_lead.values():
        if 1 < len(places) <= MOST and len({figure.value for _passage, figure in places}) > 1:
            for at, (passage, figure) in enumerate(places[1:], start=1):
                earlier = next((each for each in places[:at] if _same_words(each, (passage, figure))), None)
                if earlier is not None and misprints.plain_slip(earlier[1].value, figure.value):
                    yield (passage, figure), earlier


def _same_words(one: Place, two: Place) -> bool:
    """Is so much the same on both sides, and a telling number among it?"""
    if one[1].unit != two[1].unit:
        return False
    lead, tail = (_common(one, two, before=before) for before in (True, False))
    if len(lead) + len(tail) < LEAST:
        return False
    # 4月 and 5月 may have grown alike: one number behind is no witness, one before or two are.
    before, behind = (len(WITNESS.findall(YEAR.sub("", words))) for words in (lead, tail))
    return before > 0 or behind > 1


def _common(one: Place, two: Place, *, before: bool) -> str:
    """The same words right before both numbers, or right behind them."""
    if before:
        sides = [passage.plain[max(0, figure.start - REACH) : figure.start][::-1] for passage, figure in (one, two)]
    else:
        sides = [passage.plain[figure.end : figure.end + REACH] for passage, figure in (one, two)]
    same = commonprefix(sides)  # noqa: RUF071 — character by character is what is meant here
    return same[::-1] if before else same
