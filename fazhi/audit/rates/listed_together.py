"""A list of the foremost and what they are together of all: 投诉量较大的有：甲局（190件）、乙局（122件）、丙局（33件），合计占比75.16%.

What all are, the words before the list say (投诉量) and another paragraph counts; that the list of the next paragraph (举报量较大的有…)
is of what is counted under its own word shows that it is meant so.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from fazhi.audit.rates.listed_before import listed_before
from fazhi.audit.text import misprints, rounding
from fazhi.audit.text.countable import in_full
from fazhi.audit.text.figures import Figure, joined, summed
from fazhi.audit.text.manuscript import Manuscript
from fazhi.audit.text.percentages import Percentage, claims

SUBJECT = re.compile(
    r"(?P<what>[\u4e00-\u9fff]{2})(?:受理|接收|登记)?(?:数?量|件数|数)(?:较大|较多|居前|最多|最大|排名|位居|列)"
)
ITEM = re.compile(r"）?[、，和及与][^，。；：（）\d]{1,24}（?")
TOGETHER = re.compile(r"）?[，、]?(?:[二两三四五六七八九十][类项者个家种位])?(?:合计|共计|一共|合起来|合)?(?:约|共)?")
SUMMED = re.compile(r"合计|共计|总计|合占")
OTHER = re.compile(r"(?:投诉|举报|咨询|求助|建议|信访|[、和及与])$")
HUNDRED = 100
FEWEST, LEAD, BACK, NEAR = 2, 6, 40, 3


@dataclass(frozen=True, slots=True)
class Joint:
    """The share of a list and what it may be of."""

    claim: Percentage
    part: Figure
    whole: Figure

    @property
    def fits(self) -> bool:
        """Is it that of the whole?"""
        return bool(rounding.fits(self.claim.figure.value, HUNDRED * self.part.exactly / self.whole.exactly))


def slip(manuscript: Manuscript, claim: Percentage) -> tuple[Figure, Figure] | None:
    """(the listed together, all of the name), if the share is a slip of theirs."""
    joints = _joints(manuscript)
    own = next((each for each in joints if each.claim is claim), None)
    if own is None or own.fits:
        return None
    figure, computed = claim.figure, HUNDRED * own.part.exactly / own.whole.exactly
    here = claim.passage.index
    others = [each for each in joints if each is not own and abs(each.claim.passage.index - here) <= NEAR]
    shown = bool(others) and all(each.fits and each.whole.value != own.whole.value for each in others)
    slipped = misprints.near(figure.value, computed) or not misprints.too_far(figure.value, computed)
    return (own.part, own.whole) if shown and slipped else None


def _joints(manuscript: Manuscript) -> list[Joint]:
    known: list[Joint] | None = manuscript.memory.get("shares of lists")
    if known is None:
        found = (_joint(manuscript, each) for each in claims(manuscript.passages, "share"))
        known = manuscript.memory["shares of lists"] = [each for each in found if each is not None]
    return known


def _joint(manuscript: Manuscript, claim: Percentage) -> Joint | None:
    figure, text = claim.figure, claim.passage.plain
    words = text[max(claim.sentence.start, claim.start - LEAD) : figure.start]
    if figure.vague or figure.bound or claim.order or SUMMED.search(words) is None:
        return None
    run = listed_before(claim, ITEM, TOGETHER)
    subject = SUBJECT.search(text, claim.sentence.start, run[0].start) if len(run) >= FEWEST else None
    if subject is None:
        return None
    wholes = {
        each.value: each
        for passage in manuscript.passages
        if claim.passage.index - BACK <= passage.index <= claim.passage.index
        for each in passage.figures
        if each.kind == run[0].kind and in_full(each) and each.value > summed(run) and _called(each, subject["what"])
    }  # fmt: skip
    return Joint(claim, joined(run), next(iter(wholes.values()))) if len(wholes) == 1 else None


def _called(figure: Figure, what: str) -> bool:
    """Is it a count of that and of nothing else (投诉举报590件)?"""
    return figure.head.endswith(what) and OTHER.search(figure.head.removesuffix(what)) is None
