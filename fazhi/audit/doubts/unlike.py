"""A slip of the hand looks like what should stand there; what does not may be reckoned from other numbers.

Of planted slips nine in ten of the rates, sums and means are the right number with a figure wrong, lost or in another place; of
numbers falsely called wrong hardly any is (docs/decisions/0032). So where nothing is alike, whatever else gives what is printed is
another account, however little the words speak for it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from fractions import Fraction
from itertools import permutations

from fazhi.audit.corroboration import counts, runs
from fazhi.audit.doubts.claim import Claim
from fazhi.audit.model import Finding, Kind
from fazhi.audit.slips import receipts
from fazhi.audit.text import misprints
from fazhi.audit.text.figures import Figure

NAME = PAIR = 2
AROUND = 3
"""So many paragraphs before a mean what was dealt out may stand."""
SAID = 24
"""So many characters before a change may say of what it is."""
MONTHS = 12
HUNDRED = 100
TELLING = 3
"""Figures of a number that hardly any two others give by chance."""


def unlike(finding: Finding) -> bool:
    """Is no number of the account the right one with a figure wrong, lost or in another place?"""
    receipt = receipts.read(finding)
    if receipt is None:
        return False
    return not any(misprints.plain_slip(*each) for each in receipt.slips())


def borne_out(claim: Claim) -> bool:
    """Does what is printed come out of other numbers of its paragraph?

    死亡74人、受伤183人……去年死亡69人、受伤190人。死亡人数上升7.25%: a change of two levels of one name; 全年248天，日均55.4件: a mean of
    what was told before, or of several counts together.
    """
    if len(claim.stated.as_tuple().digits) < TELLING:
        return False
    if claim.finding.kind is Kind.GROWTH:
        return claim.last.percent and any(map(claim.comes_out, _changes(claim)))
    if claim.last.percent:
        return False  # who divides by another number divides by one of its paragraph
    if any(claim.used(each) and each.unit.endswith(claim.last.unit) and each is not claim.last for each in claim.all):
        return False  # what was dealt out stands beside the mean
    scale = claim.last.scale
    return any(claim.comes_out(each / scale) for each in _means(claim))


def _changes(claim: Claim) -> Iterator[Fraction]:
    """The changes between levels of one name, by which that which changed is called; not of the very two that were used:
    who divides by the wrong one of two slips."""
    said = claim.passage.plain[max(0, claim.last.start - SAID) : claim.last.start]
    named: dict[tuple[str, str], list[Figure]] = defaultdict(list)
    for each in claim.all:
        if len(each.head) >= NAME and each.head[-NAME:] in said:
            named[each.kind, each.head[-NAME:]].append(each)
    for levels in named.values():
        for now, base in permutations(levels, PAIR):
            if not (claim.used(now) and claim.used(base)):
                yield abs(now.exactly - base.exactly) / base.exactly * HUNDRED


def _means(claim: Claim) -> Iterator[Fraction]:
    number = next(at for at, each in enumerate(claim.manuscript.passages) if each is claim.passage)
    near = claim.manuscript.passages[max(0, number - AROUND) : number + 1]
    dealt = [each.exactly for passage in near for each in counts(passage)]
    dealt += [total for total, _run in runs(claim.earlier)]
    by = {each.exactly for each in claim.beside if each is not claim.last or claim.used(each)} | {Fraction(MONTHS)}
    by |= {each.exactly for each in claim.earlier if claim.used(each)}
    yield from (one / two for one in dealt for two in by if one > two > 1)
