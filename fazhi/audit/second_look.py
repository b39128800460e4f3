"""Before a contradiction is called proven: is there another account under which everything printed is right?

The rules read words, and clerks find words that no rule has met. So what a rule calls wrong is looked at once more without
any words (docs/decisions/0020): are all the numbers it holds against each other borne out by other accounts beside them, or
does the printed percentage or mean follow from other numbers of the same sentence? Then somebody has to look; nothing is proven.
A number that really slipped is hardly ever borne out: of 1,387 planted slips that were found four are lost by this, and of 64
figures falsely called wrong in reports nobody had tuned to, 27.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from fractions import Fraction

from fazhi.audit.corroboration import NUMBER, accounts, comes_out, counts, printed, runs
from fazhi.audit.model import Finding, Kind, Verdict
from fazhi.audit.text import misprints, rounding
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.manuscript import Manuscript
from fazhi.audit.text.passages import Passage

REMARK = "（但这几个数在文中另有算得通的读法，不能断定有误，请人工核对。）"
FIGURES = 3
"""Printed figures that a mean must have: nearly every mean of fewer follows from some two numbers of a sentence."""
OWN_LIST = 3
"""Items of a list that make up the base of one of them: two of them are too often no whole."""
HALF = PAIR = 2
NEAR = 12
"""Counts on either side of a figure that it may follow from."""
FEW = 3
"""Of three numbers of one list a slip of the sign makes another account; of more, with the total behind, it hardly does."""
YEARS = (365, 366)
DAYS = "day"
TOTAL = re.compile(r"总数(\d[\d,.]*)")
CALENDAR = "average"
MEANS = frozenset({CALENDAR, "mean", "per_unit", "spread"})
SURE = frozenset({"stated_base"})
"""Of these the words themselves say what is divided by what."""
RISES = frozenset({"growth", "growth_retold", "annual_growth"})


def review(manuscript: Manuscript, findings: Iterable[Finding]) -> None:
    """Turn into a hint, with a remark, whatever was called wrong and has another account for all that is printed."""
    for each in findings:
        if each.verdict is Verdict.WRONG and explained(manuscript, each):
            each.verdict = Verdict.HINT
            each.message += REMARK


def explained(manuscript: Manuscript, finding: Finding) -> bool:
    """Is there an account beside the one that a finding reckons with, under which what is printed is right?"""
    passage = _passage_of(manuscript, finding)
    if passage is None:
        return False
    inside = [each for each in passage.figures if _within(passage, each, finding)]
    if not inside or printed(inside[-1]) is None:
        return False
    claim = Claim(manuscript, passage, finding, inside)
    if finding.kind is Kind.SUM:
        return claim.list_of_others()
    if finding.kind is Kind.REPEAT:
        return claim.not_one_quantity()
    if claim.last.percent and finding.kind in (Kind.RATE, Kind.GROWTH) and finding.rule not in SURE:
        return any(claim.other_percentages())
    return finding.rule in MEANS and any(claim.other_means())


def _passage_of(manuscript: Manuscript, finding: Finding) -> Passage | None:
    of_paragraph: dict[int, list[Passage]] | None = manuscript.memory.get("passages of a paragraph")
    if of_paragraph is None:
        of_paragraph = manuscript.memory["passages of a paragraph"] = {}
        for each in manuscript.passages:
            of_paragraph.setdefault(each.index, []).append(each)
    own = of_paragraph.get(finding.paragraph, [])
    return next((each for each in own if 0 <= finding.start - each.base < len(each.original)), None)


def _within(passage: Passage, figure: Figure, finding: Finding) -> bool:
    start, end, _quote = passage.quote(figure.start, figure.end)
    return start < finding.end and finding.start < end


class Claim:
    """A finding that was called wrong, with the figures it lies on and the numbers its message reckons with."""

    def __init__(self, manuscript: Manuscript, passage: Passage, finding: Finding, inside: list[Figure]) -> None:
        self.manuscript, self.passage, self.finding, self.inside = manuscript, passage, finding, inside
        self.numbers = {Decimal(each.replace(",", "")) for each in NUMBER.findall(finding.message)}
        self.last = inside[-1]
        self.stated = printed(self.last) or Decimal(0)
        self.all = counts(passage)
        self.earlier = [each for each in self.all if each.end <= self.last.start][-NEAR:]
        sentence = next((each for each in passage.sentences if each.start <= self.last.start < each.end), None)
        start, end = (sentence.start, sentence.end) if sentence else (self.last.start, self.last.end)
        self.before = [each for each in self.earlier if each.start >= start]
        behind = [each for each in self.all if self.last.end <= each.start and each.end <= end]
        self.beside = [*self.before, *(each for each in self.all if each is self.last), *behind[:NEAR]]

    def used(self, figure: Figure) -> bool:
        """Does the message reckon with it?"""
        return printed(figure) in self.numbers

    def comes_out(self, value: Fraction) -> bool:
        """Is what is printed this value, rounded?"""
        return comes_out(self.stated, value)

    def list_of_others(self) -> bool:
        """Do a list and its total not belong together, because an account of their own bears out every number of them, or
        all but one which no slip of the hand would make the right one?"""
        reckoned = self._reckoned()
        total = self._total(reckoned)
        own = {each.start for each in reckoned}
        others = [
            account
            for account in accounts(self.passage)
            if not own.issuperset(each.start for each in account) or len(account) > FEW and account[-1] is total
        ]
        known = {each.start for account in others for each in account}
        left = [each for each in reckoned if each.start not in known]
        if len(reckoned) < PAIR or len(left) > 1:
            return False
        if not left:
            return True
        sure = {each.start for account in others if account[-1].percent for each in account}
        return len(reckoned) > PAIR and _of_no_list(left[0], reckoned, self.inside, sure)

    def _reckoned(self) -> list[Figure]:
        """The numbers of a list and its total, which may stand outside of what is quoted; none if it is nowhere in its paragraph."""
        found = [each for each in self.inside if self.used(each)]
        if self._stated_total is None or self._total(found) is not None:
            return found
        total = self._total(list(reversed(self.all)))
        return [] if total is None else [*found, total]

    @property
    def _stated_total(self) -> Decimal | None:
        match = TOTAL.search(self.finding.message)
        return None if match is None else Decimal(match[1].replace(",", ""))

    def _total(self, among: list[Figure]) -> Figure | None:
        return next((each for each in among if printed(each) == self._stated_total), None)

    def not_one_quantity(self) -> bool:
        """Are both of two numbers borne out, each where it stands? Then they are two quantities."""
        quoted = self.finding.message.partition("“")[2].partition("”")[0]
        if not quoted or not _borne_out(self.passage, self.last):
            return False
        return any(
            _borne_out(passage, each)
            for passage in self.manuscript.passages
            if quoted in passage.plain
            for each in _figures_of(passage, quoted)
            if each.kind == self.last.kind and each.value != self.last.value
        )

    def other_percentages(self) -> Iterator[bool]:
        """The other ways in which a printed percentage may follow from the counts in front of it."""
        if self.finding.rule in RISES:
            yield self._share_said_as_rise()
            return
        if rounding.decimals(self.stated):
            yield from map(self.comes_out, self._shares())
        elif self.stated == 100:
            yield any(total == each.exactly for total, row in runs(self.beside) for each in self._apart(row))

    def _share_said_as_rise(self) -> bool:
        """多134家次（上年同期1352家次），增长9.9%: the increase of the level of before, which no rise is reckoned from."""
        pairs = [(more, less) for more in self.before for less in self.before if more.kind == less.kind]
        return "增" in self.finding.message and any(
            self.used(more)
            and self.used(less)
            and less.exactly * HALF < more.exactly
            and self.comes_out(less.exactly / more.exactly * 100)
            for more, less in pairs
        )

    def _shares(self) -> Iterator[Fraction]:
        for base in self.before:
            for part in self.before:
                if part is not base and part.kind == base.kind and part.exactly <= base.exactly and not self.used(base):
                    if not self.used(part):
                        yield part.exactly / base.exactly * 100
                    yield (base.exactly - part.exactly) / base.exactly * 100
            if base.kind == DAYS and self.used(base):
                yield from (base.exactly / days * 100 for days in YEARS)
        for total, row in runs(self.beside):
            yield from (total / each.exactly * 100 for each in self._apart(row) if total <= each.exactly)
        for total, row in runs(self.earlier):
            if len(row) >= OWN_LIST:
                yield from (each.exactly / total * 100 for each in row if self.used(each))

    def _apart(self, row: list[Figure]) -> list[Figure]:
        first, last = row[0].start, row[-1].start
        return [each for each in self.before if each.kind == row[0].kind and not first <= each.start <= last]

    def other_means(self) -> Iterator[bool]:
        """The other ways in which a printed mean may follow from the numbers of its sentence."""
        scale = Fraction(self.last.value) / Fraction(self.stated) if self.stated else Fraction(1)
        beside = [each for each in self.beside if each is not self.last]
        for total, row in runs(beside):
            yield len(row) >= OWN_LIST and row[0].kind == self.last.kind and self.comes_out(total / len(row) / scale)
        if self.finding.rule == CALENDAR and sum(self.used(each) for each in beside) < PAIR:
            # 按105个上学日计算，每天42人次: held against days of the calendar, though a number of the sentence divides it.
            means = (one.exactly / two.exactly / scale for one in beside for two in beside if one is not two)
            yield from (self.comes_out(mean) if self._telling else mean == self.stated for mean in means if mean > 1)
        if self._telling:
            yield from map(self.comes_out, self._means_of_rests(scale))

    @property
    def _telling(self) -> bool:
        return len(self.stated.as_tuple().digits) >= FIGURES

    def _means_of_rests(self, scale: Fraction) -> Iterator[Fraction]:
        """其余17名人均办理37.5件: what the first of two numbers leaves, dealt out to the number right before the mean."""
        if not self.before or self.used(self.before[-1]):
            return
        for whole in (each for each in self.earlier if self.used(each)):
            for less in self.earlier:
                if less.kind == whole.kind and less.exactly < whole.exactly:
                    yield (whole.exactly - less.exactly) / self.before[-1].exactly / scale


def _borne_out(passage: Passage, figure: Figure) -> bool:
    return any(each is figure for account in accounts(passage) for each in account)


def _of_no_list(figure: Figure, reckoned: list[Figure], inside: list[Figure], sure: set[int]) -> bool:
    """16次中有11次: is the number with which a list would come out printed beside it, or quite unlike what is printed?"""
    total = max(reckoned, key=lambda each: each.value)
    others = sum((each.value for each in reckoned if each is not total and each is not figure), Decimal(0))
    right = others if figure is total else total.value - others
    if any(each.value == right and each.kind == figure.kind for each in inside):
        return True
    if figure.step:
        right = right.quantize(figure.step) if figure.step < 1 else right // figure.step * figure.step
    known = all(each.start in sure for each in reckoned if each is not figure)
    return known and (right <= 0 or not misprints.could_be_miswritten(figure.value, right))


def _figures_of(passage: Passage, quoted: str) -> list[Figure]:
    start = passage.plain.find(quoted)
    return [each for each in passage.figures if start <= each.start and each.end <= start + len(quoted)]
