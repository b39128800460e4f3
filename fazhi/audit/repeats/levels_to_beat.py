"""The level of this year from which a plan starts: 争取投诉总量在今年9630件的基础上下降5%, where the body has 投诉9360件.

A plan names it only to say what is aimed at, so it must be printed in the body; of one that is not, and that a count of the same
name there resembles but for a slip of the hand, one of the two is wrong. Rates likewise: 满意率由今年的92.9%提高到95%以上.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from fazhi.audit.repeats.words_beside import words_beside
from fazhi.audit.text import misprints, plans, rounding
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.manuscript import Manuscript
from fazhi.audit.text.passages import Passage

THIS_YEAR = re.compile(r"[比较在由从以](?:今年|本年|(?P<half>上半年)|(?P<year>20\d\d)年)(?:全年)?(?:实际)?的?$")
NAMES = ("今年", "本年", "上半年", "年的")
LEAD, BESIDE = 40, 16
MOST = 40
"""So many levels of one plan are looked at."""
FEWEST, ENOUGH = 2, 2
SWAPPED = 3
"""Of so many figures in another order, one pair of characters of the name is enough."""
STOPS = "。；！？\n"
# 降幅为25%: no level.
RISE = re.compile(r"[增升降减]|提高|下滑|回落")
AIMED = re.compile(r"争取|力争|确保|目标|计划|明年")


class Level(NamedTuple):
    """A count of the plan or of the opening, and the one of the body that it miswrites."""

    passage: Passage
    figure: Figure
    there: Passage
    other: Figure


def levels_to_beat(manuscript: Manuscript) -> Iterator[Level]:
    """Every level from which a plan starts that the body has otherwise."""
    planned = plans.planned(manuscript)
    for passage, figure in islice(_levels(manuscript, planned), MOST):
        found = _in_body(manuscript, planned, passage, figure)
        if found is not None:
            yield Level(passage, figure, *found)


def _levels(manuscript: Manuscript, planned: frozenset[int]) -> Iterator[tuple[Passage, Figure]]:
    for passage in manuscript.passages:
        if any(each in passage.plain for each in NAMES):
            for figure in passage.figures:
                lead = passage.plain[max(0, figure.start - BESIDE) : figure.start]
                match = THIS_YEAR.search(lead) if _sound(figure) else None
                if match is None or match["year"] not in (None, str(manuscript.year)):
                    continue
                if match["half"] is not None and match["half"] not in passage.own:
                    continue
                if passage.index in planned or AIMED.search(passage.plain, _begin(passage, figure), figure.start):
                    yield passage, figure


def _sound(figure: Figure) -> bool:
    return (
        (figure.count or figure.percent)
        and not figure.vague
        and not figure.bound
        and len(rounding.figures(figure.value)) >= FEWEST
    )


def _in_body(
    manuscript: Manuscript, planned: frozenset[int], passage: Passage, figure: Figure
) -> tuple[Passage, Figure] | None:
    words = words_beside(passage, figure, LEAD, BESIDE)
    body = [each for each in _body(manuscript, planned).get(figure.kind, []) if each[0] is not passage]
    if any(other.value == figure.value and words & words_beside(each, other, LEAD, BESIDE) for each, other in body):
        return None
    alike = [
        (each, other)
        for each, other in body
        if not (other.compared or other.percent and RISE.search(other.head))
        and _like(figure, other)
        and _enough(figure, other, words & words_beside(each, other, LEAD, BESIDE))
    ]
    return alike[0] if len({other.value for _each, other in alike}) == 1 else None


def _body(manuscript: Manuscript, planned: frozenset[int]) -> dict[str, list[tuple[Passage, Figure]]]:
    """The sound counts and rates of what is no plan, by their unit; looked for once."""
    known: dict[str, list[tuple[Passage, Figure]]] | None = manuscript.memory.get("body by unit")
    if known is None:
        known = manuscript.memory["body by unit"] = {}
        for passage in manuscript.passages:
            for each in passage.figures if passage.index not in planned else ():
                if _sound(each):
                    known.setdefault(each.kind, []).append((passage, each))
    return known


def _begin(passage: Passage, figure: Figure) -> int:
    return max(passage.plain.rfind(mark, 0, figure.start) for mark in STOPS) + 1


def _like(figure: Figure, other: Figure) -> bool:
    one, two = rounding.figures(figure.value), rounding.figures(other.value)
    return misprints.swapped(one, two) or misprints.one_wrong(one, two)


def _enough(figure: Figure, other: Figure, shared: set[str]) -> bool:
    swapped = len(rounding.figures(figure.value)) >= SWAPPED and misprints.swapped(
        rounding.figures(figure.value), rounding.figures(other.value)
    )
    return len(shared) >= (1 if swapped else ENOUGH)
