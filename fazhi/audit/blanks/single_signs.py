"""A single sign that holds the place of a number: 学习*次、讲座*场, 来访X批X人次, 办结率为X%, 20_年.

One star or one X may be a note or a name (X光, 注*); so it is believed where a unit stands right behind it and the document has it
at least twice, or where nothing but a number can stand there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from fazhi.audit.text.manuscript import Manuscript
from fazhi.audit.text.passages import Passage

SIGNS = "*xX×_"
FEWEST = 2
"""So often a document must have such a sign before a unit."""
UNITS = r"(?:人次|件次|场次|户次|批次|万元|亿元|万人次?|万次|件|起|宗|例|户|名|人|项|次|场|份|个|批|条|期|篇|家|处|辆|亩|元|天|%)"
BEFORE_UNIT = re.compile(rf"(?<![{SIGNS}A-Za-z\d])[{SIGNS}](?:余|多)?(?:（[件人批次]{{1,2}}）)?{UNITS}(?!\d)")
# 20xx9人, xx458元: part of the number was put over by the sign.
HALF = re.compile(rf"(?<![A-Za-z\d])(?:20)?[xX×*]{{2}}\d{{1,4}}{UNITS}")
YEAR = re.compile(rf"20[{SIGNS}]{{1,2}}年(?!代)")
RATE = re.compile(rf"(?:率(?:为|达到?|约)?|占[^，。；\d]{{2,10}}的)[{SIGNS}]%")
HANZI = re.compile(r"[\u4e00-\u9fff）”，。；：、（]")


def left(manuscript: Manuscript) -> Iterator[tuple[Passage, tuple[int, int]]]:
    """Every such sign with its unit."""
    if not any(each in manuscript.text for each in SIGNS):
        return
    loose: list[tuple[Passage, tuple[int, int]]] = []
    for passage in manuscript.passages:
        text = passage.plain
        if not any(each in text for each in SIGNS):
            continue
        for match in BEFORE_UNIT.finditer(text):
            if match.start() == 0 or HANZI.match(text, match.start() - 1):
                loose.append((passage, match.span()))
        for sure in (YEAR, RATE, HALF):
            yield from ((passage, match.span()) for match in sure.finditer(text))
    if len(loose) >= FEWEST:
        yield from loose
