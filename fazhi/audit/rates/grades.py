"""A share of the upper grades of a list: 优秀41份、合格17份、不合格2份，合格及以上占96.7%; 优秀57卷、良好71卷、合格22卷，优良率85.3%."""

from __future__ import annotations

import re
from dataclasses import replace

from fazhi.audit.text.figures import Figure, summed
from fazhi.audit.text.percentages import Percentage

NAME = re.compile(
    r"(?P<grade>优秀|良好|合格|称职|达标|满意|(?:基本|[高中初特])级|[ABC甲乙丙一二三][级等类]?)(?:等次|等级|档次)?(?:及|和|或)?以上(?:的|等次|等级)*"
    r"(?:占(?P<whole>[^，。；：、\d]{2,10})(?:总人数|总数|总量)的|(?:占|占比|比例|率)?[为达]?)$"
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
    before = [each for each in claim.sentence.figures if each.end <= named.start() and not each.percent]
    row = _row(text, before)
    if len(row) > FEWEST and row[-1].value == summed(row[:-1]):
        row.pop()
    elif len(row) < FEWEST and before:
        # 高级37人，中级286人，基本级81人，持证的共404人，……，中级以上占: behind the list stands what it comes to.
        row = _row(text, before[:-1])
        row = row if summed(row) == before[-1].value else []
    grade = BOTH if named["both"] else named["grade"]
    graded = (at for at, each in enumerate(row) if _of_grade(each, grade))
    last = next(graded, None)
    if last is None or len(row) < FEWEST or named["both"] and last == 0 or not _told(claim, row):
        return None
    upper = row[: last + 1]
    text_of = "＋".join(each.text for each in upper)
    part = replace(upper[-1], text=f"（{text_of}）" if last else text_of, value=summed(upper))
    if named["whole"]:
        called = (each for each in before if each.kind == part.kind and named["whole"] in f"{each.head}|{each.tail}")
        whole = next(called, None)
        return (part, whole) if whole is not None and whole.value >= summed(row) else None
    return part, replace(row[-1], text=f"{summed(row):f}{row[-1].unit}", value=summed(row))


def _of_grade(figure: Figure, grade: str) -> bool:
    """优秀58卷; 取得高级执法资格的37人"""
    head = figure.head.rstrip("的")
    return "不" not in head and (head.endswith(grade) or len(grade) > 1 and grade.endswith("级") and grade in head)


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
    behind = (
        each for each in claim.sentence.figures if row[-1].end <= each.start < claim.start and each.kind == row[0].kind
    )
    told = any(each.value == summed(row) for each in (*before, *behind))
    return told or "不" in row[-1].head
