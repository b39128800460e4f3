"""How long a matter took, printed behind its days: 9月5日发生纠纷…，9月11日签订协议，前后历时6天."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from fazhi.audit.text import dates
from fazhi.audit.text.passages import Passage

Elapsed = tuple[tuple[int, int], str, str]
"""(span, message, right length)"""
TOOK = re.compile(
    r"(?:前后|全程|总共|一共|共|仅|只)?(?:历时|用时|耗时|用了?)(?:仅|共)?(?P<number>\d{1,3})(?:天|日)(?![内前后余多])"
)
DAY = re.compile(r"(?<!\d)(?P<month>1?\d)月(?P<day>\d{1,2})日")
OTHER_COUNT = re.compile(r"工作日|平均|[缩提]|较|比|法定|承诺|规定|时限")
A_YEAR = 366
FEWEST = 2


def elapsed(passage: Passage) -> Iterator[Elapsed]:
    """Every length that no two of the days told before it are apart, counted with or without the first."""
    for match in TOOK.finditer(passage.plain):
        days = [
            (each, day) for each in DAY.finditer(passage.plain, 0, match.start()) if (day := _day(each)) is not None
        ]
        if len(days) < FEWEST or OTHER_COUNT.search(passage.plain, days[-1][0].end(), match.end()) is not None:
            continue
        last = days[-1][1]
        # 12月28日…1月5日: the matter ended in the year after.
        apart = [(last - day).days % A_YEAR for _each, day in days[:-1]]
        number = int(match["number"])
        took = passage.plain[days[-1][0].end() : match.start()]
        # Any earlier day may have begun the matter, if it ended on the last one before the length.
        if "。" in took or any(number in (length, length + 1) for length in apart):
            continue
        first = days[0][0]
        message = f"自{first.group()}至{days[-1][0].group()}相隔{apart[0]}天，文中写{match.group()}。"
        yield (first.start(), match.end()), message, f"{apart[0]}天"


def _day(match: re.Match[str]) -> date | None:
    return dates.day(dates.A_LEAP_YEAR, int(match["month"]), int(match["day"]))
