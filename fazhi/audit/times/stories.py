"""A case told day by day: 8月6日，市民来电反映……，8月5日恢复供水 — settled before it was brought."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache

from fazhi.audit.text import dates, wording
from fazhi.audit.text.passages import Passage

DAY = re.compile(r"(?<![\d年至到\-～])(?:(20\d\d)年)?(1?\d)月(\d{1,2})日(?:[上下]午|晚上?|凌晨|当[日天]|\d{1,2}时许?)?")
MARK = re.compile(r"[，。；、]")
REACH = 24
CLOSE = 4
"""Months: so far back a later step may be dated without the year between being meant."""
ANY_YEAR = 2024


@cache
def _words(key: str) -> re.Pattern[str]:
    return re.compile(wording.load("dates")[key])


def turned(passage: Passage) -> Iterator[tuple[tuple[int, int], str]]:
    """(span, message) for every day of a settlement that lies before the complaint of the same story."""
    text = passage.plain
    if text.count("日") < 2 or _words("brought").search(text) is None or _words("other_year").search(text):
        return
    brought: tuple[date, str] | None = None
    year = ANY_YEAR
    for match in DAY.finditer(text):
        year = int(match[1]) if match[1] else year
        day = dates.day(year, int(match[2]), int(match[3]))
        words = text[match.end() : match.end() + REACH].lstrip("，")
        first, *_rest = re.split(r"[。；]", words)
        if day is None:
            continue
        if _words("brought").search(first) is not None and _words("settled").match(first) is None:
            brought = (day, match.group())
        elif brought is not None and _words("settled").match(MARK.split(first)[0]) is not None:
            if day < brought[0] and day.year == brought[0].year and brought[0].month - day.month <= CLOSE:
                yield match.span(), f"“{brought[1]}”才反映的事，“{match.group()}”已有结果，日期倒了过来。"
