"""年均增长 recomputed from the first and the last level: it is no quarter of what four years brought, but its fourth root."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from fazhi.audit.growths.annual_growths import Span, fits, span
from fazhi.audit.growths.changes import falls
from fazhi.audit.growths.grown_parts import AT_CONSTANT_PRICES
from fazhi.audit.model import Finding, Kind, Verdict
from fazhi.audit.rules import Rule
from fazhi.audit.text import misprints, rounding
from fazhi.audit.text.manuscript import Manuscript, finding
from fazhi.audit.text.percentages import CLAUSE, Percentage, claims

WORD = "年均"
YEARLY = re.compile(r"(?:[一二三四五六七八九十\d]{1,3}年(?:间|来)?)?年均")
LEAD = 16
AROUND = (-1, 0, 1)
"""A plan of five years may count its first level or not."""


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """One finding for every yearly growth whose first and last level are told with their years."""
    if WORD not in manuscript.text:
        return
    for claim in claims(manuscript.passages, "growth", "other"):
        if claim.figure.vague or claim.figure.bound or not _yearly(claim):
            continue
        found = span(claim)
        if found is not None:
            yield from _judge(claim, found)


def _yearly(claim: Percentage) -> bool:
    text = claim.passage.plain
    words = CLAUSE.split(text[max(claim.sentence.start, claim.figure.start - LEAD) : claim.figure.start])[-1]
    return YEARLY.match(words) is not None


def _judge(claim: Percentage, found: Span) -> Iterator[Finding]:
    fall = found.now.value < found.base.value
    change = abs(found.yearly(True) + found.yearly(False)) / 2
    computed = rounding.show(Fraction(change), max(1, rounding.decimals(claim.figure.value)))
    formula = f"由{found.base.text}到{found.now.text}，{found.years}年年均{'下降' if fall else '增长'}{computed}%"
    if fits(claim, found, fall):
        yield _report(claim, Verdict.RIGHT, f"{formula}，相符。", computed)
    elif falls(claim) == fall or claim.role == "other":
        whole = abs(float(found.now.exactly / found.base.exactly) - 1) * 100 / found.years
        divided = bool(rounding.fits(claim.figure.value, Fraction(whole)))
        if any(fits(claim, found, fall, off) for off in AROUND if found.years + off > 0):
            return
        # 生产总值从1091亿元增加到1650亿元，年均增长9.3%: at the prices of another year.
        lead = claim.passage.plain[max(claim.sentence.start, found.base.start - LEAD) : claim.figure.start]
        if AT_CONSTANT_PRICES.search(lead) is not None and not divided:
            return
        if divided or misprints.near(claim.figure.value, Fraction(change)):
            yield _report(claim, Verdict.WRONG, f"{formula}，文中写{claim.stated}。", computed)


def _report(claim: Percentage, verdict: Verdict, message: str, computed: Decimal) -> Finding:
    return finding(
        claim.passage,
        (claim.start, claim.figure.end),
        kind=Kind.GROWTH,
        verdict=verdict,
        rule="annual_growth",
        message=message,
        stated=claim.stated,
        computed=computed,
        basis="年均增长＝（末年数÷首年数）的年数次方根－1" if verdict is Verdict.WRONG else "",
    )


RULE = Rule(
    id="annual_growth",
    title="年均增减幅度",
    source="年均增长＝（末年数÷首年数）的年数次方根－1",
    why="年均增幅常用总增幅除以年数，或者改了首末数没有重算。",
    wrong="由2020年的2.57亿元增长到2024年的3.52亿元，年均增长9.2%",
    right="由2020年的2.57亿元增长到2024年的3.52亿元，年均增长8.2%",
    check=check,
)
