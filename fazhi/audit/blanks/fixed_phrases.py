"""Set phrases and official terms that are written in one way only: 增强“五个意识”, 二十大三中全会, 己完成, 公共法律效劳."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from fazhi.audit.text import wording
from fazhi.audit.text.manuscript import Manuscript
from fazhi.audit.text.passages import Passage

Slip = tuple[Passage, tuple[int, int], str, str | None]
"""(passage, span, message, right words)"""


def slips(manuscript: Manuscript) -> Iterator[Slip]:
    """Every phrase that is none."""
    text, words = manuscript.text, wording.load("fixed_phrases")["words"]
    for passage, match, offset in manuscript.matches(_words()):
        right = words[match.group()]
        yield passage, (match.start() - offset, match.end() - offset), f"“{match.group()}”应为“{right}”。", right
    for has, pattern, right, message in _patterns():
        if has in text:
            yield from _found(manuscript, pattern, right, message or f"应为“{right}”")


@cache
def _words() -> re.Pattern[str]:
    return re.compile("|".join(sorted(map(re.escape, wording.load("fixed_phrases")["words"]), key=len, reverse=True)))


@cache
def _patterns() -> list[tuple[str, re.Pattern[str], str, str]]:
    return [
        (each["has"], re.compile(each["pattern"]), each["right"], each.get("message", ""))
        for each in wording.load("fixed_phrases")["patterns"]
    ]


def _found(manuscript: Manuscript, pattern: re.Pattern[str], right: str, message: str) -> Iterator[Slip]:
    for passage, match, offset in manuscript.matches(pattern):
        span = (match.start() - offset, match.end() - offset)
        yield passage, span, f"“{match.group()}”：{message}。", match.expand(right) or None
