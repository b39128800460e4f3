"""What was not done, in the words of what was: 未考的15人 beside 实考9331人."""

from __future__ import annotations

import re

from fazhi.audit.text.figures import Figure
from fazhi.audit.text.passages import Passage

NEGATED = re.compile(
    r"(?:尚未|未能|未|没有|没|无法|(?<!从)不(?![予断少同超足低得服能可满]))(?P<deed>[\u4e00-\u9fff]{1,6})"
)
NOT = re.compile(r"[未没不无]")
TRAILING = re.compile(r"[的为有仅共计].*")
MARKS = re.compile(r"[，。；：、（）]")
LEAD, AHEAD = 16, 14
HEAD, ENDING = 5, 2
LONGEST_DEED = 4


def denied(passage: Passage, rest: Figure) -> str:
    """What was not done: 考 of 因病未考的15人, 化解 of 5件未化解."""
    sound = rest.unit and rest.count and not (rest.vague or rest.bound or rest.compared)
    if not sound or rest.value <= 0:
        return ""
    text = passage.plain
    clause = MARKS.split(text[max(0, rest.start - LEAD) : rest.start])[-1]
    match = NEGATED.search(clause) or NEGATED.match(text[rest.end : rest.end + AHEAD])
    deed = "" if match is None else TRAILING.sub("", match["deed"])
    return deed if len(deed) <= LONGEST_DEED else ""


def told(figure: Figure, deed: str) -> bool:
    """调成 ← 调解成功403件: do the words of a count end in the deed (not 实考人员中83人), and do not deny it?"""
    before = figure.head.removesuffix("的")[-HEAD:]
    if NOT.search(before + figure.tail[:HEAD]) is not None:
        return False
    letters = iter(before)
    ends = deed[-1] in before[-ENDING:] and all(each in letters for each in deed)
    return ends or figure.tail.removeprefix("的").startswith(deed)
