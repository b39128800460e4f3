"""Where a finding lies: its passage, and the figures of it that the finding quotes."""

from __future__ import annotations

from fazhi.audit.model import Finding
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.manuscript import Manuscript
from fazhi.audit.text.passages import Passage


def lying_on(manuscript: Manuscript, finding: Finding) -> tuple[Passage, list[Figure]] | None:
    """The passage of a finding and the figures it lies on, if it lies on any."""
    passage = passage_of(manuscript, finding)
    inside = [] if passage is None else figures_of(passage, finding)
    return None if passage is None or not inside else (passage, inside)


def figures_of(passage: Passage, finding: Finding) -> list[Figure]:
    """The figures of a passage that a finding lies on."""
    return [each for each in passage.figures if within(passage, each, finding)]


def passage_of(manuscript: Manuscript, finding: Finding) -> Passage | None:
    """The passage that holds where a finding begins."""
    of_paragraph: dict[int, list[Passage]] | None = manuscript.memory.get("passages of a paragraph")
    if of_paragraph is None:
        of_paragraph = manuscript.memory["passages of a paragraph"] = {}
        for each in manuscript.passages:
            of_paragraph.setdefault(each.index, []).append(each)
    own = of_paragraph.get(finding.paragraph, [])
    return next((each for each in own if 0 <= finding.start - each.base < len(each.original)), None)


def within(passage: Passage, figure: Figure, finding: Finding) -> bool:
    """Does a finding lie on the figure?"""
    start, end, _quote = passage.quote(figure.start, figure.end)
    return start < finding.end and finding.start < end
