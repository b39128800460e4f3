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
"""Characters at the beginning of a paragraph that must hold no plan and no comparison."""
FIRST = 4
"""So many paragraphs may stand before it: the headline, who publishes it and when."""
NONE = re.compile(r"计划|打算|安排|思路|要点|规划|[至-]20\d\d年|[比较]")
MONTH = re.compile(r"(?:20\d\d年)?(?:度)?(1?\d月)(?:份)?")
NUMBERED = re.compile(r"[（]?[一二三四五六七八九十\d]{1,2}[）、.]")
FIGURES = re.compile(r"\d[\d.]*[万亿%件起宗人个]")
STOP = re.compile(r"[。；]")


def told(passages: list[Passage]) -> tuple[str, frozenset[str]]:
    """(the year, the names of a shorter period) that the whole document is about; empty if it tells none, or several."""
    for number, passage in enumerate(passages[:FIRST]):
        text = passage.plain
        headline = number == 0 and len(text) <= LONGEST and STOP.search(text) is None
        if NONE.search(text[: LONGEST if headline else OPENING]) is not None:
            return "", frozenset()
        names = set(_periods(text)) if headline else _opening(text)
        if len(names) == 1:
            name = names.pop()
            return (name, frozenset()) if name.isdigit() else ("", frozenset(_variants(name)))
        if names or not headline and FIGURES.search(text) is not None:
            break
    return "", frozenset()


def _periods(text: str) -> Iterator[str]:
    for match in PERIOD.finditer(text):
        if match["now"] or match["last"] or text[max(0, match.start() - 1) : match.start()].isdigit():
            continue
        yield match["year"] if match["year"] and not match["month"] else match.group()


def _opening(text: str) -> set[str]:
    """2017年3月，共办理…: the period with which a paragraph begins."""
    number = NUMBERED.match(text)
    begin = 0 if number is None else number.end()
    match = PERIOD.match(text, begin)
    # 一季度受理32418件，二季度受理35906件: of several none is that of all.
    alone = match is not None and len({each for each in _periods(text) if not each.isdigit()}) <= 1
    return set(_periods(match.group())) if match is not None and alone else set()


def _variants(name: str) -> Iterator[str]:
    """2017年3月 is called 3月 and 3月份 as well."""
    yield name
    month = MONTH.fullmatch(name)
    if month is not None:
        year = name.partition("年")[0] if "年" in name else ""
        yield from (month[1], f"{month[1]}份")
        if year:
            yield from (f"{year}年{month[1]}", f"{year}年{month[1]}份")
