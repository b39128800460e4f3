"""A total that its list misses, while another account beside it is reckoned with what the list makes: then the total is the slip.

受理线索1560件，其中转办684件、…、上级交办69件 (1629)，上年同期1782件，下降8.6%: a list may name more than its total counts, so alone it proves
nothing. But that a growth, a difference or a rate beside it comes out of the very number the list makes, and of the printed one not, is
no chance.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from fazhi.audit.corroboration import comes_out, counts
from fazhi.audit.doubts.places import lying_on
from fazhi.audit.model import Finding, Kind, Verdict
from fazhi.audit.slips import receipts
from fazhi.audit.slips.settling import follow
from fazhi.audit.slips.witnesses import Scene, Suspect, Witnesses
from fazhi.audit.text import rounding
from fazhi.audit.text.change_words import CHANGE, EARLIER
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.manuscript import Manuscript
from fazhi.audit.text.passages import Passage

TELLING, HUNDRED = 3, 100
"""A percentage of so many figures hardly any two counts make by chance."""
BEFORE, LEAD = 3, 14
"""So many counts before a figure it may be reckoned with; so many characters before a count that say of which year it is."""
CHANGED = re.compile(rf"(?:{CHANGE.pattern}|[多少])了?$")
BASIS = "分项之和＝总数；同一数量在各处只能有一个值"
SAID = "分项之和＝{due}，与总数{stated}不符；“{account}”正是按{due}算的，当是总数写错。"


def second(manuscript: Manuscript, findings: Sequence[Finding]) -> None:
    """Call wrong every such total that was left open; what it must be is then known."""
    witnesses = Witnesses(manuscript, findings)
    for finding in findings:
        # Of an unsure one the text prints no total.
        if finding.kind is not Kind.SUM or finding.verdict is not Verdict.HINT:
            continue
        receipt, lying = receipts.read(finding), lying_on(manuscript, finding)
        if receipt is None or lying is None or not receipt.exact or receipt.comes_out:
            continue
        passage, inside = lying
        total = inside[0] if inside[0].text == finding.stated else None
        if total is None or not total.exact or receipt.reckons_with(total.value):
            continue
        suspect, scene = Suspect(total, receipt.amount), Scene(finding, passage, inside)
        account = next(_accounts(passage, suspect, inside), None)
        if account is not None and not witnesses.against_it(suspect, scene):
            due = f"{receipt.amount:f}{total.unit}"
            finding.verdict, finding.computed, finding.basis = Verdict.WRONG, receipt.amount, BASIS
            finding.message = SAID.format(due=due, stated=total.text, account=account)
            follow(witnesses.explained(suspect, scene), f"{total.head}{total.text}")


def _accounts(passage: Passage, suspect: Suspect, inside: Sequence[Figure]) -> Iterator[str]:
    """The words of every account outside of the list that comes out of what is due and not of what is printed."""
    printed, due = suspect.figure.exactly, Fraction(suspect.due)
    row = [each for each in counts(passage) if each.kind == suspect.figure.kind and each not in inside]
    for result in passage.figures:
        if result in inside or result.vague or result.bound:
            continue
        near = [each for each in row if each.end <= result.start and result.sentence - each.sentence <= 1][-BEFORE:]
        for base in near:
            reckoned = _of(passage, result, base, last=base is near[-1])
            if (
                reckoned is not None
                and _makes(reckoned, result, due, base)
                and not _makes(reckoned, result, printed, base)
            ):
                yield passage.plain[base.start : result.end]


def _of(passage: Passage, result: Figure, base: Figure, *, last: bool) -> str | None:
    """Is the result a change since ``base``, by how many or in per cent, or the rate of ``base``; or nothing that is known?"""
    text = passage.plain
    earlier = EARLIER.search(text, max(0, base.start - LEAD), base.start) is not None or base.compared
    changed = CHANGED.search(text, max(0, result.start - LEAD), result.start) is not None
    if result.percent:
        if rounding.telling(result.value) < TELLING:
            return None
        return "growth" if earlier and changed else "rate" if last and not earlier and not changed else None
    return "difference" if earlier and changed and result.kind == base.kind else None


def _makes(reckoned: str, result: Figure, number: Fraction, base: Figure) -> bool:
    """Does the result come out of a number and the base?"""
    if reckoned == "difference":
        return abs(number - base.exactly) == result.exactly
    if reckoned == "growth":
        return comes_out(result.value, abs(number - base.exactly) * HUNDRED / base.exactly)
    return base.exactly < number and comes_out(result.value, base.exactly * HUNDRED / number)
