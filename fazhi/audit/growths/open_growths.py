"""The growths that no rule before has settled, for the rules that look at them once more."""

from __future__ import annotations

from collections.abc import Iterator

from fazhi.audit.model import Kind
from fazhi.audit.text.manuscript import Manuscript
from fazhi.audit.text.percentages import Percentage, claims


def unsettled(manuscript: Manuscript) -> Iterator[Percentage]:
    """Every exact percentage of growth that was proved neither right nor wrong, in the order of the text."""
    known = settled(manuscript)
    for claim in claims(manuscript.passages, "growth"):
        if not claim.figure.vague and not claim.figure.bound and place(claim) not in known:
            yield claim


def settled(manuscript: Manuscript) -> set[tuple[int, int]]:
    """Where the growths end that were proved either way."""
    found = manuscript.settled(lambda each: each.kind is Kind.GROWTH)
    return {(paragraph, each.end) for paragraph, those in found.items() for each in those}


def place(claim: Percentage) -> tuple[int, int]:
    """The paragraph of a claim, and where its percentage ends in the original."""
    return claim.passage.index, claim.passage.quote(claim.figure.start, claim.figure.end)[1]
