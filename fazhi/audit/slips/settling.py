"""Of a list and its total that do not agree, or of two levels and their difference: which of the figures is the slip?

接收1527件，上年为1306件，增加221件，增长16.9%，其中投诉1184件、举报334件: the growth follows from 1527, so it is 334 that should be 343. Who acts on the word
of the audit must not be told to put a wrong sum in the place of a right total: of 430 planted slips of sums only a third lay in the total.
So the correction goes to the figure that something else in the document speaks against, and where nothing does, the finding says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from fazhi.audit.doubts.places import lying_on
from fazhi.audit.doubts.sums import SumClaim
from fazhi.audit.model import Finding, Kind, Verdict
from fazhi.audit.slips import receipts
from fazhi.audit.slips.witnesses import Scene, Suspect, Witnesses
from fazhi.audit.text import misprints
from fazhi.audit.text.figures import Figure, summed
from fazhi.audit.text.manuscript import Manuscript
from fazhi.audit.text.passages import Passage

LISTS = frozenset({"parts", "misadded", "turned"})
DIFFERENCES = frozenset({"growth", "stock"})
RATES = frozenset({"rate", "share", "stated_base", "named_base"})
BY_CHANCE = 20
"""A printed percentage that some whole count makes, where not one in so many could come of any, was reckoned from that count."""
PAIR, SMALL = 2, 100
"""A number of two figures can be the slip of nearly any other."""
ONE = "当是“{part}”写错。"
SOME = "总数与文中别处相符，错的当是其中一项。"
LEVEL = "{stated}与文中别处相符，错的当是与它相算的数。"
EITHER = "总数与各项中哪一个写错，文中没有别的凭据。"
FOLLOWS = "（当是“{part}”写错所致，那一处改正后即相符。）"


def settle(manuscript: Manuscript, findings: Sequence[Finding]) -> None:
    """Give each sum that is wrong its correction where the slip is, or say that nothing tells; the same of differences that tell."""
    witnesses = Witnesses(manuscript, findings)
    for finding in findings:
        lying = lying_on(manuscript, finding) if finding.verdict is Verdict.WRONG else None
        if lying is None or not isinstance(finding.computed, Decimal):
            continue
        if finding.rule in LISTS and finding.kind is Kind.SUM:
            _settle_list(witnesses, finding, *lying)
        elif finding.rule in DIFFERENCES:
            _settle_difference(witnesses, finding, *lying)
        elif finding.rule in RATES:
            _settle_rate(witnesses, finding, *lying)


def _settle_list(witnesses: Witnesses, finding: Finding, passage: Passage, lying: list[Figure]) -> None:
    """A list and its total, which may stand in another paragraph, if they are all that was reckoned with."""
    told, total = SumClaim(witnesses.manuscript, passage, finding, lying).operands()
    items, total = [each for each in told if each.count], total or witnesses.first(finding.stated)
    if total is None or summed(items) != finding.computed:
        return
    missing = total.value - summed(items)
    parts = [Suspect(each, each.value + missing) for each in items if each.value + missing > 0]
    suspects = [Suspect(total, summed(items)), *parts]
    contradiction = Contradiction(witnesses, Scene(finding, passage, [*items, total]), suspects)
    slip = contradiction.spoken_for() or (None if _one_left_out(total, items) else contradiction.written_so())
    if slip is not None:
        contradiction.correct(slip)
    elif contradiction.stated_is_right:
        finding.computed = None
        finding.message += SOME
    else:
        finding.either = True
        finding.message += EITHER


def _one_left_out(total: Figure, items: list[Figure]) -> bool:
    """日报366期、周报52期、月报12期、专题报告27期，合计430期: that 25 and 52 have the same figures tells less than that 27 is left out."""
    missing = summed(items) - total.value
    behind = all(each.end <= total.start for each in items)
    return behind and len(items) > PAIR and total.value >= SMALL and any(each.value == missing for each in items)


def _settle_difference(witnesses: Witnesses, finding: Finding, passage: Passage, lying: list[Figure]) -> None:
    """31场与27场相差4，文中写7场: mostly it is the difference; but a level that another account speaks for is the slip."""
    receipt = receipts.read(finding)
    stated = next((each for each in lying if each.text == finding.stated), None)
    if receipt is None or not receipt.exact or stated is None:
        return
    levels = [each for each in witnesses.nearest(passage, receipt) if each is not stated]
    suspects = [Suspect(each, due) for each in (stated, *levels) if (due := receipt.due(each)) is not None and due > 0]
    if suspects and suspects[0].figure is stated:
        contradiction = Contradiction(witnesses, Scene(finding, passage, [stated, *levels]), suspects)
        slip = contradiction.spoken_for() or contradiction.turned_level()
        if slip is not None:
            contradiction.correct(slip)
        elif contradiction.stated_is_right:
            finding.computed = None
            finding.message += LEVEL.format(stated=finding.stated)


def _settle_rate(witnesses: Witnesses, finding: Finding, passage: Passage, lying: list[Figure]) -> None:
    """持证率92.06%, and 56人÷63人＝88.89%: 58 of 63 are 92.06 %, which by chance not one in a hundred percentages is; so 56 is the slip."""
    receipt = receipts.read(finding)
    stated = next((each for each in lying if each.text == finding.stated), None)
    if receipt is None or stated is None or (due := receipt.due_part(BY_CHANCE)) is None:
        return
    part = next(witnesses.nearest(passage, receipt), None)
    if part is None:
        return
    slip, scene = Suspect(part, due), Scene(finding, passage, [stated, part])
    if _alike(slip) and not witnesses.here(due, part.unit, scene):
        contradiction = Contradiction(witnesses, scene, [Suspect(stated, stated.value), slip])
        if slip in contradiction.free:
            contradiction.correct(slip)


def follow(findings: Sequence[Finding], part: str) -> None:
    """What was called wrong and is right of what is due: somebody has to look again, but nothing proves it wrong."""
    for each in findings:
        each.verdict, each.computed, each.message = Verdict.HINT, None, each.message + FOLLOWS.format(part=part)


class Contradiction:
    """Figures that cannot all be right; the first of the suspects is the one that the finding states."""

    def __init__(self, witnesses: Witnesses, scene: Scene, suspects: list[Suspect]) -> None:
        self.witnesses, self.scene, self.suspects = witnesses, scene, suspects
        self.free = [each for each in suspects if not witnesses.against_it(each, scene)]

    @property
    def stated_is_right(self) -> bool:
        """Is the figure that the finding states borne out by something else?"""
        return self.suspects[0] not in self.free

    def spoken_for(self) -> Suspect | None:
        """The one figure that something else speaks for changing."""
        return _only([each for each in self.free if self.witnesses.for_it(each, self.scene)])

    def written_so(self) -> Suspect | None:
        """Where nothing speaks for any: the only one not borne out, or plainly miswritten, or that can be a slip of the hand."""
        last = _only(self.free)
        if last is not None and _alike(last):
            return last
        if any(self.witnesses.for_it(each, self.scene) for each in self.free):
            return None
        turned = [each for each in self.free if misprints.how(each.figure.value, each.due)]
        if turned or not self.stated_is_right:
            return _only(turned)
        likely = _only([each for each in self.free if _may_be(each)])
        return likely if likely is not None and likely.figure.value >= SMALL else None

    def turned_level(self) -> Suspect | None:
        """The one other figure with two in each other's place, where what is stated is no slip of the hand."""
        stated, *others = self.suspects
        if _may_be(stated):
            return None
        return _only([each for each in others if each in self.free and misprints.turned(each.figure.value, each.due)])

    def correct(self, slip: Suspect) -> None:
        """Put the correction there, and say so of what follows from it."""
        finding, figure = self.scene.finding, slip.figure
        part = f"{figure.head}{figure.text}"
        follow(self.witnesses.explained(slip, self.scene), part)
        if slip is self.suspects[0]:
            return
        finding.message += ONE.format(part=part)
        if any(figure is each for each in self.scene.passage.figures):
            finding.stated, finding.computed = figure.text, slip.due
            finding.start, finding.end, finding.quote = _with_its_name(self.scene.passage, figure)
        else:  # it stands in another paragraph: that cannot be marked here
            finding.computed = None


def _only(suspects: Sequence[Suspect]) -> Suspect | None:
    return suspects[0] if len(suspects) == 1 else None


def _may_be(suspect: Suspect) -> bool:
    return suspect.figure.value < SMALL or _alike(suspect)


def _alike(suspect: Suspect) -> bool:
    return misprints.could_be_miswritten(suspect.figure.value.normalize(), suspect.due.normalize())


def _with_its_name(passage: Passage, part: Figure) -> tuple[int, int, str]:
    """举报334件: what is marked is the slip, and not the whole list that was reckoned with."""
    named = passage.plain.endswith(part.head, 0, part.start)
    return passage.quote(part.start - len(part.head) * named, part.end)
