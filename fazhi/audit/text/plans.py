"""Which paragraphs speak of the time to come: the part under 2024年工作打算."""

from __future__ import annotations

import re
from functools import cache

from fazhi.audit.text import wording
from fazhi.audit.text.manuscript import Manuscript

HEADING = 24
YEAR = re.compile(r"(20\d\d)年")


@cache
def _words(key: str) -> re.Pattern[str]:
    return re.compile(wording.load("dates")[key])


def planned(manuscript: Manuscript) -> frozenset[int]:
    """The paragraphs of the part that speaks of the time to come."""
    known: frozenset[int] | None = manuscript.memory.get("planned")
    if known is None:
        known = manuscript.memory["planned"] = _planned(manuscript)
    return known


def _planned(manuscript: Manuscript) -> frozenset[int]:
    found: set[int] = set()
    plan = mixed = False
    past: set[str] = set()
    tops = {manuscript.passages[each.passage].index: each.words for each in manuscript.headings if each.level == 1}
    for passage in manuscript.passages:
        words = tops.get(passage.index)
        if words is None and passage.plain.startswith("【") and len(passage.plain) <= HEADING:
            words = passage.plain.strip("【】")
        if words is not None:
            looked_back, named = _words("past").search(words) is not None, YEAR.search(words)
            plan = _words("plan").search(words) is not None and not looked_back
            # 一、2024年工作回顾 … 二、2025年主要工作
            plan = plan or named is not None and not looked_back and str(int(named[1]) - 1) in past
            mixed = not plan and _words("mixed").search(words) is not None
            past |= {named[1]} if named is not None and looked_back else set()
        elif mixed and not plan:
            plan = _turns(manuscript, passage.plain)
        if plan or _words("piece").search(passage.plain) is not None:
            found.add(passage.index)
    return frozenset(found)


def _turns(manuscript: Manuscript, text: str) -> bool:
    """2024年街道将着重做好四项工作, under 存在的问题和下一步打算 of 2023: from here on the part speaks of what is to come."""
    match = _words("turn").match(text)
    if match is None or match["year"] is None:
        return match is not None
    return manuscript.year is not None and int(match["year"]) == manuscript.year + 1


def year(manuscript: Manuscript) -> int | None:
    """The year that the plan is for: named in its heading (2025年工作安排), else the one after the report's."""
    if "planned year" not in manuscript.memory:
        indices = planned(manuscript)
        tops = [each for each in manuscript.headings if each.level == 1 and each.paragraph in indices]
        named = {int(match[1]) for each in tops if (match := YEAR.search(each.words)) is not None}
        whole = manuscript.year + 1 if manuscript.year is not None and manuscript.whole_year else None
        if len(named) == 1 and (manuscript.year is None or named == {whole}):
            manuscript.memory["planned year"] = named.pop()
        else:
            manuscript.memory["planned year"] = None if named - {whole} else whole
    found: int | None = manuscript.memory["planned year"]
    return found
