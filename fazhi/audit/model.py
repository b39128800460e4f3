"""The plain values that travel through the auditor: paragraphs in, findings out.

Nothing here computes. ``Paragraph.index`` counts every paragraph of the document from 1, blank ones included, so that it
equals the line number of a plain text and the position a reader of the Word file arrives at by counting.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Any

from fazhi.audit.known import Known


class Verdict(StrEnum):
    """``wrong`` is proven by the document itself; ``hint`` is worth a look; ``unsure`` says why it cannot be judged."""

    WRONG = "wrong"
    HINT = "hint"
    UNSURE = "unsure"
    RIGHT = "right"

    @property
    def settled(self) -> bool:
        """Is the statement proven, either way?"""
        return self in (Verdict.RIGHT, Verdict.WRONG)


class Kind(StrEnum):
    """What sort of statement a finding is about (the ``kind`` of the JSON output)."""

    RATE = "rate"
    SUM = "sum"
    GROWTH = "growth"
    REPEAT = "repeat"
    DATE = "date"
    CITATION = "citation"
    TERM = "term"
    FORMAT = "format"
    IDENTITY = "identity"
    STRUCTURE = "structure"


@dataclass(slots=True)
class Paragraph:
    """One paragraph as a reader sees it. ``number`` is the computed automatic number (``（一）``, ``•``), empty when typed by hand."""

    index: int
    text: str
    number: str = ""
    place: str = "body"
    """body | table | footnote | endnote | textbox | header | footer"""
    cell: tuple[int, int, int] | None = None
    """table number, row, column, each from 1; ``None`` outside tables."""


@dataclass(slots=True)
class Document:
    """A document that was read. ``form`` holds the page and type facts of a .docx, in millimetres and points."""

    name: str
    format: str
    paragraphs: list[Paragraph]
    notes: list[str] = field(default_factory=list)
    """Sentences for the user on what the reader had to leave out or convert."""
    form: dict[str, Any] | None = None


@dataclass(slots=True)
class Finding:
    """One claim of the document and what the auditor holds of it.

    ``quote`` is ``paragraph.text[start:end]``, the shortest passage with the claim's figures. ``computed`` is a number
    where the claim is one (a percentage in percent), else the correct wording, else ``None``.
    """

    paragraph: int
    start: int
    end: int
    quote: str
    kind: Kind
    stated: str
    computed: Decimal | str | None
    verdict: Verdict
    rule: str
    message: str
    basis: str = ""
    address: str = ""
    roundings: frozenset[str] = frozenset()
    """For rates: which conventions (``half-up``, ``truncation``) give the stated figure."""
    either: bool = False
    """Figures contradict each other, and nothing tells which of them is the slip: ``computed`` is what the others make of one."""
    known: Known | None = None
    """The figure from outside the document that the claim was held against."""

    def meets(self, other: Finding) -> bool:
        """Do both lie on some of the same characters?"""
        return self.paragraph == other.paragraph and self.start < other.end and other.start < self.end

    def as_json(self) -> dict[str, Any]:
        """The claim as ``fazhi audit --json`` prints it; ``either`` and ``ledger`` only where they say something."""
        computed = self.computed
        if isinstance(computed, Decimal):
            whole = computed == computed.to_integral_value()
            computed_json: int | float | str | None = int(computed) if whole else float(computed)
        else:
            computed_json = computed
        return (
            {
                "paragraph": self.paragraph,
                "address": self.address,
                "start": self.start,
                "end": self.end,
                "quote": self.quote,
                "kind": self.kind.value,
                "stated": self.stated,
                "computed": computed_json,
                "verdict": self.verdict.value,
                "rule": self.rule,
                "message": self.message,
                "basis": self.basis,
            }
            | ({"either": True} if self.either else {})
            | ({} if self.known is None else {"ledger": self.known.as_json()})
        )


@dataclass(slots=True)
class Audit:
    """The findings on one document, in the order of the text."""

    document: Document
    findings: list[Finding]
    year: int | None
    convention: str
    """``half-up`` | ``truncation`` | ``mixed`` | ``unknown``: how this document rounds."""
    without: dict[str, str] = field(default_factory=dict)
    """Rules that were switched off, each with its reason."""
    ledger: str = ""
    """What the document was held against beside itself, or why it was not, in one Chinese sentence; empty if not asked."""

    def count(self, verdict: Verdict) -> int:
        """Number of findings with that verdict."""
        return sum(1 for finding in self.findings if finding.verdict is verdict)

    def of(self, *verdicts: Verdict) -> list[Finding]:
        """The findings with one of those verdicts, in the order of the text."""
        return [finding for finding in self.findings if finding.verdict in verdicts]

    def as_json(self) -> dict[str, Any]:
        """The object that ``fazhi audit --json`` prints for one file."""
        return {
            "file": self.document.name,
            "paragraphs": len(self.document.paragraphs),
            "year": self.year,
            "rounding": self.convention,
            "notes": self.document.notes,
            "without": self.without,
            **({"ledger": self.ledger} if self.ledger else {}),
            "claims": [finding.as_json() for finding in self.findings],
            "summary": {verdict.value: self.count(verdict) for verdict in Verdict},
        }


class Unreadable(Exception):
    """A file that cannot be audited. The message is one Chinese sentence for the person who handed it in."""
