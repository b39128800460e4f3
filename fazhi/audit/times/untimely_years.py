"""A year in a plan that its own words make impossible: 将于2024年11月开展, 做好2025年春耕准备, 2026年结转的项目."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from fazhi.audit.text import plans, wording
from fazhi.audit.text.manuscript import Manuscript
from fazhi.audit.text.passages import Passage

Untimely = tuple[tuple[int, int], str, str | None]
"""(span, message, right year)"""
# 2025年新增停车泊位1000个、口袋公园5个，力争…: the year at the head of a sentence that strives for something.
OPENS = re.compile(
    r"(?:^|(?<=[。；]))(?P<year>20\d\d)年(?!度|以|[底末初前]|\d)(?P<clause>[^，。；]{4,40})，(?P<rest>[^。；]{2,120})"
)
YEAR = re.compile(r"20\d\d(?=年)")
LEAD = 12


@cache
def _words(key: str) -> re.Pattern[str]:
    return re.compile(wording.load("dates")[key])


def untimely(manuscript: Manuscript, passage: Passage, coming: int) -> Iterator[Untimely]:
    """Years of a planned paragraph for what is to come, told by a report on an earlier year than that."""
    text = passage.plain
    for match in _words("will").finditer(text):
        lead = text[max(0, match.start() - LEAD) : match.start()]
        behind = int(match["year"]) < min(coming, manuscript.year or coming)
        if behind and _words("quoted_plan").search(lead) is None:
            yield match.span("year"), f"这是{coming}年的安排，此处却写{match['year']}年。", f"{coming}年"
    for key in ("set_on", "striven_for"):
        for match in _words(key).finditer(text):
            name = "of" if match.groupdict().get("of") else "year"
            if int(match[name]) < coming and not _looked_back(text, match):
                yield match.span(name), f"这是{coming}年的安排，此处却写{match[name]}年。", f"{coming}年"
    for match in _words("prepared").finditer(text):
        if int(match["year"]) < coming:
            yield match.span("year"), f"这是{coming}年的安排，此处却写准备{match['year']}年的工作。", f"{coming}年"
    for match in _words("carried").finditer(text):
        if int(match["year"]) > coming:
            yield (
                match.span("year"),
                f"这是{coming}年的安排，不会有{match['year']}年的结转、遗留事项。",
                f"{coming - 1}年",
            )
    for match in OPENS.finditer(text):
        if int(match["year"]) < coming and _striven_for(manuscript, passage, match):
            yield match.span("year"), f"这是{coming}年的安排，此处却写{match['year']}年。", f"{coming}年"


def _looked_back(text: str, match: re.Match[str]) -> bool:
    """2024年要抓的几件事都已完成, 文件要求确保2024年实现…: in the clause that is spoken of, or that it is quoted from."""
    end = next((at for at in range(match.end(), len(text)) if text[at] in "，。；"), len(text))
    lead = text[max(0, match.start() - LEAD) : match.start()]
    clause = text[match.end() : end]
    quoted = _words("quoted_plan").search(lead) or text.count("“", 0, match.start()) > text.count("”", 0, match.start())
    return bool(quoted or _words("behind").search(clause) or YEAR.search(clause))


def _striven_for(manuscript: Manuscript, passage: Passage, match: re.Match[str]) -> bool:
    """Does the sentence strive for something, and are its counts none that the report tells of the year gone by?"""
    if _words("firmly_ahead").search(match["rest"]) is None:
        return False
    if any(_words(key).search(match.group()) for key in ("behind", "turned_back")) or YEAR.search(match["rest"]):
        return False
    start, end = match.span("clause")
    counts = [each for each in passage.figures if start <= each.start < end]
    told = _told(manuscript)
    return bool(counts) and all(each.count and (each.value, each.kind) not in told for each in counts)


def _told(manuscript: Manuscript) -> frozenset[tuple[Decimal, str]]:
    """What the parts of the report that look back count."""
    known: frozenset[tuple[Decimal, str]] | None = manuscript.memory.get("counts told")
    if known is None:
        ahead = plans.planned(manuscript)
        known = frozenset(
            (each.value, each.kind)
            for passage in manuscript.passages
            if passage.index not in ahead
            for each in passage.figures
        )
        manuscript.memory["counts told"] = known
    return known
