"""Last year's number where a report looks back once more or plans from it: 热线投诉512件, where the body has 438件，较上年的512件减少74件.

The words beside it name the same thing, nothing there speaks of another year, and wherever else the number is printed it is told
of the year before. Opening stocks (年初, 结转) are told of now and of the year before at once; a plan says from what it starts.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from fazhi.audit.repeats.levels_to_beat import Level
from fazhi.audit.repeats.words_beside import words_beside
from fazhi.audit.text import plans
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.manuscript import Manuscript
from fazhi.audit.text.passages import Passage

Place = tuple[int, Passage, Figure]
END, APART = 0.6, 2
"""From such a part of the paragraphs on a report looks back; the two stand so many paragraphs apart."""
LEAST = 10
LEAD, BEFORE, BEHIND, AIM = 30, 60, 20, 24
WIDE, RIGHT_BEHIND = 24, 12
CLAUSE = re.compile(r"[，。；：]")
EARLIER = re.compile(r"上一?年|[去前]年|同期|以往|历年|往年|上届|上期|年初|期初|结转|未结|[增升降减]|幅")
WAS = r"[比较与同由从上去]{label}[^，。；：\d]{{0,12}}$"
REACHED = re.compile(r"[到至成]$|增|减|[由从].*为$")
# 由1752件增加到2150件, 在874户次的基础上, 现有的213名: a plan starts from what there is; 达到40件 is wanted.
STARTED = re.compile(r"[由从在比较以对]|现有|[今本]年")
YEAR = re.compile(r"20\d\d(?=年)")
FROM = re.compile(r"[由从自比较]")


def not_updated(manuscript: Manuscript) -> Iterator[Level]:
    """Every such number, and where it is told of the year before."""
    planned, last = plans.planned(manuscript), len(manuscript.passages)
    places: dict[tuple[Decimal, str], list[Place]] = defaultdict(list)
    for number, passage in enumerate(manuscript.passages):
        for each in passage.figures:
            if each.count or each.percent:
                places[each.value, each.unit].append((number, passage, each))
    for told in places.values():
        number, passage, figure = told[-1]
        others = told[:-1]
        if not others or number < END * last or not _now(manuscript, passage, figure):
            continue
        if any(number - each[0] < APART or each[1].index in planned for each in others):
            continue
        if not all(_then(manuscript, each[1], each[2]) for each in others):
            continue
        words = words_beside(passage, figure, WIDE, RIGHT_BEHIND)
        named = (each for each in others if words & words_beside(*each[1:], BEFORE, BEHIND))
        found = next((each for each in named if not _aimed_from(passage, figure, each[1])), None)
        if found is not None:
            yield Level(passage, figure, *found[1:])


def _clause(passage: Passage, figure: Figure) -> str:
    return CLAUSE.split(passage.plain[max(0, figure.start - LEAD) : figure.start])[-1]


def _now(manuscript: Manuscript, passage: Passage, figure: Figure) -> bool:
    """Is it told of this year, or by a plan as that from which it starts?"""
    lead = _clause(passage, figure)
    if figure.value < LEAST or figure.vague or figure.spelled or EARLIER.search(lead) is not None:
        return False
    if any(int(each) != manuscript.year for each in YEAR.findall(lead)):
        return False
    if passage.index in plans.planned(manuscript):
        return STARTED.search(lead) is not None
    return not figure.compared and FROM.search(lead) is None


def _then(manuscript: Manuscript, passage: Passage, figure: Figure) -> bool:
    """上年为512件; 比2023年的512件: is it told as of the year before?"""
    lead = _clause(passage, figure)
    years = ["年", *([f"{manuscript.year - 1}年"] if manuscript.year else [])]
    said = any(re.search(WAS.format(label=each), lead) is not None for each in years)
    return said and REACHED.search(lead) is None


def _aimed_from(passage: Passage, figure: Figure, there: Passage) -> bool:
    """巩固由362次减少到214次的成果: is the level it changed to told there as well?"""
    behind = (each for each in passage.figures if figure.end <= each.start < figure.end + AIM)
    return any(each.value == other.value and each.kind == other.kind for each in behind for other in there.figures)
