"""Steps from each count of a row to the next: 分别为671件、763件、842件，分别净增92件、79件; ……，依次增长13.7%、10.4%."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from fazhi.audit.growths.differences import Difference
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.passages import Passage

WAY = r"(?:净|各)?(?P<way>增加|增长|上升|提高|净增|新增|减少|下降|降低|净减|压减|[增升减降多少])了?"
DEALT = r"(?:分别|依次|逐年|先后)"
VERB = re.compile(
    rf"，(?:同比|环比|年均)?(?:{DEALT}|(?:比|较)(?:上年|上一年|前一年|上季度|上月|上一?期)|同比|环比|后者比前者)+{WAY}$"
)
NEXT = re.compile(rf"[、和及与](?:{WAY})?")
SIDE_BY_SIDE = frozenset("、和及与")
FEWEST = 2


def steps(passage: Passage) -> Iterator[Difference]:
    """The steps told as counts, sure where another of them fits, in the order of the text."""
    if "、" not in passage.plain:
        return
    for row, changes in _rows(passage):
        if any(each.kind != row[0].kind or not each.exact for each in changes) or not row[0].count:
            continue
        fitting = [abs(new.value - old.value) == change.value for (old, new), change in _dealt(row, changes)]
        for (old, new), change in _dealt(row, changes):
            if any(fitting):
                yield Difference([new], old, change)


def levels(passage: Passage, percents: list[Figure]) -> list[tuple[Figure, Figure]]:
    """(count now, count before) of every percentage of a row: 671件、763件、842件，依次增长13.7%、10.4%."""
    for row, changes in _rows(passage):
        if changes[0] is percents[0] and len(changes) == len(percents):
            return [(new, old) for old, new in pairwise(row)]
    return []


def _dealt(row: list[Figure], changes: list[Figure]) -> list[tuple[tuple[Figure, Figure], Figure]]:
    return list(zip(pairwise(row), changes, strict=True))


def _rows(passage: Passage) -> Iterator[tuple[list[Figure], list[Figure]]]:
    """(the counts side by side, the changes behind them, one fewer)"""
    text, figures = passage.plain, passage.figures
    for number, (last, first) in enumerate(pairwise(figures)):
        if first.sentence != last.sentence or not last.exact or VERB.fullmatch(text, last.end, first.start) is None:
            continue
        changes = [first]
        for each in figures[number + 2 :]:
            if each.kind != first.kind or NEXT.fullmatch(text, changes[-1].end, each.start) is None:
                break
            changes.append(each)
        row = figures[max(0, number - len(changes)) : number + 1]
        if len(changes) < FEWEST or len(row) != len(changes) + 1 or not _one_row(text, row):
            continue
        before = figures[number - len(row)] if number >= len(row) else None
        # Of four counts side by side the last three are no row of their own.
        if before is None or not _one_row(text, [before, row[0]]):
            yield row, changes


def _one_row(text: str, row: list[Figure]) -> bool:
    joined = all(old.end + 1 == new.start and text[old.end] in SIDE_BY_SIDE for old, new in pairwise(row))
    return joined and all(each.kind == row[0].kind and each.exact for each in row)
