"""Shares dealt out by position to a row of counts in several units, of which two may be the same.

火灾8万起、亡543人、伤347人，占全国（23.7万起、1407人、798人）的33.8%、38.6%和43.5%      农村39起、亡6人，占59.1%和54.5%；城市…；其他…
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from fazhi.audit.rates.portions import FIT_TOGETHER, LONGEST_NAME, Share
from fazhi.audit.text.change_words import EARLIER
from fazhi.audit.text.figures import Figure, joined
from fazhi.audit.text.manuscript import Manuscript
from fazhi.audit.text.passages import Passage
from fazhi.audit.text.percentages import Percentage, series

STOP = re.compile(r"[。；]")
AND = re.compile(r"[、，和及与]")
ALL_OF_THEM = re.compile(r"(?:以上|上述|这)?([三四五六七八])[项类者种]")
FEWEST = 3
"""So many rows, or so many shares of one row, must stand under one another to prove what they are of."""
MOST = 40
"""So many counts of a sentence are tried."""
BACK = 40
"""So many paragraphs before the shares the row of totals may stand."""
Row = list[Figure]


def bases(manuscript: Manuscript, claim: Percentage, counts: Row, run: list[Percentage]) -> tuple[Row, Row] | None:
    """(counts, bases) of a whole series: the bases named beside it, a row told before, or what the rows add up to."""
    parts = _last(claim.passage, counts, len(run))
    if not _several_kinds(parts):
        return _together(claim, counts, run)
    return of_units(manuscript, claim, counts, run)


def of_units(manuscript: Manuscript, claim: Percentage, counts: Row, run: list[Percentage]) -> tuple[Row, Row] | None:
    """The same, of a row of counts in several units; none if they are of one."""
    parts = _last(claim.passage, counts, len(run))
    if not _several_kinds(parts):
        return None
    named = [each for each in claim.sentence.figures if run[0].start < each.start and each.end <= run[0].figure.start]
    if named:
        fitting = _kinds(named) == _kinds(parts) and _over(parts, named)
        return (parts, named) if fitting else None
    for row in [*_rows_before(_sound(claim.passage.figures), parts), *_columns(claim, run, parts)]:
        if _over(parts, row) and 2 * _fitting(run, parts, row) >= max(FIT_TOGETHER, len(run)):
            return parts, row
    known = [(_fitting(run, parts, row), row) for row in _rows_of_before(manuscript, claim, parts) if _over(parts, row)]
    most, best = max(known, key=lambda each: each[0], default=(0, Row()))
    return (parts, best) if 2 * most >= max(2 * FIT_TOGETHER, len(run)) else None


def _last(passage: Passage, counts: Row, number: int) -> Row:
    """The last counts before the series, side by side."""
    last = _sound(counts)[-number:]
    gaps = [passage.plain[left.end : right.start] for left, right in pairwise(last)]
    joined = all(AND.search(gap) and not STOP.search(gap) and len(gap) <= LONGEST_NAME for gap in gaps)
    return last if len(last) == number and joined else []


def _sound(counts: Row) -> Row:
    """Those of this period, printed in full."""
    now = [each for each in counts if not each.compared and not EARLIER.search(f"{each.period}{each.head}")]
    return [each for each in now if not each.vague and not each.bound]


def _several_kinds(row: Row) -> bool:
    return len({each.kind for each in row}) > 1


def _kinds(row: Row) -> list[str]:
    return [each.kind for each in row]


def _over(parts: Row, row: Row) -> bool:
    """Is each base at least as large as its count?"""
    pairs = zip(parts, row, strict=True)
    return len(parts) == len(row) and all(part.low <= base.high and base.low > 0 for part, base in pairs)


def _fitting(run: list[Percentage], parts: Row, row: Row) -> int:
    triples = zip(run, parts, row, strict=True)
    return sum(1 for claim, part, base in triples if Share(claim, part).fits_figure(base))


def _rows_before(sound: Row, parts: Row) -> Iterator[Row]:
    """Earlier counts of the same units in the same order, side by side."""
    earlier = [each for each in sound if each.end <= parts[0].start and each.count][-MOST:]
    yield from _windows(earlier, parts)


def _rows_of_before(manuscript: Manuscript, claim: Percentage, parts: Row) -> Iterator[Row]:
    """火灾23.7万起，造成1407人死亡、798人受伤…, in a paragraph before: the row with which a bulletin opens."""
    at = next(number for number, each in enumerate(manuscript.passages) if each is claim.passage)
    for passage in manuscript.passages[max(0, at - BACK) : at]:
        yield from _windows([each for each in _sound(passage.figures) if each.count][:MOST], parts)


def _windows(earlier: Row, parts: Row) -> Iterator[Row]:
    for first in range(len(earlier) - len(parts) + 1):
        row = earlier[first : first + len(parts)]
        if _kinds(row) == _kinds(parts) and row[0].segment == row[-1].segment:
            yield row


def _columns(claim: Percentage, run: list[Percentage], parts: Row) -> Iterator[Row]:
    """农村39起、亡6人，占…和…；城市…；其他…: what the rows of the paragraph add up to, if nearly all their shares are of that."""
    rows: list[tuple[list[Percentage], Row]] = []
    for dealt in series(claim.passage).values():
        before = [each for each in claim.passage.figures if each.count and each.end <= dealt[0].start]
        row = _last(claim.passage, before, len(dealt))
        if len(dealt) == len(run) and row and _kinds(row) == _kinds(parts):
            rows.append((dealt, row))
    if len(rows) < FEWEST:
        return
    columns = zip(*(row for _dealt, row in rows), strict=True)
    totals = [joined(list(column)) for column in columns]
    fitting = sum(_fitting(dealt, row, totals) for dealt, row in rows)
    if FEWEST * fitting >= 2 * len(rows) * len(run):
        yield totals


def _together(claim: Percentage, counts: Row, run: list[Percentage]) -> tuple[Row, Row] | None:
    """投诉250件，…；举报37件，…；咨询110件，…。三项占比依次为62.97%、9.32%、27.71%: of all of them together."""
    counts = [each for each in counts if not each.spelled]
    match = ALL_OF_THEM.match(claim.passage.plain, claim.sentence.start)
    if not counts and match is not None:
        counts = [each for each in claim.passage.figures if each.count and each.sentence == run[0].figure.sentence - 1]
    parts = _sound(counts)[-len(run) :]
    if not FEWEST <= len(run) == len(parts) or len({each.kind for each in parts}) > 1:
        return None
    total = joined(parts)
    whole = [total] * len(parts)
    return (parts, whole) if _fitting(run, parts, whole) >= max(FIT_TOGETHER, len(run) - 1) else None
