"""The smallest parts of a draft: words, figures bound to Readings, and digits that nothing supports. Plain values."""

from __future__ import annotations

from typing import Literal

import msgspec

from fazhi.indicators.readings import Reading

Kind = Literal["plain", "lead", "figure", "unsupported"]


class Piece(msgspec.Struct, frozen=True):
    """A run of text of one kind. `figure`: id of the indicator; `note`: what a reader should know about it."""

    text: str
    kind: Kind = "plain"
    figure: str = ""
    note: str = ""


def plain(text: str) -> Piece:
    """Words without figures."""
    return Piece(text)


def lead(text: str) -> Piece:
    """The run-in heading of a part, in 楷体."""
    return Piece(text, "lead")


def figure(reading: Reading) -> Piece:
    """A figure with its unit; its title goes along for the content control and the tooltip."""
    return Piece(reading.printed, "figure", reading.id, reading.title)


def unsupported(text: str, note: str) -> Piece:
    """Digits typed by hand, or a reference to a figure that does not exist."""
    return Piece(text, "unsupported", "", note)
