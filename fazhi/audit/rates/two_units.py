"""Two outcomes, each counted once or by two units one right behind the other: 批准逮捕134件187人；不捕29件48人; 消除7282户27256人……未消除9087户27595人."""

from __future__ import annotations

from fazhi.audit.text.figures import Figure, joined

Pair = tuple[Figure, Figure]


def pairs(counts: list[Figure], one: Figure, other: Figure) -> list[Pair]:
    """Both by the first unit, and by the second where both have one; none where only one of them has."""
    if one.kind != other.kind:
        return []
    second = [next((each for each in counts if each.start == first.end and each.count), None) for first in (one, other)]
    behind, beside = second
    if behind is None or beside is None:
        return [(one, other)] if behind is beside else []
    return [(one, other), (behind, beside)] if behind.kind == beside.kind else []


def both(pair: Pair) -> Figure:
    """The two taken together, in the order of the text."""
    return joined(sorted(pair, key=lambda each: each.start))
