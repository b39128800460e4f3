"""Changes of two measures of one thing: 拆除37处、4826平方米……。与上年的52处、6140平方米相比，处数下降28.8%，面积下降21.4%.

Which of the two each change is of its name says; the level now is that of the pair before, or what the pairs before make, where they are the parts of a number that is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from fazhi.audit.growths import open_growths
from fazhi.audit.growths.changes import falls
from fazhi.audit.text.figures import Figure, joined, summed
from fazhi.audit.text.manuscript import Manuscript
from fazhi.audit.text.passages import Passage, Sentence
from fazhi.audit.text.percentages import Percentage

BEFORE = re.compile(r"(?:与|同|比|较)(?:上年|去年|上一年|20\d\d年)(?:同期|全年)?[^，。；：\d]{0,6}$")
COMPARED = re.compile(r"(?:的)?(?:相比|比较|比)?，")
NAME = re.compile(
    r"，(?:其中)?(?P<name>处数|面积|件数|批次|人次|人数|户数|起数|宗数|金额|亩数|场次|次数)(?:同比)?(?:减少|增加|下降|上升)?[^，。；]{0,12}?，?(?:下降|减少|降低|增长|增加|上升|[升降])了?$"
)
UNITS = {
    "处数": ("处",), "面积": ("平方米", "亩", "公顷"), "件数": ("件",), "批次": ("批", "批次"), "人次": ("人次",), "人数": ("人", "名"),
    "户数": ("户",), "起数": ("起",), "宗数": ("宗",), "金额": ("元", "万元", "亿元"), "亩数": ("亩",), "场次": ("场", "场次"), "次数": ("次",),
}  # fmt: skip
BACK, LEAD = 2, 30


@dataclass(frozen=True, slots=True)
class Measured:
    """A change, and the two levels of the measure it is of."""

    claim: Percentage
    now: Figure
    base: Figure


def measured_pairs(manuscript: Manuscript) -> Iterator[Measured]:
    """Every open change of a measure that its words name, with the levels of both years."""
    for claim in open_growths.unsettled(manuscript):
        text, figure = claim.passage.plain, claim.figure
        named = NAME.search(text, max(claim.sentence.start, figure.start - LEAD), figure.start)
        bases = None if named is None else _bases(claim.passage, claim.sentence, figure)
        if named is None or bases is None:
            continue
        units = UNITS[named["name"]]
        base = next((each for each in bases if each.unit in units), None)
        now = None if base is None else _now(claim.passage, bases, base)
        if base is not None and now is not None and base.value > 0 and _same_way(claim, now, base):
            yield Measured(claim, now, base)


def _bases(passage: Passage, sentence: Sentence, figure: Figure) -> tuple[Figure, Figure] | None:
    """上年的52处、6140平方米相比: the two levels of the year before, side by side."""
    for one, two in pairwise([each for each in sentence.figures if each.end <= figure.start]):
        if (
            not _side_by_side(passage.plain, one, two)
            or BEFORE.search(passage.plain[sentence.start : one.start]) is None
        ):
            continue
        if COMPARED.match(passage.plain, two.end) is not None:
            return one, two
    return None


def _side_by_side(text: str, one: Figure, two: Figure) -> bool:
    apart = one.count and two.count and one.kind != two.kind and one.exact and not two.vague
    return apart and text[one.end : two.start] in ("", "、", "，")


def _now(passage: Passage, bases: tuple[Figure, Figure], base: Figure) -> Figure | None:
    """The pair of the same two units before them, of which there may be the parts behind it, or the parts alone."""
    before = [
        each
        for each in passage.figures
        if each.end <= bases[0].start and bases[0].sentence - each.sentence <= BACK and not each.compared
    ]
    pairs = [
        (one, two)
        for one, two in pairwise(before)
        if (one.kind, two.kind) == (bases[0].kind, bases[1].kind) and _side_by_side(passage.plain, one, two)
    ]
    own = [pair[0] if base is bases[0] else pair[1] for pair in pairs]
    if len(own) == 1 or own and summed(own[1:]) == own[0].value:
        return own[0]
    # 47处当中，存量29处、4110平方米，新增18处、2720平方米: only the number of all is told, and they make it
    number = summed([pair[0] for pair in pairs])
    told = any(each.value == number and each.kind == bases[0].kind for each in before)
    return joined(own) if len(own) > 1 and told else None


def _same_way(claim: Percentage, now: Figure, base: Figure) -> bool:
    """Is it down where the words say so? A pair that goes the other way is one of something else."""
    return now.value != base.value and (now.value < base.value) == falls(claim)
