"""Levels of the time before, and whether the words have turned back to now since: 上年检查1126次，今年比上年增加158次，月均107次."""

from __future__ import annotations

import re

from fazhi.audit.text.change_words import EARLIER
from fazhi.audit.text.figures import Figure

# 由上年的1124名发展到1236名
REACHED = re.compile(r"[到至]$")
FROM = re.compile(r"[由从]$")
SINCE = re.compile(r"[今本]年|20\d\d年|[比较](?:上年|去年|同期)|同比")
YEARS = re.compile(r"20\d\d(?=年)")
YEAR = 4


def past(figure: Figure, now: str = "") -> bool:
    """上年67批712人次; 由1187件增至1254件; 2022年为3124件 in a report on 2023 (``now``): a level of the time before."""
    if REACHED.search(figure.head) is not None:
        return False
    if figure.compared or FROM.search(figure.head) is not None:
        return True
    if figure.period[:YEAR].isdigit() and figure.period[:YEAR] < now:
        return True
    return EARLIER.search(f"{figure.period}{figure.head}") is not None


def turned_from(text: str, figure: Figure, since: int, until: int, now: str = "") -> bool:
    """上年受理的1526件中办结1451件，办结率95.1%，今年提高0.6个百分点；余下56件: such a level, and what comes behind the turn is of this year."""
    return past(figure, now) and SINCE.search(text, since, until) is not None


def left_behind(text: str, figure: Figure, until: int, now: str = "") -> bool:
    """Is it such a level, and what stands at ``until`` said of the year that is compared with it?

    2021年、2022年、2023年分别为5218件、5893件、6547件: of the last year named before it is what it is not one of.
    """
    if not past(figure, now) or SINCE.search(text, figure.end, until) is None:
        return False
    named = YEARS.findall(text, 0, figure.start)
    return not named or named[-1] != now or EARLIER.search(figure.head) is not None
