"""How official documents write dates, how wide their text is, what they cannot hold."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

# What XML cannot hold: control characters that slip in with pasted text. A Word file with one of them does not open.
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def printable(text: str) -> str:
    """The text without what a Word file cannot hold."""
    return UNPRINTABLE.sub("", text)


def written_date(day: date) -> str:
    """2023年1月31日: Arabic digits, no leading zero (GB/T 9704-2012, 7.3.5.4)."""
    return f"{day.year}年{day.month}月{day.day}日"


def width(text: str) -> float:
    """Width in characters of the grid: a Chinese character is one, a digit or Latin letter a half."""
    return sum(1.0 if unicodedata.east_asian_width(letter) in "WFA" else 0.5 for letter in text)
