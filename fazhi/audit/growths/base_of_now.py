"""A change reckoned from the level it led to: 2022年检查780家次，2023年检查936家次，增长16.7% is 156÷936, and not 156÷780 (20.0%).

Two levels of one unit, of which the words call one the earlier; the percentage does not follow from them, nor from any other two
counts beside it, and follows to the last figure when the later level is put in the place of the base.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from fazhi.audit.growths.year_before_last import Taken
from fazhi.audit.text import rounding
from fazhi.audit.text.change_words import CHANGE
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.former_levels import past
from fazhi.audit.text.manuscript import Manuscript
from fazhi.audit.text.passages import Passage

CHANGED = re.compile(
    r"(?P<way>增长|上升|提高|增幅|增加|升幅|多出|偏多|上涨|涨幅|增多|下降|降幅|减少|降低|回落|减幅|缩短|下滑)(?:了|为|达到?|是)?$"
)
FALL = re.compile(r"降|减|落|缩|滑")
# 上年新增31.5平方公里 is a level, 比上年增加6件 is none.
NEWLY = "新增"
LEAD, NEAR, HUNDRED = 10, 40, 100
FEWEST, TELLING = 2, 3
"""Figures of a percentage at least; and so many that levels with others between them may be meant."""


def base_of_now(manuscript: Manuscript) -> Iterator[Taken]:
    """Every such percentage."""
    for passage in manuscript.passages:
        for at, figure in enumerate(passage.figures if "%" in passage.plain else ()):
            if not figure.percent or figure.vague or figure.bound or rounding.telling(figure.value) < FEWEST:
                continue
            words = CHANGED.search(passage.plain, max(0, figure.start - LEAD), figure.start)
            found = None if words is None else _of(passage, passage.figures[max(0, at - NEAR) : at], figure, words)
            if found is not None:
                yield found


def _of(passage: Passage, before: list[Figure], figure: Figure, words: re.Match[str]) -> Taken | None:
    near = [each for each in before if each.sentence >= figure.sentence - 1 and _counted(each)]
    levels = [each for each in near if CHANGE.search(each.head) is None or each.head.endswith(NEWLY)]
    bases = [each for each in levels if each.sentence == figure.sentence and past(each, passage.now)]
    if not bases:
        return None
    base, sign = bases[-1], -1 if FALL.search(words["way"]) else 1
    if any(_fits(figure, sign, one, two, two) for two in near for one in near if one.kind == two.kind):
        return None
    for now in reversed(levels):
        alike = now.unit == base.unit and not past(now, passage.now)
        if alike and _fits(figure, sign, now, base, now) and _beside(levels, figure, now, base):
            change = HUNDRED * sign * (now.exactly - base.exactly) / base.exactly
            return Taken(passage, figure, figure.start - len(words[0]), now, base, now, change)
    return None


def _counted(figure: Figure) -> bool:
    return not figure.percent and not figure.vague and not figure.bound and figure.value > 0


def _beside(levels: list[Figure], figure: Figure, now: Figure, base: Figure) -> bool:
    """Does the percentage tell enough, or stand the two side by side?"""
    if rounding.telling(figure.value) >= TELLING:
        return True
    first, last = sorted((now.start, base.start))
    return not any(first < each.start < last and each.kind == now.kind for each in levels)


def _fits(stated: Figure, sign: int, now: Figure, base: Figure, over: Figure) -> bool:
    """Is the percentage what lies between the two, over one of them?"""
    change = HUNDRED * sign * (now.exactly - base.exactly) / over.exactly
    return bool(rounding.fits(stated.value, change))
