"""The period of a bulletin whose title is no annual report's: 2022年全市12315投诉举报分析; ……。7月份，全市共受理3732件.

What is told later without any period is of that one, and what is told with it is of no other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from fazhi.audit.text.passages import PERIOD, Passage

LONGEST = 60
"""Characters of a headline."""
OPENING = 24
"""Characters of the first paragraph with a number within which its period is named."""
FIRST = 4
"""So many paragraphs may stand before it: the headline, who publishes it and when."""
NONE = re.compile(r"计划|打算|安排|思路|要点|规划|[至-]20\d\d年|[比较]")
MONTH = re.compile(r"(?:20\d\d年)?(?:度)?(1?\d月)(?:份)?")
STOP = re.compile(r"[。；]")


def told(passages: list[Passage]) -> frozenset[str]:
    """The names under which figures may be said to be of the document's own period; none if it has several."""
    for number, passage in enumerate(passages[:FIRST]):
        text = passage.plain
        headline = number == 0 and len(text) <= LONGEST and STOP.search(text) is None
        if NONE.search(text[: LONGEST if headline else OPENING]) is not None:
            return frozenset()
        names = list(dict.fromkeys(_periods(text if headline else text[:OPENING])))
        if len(names) == 1:
            return frozenset(_variants(names[0]))
        if names or not headline and any(each.isdigit() for each in text[OPENING:]):
            return frozenset()
    return frozenset()


def _periods(text: str) -> Iterator[str]:
    for match in PERIOD.finditer(text):
        if match["now"] or match["last"] or text[max(0, match.start() - 1) : match.start()].isdigit():
            continue
        yield match["year"] if match["year"] and not match["month"] else match.group()


def _variants(name: str) -> Iterator[str]:
    """2017年3月 is called 3月 and 3月份 as well."""
    yield name
    month = MONTH.fullmatch(name)
    if month is not None:
        year = name.partition("年")[0] if "年" in name else ""
        yield from (month[1], f"{month[1]}份")
        if year:
            yield from (f"{year}年{month[1]}", f"{year}年{month[1]}份")
