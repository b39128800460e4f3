"""A share that does not go with the others of its column, whose total the report does not print."""

from __future__ import annotations

import math
from collections.abc import Iterator
from decimal import Decimal

from fazhi.audit.model import Finding, Kind, Verdict
from fazhi.audit.rates import hundred_together
from fazhi.audit.rates.counted_shares import Counted
from fazhi.audit.rates.unprinted_bases import Odd, odd_ones
from fazhi.audit.rules import Rule
from fazhi.audit.text import rounding
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.manuscript import Manuscript, finding
from fazhi.audit.text.percentages import Percentage

HUNDRED = 100
AFTER = frozenset(("share",))


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """One finding for every such share that no other rule settled."""
    left_open = manuscript.left_open(AFTER)
    for passage in manuscript.passages:
        if passage.plain.count("%") > 2:
            for odd in odd_ones(passage):
                found = _report(odd)
                if (found.paragraph, found.end) in left_open:
                    yield found
    for pair in hundred_together.slips(manuscript):
        found = _of_pair(pair)
        ends = {(found.paragraph, each.claim.figure.end) for each in (pair.first, pair.second)}
        if ends & left_open:
            yield found
    for share, together in hundred_together.odd_ones(manuscript):
        found = _of_two(share, together)
        if (found.paragraph, found.end) in left_open:
            yield found


def _report(odd: Odd) -> Finding:
    claim = odd.claim
    low, high = math.ceil(odd.low), math.floor(odd.high)
    total = f"{low}至{high}" if low < high else f"{low}"
    computed = rounding.show(odd.computed, max(1, rounding.decimals(claim.figure.value)))
    told = f"按并列各项的件数和占比，总数应为{total}{odd.part.unit}，{odd.part.text}约占{computed}%"
    return _odd(claim, told, computed)


def _of_two(share: Counted, together: Figure) -> Finding:
    claim = share.claim
    computed = rounding.show(HUNDRED * share.part.exactly / together.exactly, rounding.decimals(claim.figure.value))
    told = f"同一总数下的另一项占比按两项合计{together.text}算得相符，{share.part.text}应占{computed}%"
    return _odd(claim, told, computed)


def _odd(claim: Percentage, told: str, computed: Decimal) -> Finding:
    return finding(
        claim.passage,
        (claim.start, claim.figure.end),
        kind=Kind.RATE,
        verdict=Verdict.WRONG,
        rule="unprinted_base",
        message=f"{told}，文中写{claim.stated}。",
        stated=claim.stated,
        computed=computed,
        basis="并列各项的占比用同一总数",
    )


def _of_pair(pair: hundred_together.Pair) -> Finding:
    first, second = pair.first, pair.second
    computed = rounding.show(pair.computed, max(1, rounding.decimals(first.claim.figure.value)))
    parts = f"{first.part.text}和{second.part.text}"
    return finding(
        first.claim.passage,
        (first.part.start, second.claim.figure.end),
        kind=Kind.RATE,
        verdict=Verdict.WRONG,
        rule="unprinted_base",
        message=f"两项占比合计100%，而按{parts}，前一项应占{computed}%，文中写{first.claim.stated}。",
        stated=first.claim.stated,
        computed=computed,
        basis="合计100%的两项占比，与两项的件数成比例",
    )


RULE = Rule(
    id="unprinted_base",
    title="总数没有写出的占比",
    source="并列各项的占比用同一总数；总数没有写出时，由其余各项的件数和占比推出",
    why="只列前几位的件数和占比，不写总数，其中一项抄错，逐项核对看不出来。",
    wrong="卫生2652件，占31.9%；城管817件，占11.1%；公共服务374件，占5.1%；政务353件，占4.8%",
    right="卫生2652件，占36.0%；城管817件，占11.1%；公共服务374件，占5.1%；政务353件，占4.8%",
    check=check,
    late=True,
    after=AFTER,
)
