"""A rate right behind a count and the whole that the words make its base: 31份合同中提出意见的20份，占51.3%; 应参检305家，参检289家.

So many 中, and so many who 应 do it, are the base of what follows in every one of the hundred and thirty such rates of clean
reports, whatever other count would give the figure too (decision 0016).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from fazhi.audit import rounding
from fazhi.audit.figures import Figure
from fazhi.audit.manuscript import Manuscript, finding
from fazhi.audit.model import Finding, Kind, Verdict
from fazhi.audit.percentages import Percentage, claims
from fazhi.audit.rules import Rule

# The count stands in the clause of the rate or in the one before.
ADJACENT = re.compile(r"[^。；！？\d]{0,16}")
OF_THEM = re.compile(r"(?!（)[^，。；、（）]{0,12}?(?<!其)(?<!集)中(?![心央国小学介队层部药医专])")
DUE = re.compile(r"(?<![响供适])应(?![诉急用对邀])[^，。；、]{0,12}$")
PAIR = 2
# 占全部投诉的, 占总数的: a base of its own.
OTHER_BASE = re.compile(r"[总全]|的比|比例|以")


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """One finding for every such rate that is not that of its two counts."""
    for claim in claims(manuscript.passages, "rate", "share"):
        pair = _pair(claim)
        if pair is not None and not _fits(claim, *pair):
            yield _report(claim, *pair)


def _pair(claim: Percentage) -> tuple[Figure, Figure] | None:
    """(part, whole), the two counts right before the rate, if the words make the one the base of the other."""
    figure, text = claim.figure, claim.passage.plain
    before = [each for each in claim.passage.figures if each.end <= figure.start]
    if figure.vague or figure.bound or figure.compared or len(before) < PAIR:
        return None
    part, whole = before[-1], before[-2]
    if any(not (each.count and each.exact) for each in (part, whole)) or not 0 < part.value <= whole.value:
        return None
    if whole.kind != part.kind or whole.sentence != figure.sentence:
        return None
    gap = text[part.end : figure.start]
    if ADJACENT.fullmatch(gap) is None or OTHER_BASE.search(gap) is not None:
        return None
    based = OF_THEM.match(text, whole.end, part.start) is not None or DUE.search(text[: whole.start]) is not None
    return (part, whole) if based else None


def _fits(claim: Percentage, part: Figure, whole: Figure) -> bool:
    """Cut off or rounded, of the part or of what is left of the whole."""
    value, step = claim.figure.exactly, Fraction(1, 10 ** rounding.decimals(claim.figure.value))
    share = 100 * part.exactly / whole.exactly
    return min(abs(share - value), abs(100 - share - value)) < step


def _report(claim: Percentage, part: Figure, whole: Figure) -> Finding:
    places = rounding.decimals(claim.figure.value) or 1
    computed = rounding.show(100 * part.exactly / whole.exactly, places)
    formula = f"{part.text}÷{whole.text}＝{computed}%"
    return finding(
        claim.passage,
        (claim.start, claim.figure.end),
        kind=Kind.RATE,
        verdict=Verdict.WRONG,
        rule="stated_base",
        message=f"文中写{claim.stated}，按所写的基数应为{formula}。",
        stated=claim.stated,
        computed=computed,
        basis=f"比率＝部分÷总体：{formula}",
    )


RULE = Rule(
    id="stated_base",
    title="写明基数的比率",
    source="比率＝部分÷总体；总体以文中写明的为准",
    why="分母换成了相近的另一个总数，算出来也像那么回事。",
    wrong="审查合同31份、文件8份，合计39份；31份合同中提出意见的20份，占51.3%",
    right="审查合同31份、文件8份，合计39份；31份合同中提出意见的20份，占64.5%",
    check=check,
)
