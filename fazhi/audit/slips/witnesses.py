"""What else the document says of a figure: the accounts that reckon with it, and the other places where it is printed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from fazhi.audit.doubts.places import figures_of, lying_on
from fazhi.audit.model import Finding, Kind, Verdict
from fazhi.audit.slips import receipts
from fazhi.audit.slips.receipts import Receipt
from fazhi.audit.text import misprints
from fazhi.audit.text.figures import Figure, summed
from fazhi.audit.text.manuscript import Manuscript
from fazhi.audit.text.passages import Passage

TELLING = 100
"""A smaller number stands in many an account and in many a place by chance."""
LEAST, NAME = 10, 3
"""Of those from ten on one tells something where the last three characters before it are the same."""


@dataclass(frozen=True, slots=True)
class Suspect:
    """A figure that would make the account right if it were ``due``."""

    figure: Figure
    due: Decimal


@dataclass(frozen=True, slots=True)
class Account:
    """A finding that was proven either way, and what it reckoned with."""

    finding: Finding
    receipt: Receipt


class Witnesses:
    """Everything in a document that speaks for a figure or against it."""

    def __init__(self, manuscript: Manuscript, findings: Sequence[Finding]) -> None:
        self.manuscript, self.findings = manuscript, findings

    @cached_property
    def accounts(self) -> list[Account]:
        """What was proven by an account that its message shows."""
        read = ((each, receipts.read(each)) for each in self.findings if each.verdict.settled)
        return [
            Account(finding, receipt)
            for finding, receipt in read
            if receipt is not None and receipt.comes_out is (finding.verdict is Verdict.RIGHT)
        ]

    @cached_property
    def printed(self) -> dict[tuple[Decimal, str], list[Figure]]:
        """Where each number is printed with its unit."""
        places: dict[tuple[Decimal, str], list[Figure]] = {}
        for passage in self.manuscript.passages:
            for each in passage.figures:
                places.setdefault((each.value, each.unit), []).append(each)
        return places

    def first(self, stated: str) -> Figure | None:
        """The first figure of the document that is printed so."""
        return next((one for places in self.printed.values() for one in places if one.text == stated), None)

    def nearest(self, passage: Passage, receipt: Receipt) -> list[Figure]:
        """The figures that an account reckons with: of its passage, or where each is printed first."""
        found = []
        for value, unit in receipt.numbers:
            places = self.printed.get((value, unit), [])
            beside = [each for each in places if any(each is one for one in passage.figures)]
            found += (beside or places)[:1]
        return found

    def for_it(self, suspect: Suspect, finding: Finding, own: Sequence[Figure]) -> bool:
        """Does another account that is wrong come out with it; or is what is due printed elsewhere, or does a right one reckon with it?"""
        return (
            bool(self.explained(suspect, finding))
            or self._elsewhere(suspect.figure, suspect.due, own)
            or self._deduced(suspect, finding)
        )

    def against_it(
        self, suspect: Suspect, finding: Finding, own: Sequence[Figure], lists: Sequence[Sequence[Figure]]
    ) -> bool:
        """Is the figure as printed borne out: by an account that comes out only so, by another list, or elsewhere?"""
        figure = suspect.figure
        return (
            any(
                each.finding.verdict is Verdict.RIGHT and not each.receipt.holds(figure, suspect.due)
                for each in self._with(figure, finding)
            )
            or any(figure is each for told in lists for each in told)
            or self._elsewhere(figure, figure.value, own)
        )

    def explained(self, suspect: Suspect, finding: Finding) -> list[Finding]:
        """The other findings called wrong that would be right with it, each by an account of its own.

        办理15362件，其中窗口办理9147件、代办6485件，月均1302.7件: a mean that was held against the 9147 is right of what is due.
        """
        own = receipts.read(finding)
        wrong = [
            each for each in self.accounts if each.finding.verdict is Verdict.WRONG and each.finding is not finding
        ]
        apart = [each for each in wrong if own is None or not each.receipt.same_as(own)]
        known = {id(each.finding) for each in self._with(suspect.figure, finding)}
        return [
            each.finding
            for each in apart
            if id(each.finding) in known
            and each.receipt.holds(suspect.figure, suspect.due)
            or each.finding.paragraph == finding.paragraph
            and suspect.due >= TELLING
            and not each.receipt.exact
            and each.receipt.comes_out_with(suspect.due, suspect.figure.unit)
        ]

    def lists_beside(self, passage: Passage, finding: Finding) -> list[list[Figure]]:
        """The lists of its paragraph that make their totals, each with its total."""
        right = (each for each in self.findings if each.verdict is Verdict.RIGHT and each.kind is Kind.SUM)
        return [_list_of(passage, each) for each in right if each.paragraph == finding.paragraph]

    def _with(self, figure: Figure, finding: Finding) -> list[Account]:
        """The other accounts that reckon with a figure: of all where the number tells it, else of its paragraph, if it stands there once."""
        if figure.value < TELLING and self.here(figure.value, figure.unit, finding) != 1:
            return []
        return [
            each
            for each in self.accounts
            if each.finding is not finding
            and (each.finding.paragraph == finding.paragraph or figure.value >= TELLING)
            and each.receipt.names(figure)
        ]

    def _deduced(self, suspect: Suspect, finding: Finding) -> bool:
        """增加2548户，增长7.1%: does a right account of its paragraph reckon with what is due, though nothing of it is printed there?"""
        return (
            suspect.due >= LEAST
            and not self.here(suspect.due, "", finding)
            and any(
                each.finding.verdict is Verdict.RIGHT
                and each.finding.paragraph == finding.paragraph
                and each.receipt.reckons_with(suspect.due)
                for each in self.accounts
            )
        )

    def here(self, value: Decimal, unit: str, finding: Finding) -> int:
        """How often a number is printed in the passage of a finding, with that unit or any."""
        lying = lying_on(self.manuscript, finding)
        here = () if lying is None else lying[0].figures
        return sum(each.value == value and unit in ("", each.unit) for each in here)

    def _elsewhere(self, figure: Figure, value: Decimal, own: Sequence[Figure]) -> bool:
        """Is a number printed outside of the account, and so alike or under such a name that it is not there by chance?"""
        return any(
            value >= LEAST
            and each.head[-NAME:] == figure.head[-NAME:] != ""
            or value >= TELLING
            and (value == figure.value or misprints.plain_slip(value, figure.value))
            for each in self.printed.get((value, figure.unit), ())
            if not each.vague and not each.bound and not any(each is one for one in own)
        )


def _list_of(passage: Passage, finding: Finding) -> list[Figure]:
    """The parts and their total, if nothing else stands among them."""
    lying = [each for each in figures_of(passage, finding) if each.count]
    total = next((each for each in lying if each.text == finding.stated), None)
    if total is None:
        return []
    parts = [each for each in lying if each is not total and each.unit == total.unit]
    return [*parts, total] if summed(parts) == total.value else [total]
