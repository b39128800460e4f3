"""The words beside a number that say what it counts, as every two characters side by side: by them two places are held against each other."""

from __future__ import annotations

import re

from fazhi.audit.repeats.tellings import content
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.pairs import pairs
from fazhi.audit.text.passages import Passage

HANZI = re.compile(r"[\u4e00-\u9fff]+")
STOPS = "。；"


def words_of(text: str) -> set[str]:
    """Every two characters side by side of the words that say what is counted, over no sign and no number."""
    return {pair for each in HANZI.findall(text) for pair in pairs(content(each))}


def words_beside(passage: Passage, figure: Figure, before: int, behind: int) -> set[str]:
    """Those in so many characters of its sentence before a number, and right behind it: 对印发的文件逐份过筛，…合计84份."""
    begun = (passage.plain.rfind(mark, 0, figure.start) + 1 for mark in STOPS)
    return words_of(f"{passage.plain[max(0, figure.start - before, *begun) : figure.start]}|{figure.tail[:behind]}")
