"""The foremost of a list taken together: 受理工单506件……前三位是交通172件、城建80件、民政50件，占总量的59.68%.

What is said to be the foremost stands in one list, and what all are is the greatest count told before. Where each item has a share
of its own, the shares of 上述五个 are added instead.
"""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction

from fazhi.audit.rates.listed_before import listed_before
from fazhi.audit.text import misprints, numerals, rounding
from fazhi.audit.text.countable import in_full
from fazhi.audit.text.figures import Figure, joined, summed
from fazhi.audit.text.percentages import Percentage, percentages

FOREMOST = re.compile(
    r"(?:前(?P<few>[二两三四五六七八九十])(?:位|名|类|项|个)|(?:最多|居前|排名靠前|靠前|突出|集中|主要)的?(?P<many>[二两三四五六七八九十])(?:类|个|项|种))"
)
ITEM = re.compile(r"[、，和及与][^，。；：、\d]{1,20}")
TOGETHER = re.compile(
    r"，(?:(?:以上|上述|这|前)?[二两三四五六七八九十][类项者个种位])?(?:合计|共计|一共|合起来|合|共)?(?:约|仅)?"
)
TOTAL = re.compile(r"[总全]")
ALL_OF_THEM = re.compile(
    r"(?:以上|上述|这|前)(?P<number>[二两三四五六七八九十])(?:类|项|者|个|种|位)[\u4e00-\u9fff]{0,6}?(?:合计|共计|一共|合起来|合|共)?占?$"
)
HUNDRED = 100
BACK, LEAD, WORDS = 6, 24, 20
"""So many sentences before them their whole may stand; so many characters before the list or the share are read."""
FEWEST, MOST = 2, 30
LEAST = 20


def pair(claim: Percentage) -> tuple[Figure, Figure] | None:
    """(the listed together, all), if the printed share is a slip of theirs."""
    figure = claim.figure
    if claim.role != "share" or figure.vague or figure.bound or figure.compared or claim.order:
        return None
    if TOTAL.search(claim.link) is None or figure.value >= HUNDRED:
        return None
    run = _run(claim)
    earlier = [each for each in claim.passage.figures if run and each.end <= run[0].start and in_full(each)]
    earlier = [each for each in earlier if each.kind == run[0].kind and figure.sentence - each.sentence <= BACK][-MOST:]
    whole = max(earlier, key=lambda each: each.value, default=None)
    if whole is None or whole.value < LEAST or whole.value < summed(run):
        return None
    part = joined(run)
    computed = HUNDRED * part.exactly / whole.exactly
    if rounding.fits(figure.value, computed) or not misprints.near(figure.value, computed):
        return None
    return None if _explained(figure, run, earlier) else (part, whole)


def added(claim: Percentage) -> tuple[Decimal, list[Figure]] | None:
    """(what the shares of 上述五个 add up to, those shares), if the printed share misses it by more than roundings."""
    figure, text = claim.figure, claim.passage.plain
    if claim.role != "share" or figure.vague or figure.bound or claim.order:
        return None
    match = ALL_OF_THEM.search(text, max(claim.sentence.start, claim.start - WORDS), claim.start)
    number = numerals.read(match["number"].replace("两", "二")) if match is not None else None
    before = [each for each in percentages(claim.passage) if each.figure.end <= claim.start and each.role == "share"]
    shares = [each for each in before if figure.sentence - each.figure.sentence <= 1]
    if not number or len(shares) != number or any(_unfit(each, figure) for each in shares):
        return None
    total = sum((each.figure.value for each in shares), Decimal(0))
    step = rounding.place(figure.value)
    off = abs(total - figure.value)
    slip = misprints.near(figure.value, Fraction(total))
    return (total, [each.figure for each in shares]) if off > step * number and slip else None


def _unfit(share: Percentage, figure: Figure) -> bool:
    """Is it about so much, of one place, or printed more coarsely than what they add up to?"""
    own = share.figure
    return bool(own.vague or own.bound or share.order) or rounding.decimals(own.value) > rounding.decimals(figure.value)


def _run(claim: Percentage) -> list[Figure]:
    """The counts right before the share that stand in one list of the foremost, as many as are said to."""
    text, run = claim.passage.plain, listed_before(claim, ITEM, TOGETHER)
    if not run:
        return []
    match = FOREMOST.search(text, max(claim.sentence.start, run[0].start - LEAD), run[0].start)
    number = numerals.read((match["few"] or match["many"]).replace("两", "二")) if match is not None else None
    return run if len(run) == number and len(run) >= FEWEST else []


def _explained(figure: Figure, run: list[Figure], earlier: list[Figure]) -> bool:
    """Is it the share of the last of them, of fewer of them, or of a smaller whole?"""
    parts = [summed(run[first:last]) for first in range(len(run)) for last in range(first + 1, len(run) + 1)]
    wholes = [each.value for each in earlier]
    return any(
        rounding.fits(figure.value, HUNDRED * Fraction(part) / Fraction(whole))
        for part in parts
        for whole in wholes
        if whole >= part
    )
