"""A growth of counted things that no whole number could be the base of: 刑事7起（环比降37.36%）.

People and cases are counted in whole numbers, so of a small count only few percentages can be right. That one is not tells of a
slip only where the others of the paragraph, said in the same way, are: then its writer reckoned from the counts printed here.
It stays a hint all the same, for the base is not printed.
Of clean reports none holds such a pair; two real bulletins, whose figures were none of them possible, are left alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from fazhi.audit.growths import open_growths
from fazhi.audit.growths.changes import falls
from fazhi.audit.growths.counted_growths import chance, firm, possible, said_of_count
from fazhi.audit.model import Finding, Kind, Verdict
from fazhi.audit.rules import Rule
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.manuscript import Manuscript, finding
from fazhi.audit.text.percentages import Percentage
from fazhi.audit.text.rounding import decimals

BY_CHANCE = 0.25
"""The witnesses together must be less likely than this to be possible by chance."""
RECKONED = 0.2
ROUND = 5
"""Without decimals 升50% may be meant roughly."""
LARGEST = 1000


@dataclass(slots=True)
class Told:
    """One growth and the count that it is said of."""

    claim: Percentage
    now: Figure
    possible: bool


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """One finding for each growth that cannot be, beside others that can."""
    by_passage: dict[int, list[Told]] = {}
    for claim in open_growths.unsettled(manuscript):
        now = said_of_count(claim) if _telling(claim) else None
        if now is not None:
            told = Told(claim, now, possible(now, claim.figure.value, falls(claim)))
            by_passage.setdefault(id(claim.passage), []).append(told)
    for found in by_passage.values():
        slips = [each for each in found if not each.possible]
        if len(slips) == 1 and _proved(slips[0], [each for each in found if each.possible], manuscript):
            yield _report(slips[0])


def _telling(claim: Percentage) -> bool:
    value = claim.figure.value
    return 0 < value < LARGEST and (decimals(value) > 0 or value % ROUND != 0)


def _proved(slip: Told, witnesses: list[Told], manuscript: Manuscript) -> bool:
    likely = 1.0
    for each in witnesses:
        likely *= chance(each.claim, each.now)
    if likely > BY_CHANCE and firm(slip.claim):
        # 重大事故1起、死16人，降75%、80.5%（去年4起、82人）；较大68起、死267人，降2.4%、5.7%: one growth here was reckoned from its levels.
        right = (each for each in manuscript.found if each.kind is Kind.GROWTH and each.verdict is Verdict.RIGHT)
        likely *= RECKONED if any(each.paragraph == slip.claim.passage.index for each in right) else 1
    return likely <= BY_CHANCE


def _report(told: Told) -> Finding:
    claim, way = told.claim, "下降" if falls(told.claim) else "增长"
    message = f"没有哪个整数的基期数能使{told.now.text}{way}{claim.stated}，同段其他增减幅度则算得出，请核对上期数。"
    return finding(
        claim.passage,
        (claim.start, claim.figure.end),
        kind=Kind.GROWTH,
        verdict=Verdict.HINT,
        rule="whole_base",
        message=message,
        stated=claim.stated,
        basis="增减幅度＝（本期数－基期数）÷基期数，件数、人数的基期数是整数",
    )


RULE = Rule(
    id="whole_base",
    title="没有整数基期数的增减幅度",
    source="增减幅度＝（本期数－基期数）÷基期数，件数、人数的基期数是整数",
    why="简报只写本期数和增减幅度，幅度抄错一位，没有上年数也看得出来。",
    wrong="刑事警情7起（环比降37.36%），治安警情343起（环比升1.48%）",
    right="刑事警情7起（环比降36.36%），治安警情343起（环比升1.48%）",
    check=check,
    late=True,
)
