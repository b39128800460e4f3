"""How official documents write dates, and how wide their text is."""

from __future__ import annotations

import unicodedata
from datetime import date


def written_date(day: date) -> str:
    """2023年1月31日: Arabic digits, no leading zero (GB/T 9704-2012, 7.3.5.4)."""
    return f"{day.year}年{day.month}月{day.day}日"


def width(text: str) -> float:
    """Width in characters of the grid: a Chinese character is one, a digit or Latin letter a half."""
    return sum(1.0 if unicodedata.east_asian_width(letter) in "WFA" else 0.5 for letter in text)
