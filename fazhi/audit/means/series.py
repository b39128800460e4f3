"""A row of months as the total of a mean: 1月211件、2月173件…6月248件，半年月均229.7件."""

from __future__ import annotations

import re
from fractions import Fraction

from fazhi.audit.means import means
from fazhi.audit.means.divisors import Divisor
from fazhi.audit.means.means import Mean
from fazhi.audit.text.figures import EXACT, Figure, summed

SHORTEST = 3
NAMES = {"month": re.compile(r"(?<!\d)(1?\d)月份?"), "quarter": re.compile(r"([一二三四])季度")}
ORDINALS = "零一二三四"
SHOWN = {"month": "个月", "quarter": "个季度"}


def pairs(claim: Mean) -> list[tuple[Figure, Divisor]]:
    """(what the row adds up to, its length), or nothing when no row of one unit ends before the mean."""
    name = NAMES.get(claim.over)
    if name is None:
        return []
    run: list[Figure] = []
    for figure in means.around(claim):
        match = name.search(figure.head)
        if match is None or figure.kind != claim.figure.kind or not figure.exact or figure.end > claim.start:
            continue
        ordinal = int(match[1]) if match[1].isdigit() else ORDINALS.index(match[1])
        if run and ordinal == _ordinal(name, run[-1]) + 1:
            run.append(figure)
        elif len(run) < SHORTEST:
            run = [figure]
    if len(run) < SHORTEST:
        return []
    first, last = run[0], run[-1]
    total = Figure(
        first.start,
        last.end,
        "＋".join(each.text for each in run),
        summed(run),
        EXACT,
        last.unit,
        last.kind,
        False,
        "",
        False,
    )
    total.sentence = last.sentence
    length = Fraction(len(run))
    return [(total, Divisor(length, length, length, f"{len(run)}{SHOWN[claim.over]}", None, True))]


def _ordinal(name: re.Pattern[str], figure: Figure) -> int:
    match = name.search(figure.head)
    if match is None:
        return 0
    return int(match[1]) if match[1].isdigit() else ORDINALS.index(match[1])
