"""Counts dealt out to the quarters or halves of a year: 四个季度分别立案17件、21件、24件、25件."""

from __future__ import annotations

import re
from itertools import pairwise

from fazhi.audit.text.figures import Figure

QUARTERS = ("一季度", "二季度", "三季度", "四季度")
HALVES = ("上半年", "下半年")
ROWS = (
    (re.compile(r"(?:四个|各|第?一(?:至|到|—|-)第?四|1(?:至|到|-)4|一、二、三、四)季度"), QUARTERS),
    (re.compile(r"(?:前三个?|第?一(?:至|到|—|-)第?三|一、二、三)季度"), QUARTERS[:3]),
    (re.compile(r"第?一、第?二季度"), QUARTERS[:2]),
    (re.compile(r"第?三、第?四季度"), QUARTERS[2:]),
    (re.compile(r"上、?下半年"), HALVES),
)
BEFORE = 24
"""So far before the first count the row is announced."""
OTHER_YEAR = re.compile(r"(?:去年|上年|20\d\d年)[^，。；]{0,2}$")
BESIDE = 8
BROKEN = re.compile(r"[。；]|\d")
NEXT = frozenset("、和及与")


def name_periods(text: str, found: list[Figure]) -> None:
    """Give every count of such a row the period it stands for."""
    for announced, periods in ROWS:
        for match in announced.finditer(text):
            if OTHER_YEAR.search(text, max(0, match.start() - BESIDE), match.start()) is not None:
                continue
            row = row_behind(text, found, match.end(), len(periods))
            for figure, period in zip(row, periods, strict=False):
                figure.period, figure.compared = period, False


def row_behind(text: str, found: list[Figure], start: int, length: int) -> list[Figure]:
    """The counts behind the announcement, if they are as many as it says, of one unit and side by side."""
    at = next((number for number, each in enumerate(found) if each.start >= start), len(found))
    row = found[at : at + length]
    if len(row) < length or row[0].start - start > BEFORE or BROKEN.search(text, start, row[0].start):
        return []
    if any(each.unit != row[-1].unit for each in row):
        return []
    joined = all(each.start - last.end == 1 and text[last.end] in NEXT for last, each in pairwise(row))
    # 四个季度 are four: a fifth count beside them makes it another list.
    return row if joined and text[row[-1].end : row[-1].end + 1] not in NEXT else []
