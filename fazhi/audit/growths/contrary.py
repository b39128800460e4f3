"""A base that cannot be: 办证1248件……。办证量比上年同期的1213件略有下降，降幅4.9%, where 1312 with its figures in order would give 4.9 %.

The words say fall, the levels rise, and the very percentage comes out once two figures of the base change places: three
witnesses, so that it need not be asked whether the level told a sentence before is the one compared.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations

from fazhi.audit.growths.changes import Levels, stands_before
from fazhi.audit.growths.closest import telling
from fazhi.audit.model import Finding, Kind, Verdict
from fazhi.audit.text import rounding
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.manuscript import finding
from fazhi.audit.text.percentages import Percentage

FEWEST = 3
"""Figures of a base of which two may have changed places; those of a smaller one hit a percentage by chance."""


def swapped_base(claim: Percentage, pairs: list[Levels], fall: bool) -> Finding | None:
    """The base, named right before the change, that turns the direction by two of its figures in the wrong order."""
    if not telling(claim.figure) or claim.figure.bound:
        return None
    for pair in pairs:
        right = _right(claim, pair, fall)
        if right is not None:
            return _report(claim, pair, right, fall)
    return None


def _right(claim: Percentage, pair: Levels, fall: bool) -> Decimal | None:
    now, base = pair.now, pair.base
    if pair.change is not None or not (now.exact and base.exact) or not stands_before(claim, base):
        return None
    if now.value == base.value or (now.value < base.value) == fall:
        return None
    return next((each for each in _orders(base.value) if _gives(claim.figure, now, each, fall)), None)


def _orders(value: Decimal) -> Iterator[Decimal]:
    """The number with two of its figures in each other's place, or with one moved over its neighbours: 1213 to 1312."""
    figures = f"{value:f}"
    if len(figures) < FEWEST:
        return
    for one, two in combinations(range(len(figures)), 2):
        row = list(figures)
        row[one], row[two] = row[two], row[one]
        if row[0] != "0" and row != list(figures):
            yield Decimal("".join(row))


def _gives(stated: Figure, now: Figure, base: Decimal, fall: bool) -> bool:
    change = int(base - now.value) if fall else int(now.value - base)
    return change > 0 and bool(rounding.fits_counts(stated.value, change, int(base)))


def _report(claim: Percentage, pair: Levels, right: Decimal, fall: bool) -> Finding:
    way, said = ("上升", "下降") if fall else ("下降", "上升")
    message = f"{pair.now.text}与{pair.base.text}相比是{way}，文中写{said}{claim.stated}；基期数若为{right:f}{pair.base.unit}则相符。"
    return finding(
        claim.passage,
        (pair.base.start, claim.figure.end),
        kind=Kind.GROWTH,
        verdict=Verdict.WRONG,
        rule="growth",
        message=message,
        stated=claim.stated,
        basis="增减幅度＝（本期数－基期数）÷基期数",
    )
