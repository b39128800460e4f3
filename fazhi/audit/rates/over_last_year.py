"""A share of this year's that was reckoned over last year's whole: 信访3268件……网上1658件，总量比上年的3542件减少274件……网上信访占总量的46.8%.

The part is this year's and stands right before the share, or is called by its name; this year's whole is printed beside last year's.
Of no count of this year is the part (if it bears the subject's name; else no other count) that percentage, and the part over last year's whole gives it
to the last figure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from fazhi.audit.text import rounding
from fazhi.audit.text.change_words import CHANGE
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.former_levels import past
from fazhi.audit.text.passages import Passage

SHARE = re.compile(r"(?P<name>[\u4e00-\u9fff“”]*?)(?:占|比例|率)(?:[\u4e00-\u9fff“”]{0,16})$")
MARKS = re.compile(r"[，。；：、]")
FORMER = re.compile(r"[年期]初|年末|此前|原来|[增减升降]")
YEAR_BEFORE = re.compile(r"[上去前]年|同期|20\d\d年")
OPENED = re.compile(r"^(?:其中|数量最多的)")
ENDS = re.compile(r"[。；]")
FEWEST, NAME, LEAD, HUNDRED = 3, 2, 32, 100
MOST = 30
BASIS = "占比＝部分÷本期总数"
WIDEST = Fraction(3, 5)
"""Two years' wholes differ by no more."""


@dataclass(frozen=True, slots=True)
class Taken:
    """The share, where its words begin, its part, the whole that it is of and the count that was taken for it."""

    passage: Passage
    figure: Figure
    start: int
    part: Figure
    whole: Figure
    taken: Figure


def over_last_year(passage: Passage) -> Iterator[Taken]:
    """Every such share of a passage."""
    for at, figure in enumerate(passage.figures if "%" in passage.plain else ()):
        if not figure.percent or figure.vague or figure.bound or rounding.telling(figure.value) < FEWEST:
            continue
        clauses = MARKS.split(passage.plain[max(0, figure.start - LEAD) : figure.start])
        clause = clauses[-1]
        words = SHARE.search(clause)
        if words is None or FORMER.search(clause) is not None or figure.value >= HUNDRED:
            continue
        if YEAR_BEFORE.search(passage.plain, _begin(passage, figure.start), figure.start) is not None:
            continue
        near = [each for each in passage.figures[max(0, at - MOST) : at + MOST] if _counted(each)]
        # 6月份最为集中，占60.4%
        name = words["name"] or clauses[-2:][0][:NAME]
        found = _of(passage, near, figure, words, name)
        if found is not None:
            yield found


def _of(passage: Passage, near: list[Figure], figure: Figure, words: re.Match[str], name: str) -> Taken | None:
    now = [each for each in near if not past(each, passage.now)]
    subject = OPENED.sub("", words["name"])
    before = [each for each in now if each.end <= figure.start and each.sentence >= figure.sentence - 1]
    parts = [each for each in reversed(before) if _meant(passage, each, figure, name)]
    # Hardly a share is one of last year's whole, so that is asked before all that may make it.
    taken = {each.start: _taken(passage, near, now, figure, each) for each in parts}
    for part in parts if any(taken.values()) else ():
        called = not subject or subject[:NAME] in part.head
        if any(_fits(figure, one, two) for one in ((part,) if called else now) for two in now if one.kind == two.kind):
            return None
        found = taken[part.start]
        if found is not None:
            return Taken(passage, figure, figure.start - len(words[0]), part, *found)
    return None


def _taken(
    passage: Passage, near: list[Figure], now: list[Figure], figure: Figure, part: Figure
) -> tuple[Figure, Figure] | None:
    """This year's whole and last year's, over which the part makes the share."""
    for former in (each for each in near if each.kind == part.kind):
        whole = _beside(passage, now, former) if _fits(figure, part, former) else None
        # 负责人出庭10件，出庭率90.9%，上年出庭11件: of how many is not told, and surely not of itself.
        if whole is not None and whole is not part and whole.value >= part.value:
            return whole, former
    return None


def _meant(passage: Passage, part: Figure, figure: Figure, name: str) -> bool:
    """网上信访占总量的 ← 网上信访1658件; 查实18件，查实率为: the count told last."""
    if YEAR_BEFORE.search(passage.plain, _begin(passage, part.start), part.start) is not None:
        return False
    gap = passage.plain[part.end : figure.start]
    if not ENDS.search(gap) and not any(each.isdigit() for each in gap):
        return True
    return len(name) >= NAME and part.head.endswith(name)


def _begin(passage: Passage, place: int) -> int:
    return max(passage.plain.rfind(mark, 0, place) for mark in "。；") + 1


def _beside(passage: Passage, now: list[Figure], former: Figure) -> Figure | None:
    """This year's whole, with which last year's is compared."""
    whole = [
        each
        for each in now
        if each.unit == former.unit and each.end <= former.start
        if former.sentence - 1 <= each.sentence
    ]
    first = max(whole, key=lambda each: each.value, default=None)
    if first is None or abs(first.exactly / former.exactly - 1) > WIDEST:
        return None
    return first


def _counted(figure: Figure) -> bool:
    exact = figure.count and not figure.vague and not figure.bound and figure.value > 0
    return exact and CHANGE.search(figure.head) is None


def _fits(stated: Figure, part: Figure, whole: Figure) -> bool:
    return bool(rounding.fits(stated.value, HUNDRED * part.low / whole.high, HUNDRED * part.high / whole.low))
