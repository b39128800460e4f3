"""Two growths set against each other by their names alone: 受理数增幅高于结案数增幅0.3个百分点, told elsewhere as 8.2% and 7.9%."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from fazhi.audit.growths import levels_apart, rows_apart
from fazhi.audit.growths.changes import falls
from fazhi.audit.text.change_words import TOTAL_OF
from fazhi.audit.text.figures import POINTS, Figure
from fazhi.audit.text.passages import Passage
from fazhi.audit.text.percentages import percentages

SPEED = r"的?(?:增长幅度|增长率|增幅|增速|升幅|涨幅|降幅|减幅)"
COMPARED = re.compile(
    rf"(?P<one>[\u4e00-\u9fff]{{2,10}}?)(?P<speed>{SPEED})(?:仍|均|还|又|已|也|依然|明显|略)*"
    rf"(?:(?P<way>高于|低于|快于|慢于|大于|小于|超过|超出)|比)(?P<two>[\u4e00-\u9fff]{{2,8}}?){SPEED}"
    r"(?:还|又|略)?(?P<by>[高低快慢大小])?出?了?$"
)
CLAUSE = re.compile(r"[，。；：、（）]")
LESS = frozenset("低慢小")
FALL = re.compile(r"降幅|减幅")
PERIOD = re.compile(r"^(?:全年|今年|本年|上半年|本月|本季度|其中|一是|二是|但是?|而|且)")
LEAD = 40
SHORTEST = 2


@dataclass(slots=True)
class Compared:
    """``one`` is printed as lying so many points (``change``) above or below ``two``; ``start`` is where the words begin."""

    one: Figure
    two: Figure
    change: Figure
    below: bool
    start: int


def compared(passages: Sequence[Passage]) -> Iterator[tuple[Passage, Compared]]:
    """Every such comparison whose two growths the text tells once each (or every time alike)."""
    told: dict[str, list[tuple[Figure, bool]]] | None = None
    for passage in passages:
        for change in passage.figures:
            if change.kind != POINTS or change.vague or change.bound:
                continue
            clause = CLAUSE.split(passage.plain[max(0, change.start - LEAD) : change.start])[-1]
            match = COMPARED.search(clause)
            way = (match["way"] or match["by"]) if match is not None else None
            if match is None or not way:
                continue
            told = _told(passages) if told is None else told
            fall = FALL.search(match["speed"]) is not None
            one, two = (_only(told, match[each], fall) for each in ("one", "two"))
            if one is not None and two is not None:
                start = change.start - len(clause) + match.start()
                yield passage, Compared(one, two, change, way[0] in LESS, start)


def _only(told: dict[str, list[tuple[Figure, bool]]], name: str, fall: bool) -> Figure | None:
    found = told.get(_short(name), [])
    sound = found and all(way == fall for _, way in found) and len({each.value for each, _ in found}) == 1
    return found[0][0] if sound else None


def _told(passages: Sequence[Passage]) -> dict[str, list[tuple[Figure, bool]]]:
    """The growths of the text by what they are said of."""
    found: dict[str, list[tuple[Figure, bool]]] = {}
    for passage in passages:
        for claim in percentages(passage):
            if claim.role == "growth" and not claim.figure.vague and not claim.figure.bound:
                name = _short(rows_apart.name(claim) or levels_apart.subject_of(claim))
                if len(name) >= SHORTEST:
                    found.setdefault(name, []).append((claim.figure, falls(claim)))
    return found


def _short(name: str) -> str:
    return TOTAL_OF.sub("", PERIOD.sub("", name))
