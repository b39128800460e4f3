"""The versions of a draft: the text as it was after each step, and two of them side by side, paragraph by paragraph."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from fazhi.kernel.models import Case
from fazhi.papers.writing import printable
from fazhi.systems.norms.models import Version

# Unchanged paragraphs further than this from a change are folded.
AROUND = 2
LONGEST_COMPARED = 4_000


@dataclass(frozen=True)
class Piece:
    """Some characters of a paragraph, changed or not."""

    text: str
    changed: bool = False


@dataclass(frozen=True)
class Line:
    """One paragraph of both sides. `kind`: same, changed, added or removed; numbers count from 1, 0 where there is none."""

    kind: str
    left: tuple[Piece, ...]
    right: tuple[Piece, ...]
    left_number: int
    right_number: int


@dataclass(frozen=True)
class Block:
    """Lines that stand together; `folded` ones are unchanged and far from any change."""

    lines: tuple[Line, ...]
    folded: bool = False


def of_case(case: Case) -> list[Version]:
    """All versions of a case in the order in which they were written."""
    return list(Version.objects.filter(case=case).order_by("id"))


def latest(case: Case) -> Version | None:
    """The version that stands."""
    return Version.objects.filter(case=case).order_by("id").last()


def paragraphs(text: str) -> list[str]:
    """Paragraphs without blank lines."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def compare(old: str, new: str) -> list[Block]:
    """Both texts side by side; equal paragraphs stand level, long unchanged runs are folded."""
    left, right = paragraphs(old), paragraphs(new)
    matcher = difflib.SequenceMatcher(None, left, right, autojunk=False)
    lines: list[Line] = []
    for tag, a1, a2, b1, b2 in matcher.get_opcodes():
        if tag == "equal":
            lines += [
                Line("same", (Piece(left[at]),), (Piece(right[at - a1 + b1]),), at + 1, at - a1 + b1 + 1)
                for at in range(a1, a2)
            ]
        else:
            lines += _replaced(left, right, (a1, a2), (b1, b2))
    return list(_folded(lines))


def changes(blocks: Iterable[Block]) -> int:
    """How many paragraphs differ."""
    return sum(1 for block in blocks for line in block.lines if line.kind != "same")


def _replaced(left: Sequence[str], right: Sequence[str], old: tuple[int, int], new: tuple[int, int]) -> Iterator[Line]:
    for at_left, at_right in zip_longest(range(*old), range(*new)):
        if at_left is None:
            yield Line("added", (), (Piece(right[at_right], True),), 0, at_right + 1)
        elif at_right is None:
            yield Line("removed", (Piece(left[at_left], True),), (), at_left + 1, 0)
        else:
            before, after = _pieces(left[at_left], right[at_right])
            yield Line("changed", before, after, at_left + 1, at_right + 1)


def _pieces(old: str, new: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """The characters that differ within one paragraph; a very long paragraph counts as changed whole."""
    if max(len(old), len(new)) > LONGEST_COMPARED:
        return (Piece(old, True),), (Piece(new, True),)
    left: list[Piece] = []
    right: list[Piece] = []
    for tag, a1, a2, b1, b2 in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        left += [Piece(old[a1:a2], tag != "equal")] if a2 > a1 else []
        right += [Piece(new[b1:b2], tag != "equal")] if b2 > b1 else []
    return tuple(left), tuple(right)


def _folded(lines: Sequence[Line]) -> Iterator[Block]:
    near = {
        other for at, line in enumerate(lines) if line.kind != "same" for other in range(at - AROUND, at + AROUND + 1)
    }
    run: list[Line] = []
    shown = True
    for at, line in enumerate(lines):
        visible = at in near
        if visible != shown and run:
            yield _block(run, shown)
            run = []
        shown = visible
        run.append(line)
    if run:
        yield _block(run, shown)


def _block(run: list[Line], shown: bool) -> Block:
    return Block(tuple(run), not shown and len(run) > AROUND)


def clean(text: str) -> str:
    """A text as it is kept: line ends of one kind, nothing that a Word file cannot hold, no blanks at the ends of lines."""
    text = printable(text.replace("\r\n", "\n").replace("\r", "\n"))
    return "\n".join(line.rstrip() for line in text.split("\n")).strip()
