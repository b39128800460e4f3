"""The totals that a report's opening takes from its body: 查处违法案件75件，清理问题83处，征收1463万元, where the body has 57, 83 and 1463.

What the opening lists is told again below. Where most of its counts are found there to the last figure, one that is not, and that
a count of like words resembles but for a slip of the hand, is that count miswritten.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from fazhi.audit.repeats.levels_to_beat import Level
from fazhi.audit.repeats.words_beside import words_beside, words_of
from fazhi.audit.text import misprints, rounding
from fazhi.audit.text.change_words import CHANGE, EARLIER
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.manuscript import Manuscript
from fazhi.audit.text.passages import Passage

LEAD, BEHIND = 40, 8
"""Characters before a count of the body, and behind it, that may name it."""
CLAUSE = re.compile(r"[，。；：（]")
# Of the place itself: told in the opening and nowhere else.
STANDING = re.compile(r"人口|户籍|常住|辖|面积|下设|[村社区]|户均|编制")
ALL = re.compile(r"合计|共|总")
MOST = 40
"""So many counts of one paragraph are looked at."""
FEWEST, DIGITS, PAIRS = 3, 2, 2
LONG = 5
"""Figures of a number that is hardly another one turned round by chance."""
RATE_DIGITS = 3
OPENING = 4
"""So many paragraphs at most are an opening."""


def opening_totals(manuscript: Manuscript) -> Iterator[Level]:
    """Every count of the opening that the body has otherwise."""
    tops = [each.passage for each in manuscript.headings if each.level == 1]
    if not tops or not 0 < tops[0] <= OPENING + len(manuscript.title_passages):
        return
    body = [(passage, each) for passage in manuscript.passages[tops[0] :] for each in passage.figures if _sound(each)]
    values = {(each.kind, each.value) for _passage, each in body}
    for passage in manuscript.passages[: tops[0]]:
        counts = [
            each
            for each in passage.figures[:MOST]
            if _sound(each) and STANDING.search(f"{each.head}{each.tail}") is None
        ]
        lost = [each for each in counts if (each.kind, each.value) not in values]
        # Half of them and more are found: so the others are told again as well.
        if len(counts) < FEWEST or len(lost) * PAIRS > len(counts):
            continue
        for figure in lost:
            found = _alike(passage, figure, body)
            if found is not None:
                yield Level(passage, figure, *found)


def _sound(figure: Figure) -> bool:
    told = figure.count or figure.percent and "率" in figure.head
    plain = told and not (figure.vague or figure.bound or figure.compared)
    of_now = EARLIER.search(f"{figure.period}{figure.head}") is None and CHANGE.search(figure.head) is None
    return plain and of_now and len(_digits(figure)) >= (RATE_DIGITS if figure.percent else DIGITS)


def _alike(passage: Passage, figure: Figure, body: list[tuple[Passage, Figure]]) -> tuple[Passage, Figure] | None:
    """The one count of the body of like words that differs by a slip of the hand."""
    name = _name(passage, figure)
    printed = _digits(figure)
    found: dict[object, tuple[Passage, Figure, bool]] = {}
    for there, other in body:
        right = _digits(other)
        turned = misprints.swapped(printed, right)
        # 合格率97.9% and 98.9% are two rates more often than one with a wrong figure.
        if other.kind != figure.kind or not (turned or not figure.percent and misprints.one_wrong(printed, right)):
            continue
        shared = len(name & words_beside(there, other, LEAD, BEHIND))
        again = sum(1 for _there, each in body if each.kind == other.kind and each.value == other.value) > 1
        firm = again or ALL.search(other.head) is not None or turned and len(printed) >= LONG
        least = PAIRS - firm if turned else PAIRS + 1 - firm
        if shared >= least and all(each.value != other.value for each in passage.figures):
            found.setdefault(other.value, (there, other, firm))
    if len(found) > 1:
        # 审查合同41份 of 21, 14, 12 and 47 together: what is told twice, or as all of them.
        found = {value: each for value, each in found.items() if each[2]}
    return next(iter(found.values()))[:2] if len(found) == 1 else None


def _name(passage: Passage, figure: Figure) -> set[str]:
    lead = CLAUSE.split(passage.plain[max(0, figure.start - LEAD) : figure.start])[-1]
    return words_of(f"{lead}|{figure.tail[:BEHIND]}")


def _digits(figure: Figure) -> str:
    digits = rounding.figures(figure.value)
    return digits.rstrip("0") if figure.step else digits
