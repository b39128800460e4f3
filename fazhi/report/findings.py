"""The house's own auditor over the draft: what it would say of the finished file."""

from __future__ import annotations

from dataclasses import dataclass

from fazhi.audit import Finding, KnownFigures, Verdict, audit_text
from fazhi.audit.summary import WORDS
from fazhi.report.audit_pages import TONES
from fazhi.report.draft import Draft


@dataclass(frozen=True)
class Remark:
    """A finding and the printed paragraph it stands in."""

    finding: Finding
    paragraph: str

    @property
    def tone(self) -> str:
        """bad, warn or quiet, for the badge."""
        return TONES[self.finding.verdict]

    @property
    def word(self) -> str:
        """The verdict in one Chinese word."""
        return WORDS[self.finding.verdict]


def remarks(draft: Draft, figures: KnownFigures | None = None) -> list[Remark]:
    """What the auditor finds wrong, hints at or cannot judge, in the order of the text; `figures`: held against them too."""
    paragraphs = draft.paragraphs
    audit = audit_text("\n".join(paragraphs), name="报告草稿", year=draft.year, known=figures)
    kept = audit.of(Verdict.WRONG, Verdict.HINT, Verdict.UNSURE)
    return [Remark(finding, paragraphs[finding.paragraph - 1]) for finding in kept]
