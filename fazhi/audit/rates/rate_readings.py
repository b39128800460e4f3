"""Which other two counts may a rate be made of? Asked after the rule has found it wrong by the words' first reading."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from fazhi.audit.rates.binding import Binding
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.percentages import RISEN, Percentage

INCLUDED = re.compile(r"（(?:其中)?(?:含|包括|包含)")


def readings(claim: Percentage, found: Binding) -> Iterator[tuple[Figure, Figure]]:
    """(part, whole), the part no more than the whole."""
    for part, whole in (*_risen(claim), *_without_included(claim, found)):
        if part.exact and whole.exact and part.kind == whole.kind and 0 < part.value <= whole.value:
            yield part, whole


def _risen(claim: Percentage) -> Iterator[tuple[Figure, Figure]]:
    """优秀分别为21卷、29卷，优秀率由45.7%提高到55.8%: the later of two rates may be of the later of two counts."""
    if RISEN.search(claim.link) is None:
        return
    own = [each for each in claim.passage.figures if each.end <= claim.start and each.count]
    own = [each for each in own if claim.figure.sentence - each.sentence <= 1]
    yield from ((own[-1], whole) for whole in own[:-1])


def _without_included(claim: Percentage, found: Binding) -> Iterator[tuple[Figure, Figure]]:
    """立案53件，结案50件（含上年立案2件），当年立案结案率90.6%: what the bracket says is counted in may be left out of the rate."""
    part = found.part
    if part is None or INCLUDED.match(claim.passage.plain, part.end) is None:
        return
    inside = next((each for each in claim.sentence.figures if each.start > part.end), None)
    if inside is None or not inside.exact or inside.kind != part.kind or inside.value >= part.value:
        return
    left = replace(part, text=f"（{part.text}－{inside.text}）", value=part.value - inside.value)
    yield from ((left, whole) for whole in (*found.wholes, *found.others))
