"""Counts that the words around a rate exclude as its base, each with the one that they put in its place.

抽查1236户，正常1102户，发现问题134户: what is left beside a part is no whole.
立案42件，上年为53件。…结案39件: nor is the level of last year.
年初1103人，…年末1126人，其中58人: the level of before is gone.
"""

from __future__ import annotations

import re

from fazhi.audit.text.figures import Figure
from fazhi.audit.text.partitions import pattern
from fazhi.audit.text.passages import Passage

LEVEL = re.compile(r"(?:上年|去年)(?:同期)?(?:的|为|是)?$")
FROM = re.compile(r"[由从](?:上年|去年)(?:同期)?的?$")
CHANGED_TO = re.compile(r"[加少升降高低长]到|[增减]至$")
LEAST = 10
"""Of smaller counts some two add up to a third one by chance (复议维持4件，诉讼2件，出庭2件)."""


def in_place_of(passage: Passage, part: Figure, count: Figure, known: list[Figure]) -> Figure | None:
    """The whole that the words name instead of ``count``; ``None`` if they do not exclude it. ``known``: all counts around."""
    if count.end > part.start:
        return None
    return (
        _of_both(passage, part, count, known)
        or _level_after(part, count, known)
        or _level_of_this_year(passage, part, count)
    )


def without_excluded(passage: Passage, part: Figure, counts: list[Figure], known: list[Figure]) -> list[Figure]:
    """Those of the counts that may be the whole of which the part is one."""
    return [each for each in counts if in_place_of(passage, part, each, known) is None]


def _of_both(passage: Passage, part: Figure, count: Figure, known: list[Figure]) -> Figure | None:
    """The count before both that part and count, without 其中 between them, make up together."""
    if not part.exact or not count.exact or "其中" in passage.plain[count.end : part.start]:
        return None
    whole = part.value + count.value
    if min(part.value, count.value) < LEAST:
        return None
    made = (each for each in known if each.exact and each.value == whole and each.kind == part.kind)
    return next((each for each in made if each.end <= count.start and each.segment == count.segment), None)


def _level_after(part: Figure, count: Figure, known: list[Figure]) -> Figure | None:
    """The level at the end of a period at whose beginning there were so many as ``count``."""
    if pattern("stock_before").search(count.head) is None:
        return None
    later = [each for each in known if count.end <= each.start and each.end <= part.start and each.kind == count.kind]
    later = [each for each in later if each.value >= part.value and pattern("stock_after").search(each.head)]
    return later[-1] if later else None


def _level_of_this_year(passage: Passage, part: Figure, count: Figure) -> Figure | None:
    """The level that stands right before that of the year before."""
    if LEVEL.search(count.head) is None or LEVEL.search(part.head) is not None:
        return None
    if FROM.search(count.head) is not None:
        # 由上年的21460次减少到17386次
        later = [each for each in passage.figures if count.end <= each.start and each.end <= part.start][:1]
        risen = [each for each in later if CHANGED_TO.search(each.head) and each.kind == count.kind]
        return next((each for each in risen if each.exact and each.value >= part.value), None)
    now = [each for each in passage.figures if each.sentence == count.sentence and each.end <= count.start]
    now = now[-1:] if now and now[-1].kind == count.kind and now[-1].exact and now[-1].value >= part.value else []
    return now[0] if now and part.period != count.period else None


def of_its_year(part: Figure, others: list[Figure]) -> list[Figure]:
    """The counts that may be the base of a part: last year's 805 cases are no base of this year's 719."""
    return [each for each in others if each.exact and each.value >= part.value and each.compared == part.compared]
