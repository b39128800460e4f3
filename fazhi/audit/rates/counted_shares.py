"""Every share of a document with the one count that it is of, for the readings that hold a share against its neighbours.

投诉459件，同比降低22.99%，占比24.27%; 咨询40745件，相比2020年增加11342件，占接收总量的79.19%; 食品145件、服装95件、家居55件，分别占23.7%、15.5%、9.0%
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from fazhi.audit.rates.shares import CHANGED, FILLER, MORE
from fazhi.audit.text import rounding
from fazhi.audit.text.countable import gives, sound
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.manuscript import Manuscript
from fazhi.audit.text.passages import Passage
from fazhi.audit.text.percentages import Percentage, percentages, series

GAP = re.compile(r"[，、；]?(?:[受收结]?案?(?:数量|件数|案数)|总?数量)?(?:也|约|仅|所|，)*|（")
# ，相比2020年增加11342件，增幅为38.57%，环比上季度33671件下降0.04%
ALSO_CHANGED = re.compile(
    r"，(?:相比|[较比]|同比|环比)[^，。；%]{0,16}(?:增加|减少|增长|下降|上升|降低)了?\d[\d,.]*[万亿]?(?:%|[\u4e00-\u9fff]{1,2})?"
    r"|，(?:[同环]比)?(?:增幅|降幅|增长率|升幅|减幅)(?:为|达到?|是)?\d[\d,.]*%"
)
HUNDRED = 100
NEAREST = 8
LEAST = 2
NAMED = re.compile(r"[\u4e00-\u9fff]")


@dataclass(frozen=True, slots=True)
class Counted:
    """A share and its count; ``name``: what the words call the whole, or nothing; ``dealt``: told by its place in a row."""

    claim: Percentage
    part: Figure
    name: str
    dealt: bool = False

    @property
    def figures(self) -> int:
        """How many figures tell something: 5.0 has one that may be by chance."""
        return len(f"{self.claim.figure.value:f}".replace(".", "").lstrip("0"))

    def of(self, whole: Figure) -> bool:
        """Is it the share of that whole?"""
        return gives(self.claim.figure.value, self.part, whole)

    def bumped(self, whole: Figure) -> bool:
        """Is it off by no more than what makes a column add to 100 %?"""
        figure, part = self.claim.figure, self.part
        places = rounding.decimals(figure.value)
        step = Fraction(2 if places else 1, 10**places)
        return HUNDRED * part.low / whole.high - step <= figure.exactly <= HUNDRED * part.high / whole.low + step


def counted(manuscript: Manuscript) -> list[Counted]:
    """All of them, in the order of the text."""
    known: list[Counted] | None = manuscript.memory.get("counted shares")
    if known is None:
        known = manuscript.memory["counted shares"] = [
            each for passage in manuscript.passages if "%" in passage.plain for each in _of_passage(passage)
        ]
    return known


def _of_passage(passage: Passage) -> list[Counted]:
    found = []
    for claim in percentages(passage):
        figure = claim.figure
        if claim.role != "share" or figure.vague or figure.bound or figure.compared or figure.value > HUNDRED:
            continue
        if claim.order:
            part = _dealt(claim)
            name = FILLER.sub("", series(passage)[claim.series][0].link).strip("（")
        else:
            part, name = _before(claim), FILLER.sub("", claim.link).strip("（")
        if part is not None and sound(part):
            found.append(Counted(claim, part, name, claim.order > 0))
    return found


def _before(claim: Percentage) -> Figure | None:
    """The count right before a share, over what was more or less of it."""
    text = claim.passage.plain
    before = [each for each in claim.sentence.figures if each.end <= claim.start and each.count][-NEAREST:]
    for each in reversed(before):
        if each.compared or MORE.search(each.head):
            continue
        gap = text[each.end : claim.start]
        if "）" in gap.partition("（")[0]:
            continue  # 325件（其中无照经营210件），占9%
        gap = CHANGED.sub("", ALSO_CHANGED.sub("", gap))
        return each if GAP.fullmatch(gap) is not None else None
    return None


def _dealt(claim: Percentage) -> Figure | None:
    """Of as many counts of one kind before a row of shares the one of its place; they may end the sentence before."""
    row = series(claim.passage).get(claim.series, [])
    if len(row) < LEAST or claim.order > len(row):
        return None
    for number in (claim.figure.sentence, claim.figure.sentence - 1):
        counts = [
            each for each in claim.passage.figures
            if each.sentence == number and each.end <= row[0].start and each.count and not each.compared
            and not MORE.search(each.head)
        ]  # fmt: skip
        if counts:
            last = counts[-len(row) :]
            gap = CHANGED.sub("", claim.passage.plain[last[-1].end : row[0].start])
            if "%" in gap or "；" in gap:
                return None  # 市公安局30件，占比35.3%……；按类型分，主要为处罚和举报处理，分别占30.6%、23.5%
            return last[claim.order - 1] if len(last) == len(row) and len({each.kind for each in last}) == 1 else None
    return None
