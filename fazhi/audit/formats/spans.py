"""How many columns or rows a cell says that it takes, in a .docx and in a page; whoever made the file may have written anything."""

from __future__ import annotations

WIDEST, DIGITS = 200, 9


def span(value: str | None, least: int) -> int:
    """The number that is written, at least so many, and no more than a page holds."""
    told = (value or "").strip()
    return min(max(least, int(told)), WIDEST) if told.isdecimal() and len(told) < DIGITS else least
