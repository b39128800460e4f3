"""Growths told again in another part of the report, where it is told elsewhere what they come from.

By their counts: 全年发生事故9起、死亡8人，同比分别下降33.3%和27.3% in the opening; 9起事故中……，上年共发生12起，少了3起 in the body. The body prints the
level of before beside the very count, so the opening follows from it.

By their name: 复议案件同比增长53.0% among the problems; 受理数比上年同期的60件多出21件，增长35.0% in the part on 复议. What was proved there is told
here with its figures in another order.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from fazhi.audit.growths import levels_apart, open_growths, rows
from fazhi.audit.growths.changes import falls, fits, levels
from fazhi.audit.growths.comparison_base import PART
from fazhi.audit.growths.differences import differences
from fazhi.audit.growths.increments import verb_of
from fazhi.audit.model import Verdict
from fazhi.audit.repeats.covering import cover
from fazhi.audit.repeats.mentions import alike, canonical
from fazhi.audit.repeats.tellings import content
from fazhi.audit.text import misprints, rounding
from fazhi.audit.text.change_words import EARLIER
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.manuscript import Manuscript
from fazhi.audit.text.pairs import pairs
from fazhi.audit.text.passages import Passage
from fazhi.audit.text.percentages import CLAUSE, Percentage, claims

BEHIND = re.compile(
    r"，(?:均|也)?(?:同比|[比较](?:上年|去年|上一年|20\d\d年)(?:同期|全年|度)?)(?:分别|依次|各)?"
    r"(?:增长|上升|增加|提高|下降|减少|降低|回落|[增升降减])了?"
)
SIDE_BY_SIDE = re.compile(r"[、，和及与]{1,2}[\u4e00-\u9fff]{0,10}")
SINCE_MONTH = re.compile(r"环比|[比较]上(?:个?月|季度|半年)")
THREE, SHORTEST = 3, 2


@dataclass(slots=True)
class Told:
    """A count and its level of before, printed beside each other and proved by the increase between them."""

    passage: Passage
    now: Figure
    base: Figure


def by_counts(manuscript: Manuscript) -> Iterator[tuple[Percentage, Figure, Told, bool]]:
    """(an open growth, its own count, the same count elsewhere with its base, whether another of its row follows too)."""
    told: list[Told] | None = None
    for claim in open_growths.unsettled(manuscript):
        row = rows.list_of(claim)
        counts = _counts_of(claim.passage, row)
        if not counts:
            continue
        if told is None:
            told = list(_levels(manuscript))
        found = [_same(claim.passage, each, told) for each in counts]
        number = next(at for at, each in enumerate(row) if each.figure is claim.figure)
        pair = found[number]
        if pair is not None:
            others = [
                bool(fits(each.figure, one.now, one.base, falls(each)))
                for each, one in zip(row, found, strict=True)
                if one is not None and one is not pair
            ]
            yield claim, counts[number], pair, any(others)


def _counts_of(passage: Passage, row: list[Percentage]) -> list[Figure]:
    """The counts that stand right before a row of growths, one for each, in order."""
    first = row[0].figure
    before = [each for each in passage.figures if each.end <= first.start][-len(row) :]
    if len(before) < len(row) or BEHIND.fullmatch(passage.plain, before[-1].end, first.start) is None:
        return []
    sound = all(
        each.exact and each.count and not each.compared and not each.spelled and verb_of(each.head) is None
        and EARLIER.search(f"{each.period}{each.head}") is None and each.period in ("", passage.now)
        for each in before
    )  # fmt: skip
    joined = all(SIDE_BY_SIDE.fullmatch(passage.plain, one.end, two.start) for one, two in pairwise(before))
    return before if sound and joined else []


def _levels(manuscript: Manuscript) -> Iterator[Told]:
    """The levels of the whole text of which the increase or the percentage between them is right."""
    for passage in manuscript.passages:
        for each in differences(passage):
            for now in each.now:
                exact = now.exact and each.base.exact and each.change.exact
                if exact and each.sure and abs(now.value - each.base.value) == each.change.value:
                    yield Told(passage, now, each.base)
    known = _right(manuscript)
    for claim in claims(manuscript.passages, "growth"):
        if open_growths.place(claim) in known:
            for pair in levels(claim):
                exact = pair.now.exact and pair.base.exact and pair.change is None
                if exact and fits(claim.figure, pair.now, pair.base, falls(claim)):
                    yield Told(claim.passage, pair.now, pair.base)


def _right(manuscript: Manuscript) -> set[tuple[int, int]]:
    return {
        (each.paragraph, each.end)
        for each in manuscript.found
        if each.rule == "growth" and each.verdict is Verdict.RIGHT
    }


def _same(passage: Passage, count: Figure, told: list[Told]) -> Told | None:
    """The same count in another paragraph, if the words beside it are alike and it has one base there."""
    words = pairs(content(f"{count.head}{count.tail.partition('，')[0]}"))
    found = [
        each for each in told
        if each.passage is not passage and each.now.unit == count.unit and each.now.period in ("", passage.now) and each.now.value == count.value
        and words & pairs(content(f"{each.now.head}{each.now.tail}")) and PART.search(f"{each.base.period}{each.base.head}") is None
    ]  # fmt: skip
    return found[0] if len({each.base.value for each in found}) == 1 else None


def by_name(manuscript: Manuscript) -> Iterator[tuple[Percentage, Percentage]]:
    """(an open growth without any count, the proved growth of which it has the figures in another order)."""
    known = _right(manuscript)
    every = list(claims(manuscript.passages, "growth"))
    proved = [each for each in every if open_growths.place(each) in known and len(_digits(each)) >= THREE]
    for claim in open_growths.unsettled(manuscript) if proved else ():
        name = _name(claim)
        if not name or len(_digits(claim)) < THREE or manuscript.planned(claim.passage):
            continue
        if any(each.figure.value == claim.figure.value and each.passage is not claim.passage for each in every):
            continue
        found = [each for each in proved if _contradicted(claim, each, name)]
        if len({each.figure.value for each in found}) == 1:
            yield claim, found[-1]


def _name(claim: Percentage) -> str:
    """What a growth is said of that stands first in its sentence, with no count before it."""
    if any(each.end <= claim.figure.start for each in claim.sentence.figures):
        return ""
    words = CLAUSE.split(claim.passage.plain[claim.sentence.start : claim.figure.start])[-1]
    if SINCE_MONTH.search(words) is not None:
        return ""
    return levels_apart.subject_of(claim)


def _contradicted(claim: Percentage, other: Percentage, name: str) -> bool:
    """Is it the same way, to as many places, with the figures in another order, in a paragraph that has the whole name?"""
    if other.passage is claim.passage or falls(claim) != falls(other):
        return False
    if rounding.decimals(claim.figure.value) != rounding.decimals(other.figure.value):
        return False
    if not misprints.swapped(_digits(claim), _digits(other)):
        return False
    pieces, rest = cover(canonical(name), alike(other.passage.plain))
    return bool(pieces) and not "".join(content(each) for each in rest) and len(content(name)) >= SHORTEST


def _digits(claim: Percentage) -> str:
    return claim.figure.text.rstrip("%").replace(".", "")
