"""Arrested or not, charged or not: a rate of one outcome out of both, as the rate of the other one beside it shows.

批准逮捕2168人，批捕率73.49%；不批准逮捕749人，不捕率25.68%: 749 is 25.68% of both together, so 2168 is 74.32% of them, and that it is
73.49% of those who were handed in does not help. 不捕率、不诉率分别为31.26%和16.70%: two of one breath are reckoned alike.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from fazhi.audit.rates import two_units
from fazhi.audit.text import misprints
from fazhi.audit.text.countable import gives, sound
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.percentages import Percentage, percentages

HUNDRED = 100
KEYS = {"捕": "逮捕|捕", "诉": "起诉|公诉|诉"}
WHOM = r"(?:各类|[\u4e00-\u9fff]{0,6}犯罪)?(?:犯罪)?(?:嫌疑人|被告人)?$"
DONE = {key: re.compile(rf"(?:{words}){WHOM}") for key, words in KEYS.items()}
UNDONE = {
    key: re.compile(rf"[不未](?:予以?|批准|决定|作出|[和、或不未])*(?:批?(?:{words})){WHOM}")
    for key, words in KEYS.items()
}
# 受理移送审查起诉383414人, 附条件不起诉19783人, 追捕、追诉: none of the two outcomes.
NEITHER = re.compile(
    r"受理|审查(?:逮捕|起诉)|移送|提请|附条件|相对|存疑|法定|绝对|追|漏|[申抗自上投]诉|建议|纠正|监督|侵害"
)
# 无社会危险性不捕率, 轻罪不诉率: of some only
NAME = re.compile(
    r"^(?:检察机关|全[省市县区国院]|我[院市县区]|总体|整体|综合|平均|案件|同期|人员|其中|的)*(?P<way>不|未|批|起)?(?:批准?|起|予)?逮?(?P<key>[捕诉])$"
)
OTHER_NAME = re.compile(r"附条件|相对|存疑|公安|提请|撤|[申抗自上投]诉")
BESIDE, TWO = 1, 2
BREATH = re.compile(r"[和、及与，](?:[\d.]+%[、，])?")


@dataclass(frozen=True, slots=True)
class Outcome:
    """A rate with the two outcomes that it may be reckoned from; ``part``: the one that it is of."""

    claim: Percentage
    key: str
    negative: bool
    part: Figure
    other: Figure
    both: Figure
    alone: bool
    """Is it counted in one unit only?"""

    @property
    def fits(self) -> bool:
        """Is it that of one out of both?"""
        return gives(self.claim.figure.value, self.part, self.both)


def slip(claim: Percentage) -> tuple[Figure, Figure] | None:
    """(part, both), where another rate shows that both are the base and the printed figure is not that of both."""
    if claim.role != "rate" or "捕" not in claim.name and "诉" not in claim.name:
        return None
    outcomes = _outcomes(claim)
    if any(each.fits for each in outcomes):
        return None
    for own in outcomes:
        # 批准逮捕181人；不批准逮捕73人，不捕率40.3%: over those of whom the contrary was done, which is no base of it
        over_the_others = own.negative and gives(claim.figure.value, own.part, own.other)
        if over_the_others or _shown(claim, own):
            return own.part, own.both
    return None


def _shown(claim: Percentage, own: Outcome) -> bool:
    """Does another rate, or the order of its figures, show it a slip?"""
    figure, computed = claim.figure, HUNDRED * own.part.exactly / own.both.exactly
    counts = [each for each in claim.passage.figures if each.kind == own.part.kind and sound(each)]
    of_another = any(gives(figure.value, own.part, each) for each in counts if each.value > own.part.value)
    # 决定起诉681人，不起诉209人，不起诉率25.3%: three figures in another order need no witness, if nothing else gives them.
    if not of_another and misprints.reordered(figure.value, computed):
        return True
    witnessed = any(_witness(own, each) for each in percentages(claim.passage))
    return witnessed and (of_another or misprints.near(figure.value, computed))


def _witness(own: Outcome, other: Percentage) -> bool:
    """Is it the rate of the other outcome, or of the same outcome at the next stage, told in one breath, and out of both?"""
    if other is own.claim or other.role != "rate" or abs(other.figure.sentence - own.claim.figure.sentence) > BESIDE:
        return False
    found = next((each for each in _outcomes(other) if each.fits and each.part.kind == own.part.kind), None)
    if found is None:
        return False
    if found.key == own.key:
        return found.negative is not own.negative and found.both.value == own.both.value
    # 不捕率39.2%，……，不起诉率23.5%: told one by one they may be reckoned in two ways.
    one, two = sorted((own.claim.figure, other.figure), key=lambda each: each.start)
    alike = own.alone and found.negative is own.negative
    return alike and BREATH.fullmatch(other.passage.plain, one.end, two.start) is not None


def _outcomes(claim: Percentage) -> list[Outcome]:
    """Of both outcomes where each is told once; by cases and by persons where both are counted twice."""
    figure, name = claim.figure, NAME.match(claim.name.removesuffix("率"))
    if figure.vague or figure.bound or figure.compared or name is None or OTHER_NAME.search(claim.name):
        return []
    key, negative = name["key"], name["way"] in ("不", "未")
    for back in (0, BESIDE):
        counts = [
            each for each in claim.passage.figures
            if figure.sentence - back <= each.sentence <= figure.sentence and sound(each) and not NEITHER.search(each.head)
        ]  # fmt: skip
        undone = [each for each in counts if UNDONE[key].search(each.head)]
        done = [each for each in counts if each not in undone and DONE[key].search(each.head)]
        if len(undone) == len(done) == 1:
            found = two_units.pairs(counts, done[0], undone[0])
            return [_of_pair(claim, key, negative, pair, len(found) == 1) for pair in found]
    return []


def _of_pair(claim: Percentage, key: str, negative: bool, pair: tuple[Figure, Figure], alone: bool) -> Outcome:
    part, other = reversed(pair) if negative else pair
    return Outcome(claim, key, negative, part, other, two_units.both(pair), alone)
