"""A change told again with another level: 区领导接访由上年的281批增加到286批, where the body has 接访286批……比上年的218批多了68批.

由…增加到… names both levels, and the body gives both under the same name: where one of the two is the body's, so must the other be.
What the body has elsewhere of last year, or of the opening of the year, under that name may be another account: nothing is said then.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from fazhi.audit.repeats.levels_to_beat import Level
from fazhi.audit.repeats.words_beside import words_beside, words_of
from fazhi.audit.text import rounding
from fazhi.audit.text.change_words import CHANGE, CHANGED_TO
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.former_levels import past
from fazhi.audit.text.manuscript import Manuscript
from fazhi.audit.text.passages import Passage

BASIS = "同一升降的两个数，前后各处只有一种说法"
LAST = r"(?:(?:上一?年|去年)(?:同期|全年|度)?|20\d\d年)"
FRAME = re.compile(rf"(?P<name>[\u4e00-\u9fff“”（）]{{2,24}}?)[由从](?P<last>{LAST})?的?$")
CLAUSE = re.compile(r"[，。；：]")
LEAD, BEFORE, BEHIND = 40, 60, 8
TELLING, NEAR = 4, 2
"""Figures of a number that is not met twice by chance; so many sentences after the level of now its base may stand."""
APART = re.compile(r"前年|年初|期初")
AIMED = re.compile(r"力争|争取|确保|目标|计划|明年|下半年|年初|期初")
LATELY = re.compile(LAST)
# 净增43件, 多了68批: a change is no level.
MOVED = re.compile(r"(?:[增减升降多少])[\u4e00-\u9fff]{0,3}$")
# What the clause of a base says besides its own subject: 比上年的218批; but not 集体访批次比上年的58批.
SINCE = re.compile(rf"(?:[比较与同由从而]|相比|今年|本年)*{LAST}(?:的|为|是|有|仅)*")
GENERAL = re.compile(r"总[数量]|数量|[件起批处场次]?数|受理|收到|发生|办理|开展|[接收共]")
UNIT_BEFORE = re.compile(r"\d[\d.,]*[万亿]?[\u4e00-\u9fff]{0,2}$")
BROKEN = "、"


class Change(NamedTuple):
    """由X增加到Y, with the words before it."""

    passage: Passage
    base: Figure
    now: Figure
    words: set[str]
    last: bool
    """Is it said of last year by name?"""


class Row(NamedTuple):
    """The levels of one unit in one passage of the body."""

    passage: Passage
    now: list[Figure]
    before: list[Figure]


def changes_retold(manuscript: Manuscript) -> Iterator[Level]:
    """Every level of such a change that is not the body's, and the one of the body."""
    for passage in manuscript.passages:
        for change in _changes(manuscript, passage):
            rows = [each for each in _rows(manuscript, change.now.kind) if each.passage is not passage]
            base = _base(manuscript, change, rows)
            if base is not None:
                if base[1].value != change.base.value and not _told_before(manuscript, change, rows):
                    yield Level(passage, change.base, *base)
                continue
            now = _now(change, rows)
            if now is not None:
                yield Level(passage, change.now, *now)


def _changes(manuscript: Manuscript, passage: Passage) -> Iterator[Change]:
    for base, now in pairwise(passage.figures):
        if base.kind != now.kind or not (_sound(base) and _sound(now)):
            continue
        lead = CLAUSE.split(passage.plain[max(0, base.start - LEAD) : base.start])[-1]
        frame = FRAME.search(lead)
        if frame is None or CHANGED_TO.fullmatch(passage.plain, base.end, now.start) is None:
            continue
        year = frame["last"] or ""
        if year.startswith("20") and year != f"{(manuscript.year or 0) - 1}年":
            continue
        words, begun = words_of(frame["name"]), passage.plain.rfind("。", 0, base.start) + 1
        if words and AIMED.search(passage.plain, begun, base.start) is None:
            yield Change(passage, base, now, words, bool(year))


def _sound(figure: Figure) -> bool:
    return figure.count and not figure.vague and not figure.bound and figure.value > 0


def _rows(manuscript: Manuscript, kind: str) -> list[Row]:
    """The levels of one unit, passage by passage; looked for once."""
    known: dict[str, list[Row]] = manuscript.memory.setdefault("levels by unit", {})
    if kind not in known:
        known[kind] = rows = []
        for passage in manuscript.passages:
            levels = [each for each in passage.figures if each.kind == kind and _sound(each) and not _change(each)]
            before = [each for each in levels if _was(manuscript, passage, each)]
            rows.append(Row(passage, [each for each in levels if each not in before], before))
    return known[kind]


def _change(figure: Figure) -> bool:
    return CHANGE.search(figure.head) is not None or figure.compared and MOVED.search(figure.head[-4:]) is not None


def _was(manuscript: Manuscript, passage: Passage, figure: Figure) -> bool:
    """Of the time before, also as the second of two: 上年拆除51处、7128平方米."""
    first = figure
    if not figure.head and passage.plain.startswith(BROKEN, figure.start - 1):
        first = next((each for each in passage.figures if each.end == figure.start - 1), figure)
    return past(first, str(manuscript.year or ""))


def _base(manuscript: Manuscript, change: Change, rows: list[Row]) -> tuple[Passage, Figure] | None:
    """Last year's number of what the body has with this year's."""
    found = [
        (row.passage, base)
        for row in rows
        for now in row.now
        if now.value == change.now.value and now.unit == change.now.unit
        if change.words & _words(row.passage, now) or len(rounding.figures(now.value)) >= TELLING
        for base in _bases_of(manuscript, change, row, now)
    ]
    return found[0] if len({base.value for _passage, base in found}) == 1 else None


def _bases_of(manuscript: Manuscript, change: Change, row: Row, now: Figure) -> list[Figure]:
    """The one level of last year that stands behind it; none if there are two."""
    text, words = row.passage.plain, change.words | _words(row.passage, now)
    found = [
        each
        for each in row.before
        if now.end <= each.start and text.count("。", now.end, each.start) <= NEAR
        if not _apart(each) and _of_last_year(manuscript, row.passage, each, words)
        if not _of_another(row.passage, now, each)
    ]
    return found[:1] if len({each.value for each in found}) == 1 else []


def _of_another(passage: Passage, now: Figure, base: Figure) -> bool:
    """邻里纠纷342件、……物业纠纷92件……其中邻里纠纷比上年的386件减少44件: is what lies between told behind it, and not from this one?"""
    behind = next((each for each in passage.figures if each.start >= base.end), None)
    change = behind is not None and behind.kind == base.kind and behind.sentence == base.sentence and _change(behind)
    return change and behind is not None and abs(now.value - base.value) != behind.value


def _apart(figure: Figure) -> bool:
    return APART.search(f"{figure.period}{figure.head}") is not None


def _of_last_year(manuscript: Manuscript, passage: Passage, base: Figure, words: set[str]) -> bool:
    """Does its clause name last year, and no other thing (集体访批次比上年的58批次)?"""
    lead = CLAUSE.split(passage.plain[max(0, base.start - LEAD) : base.start])[-1].split(BROKEN)[0]
    lead = UNIT_BEFORE.sub("", lead)
    years = LATELY.findall(lead)
    if not years or any(each.startswith("20") and each != f"{(manuscript.year or 0) - 1}年" for each in years):
        return False
    own = words_of(GENERAL.sub("|", SINCE.sub("|", lead)))
    return not own or bool(own & words)


def _words(passage: Passage, figure: Figure) -> set[str]:
    return words_beside(passage, figure, BEFORE, BEHIND)


def _told_before(manuscript: Manuscript, change: Change, rows: list[Row]) -> bool:
    """Does the body have the number as well for the time before, under the same name?"""
    return any(
        each.value == change.base.value
        and each.unit == change.base.unit
        and change.words & _words(row.passage, each)
        and (_apart(each) or each in row.before)
        and not (change.last and "前年" in f"{each.period}{each.head}")
        for row in rows
        for each in (*row.now, *row.before)
    )


def _now(change: Change, rows: list[Row]) -> tuple[Passage, Figure] | None:
    """This year's number of what the body has with last year's, where the body reckons the one from the other."""
    found = [
        (row.passage, now)
        for row in rows
        for base in row.before
        if base.value == change.base.value and base.unit == change.base.unit
        for now in row.now
        if now.start < base.start and now.unit == base.unit
        if change.words & _words(row.passage, now) and _reckoned(row.passage, now, base)
    ]
    again = any(
        each.value == change.now.value and change.words & _words(row.passage, each) for row in rows for each in row.now
    )
    alone = len({now.value for _passage, now in found}) == 1
    return found[0] if alone and not again and found[0][1].value != change.now.value else None


def _reckoned(passage: Passage, now: Figure, base: Figure) -> bool:
    """Is their difference printed there, or the percentage of it?"""
    difference = abs(now.value - base.value)
    change = 100 * abs(now.exactly - base.exactly) / base.exactly
    return any(
        each.kind == now.kind and each.value == difference or each.percent and bool(rounding.fits(each.value, change))
        for each in passage.figures
        if now.end <= each.start
    )
