"""What a line of a list begins with: • ｜- ｜1. ｜（1）｜①, typed by hand or numbered by Word."""

from __future__ import annotations

import re

from fazhi.audit.model import Paragraph

MARK = re.compile(
    r"\s*(?P<mark>[•·●○◆■▪◇□►*]|[-–—]{1,2}(?!\d)|\d{1,2}[.、．](?!\d(?!\d{0,3}[年月]))|[（(]\d{1,2}[）)]|[①-⑳])\s*"
)
NUMBER = re.compile(r"\d+|[①-⑳]")


def mark(paragraph: Paragraph) -> str:
    """The sort of mark before an item, ``1.`` for every number with a point; empty if it is no item of a list."""
    match = MARK.match(f"{paragraph.number}{paragraph.text}") if paragraph.place == "body" else None
    return "" if match is None else NUMBER.sub("1", match["mark"])


def words_from(paragraph: Paragraph) -> int:
    """Where the words of an item begin, behind the mark that was typed."""
    match = None if paragraph.number else MARK.match(paragraph.text)
    return 0 if match is None else match.end()
