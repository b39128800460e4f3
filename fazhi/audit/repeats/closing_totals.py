"""The totals that a report draws together at its end: 回顾全年，查处案件241件，办件7.53万件, where the body has 214 and 73500.

As in the opening (:mod:`opening_totals`), what stands in such a paragraph was told above, in other words and often in 万 or in
Chinese numerals. Where most of its counts are found there, one that is not, and that a single count of the body holds in another
order of figures, is that count miswritten; the words have next to nothing to say.
"""

from __future__ import annotations

from collections.abc import Iterator

from fazhi.audit.repeats.levels_to_beat import Level
from fazhi.audit.repeats.summings_up import SUMMING
from fazhi.audit.text import misprints
from fazhi.audit.text.change_words import CHANGE, EARLIER
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.manuscript import Manuscript
from fazhi.audit.text.passages import Passage

BEGUN = 24
"""So many characters into a paragraph it says that it sums up."""
FEWEST, HALF = 3, 2
MOST = 40
"""So many counts of one paragraph are looked at."""
LONG = 3
"""Significant figures of a number that is hardly another one turned round by chance."""


def closing_totals(manuscript: Manuscript) -> Iterator[Level]:
    """Every count of such a paragraph that the body has otherwise."""
    closing = [each for each in manuscript.passages if SUMMING.search(each.plain, 0, BEGUN) is not None]
    if not closing:
        return
    inside = {each.index for each in closing}
    body = [
        (passage, each)
        for passage in manuscript.passages
        if passage.index not in inside
        for each in passage.figures
        if _sound(each)
    ]
    values = {(each.kind, each.value) for _passage, each in body}
    for passage in closing:
        counts = [each for each in passage.figures[:MOST] if _sound(each)]
        lost = [each for each in counts if (each.kind, each.value) not in values]
        if len(counts) < FEWEST or len(lost) * HALF > len(counts):
            continue
        for figure in lost:
            found = _turned(figure, body)
            if found is not None:
                yield Level(passage, figure, *found)


def _sound(figure: Figure) -> bool:
    plain = figure.count and not (figure.vague or figure.bound or figure.compared)
    return plain and EARLIER.search(f"{figure.period}{figure.head}") is None and CHANGE.search(figure.head) is None


def _turned(figure: Figure, body: list[tuple[Passage, Figure]]) -> tuple[Passage, Figure] | None:
    """The one count of the body that holds the same figures in another order."""
    printed = significant(figure)
    found: dict[object, tuple[Passage, Figure]] = {}
    for there, other in body:
        # 万 against 件: of one size the two must be for all that.
        of_one_size = max(figure.value, other.value) < 10 * min(figure.value, other.value)
        if other.kind != figure.kind or not of_one_size or not misprints.swapped(printed, significant(other)):
            continue
        if len(printed) >= LONG:
            found.setdefault(other.value, (there, other))
    return next(iter(found.values())) if len(found) == 1 else None


def significant(figure: Figure) -> str:
    """73500 and 7.35万 alike: 735."""
    return f"{figure.value:f}".replace(".", "").strip("0")
