"""A number that a report tells once more where it begins or draws to its end, with two figures turned round.

信访总量压到196件次, in the last paragraph, and 信访总量169件次 thirty before: what a report tells there it has told. Two
pairs of characters must be the same; but of three figures and more only few numbers are another one turned round, and this one stands nowhere else and follows
from nothing beside it. In a million characters of published pages no two numbers look so by chance.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from fazhi.audit.corroboration import accounts, counts, printed
from fazhi.audit.repeats.levels_to_beat import Level, words_of
from fazhi.audit.text import misprints, rounding
from fazhi.audit.text.change_words import CHANGE, CHANGED_TO
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.manuscript import Manuscript
from fazhi.audit.text.passages import Passage, row_of_table

Place = tuple[int, Passage, Figure]
TELLING = 3
CHANGED = re.compile(rf"{CHANGE.pattern}|{CHANGED_TO.pattern}")
END, OPENING = 0.55, 0.1
"""Such parts of a report are its end and its beginning."""
FEWEST, LONG = 2, 4
"""So many pairs of characters must be the same; of a number of so many figures one."""
LEAD, BEHIND = 16, 8
"""Characters beside a number that may say what it counts."""
APART = 4
"""So many paragraphs lie between the two."""


def told_late(manuscript: Manuscript) -> Iterator[Level]:
    """Every such number, and where it was told before."""
    every = _places(manuscript)
    last = len(manuscript.passages)
    for (value, unit), places in every.items():
        number, passage, figure = places[0]
        if len(places) > 1 or rounding.telling(value) < TELLING or OPENING < number / last < END:
            continue
        others = [each for due in misprints.turns(value) for each in every.get((due, unit), ())]
        if not others or any(abs(number - each[0]) < APART for each in others) or _accounted(passage, figure):
            continue
        words, least = _words(passage, figure), 1 if rounding.telling(value) >= LONG else FEWEST
        named = [each for each in others if len(words & _words(*each[1:])) >= least]
        if named:
            _number, there, other = named[0]
            yield Level(passage, figure, there, other)


def _places(manuscript: Manuscript) -> dict[tuple[Decimal, str], list[Place]]:
    """Where each number is printed with its unit, in figures and in full."""
    places: dict[tuple[Decimal, str], list[Place]] = defaultdict(list)
    for number, passage in enumerate(manuscript.passages):
        if passage.paragraph.place == "table" or row_of_table(passage.original):
            continue
        for each in counts(passage):
            stated = None if each.spelled or each.compared or not each.unit else printed(each)
            if stated is not None and not CHANGED.search(each.head):
                places[stated, each.unit].append((number, passage, each))
    return places


def _words(passage: Passage, figure: Figure) -> set[str]:
    text = passage.plain
    return words_of(f"{text[max(0, figure.start - LEAD) : figure.start]}|{text[figure.end : figure.end + BEHIND]}")


def _accounted(passage: Passage, figure: Figure) -> bool:
    return any(figure is each for account in accounts(passage) for each in account)
