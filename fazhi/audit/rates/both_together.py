"""Two items of a list added by their names: 延误27件，占50%；违规收费9件，占16.7%；……。延误与违规收费合占66.7%.

What each is a share of, its own share tells; so the two together are of the same.
"""

from __future__ import annotations

import re
from decimal import Decimal

from fazhi.audit.text import misprints, rounding
from fazhi.audit.text.countable import countable
from fazhi.audit.text.figures import Figure, joined
from fazhi.audit.text.percentages import Percentage, percentages

NAMES = re.compile(
    r"(?P<one>[\u4e00-\u9fff]{2,8}?)(?:类|纠纷)?[和与及、](?P<two>[\u4e00-\u9fff]{2,8}?)(?:类|纠纷)?"
    r"(?:[两二][项类者种])?(?:案件|投诉)?(?:合计|共计|一共|合|共)$"
)
HUNDRED = 100
BACK, LEAD = 2, 28
NEAR = 24
"""So far behind a count its own share may stand."""


def pair(claim: Percentage) -> tuple[Figure, Figure] | None:
    """(both together, what each is a share of), if the printed share is a slip of theirs."""
    figure, text = claim.figure, claim.passage.plain
    if claim.role != "share" or figure.vague or figure.bound or claim.order or not claim.link.startswith("占"):
        return None
    match = NAMES.search(text, max(claim.sentence.start, claim.start - LEAD), claim.start)
    items = [_called(claim, match[name]) for name in ("one", "two")] if match is not None else []
    known = [each for each in items if each is not None]
    if len(known) < BACK or known[0] is known[1] or known[0].kind != known[1].kind:
        return None
    value = known[0].value + known[1].value
    wholes = {each.value: each for each in claim.passage.figures if _whole(claim, each, known)}
    whole = wholes[min(wholes)] if wholes else None
    if whole is None or whole.value < value:
        return None
    share, printed = HUNDRED * (known[0].exactly + known[1].exactly) / whole.exactly, _added(claim, known)
    # 50% and 16.7%, 66.7% together: the shares themselves may have been added.
    if rounding.fits(figure.value, share) or printed == figure.value or not misprints.near(figure.value, share):
        return None
    return joined(known), whole


def _called(claim: Percentage, name: str) -> Figure | None:
    """The one count of the sentences before whose words hold the name."""
    found = [
        each for each in claim.passage.figures
        if each.end <= claim.start and claim.figure.sentence - each.sentence <= BACK
        and countable(each) and each.exact and not each.compared and name in each.head
    ]  # fmt: skip
    return found[0] if len(found) == 1 else None


def _whole(claim: Percentage, count: Figure, items: list[Figure]) -> bool:
    """Does each item have a share of its own that is one of this count?"""
    if count.kind != items[0].kind or not count.exact or count.value < max(each.value for each in items):
        return False
    if count.end > items[0].start:
        return False
    return all(_own(claim, each, count) for each in items)


def _added(claim: Percentage, items: list[Figure]) -> Decimal:
    shares = (_behind(claim, each) for each in items)
    return sum((each.figure.value for each in shares if each is not None), Decimal(0))


def _behind(claim: Percentage, item: Figure) -> Percentage | None:
    behind = (each for each in percentages(claim.passage) if item.end < each.figure.start <= item.end + NEAR)
    return next(behind, None)


def _own(claim: Percentage, item: Figure, whole: Figure) -> bool:
    own = _behind(claim, item)
    return own is not None and bool(rounding.fits(own.figure.value, HUNDRED * item.exactly / whole.exactly))
