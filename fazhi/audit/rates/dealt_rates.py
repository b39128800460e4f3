"""Rates dealt out by position to two rows of counts: 省、市、县三级留言量分别为51864条、50262条、35451条……；回复量分别为34380条、39681条、29512条；
回复率分别为66.29%、78.95%与83.25%.

Each rate is the second row's count out of the first row's at its own place; where all the others come out, this one does.
"""

from __future__ import annotations

import re

from fazhi.audit.text import misprints, rounding
from fazhi.audit.text.countable import in_full
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.passages import Passage
from fazhi.audit.text.percentages import Percentage

JOINED = re.compile(r"[、，和与及]|以及")
DEALT = re.compile(r"分别(?:是|为|达到?|有)?[：:]?$")
PAIR, THREE, NEAR, SENTENCES, HUNDRED = 2, 3, 8, 2, 100
ROLES = frozenset(("rate", "other"))
"""Those behind the first of a row have no name of their own."""
Row = list[Figure]


def slip(claim: Percentage) -> tuple[Figure, Figure] | None:
    """(part, whole) at the place of a rate that alone of its row is not that of the two."""
    passage = claim.passage
    run = next((each for each in _rows(passage, percent=True) if any(one is claim.figure for one in each)), None)
    if claim.role not in ROLES or run is None or "率" not in passage.plain[max(0, run[0].start - NEAR) : run[0].start]:
        return None
    rows = [
        each for each in _rows(passage, percent=False)
        if len(each) == len(run) and each[-1].end <= run[0].start and run[0].sentence - each[0].sentence <= SENTENCES
    ][-PAIR:]  # fmt: skip
    if len(rows) < PAIR or rows[0][0].kind != rows[1][0].kind:
        return None
    wholes, parts = rows
    at = next(number for number, each in enumerate(run) if each is claim.figure)
    fits = [_fits(*each) for each in zip(run, parts, wholes, strict=True)]
    if fits[at] or not all(fit for number, fit in enumerate(fits) if number != at):
        return None
    if parts[at].value > wholes[at].value:
        return None  # 撤案413件（含积存） of 401件
    computed = HUNDRED * parts[at].exactly / wholes[at].exactly
    enough = len(run) >= THREE or misprints.misprinted(claim.figure.value, computed)
    return (parts[at], wholes[at]) if enough else None


def _fits(rate: Figure, part: Figure, whole: Figure) -> bool:
    in_it = 0 < part.value <= whole.value
    return in_it and bool(rounding.fits_counts(rate.value, int(part.value), int(whole.value)))


def _rows(passage: Passage, *, percent: bool) -> list[Row]:
    """The figures behind each 分别为, as far as nothing but 、 and 和 stands between them."""
    rows: list[Row] = []
    for each in passage.figures:
        if each.percent != percent or not percent and not (each.count and in_full(each)):
            continue
        last = rows[-1][-1] if rows else None
        if last is not None and each.kind == last.kind and JOINED.fullmatch(passage.plain, last.end, each.start):
            rows[-1].append(each)
        elif DEALT.search(passage.plain, max(0, each.start - NEAR), each.start) is not None:
            rows.append([each])
    return rows
