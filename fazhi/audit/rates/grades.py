"""A share of the upper grades of a list: 优秀41份、合格17份、不合格2份，合格及以上占96.7%; 优秀57卷、良好71卷、合格22卷，优良率85.3%."""

from __future__ import annotations

import re
from dataclasses import replace

from fazhi.audit.text.figures import Figure, summed
from fazhi.audit.text.percentages import Percentage

NAME = re.compile(
    r"(?P<grade>优秀|良好|合格|称职|达标|满意|[ABC甲乙丙一二三][级等类]?)(?:等次|等级|档次)?(?:及|和|或)?以上(?:的|等次|等级)*(?:占|占比|比例|率)?[为达]?$"
    r"|(?P<both>优良)率[为达]?$"
)
BOTH = "良好"
NEXT = re.compile(r"[、，；](?:评定|评为)?[^，。；：、\d]{0,8}")
FEWEST = 2


def pair(claim: Percentage) -> tuple[Figure, Figure] | None:
    """(the upper grades together, all that were graded), or ``None`` where no such list stands right before the share."""
    figure, text = claim.figure, claim.passage.plain
    named = NAME.search(text, claim.sentence.start, figure.start)
    if named is None or figure.vague or figure.bound or figure.compared:
        return None
    row = _row(text, [each for each in claim.sentence.figures if each.end <= named.start()])
    grade = BOTH if named["both"] else named["grade"]
    graded = (at for at, each in enumerate(row) if each.head.endswith(grade) and "不" not in each.head)
    last = next(graded, None)
    if last is None or len(row) < FEWEST or named["both"] and last == 0 or not _told(claim, row):
        return None
    upper = row[: last + 1]
    text_of = "＋".join(each.text for each in upper)
    part = replace(upper[-1], text=f"（{text_of}）" if last else text_of, value=summed(upper))
    return part, replace(row[-1], text=f"{summed(row):f}{row[-1].unit}", value=summed(row))


def _row(text: str, before: list[Figure]) -> list[Figure]:
    """The last counts that stand in one list, up to the total of which they are all."""
    row: list[Figure] = []
    for each in reversed(before):
        if not each.count or not each.exact or row and each.value == summed(row):
            break
        if row and (each.kind != row[0].kind or NEXT.fullmatch(text, each.end, row[0].start) is None):
            break
        row.insert(0, each)
    return row


def _told(claim: Percentage, row: list[Figure]) -> bool:
    """Is what the grades add up to told before them, or is the lowest of them told as well?"""
    before = (each for each in claim.passage.figures if each.end <= row[0].start and each.kind == row[0].kind)
    return any(each.value == summed(row) for each in before) or "不" in row[-1].head
