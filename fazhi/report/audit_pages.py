"""From an audit to what its page shows: paragraphs cut at the quoted passages, their findings beside them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise

from fazhi.audit import Audit, Finding, Verdict
from fazhi.audit.summary import WORDS

TONES = {Verdict.WRONG: "bad", Verdict.HINT: "warn", Verdict.UNSURE: "quiet", Verdict.RIGHT: "good"}
GRAVEST = (Verdict.WRONG, Verdict.HINT, Verdict.UNSURE, Verdict.RIGHT)


@dataclass(frozen=True)
class Note:
    """A finding as the margin shows it."""

    number: int
    finding: Finding

    @property
    def tone(self) -> str:
        """Colour of the badge."""
        return TONES[self.finding.verdict]

    @property
    def word(self) -> str:
        """The verdict in Chinese."""
        return WORDS[self.finding.verdict]

    @property
    def is_wording(self) -> bool:
        """Whether the correction is a wording and not a computed figure."""
        return isinstance(self.finding.computed, str)

    @property
    def correction(self) -> str:
        """What was computed, in the unit of what is stated; empty when there is nothing to compare."""
        computed = self.finding.computed
        if computed is None:
            return ""
        percent = not isinstance(computed, str) and self.finding.stated.endswith(("%", "％"))
        return f"{computed}{'%' if percent else ''}"


@dataclass(frozen=True)
class Piece:
    """A stretch of a paragraph; with notes when a finding quotes it."""

    text: str
    tone: str = ""
    numbers: str = ""


@dataclass(frozen=True)
class Row:
    """A paragraph and what stands in its margin."""

    index: int
    number: str
    pieces: tuple[Piece, ...]
    notes: tuple[Note, ...]


def notes(audit: Audit, *, everything: bool = False) -> list[Note]:
    """The numbered findings in the order of the text; what agrees only when asked for."""
    shown = [one for one in audit.findings if everything or one.verdict is not Verdict.RIGHT]
    return [Note(number, finding) for number, finding in enumerate(shown, start=1)]


def rows(audit: Audit, shown: list[Note]) -> list[Row]:
    """Every paragraph that has text, in order."""
    beside: dict[int, list[Note]] = defaultdict(list)
    for note in shown:
        beside[note.finding.paragraph].append(note)
    return [
        Row(one.index, one.number, tuple(_pieces(one.text, beside[one.index])), tuple(beside[one.index]))
        for one in audit.document.paragraphs
        if one.text.strip() or beside[one.index]
    ]


def _pieces(text: str, beside: list[Note]) -> list[Piece]:
    """The text cut where findings begin and end; where they overlap, the gravest gives the colour."""
    edges = sorted({0, len(text), *(at for note in beside for at in (note.finding.start, note.finding.end))})
    edges = [at for at in edges if 0 <= at <= len(text)]
    pieces = []
    for start, end in pairwise(edges):
        over = [note for note in beside if note.finding.start <= start and end <= note.finding.end]
        gravest = min(over, key=lambda note: GRAVEST.index(note.finding.verdict), default=None)
        ending = "、".join(str(note.number) for note in over if note.finding.end == end)
        pieces.append(Piece(text[start:end], gravest.tone if gravest else "", ending))
    return pieces
