"""Was a number held against something else that is reckoned from a total which is not printed, and comes out of it?"""

from __future__ import annotations

from fazhi.audit.doubts.places import lying_on
from fazhi.audit.doubts.sums import SumClaim
from fazhi.audit.means.told_of_all import told_of_all
from fazhi.audit.model import Finding, Kind
from fazhi.audit.sums.unprinted_totals import Unprinted, unprinted_totals
from fazhi.audit.text.change_words import EARLIER
from fazhi.audit.text.manuscript import Manuscript

OWN, POINTS = "unprinted_total", "points"


def comes_of_it(manuscript: Manuscript, finding: Finding) -> bool:
    """月均61.2件, held against the last item of …、网上505件; or that list, held against 上年总量为815件."""
    for listed in unprinted_totals(manuscript) if finding.rule != OWN else ():
        if listed.passage.index != finding.paragraph:
            continue
        right = [each for each in told_of_all(manuscript, listed) if each.fits(listed.exactly)]
        base = listed.passage.base
        if any(each.figure.start + base < finding.end and finding.start <= each.figure.start + base for each in right):
            if finding.kind is not Kind.SUM:
                # 97.2%；上年为96.4%，提高1.8个百分点: a level that is right speaks for no distance.
                quote = "" if finding.rule == POINTS else finding.quote
                return any(each.figure.text == finding.stated or each.figure.text in quote for each in right)
        if right and finding.kind is Kind.SUM and _another_list(manuscript, finding, listed):
            return True
    return False


def _another_list(manuscript: Manuscript, finding: Finding, listed: Unprinted) -> bool:
    """Is the list reckoned with more than its items, or held against last year's total?"""
    found = lying_on(manuscript, finding)
    if found is None:
        return False
    items, total = SumClaim(manuscript, found[0], finding, found[1]).operands()
    own = {each.start for each in listed.parts}
    held = {each.start for each in items if each is not total}
    if found[0] is not listed.passage or not own & held:
        return False
    before = total is not None and (total.compared or EARLIER.search(total.head) is not None)
    return before or not held <= own
