"""Changes between years of rows that name their years but once.

2017年至2021年，受理审查逮捕人数分别为42413人、……、55379人，受理审查起诉人数分别为59593人、……。2021年受理审查逮捕、受理审查起诉人数较2017年分别上升30.6%、24.2%
2018年以来，败诉率分别为16.4%、11.36%、9.72%、10.83%，2022年……败诉率为6.88%，同比下降3.95个百分点
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from fazhi.audit.growths.changed_once import FALLS, VERBS
from fazhi.audit.repeats.covering import cover
from fazhi.audit.repeats.tellings import content
from fazhi.audit.text import rounding
from fazhi.audit.text.figures import POINTS, Figure
from fazhi.audit.text.manuscript import Manuscript
from fazhi.audit.text.passages import Passage

YEARS = re.compile(r"(?P<first>20\d\d)年(?:(?:至|到|—|-)(?P<last>20\d\d)年|以来|起)，?")
NAME = re.compile(r"(?P<name>[\u4e00-\u9fff]{2,30})(?:依次|分别)(?:为|是|有|达到?)?$")
COMPARED = re.compile(
    rf"(?P<now>20\d\d)年(?P<names>[\u4e00-\u9fff、]{{2,40}}?)[比较](?P<base>20\d\d)年(?:相比)?，?(?:分别|依次)?{VERBS}$"
)
SPLIT, COUNTED = re.compile(r"[、和及与]"), re.compile(r"总?[人件起户宗次]?[数量]$")
RATE = re.compile(r"(?P<name>[\u4e00-\u9fff]{2}率)(?:为|达到?|是)?$")
SINCE_YEAR = re.compile(rf"，(?:同比|[比较](?:上年|去年|上一年)(?:同期)?){VERBS}")
NOW = re.compile(r"(?P<now>20\d\d)年")
LEAD, MOST, HUNDRED = 60, 10, 100


@dataclass(slots=True)
class Row:
    """What is counted, and its number for each year."""

    name: str
    levels: dict[int, Figure]


@dataclass(slots=True)
class Between:
    """A printed change with its two levels and what they make."""

    figure: Figure
    start: int
    now: Figure
    base: Figure
    change: Fraction
    """Its size in the direction that is printed."""


def wrong(manuscript: Manuscript) -> Iterator[tuple[Passage, Between]]:
    """Every change that the levels of its two years refute."""
    for passage in manuscript.passages:
        if "分别" in passage.plain or "依次" in passage.plain:
            rows = list(_rows(passage))
            for each in (*_percentages(passage, rows), *_points(passage, rows)) if rows else ():
                places = rounding.decimals(each.figure.value)
                off = abs(Fraction(each.figure.value) - each.change) if each.figure.kind == POINTS else None
                if off is not None and off > Fraction(1, 10**places) or off is None and not _fits(each):
                    yield passage, each


def _fits(each: Between) -> bool:
    return bool(rounding.fits(each.figure.value, each.change))


def _rows(passage: Passage) -> Iterator[Row]:
    """Lists of as many figures as there are years; a second one behind the first is of the same years."""
    for match in YEARS.finditer(passage.plain):
        sentence = next((each for each in passage.sentences if each.start <= match.start() < each.end), None)
        figures = [each for each in sentence.figures if each.start >= match.end()] if sentence else []
        at, position = 0, match.end()
        while at < len(figures):
            lead = passage.plain[position : figures[at].start].strip("，；")
            name = NAME.fullmatch(lead)
            row = _list(passage, figures[at:])
            if name is None or len(row) < 2 or len(row) > MOST or any(not (each.exact or each.percent) for each in row):
                break
            first = int(match["first"])
            last = int(match["last"]) if match["last"] else first + len(row) - 1
            if last - first + 1 != len(row):
                break
            yield Row(name["name"], dict(zip(range(first, last + 1), row, strict=True)))
            at, position = at + len(row), row[-1].end


def _list(passage: Passage, figures: list[Figure]) -> list[Figure]:
    row = figures[:1]
    for one, two in pairwise(figures):
        if passage.plain[one.end : two.start] not in ("、", "和") or two.kind != one.kind:
            break
        row.append(two)
    return row


def _percentages(passage: Passage, rows: list[Row]) -> Iterator[Between]:
    """2021年受理审查逮捕、受理审查起诉人数较2017年分别上升30.6%、24.2%"""
    for number, first in enumerate(passage.figures):
        match = COMPARED.search(passage.plain, max(0, first.start - LEAD), first.start) if first.percent else None
        if match is None:
            continue
        told = _list(passage, passage.figures[number:])
        names = SPLIT.split(match["names"])
        fall, now, base = match["verb"][0] in FALLS, int(match["now"]), int(match["base"])
        if len(names) != len(told):
            continue
        for name, figure in zip(names, told, strict=True):
            own = [row for row in rows if _of(name, row) and now in row.levels and base in row.levels]
            levels = [(row.levels[now], row.levels[base]) for row in own]
            if len(levels) == 1 and levels[0][1].value and not figure.vague:
                change = HUNDRED * (levels[0][0].exactly - levels[0][1].exactly) / levels[0][1].exactly
                start = match.start() if figure is first else figure.start
                yield Between(figure, start, *levels[0], -change if fall else change)


def _of(name: str, row: Row) -> bool:
    """Has the row's name every word of the shorter one?"""
    short = COUNTED.sub("", name)
    return len(short) > 1 and not "".join(content(each) for each in cover(short, row.name)[1])


def _points(passage: Passage, rows: list[Row]) -> Iterator[Between]:
    """败诉率为6.88%，同比下降3.95个百分点, of the year after the last one of the row."""
    for level, figure in pairwise(passage.figures):
        match = SINCE_YEAR.fullmatch(passage.plain, level.end, figure.start) if figure.kind == POINTS else None
        name = RATE.search(passage.plain, max(0, level.start - LEAD), level.start) if match and level.percent else None
        if match is None or name is None:
            continue
        begin = max(passage.plain.rfind("。", 0, level.start) + 1, level.start - LEAD)
        years = [int(each["now"]) for each in NOW.finditer(passage.plain, begin, level.start)]
        own = [row for row in rows if row.name.endswith(name["name"])]
        for row in own:
            last = max(row.levels)
            if years and years[-1] == last + 1 and row.levels[last].percent and row.levels[last].end < level.start:
                change = level.exactly - row.levels[last].exactly
                fall = match["verb"][0] in FALLS
                yield Between(figure, figure.start, level, row.levels[last], -change if fall else change)
