"""All numbers of a document that one of them resembles by a slip of the hand, without holding each against each."""

from __future__ import annotations

from collections.abc import Iterator

from fazhi.audit.text.figures import Figure
from fazhi.audit.text.manuscript import Manuscript
from fazhi.audit.text.passages import Passage

ANY = "?"
Place = tuple[int, int]
"""Which passage, which of its figures."""


def resembling(manuscript: Manuscript, figure: Figure) -> list[tuple[Passage, Figure]]:
    """The exact counts and amounts with the same digits in another order, or one digit wrong, in the order of the text.

    The very same number is none of them. Of one figure (5 for 8) every other is, so none is given.
    """
    known: dict[str, list[Place]] = manuscript.memory.get("resembling", {})
    if not known:
        known = manuscript.memory["resembling"] = {}
        for number, passage in enumerate(manuscript.passages):
            for at, each in enumerate(passage.figures):
                if each.exact and not each.percent:
                    for key in _keys(f"{each.value:f}"):
                        known.setdefault(key, []).append((number, at))
    places = sorted({place for key in _keys(f"{figure.value:f}") for place in known.get(key, ())})
    found = ((manuscript.passages[number], manuscript.passages[number].figures[at]) for number, at in places)
    return [(passage, each) for passage, each in found if each.value != figure.value]


def _keys(printed: str) -> Iterator[str]:
    """The digits in their order, and the number with each of its digits left open in turn."""
    if len(printed) > 1:
        yield "".join(sorted(printed))
        yield from (f"{printed[:at]}{ANY}{printed[at + 1 :]}" for at in range(len(printed)))
