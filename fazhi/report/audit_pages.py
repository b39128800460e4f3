"""From an audit to what its page shows: paragraphs cut at the quoted passages, tables as tables, the findings beside them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from fazhi.audit import Audit, Document, Finding, Paragraph, Verdict
from fazhi.audit.summary import SHOULD, WORDS, correction, correction_word, has_correction, proven
from fazhi.audit.text.manuscript import TITLE_LINES, Manuscript
from fazhi.audit.text.outline import NAMES as PLACES
from fazhi.audit.text.passages import row_of_table

TONES = {Verdict.WRONG: "bad", Verdict.HINT: "warn", Verdict.UNSURE: "quiet", Verdict.RIGHT: "good"}
GRAVEST = (Verdict.WRONG, Verdict.HINT, Verdict.UNSURE, Verdict.RIGHT)
LONGEST_HEADING = 40
LONGEST_LINE = 20
"""Characters of a quotation that still stand in one line of the list of findings, on a phone as well."""
SIGNED_WITHIN = 6
STATEMENT = re.compile(r"[。；：，]|签发人|〔")


@dataclass(frozen=True)
class Choice:
    """A verdict that can be shown or hidden: its count, and the address that turns it round."""

    verdict: Verdict
    count: int
    on: bool
    query: str

    @property
    def tone(self) -> str:
        """Colour of the chip."""
        return TONES[self.verdict]

    @property
    def word(self) -> str:
        """The verdict in Chinese."""
        return WORDS[self.verdict]


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
    def said(self) -> str:
        """What the correction is: the ledger's figure, what another place says, a wording, or a figure computed."""
        word = correction_word(self.finding)
        if word != SHOULD:
            return word
        return "应写作" if isinstance(self.finding.computed, str) else "算得"

    @property
    def told(self) -> str:
        """What is wrong, in a line: the words quoted, or of a whole list the one figure that the correction is for."""
        quote, stated = self.finding.quote, self.finding.stated
        return stated if self.correction and len(quote) > LONGEST_LINE and stated in quote else quote

    @property
    def proven(self) -> bool:
        """Is the correction what has to stand there, and not only what contradicts it?"""
        return proven(self.finding)

    @property
    def correction(self) -> str:
        """What it should be, in the unit of what is stated; empty when there is nothing to compare, or the message says it."""
        return correction(self.finding) if has_correction(self.finding) else ""


@dataclass(frozen=True)
class Piece:
    """A stretch of a paragraph; with notes when a finding quotes it."""

    text: str
    tone: str = ""
    numbers: tuple[int, ...] = ()


@dataclass(frozen=True)
class Line:
    """A paragraph. `kind`: title, addressee, heading, signed, aside or plain; `place`: where an aside stands."""

    index: int
    number: str
    pieces: tuple[Piece, ...]
    kind: str = "plain"
    place: str = ""


@dataclass(frozen=True)
class Block:
    """A paragraph, or a table as rows of cells of paragraphs, and what stands in its margin."""

    notes: tuple[Note, ...]
    line: Line | None = None
    table: tuple[tuple[tuple[Line, ...], ...], ...] = ()


def chosen(asked: Iterable[str], usual: Sequence[Verdict]) -> tuple[Verdict, ...]:
    """The verdicts to be shown, in the order of gravity."""
    known = [verdict for verdict in GRAVEST if verdict.value in set(asked)]
    return tuple(known or usual)


def choices(audit: Audit, on: Sequence[Verdict]) -> list[Choice]:
    """The four verdicts, each with the address that shows or hides it."""
    made = []
    for verdict in GRAVEST:
        others = [one for one in on if one is not verdict]
        then = others if verdict in on else [*on, verdict]
        query = "&".join(f"show={one.value}" for one in then)
        made.append(Choice(verdict, audit.count(verdict), verdict in on, f"?{query}" if query else "?"))
    return made


def notes(audit: Audit, shown: Sequence[Verdict]) -> list[Note]:
    """The numbered findings in the order of the text."""
    return [Note(number, finding) for number, finding in enumerate(audit.of(*shown), start=1)]


def blocks(audit: Audit, shown: Sequence[Note]) -> list[Block]:
    """Every paragraph that has text, in order; the cells of a table together."""
    beside: dict[int, list[Note]] = defaultdict(list)
    for note in shown:
        beside[note.finding.paragraph].append(note)
    made: list[Block] = []
    kept = [one for one in audit.document.paragraphs if one.text.strip() or one.cell or beside[one.index]]
    kinds = _kinds(audit.document)
    for table, group in groupby(kept, key=lambda one: one.cell[0] if one.cell else 0):
        members = list(group)
        if table:
            found = tuple(note for one in members for note in beside[one.index])
            made.append(Block(found, table=_table(members, beside)))
        else:
            made += [
                Block(tuple(beside[one.index]), _line(one, beside[one.index], kinds.get(one.index, "plain")))
                for one in members
            ]
    return made


def _table(members: Sequence[Paragraph], beside: dict[int, list[Note]]) -> tuple[tuple[tuple[Line, ...], ...], ...]:
    """Rows of cells of paragraphs."""
    rows = []
    for _row, cells in groupby(members, key=lambda one: one.cell[1] if one.cell else 0):
        by_column = groupby(cells, key=lambda one: one.cell[2] if one.cell else 0)
        rows.append(tuple(tuple(_line(one, beside[one.index]) for one in cell) for _column, cell in by_column))
    return tuple(rows)


def _line(one: Paragraph, found: Sequence[Note], kind: str = "plain") -> Line:
    return Line(one.index, one.number, tuple(_pieces(one.text, found)), kind, PLACES.get(one.place, ""))


def _kinds(document: Document) -> dict[int, str]:
    """How a paragraph is set, by its index; plain ones are left out. Only a look at the page hangs on it."""
    manuscript = Manuscript(document)
    short = [one for one in document.paragraphs if 0 < len(one.text.strip()) <= LONGEST_HEADING]
    body = [passage.index for passage in manuscript.passages if passage.paragraph.place == "body"]
    opening, ending = body[:TITLE_LINES], body[-SIGNED_WITHIN:]
    last = [one for one in short if one.index in ending and not row_of_table(one.text)]
    signed = {one.index: "signed" for one in last if not STATEMENT.search(one.text)}
    title = {passage.index: "title" for passage in manuscript.title_passages}
    addressee = {one.index: "addressee" for one in short if one.index in opening and one.text.strip().endswith("：")}
    tops = {each.paragraph for each in manuscript.headings if each.level == 1}
    heading = {one.index: "heading" for one in short if one.index in tops}
    aside = {one.index: "aside" for one in document.paragraphs if one.place in PLACES}
    return signed | title | addressee | heading | aside


def _pieces(text: str, beside: Sequence[Note]) -> Iterator[Piece]:
    """The text cut where findings begin and end; where they overlap, the gravest gives the colour."""
    edges = sorted({0, len(text), *(at for note in beside for at in (note.finding.start, note.finding.end))})
    edges = [at for at in edges if 0 <= at <= len(text)]
    for start, end in pairwise(edges):
        over = [note for note in beside if note.finding.start <= start and end <= note.finding.end]
        gravest = min(over, key=lambda note: GRAVEST.index(note.finding.verdict), default=None)
        ending = tuple(note.number for note in over if note.finding.end == end)
        yield Piece(text[start:end], gravest.tone if gravest else "", ending)
