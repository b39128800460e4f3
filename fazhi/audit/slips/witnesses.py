"""What else the document says of a figure: the accounts that reckon with it, and the other places where it is printed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from itertools import islice

from fazhi.audit.doubts.places import figures_of
from fazhi.audit.model import Finding, Kind, Verdict
from fazhi.audit.repeats.words_beside import words_beside
from fazhi.audit.slips import receipts
from fazhi.audit.slips.receipts import Receipt
from fazhi.audit.text import misprints
from fazhi.audit.text.figures import Figure, summed
from fazhi.audit.text.manuscript import Manuscript
from fazhi.audit.text.passages import Passage

MOST = 200
"""So many places where a number is printed are looked at."""
TELLING = 100
"""A smaller number stands in many an account and in many a place by chance."""
RARE = 1000
"""One from here on is hardly printed twice by chance; a smaller one tells something where the words beside it are the same as well."""
BEFORE, BEHIND = 40, 12
"""Characters beside a number that may say what it counts."""
LEAST, NAME = 10, 3
"""Of those from ten on one tells something where the last three characters before it are the same."""


@dataclass(frozen=True, slots=True)
class Suspect:
    """A figure that would make the account right if it were ``due``."""

    figure: Figure
    due: Decimal


@dataclass(frozen=True, slots=True)
class Scene:
    """A finding that something is wrong, where it stands, and the figures it holds against each other."""

    finding: Finding
    passage: Passage
    own: Sequence[Figure]


@dataclass(frozen=True, slots=True)
class Account:
    """A finding that was proven either way, and what it reckoned with."""

    finding: Finding
    receipt: Receipt


class Witnesses:
    """Everything in a document that speaks for a figure or against it; looked up by number and by paragraph, for there may be thousands."""

    def __init__(self, manuscript: Manuscript, findings: Sequence[Finding]) -> None:
        self.manuscript, self.findings = manuscript, findings
        self._lists: dict[int, list[list[Figure]]] = {}

    @cached_property
    def _in_paragraph(self) -> dict[int, list[Account]]:
        """What was proven by an account that its message shows, by paragraph."""
        found: dict[int, list[Account]] = defaultdict(list)
        for finding in self.findings:
            receipt = receipts.read(finding) if finding.verdict.settled else None
            if receipt is not None and receipt.comes_out is (finding.verdict is Verdict.RIGHT):
                found[finding.paragraph].append(Account(finding, receipt))
        return found

    @cached_property
    def _with_number(self) -> dict[Fraction, list[Account]]:
        """The same, by the numbers that are reckoned with."""
        found: dict[Fraction, list[Account]] = defaultdict(list)
        for of_paragraph in self._in_paragraph.values():
            for each in of_paragraph:
                for value in set(each.receipt.values):
                    found[value].append(each)
        return found

    @cached_property
    def _printed(self) -> dict[tuple[Decimal, str], list[tuple[Passage, Figure]]]:
        """Where each number is printed with its unit."""
        places: dict[tuple[Decimal, str], list[tuple[Passage, Figure]]] = defaultdict(list)
        for passage in self.manuscript.passages:
            for each in passage.figures:
                places[each.value, each.unit].append((passage, each))
        return places

    @cached_property
    def _first(self) -> dict[str, Figure]:
        """The first figure of the document that is printed so."""
        figures = (each for places in self._printed.values() for _passage, each in places[:1])
        return {each.text: each for each in figures}

    def first(self, stated: str) -> Figure | None:
        """The first figure of the document that is printed so."""
        return self._first.get(stated)

    def nearest(self, passage: Passage, receipt: Receipt) -> Iterator[Figure]:
        """The figures that an account reckons with: of its passage, or where each is printed first."""
        for value, unit in receipt.numbers:
            beside = (each for each in passage.figures if each.value == value and each.unit == unit)
            printed = (each for _passage, each in self._printed.get((value, unit), ()))
            found = next(beside, None) or next(printed, None)
            if found is not None:
                yield found

    def for_it(self, suspect: Suspect, scene: Scene) -> bool:
        """Does another account that is wrong come out with it; or is what is due printed elsewhere, or does a right one reckon with it?"""
        return (
            bool(self.explained(suspect, scene))
            or self._elsewhere(suspect.figure, suspect.due, scene)
            or self._deduced(suspect, scene)
        )

    def against_it(self, suspect: Suspect, scene: Scene) -> bool:
        """Is the figure as printed borne out: by an account that comes out only so, by another list, or elsewhere?"""
        figure = suspect.figure
        return (
            any(
                each.finding.verdict is Verdict.RIGHT and not each.receipt.holds(figure, suspect.due)
                for each in self._with(figure, scene)
            )
            or any(figure is each for told in self._lists_beside(scene) for each in told)
            or self._elsewhere(figure, figure.value, scene)
        )

    def explained(self, suspect: Suspect, scene: Scene) -> list[Finding]:
        """The other findings called wrong that would be right with it, each by an account of its own.

        办理15362件，其中窗口办理9147件、代办6485件，月均1302.7件: a mean that was held against the 9147 is right of what is due.
        """
        own, figure = receipts.read(scene.finding), suspect.figure
        right = [each for each in self._with(figure, scene) if each.receipt.holds(figure, suspect.due)]
        if suspect.due >= TELLING:
            beside = self._in_paragraph.get(scene.finding.paragraph, [])
            right += [
                each
                for each in beside
                if not each.receipt.exact and each.receipt.comes_out_with(suspect.due, figure.unit)
            ]
        found = {
            id(each.finding): each.finding
            for each in right
            if each.finding.verdict is Verdict.WRONG
            and each.finding is not scene.finding
            and (own is None or not each.receipt.same_as(own))
        }
        return list(found.values())

    def here(self, value: Decimal, unit: str, scene: Scene) -> int:
        """How often a number is printed in the passage of a finding, with that unit or any."""
        return sum(each.value == value and unit in ("", each.unit) for each in scene.passage.figures)

    def _with(self, figure: Figure, scene: Scene) -> list[Account]:
        """The other accounts that reckon with a figure: of all where the number tells it, else of its paragraph, if it stands there once."""
        if figure.value < TELLING and self.here(figure.value, figure.unit, scene) != 1:
            return []
        return [
            each
            for each in islice(self._with_number.get(figure.exactly, ()), MOST)
            if each.finding is not scene.finding
            and (each.finding.paragraph == scene.finding.paragraph or figure.value >= TELLING)
            and each.receipt.names(figure)
        ]

    def _deduced(self, suspect: Suspect, scene: Scene) -> bool:
        """增加2548户，增长7.1%: does a right account of its paragraph reckon with what is due, though nothing of it is printed there?"""
        return (
            suspect.due >= LEAST
            and not self.here(suspect.due, "", scene)
            and any(
                each.finding.verdict is Verdict.RIGHT
                and each.finding.paragraph == scene.finding.paragraph
                and each.receipt.reckons_with(suspect.due)
                for each in islice(self._with_number.get(Fraction(suspect.due), ()), MOST)
            )
        )

    def _elsewhere(self, figure: Figure, value: Decimal, scene: Scene) -> bool:
        """Is a number printed outside of the account, and so alike or under such a name that it is not there by chance?"""
        words = self._words(figure)
        return any(
            value >= LEAST
            and each.head[-NAME:] == figure.head[-NAME:] != ""
            or value >= TELLING
            and (value == figure.value or misprints.plain_slip(value, figure.value))
            and (value >= RARE or bool(words & words_beside(passage, each, BEFORE, BEHIND)))
            for passage, each in islice(self._printed.get((value, figure.unit), ()), MOST)
            if not each.vague and not each.bound and not any(each is one for one in scene.own)
        )

    def _words(self, figure: Figure) -> set[str]:
        """The words beside a figure, in whatever paragraph it stands."""
        places = self._printed.get((figure.value, figure.unit), ())
        return next((words_beside(each[0], figure, BEFORE, BEHIND) for each in places if each[1] is figure), set())

    def _lists_beside(self, scene: Scene) -> list[list[Figure]]:
        """The lists of its passage that make their totals, each with its total."""
        known = self._lists.get(id(scene.passage))
        if known is None:
            known = self._lists[id(scene.passage)] = [
                _list_of(scene.passage, each) for each in self._right_sums.get(scene.finding.paragraph, ())
            ]
        return known

    @cached_property
    def _right_sums(self) -> dict[int, list[Finding]]:
        found: dict[int, list[Finding]] = defaultdict(list)
        for each in self.findings:
            if each.verdict is Verdict.RIGHT and each.kind is Kind.SUM:
                found[each.paragraph].append(each)
        return found


def _list_of(passage: Passage, finding: Finding) -> list[Figure]:
    """The parts and their total, if nothing else stands among them."""
    lying = [each for each in figures_of(passage, finding) if each.count]
    total = next((each for each in lying if each.text == finding.stated), None)
    if total is None:
        return []
    parts = [each for each in lying if each is not total and each.unit == total.unit]
    return [*parts, total] if summed(parts) == total.value else [total]
