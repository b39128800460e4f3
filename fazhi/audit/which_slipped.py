"""Of a list and its total that do not agree, which is the slip: a total that the text bears out elsewhere stands.

接收1527件，上年为1306件，增加221件，增长16.9%，其中投诉1184件、举报334件: the growth follows from 1527, so it is 334 that should be 343. Who acts on the word
of the audit must not be told to put the wrong sum in the place of a right total.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from fazhi.audit.corroboration import NUMBER
from fazhi.audit.doubts.sums import SumClaim
from fazhi.audit.model import Finding, Kind
from fazhi.audit.text import misprints
from fazhi.audit.text.figures import PERCENT, Figure, summed

RULES = frozenset({"parts", "misadded"})
SMALL = 100
"""A number of two figures can be the slip of nearly any other."""
LEAST = 10
"""A smaller number stands in many an account that is right."""
ONE, SOME = "总数与文中别处相符，当是“{part}”写错。", "总数与文中别处相符，错的当是其中一项。"


def settle(claim: SumClaim, finding: Finding, right: Sequence[Finding]) -> None:
    """Put the correction where the slip is, if ``right``, what was found right in its paragraph, bears out the total."""
    told = claim.operands()
    if told is None or finding.rule not in RULES or not isinstance(finding.computed, Decimal):
        return
    items, total = told
    if total.value < LEAST or total.scale > 1 or summed(items) != finding.computed or not _borne_out(total, right):
        return
    missing = total.value - finding.computed
    part = _the_one(items, missing)
    if part is not None:
        finding.stated, finding.computed = part.text, part.value + missing
        finding.message += ONE.format(part=f"{part.head}{part.text}")
    else:
        finding.computed = None
        finding.message += SOME


def _the_one(items: list[Figure], missing: Decimal) -> Figure | None:
    """The one part with two figures in each other's place; or else the only one that can be a slip at all: of small numbers each can."""
    right = [(each, each.value + missing) for each in items if each.value + missing > 0]
    strong = [each for each, due in right if misprints.turned(each.value, due)]
    likely = strong or [
        each for each, due in right if each.value < SMALL or misprints.could_be_miswritten(each.value, due)
    ]
    return likely[0] if len(likely) == 1 and (strong or likely[0].value >= SMALL) else None


def _borne_out(total: Figure, right: Sequence[Finding]) -> bool:
    """Does an account that leaves no room reckon with it, and come out? A percentage would come out of the wrong total as well."""
    return any(
        total.value in {Decimal(number) for number in NUMBER.findall(each.message.replace(",", ""))}
        for each in right
        if each.kind in (Kind.GROWTH, Kind.SUM) and not each.stated.endswith((PERCENT, "％"))
    )
