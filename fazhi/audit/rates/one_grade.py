"""A share of one grade by its name: 班子成员11人全部述法，评议结果为好的9人、较好的2人，好评比例81.82%.

The grades make up all who were graded, so that each has its own share and no other's.
"""

from __future__ import annotations

import re
from dataclasses import replace

from fazhi.audit.text import misprints, rounding
from fazhi.audit.text.figures import Figure, summed
from fazhi.audit.text.percentages import Percentage

GRADES = ("优秀", "良好", "较好", "一般", "较差", "优良", "合格", "称职", "达标", "好", "优", "良", "中", "差")
# 好评比例, “好”的比例, 优秀等次占, 优秀率
NAME = re.compile(
    rf"“?(?P<grade>{'|'.join(GRADES)})”?(?:评|等次|等级|档次|票|的)*(?:人数|人员|案卷|单位)?的?(?:所?占?比例?|比重|率|占总?[数量]的)(?:高?达到?|为|是)?$"
)
CLAUSE = re.compile(r"[，。；：、（）\d]")
NOT_IT = ("不", "较", "基本", "次", "未")
NEXT = re.compile(r"[、，；和](?:评定|评为|被评为|测评)?为?[^，。；：、\d]{0,8}")
BEFORE = re.compile(r"[上去前]年|同期|原来")
HUNDRED, LEAD, FEWEST, LEAST = 100, 16, 2, 5


def slip(claim: Percentage) -> tuple[Figure, Figure] | None:
    """(the grade, all that were graded), where the printed share is that of another grade or a misprint of its own."""
    figure, text = claim.figure, claim.passage.plain
    lead = text[max(claim.sentence.start, figure.start - LEAD) : figure.start]
    named = NAME.search(lead)
    if named is None or figure.vague or figure.bound or figure.compared or claim.role not in ("share", "rate", "other"):
        return None
    if lead[: named.start()].endswith(NOT_IT):
        return None
    before = [each for each in claim.sentence.figures if each.end <= figure.start - len(lead) + named.start()]
    row = _row(text, before)
    own = [each for each in row if _grade(text, each) == named["grade"]]
    if len(row) < FEWEST or len(own) != 1 or any(not _grade(text, each) for each in row) or summed(row) < LEAST:
        return None
    if BEFORE.search(text, claim.sentence.start, figure.start) is not None or not _told(claim, row):
        return None
    part, whole = own[0], replace(row[-1], text=f"{summed(row):f}{row[-1].unit}", value=summed(row))
    # 合格率 takes in those above.
    upper = HUNDRED * summed(row[: row.index(part) + 1]) / whole.value
    right = HUNDRED * part.exactly / whole.exactly
    if rounding.fits(figure.value, right) or rounding.fits(figure.value, replace(part, value=upper).exactly):
        return None
    others = (HUNDRED * each.exactly / whole.exactly for each in row if each is not part)
    slipped = misprints.misprinted(figure.value, right) or any(rounding.fits(figure.value, each) for each in others)
    return (part, whole) if slipped else None


def _grade(text: str, figure: Figure) -> str:
    """The grade with which the words of a count end: 好 of 评议结果为“好”的."""
    words = CLAUSE.split(text[max(0, figure.start - LEAD) : figure.start])[-1].rstrip("的”等次为")
    grade = next((each for each in GRADES if words.endswith(each)), "")
    return "" if grade and words[: -len(grade)].endswith(NOT_IT[:1]) else grade


def _row(text: str, before: list[Figure]) -> list[Figure]:
    """The last counts that stand in one list of one unit."""
    row: list[Figure] = []
    for each in reversed(before):
        if not each.count or not each.exact or not _grade(text, each):
            break
        if row and (each.kind != row[0].kind or NEXT.fullmatch(text, each.end, row[0].start) is None):
            break
        row.insert(0, each)
    return row


def _told(claim: Percentage, row: list[Figure]) -> bool:
    """Is what the grades add up to told before them?"""
    before = (each for each in claim.passage.figures if each.end <= row[0].start and each.kind == row[0].kind)
    return any(each.value == summed(row) and each.exact for each in before)
