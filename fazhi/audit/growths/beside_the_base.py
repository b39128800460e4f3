"""A difference right behind its base, whose level now is told among others: 共审查152件，其中合同88件……，审查总量比上年的131件增加31件.

No count of the paragraph gives it. The level now is the one from which the difference is but a slip of the hand; of differences of a
single figure that with which the sentence opens, if it bears the subject of the comparison or is the only one on that side of the base.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from fazhi.audit.growths.differences import Difference
from fazhi.audit.text import misprints
from fazhi.audit.text.change_words import CHANGE
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.former_levels import past
from fazhi.audit.text.pairs import pairs
from fazhi.audit.text.passages import Passage

THAN = re.compile(r"(?:(?<![占同])比|较|与|同(?!比)|和)(?:[上去]一?年|前年|20\d\d年|年初)(?:同期|全年|年?[末底])?的?$")
STEP = re.compile(
    r"(?:的数字)?(?:相比|比)?，?(?:也|还|则)?(?:净|共|又|再|今年)?"
    r"(?P<way>增加|减少|净增|净减|缩短|下降|上升|提高|[增减多少])了?"
)
MORE = re.compile(r"[增多升提]")
PLAIN = re.compile(r"全年|[今本]年|总[数量]|数量|[的量数但]|[比较与同和][^比较与同和]*$")
CLAUSE = re.compile(r"[，。；：（]")
LEAD, NEAR, PAIR, TEN = 40, 16, 2, 10


def beside_the_base(passage: Passage) -> Iterator[Difference]:
    """Every such difference that is wrong."""
    for base, change in pairwise(passage.figures):
        if base.unit != change.unit or base.sentence != change.sentence or not (_counted(base) and _counted(change)):
            continue
        step = STEP.fullmatch(passage.plain, base.end, change.start)
        if step is None or THAN.search(passage.plain, max(0, base.start - NEAR), base.start) is None:
            continue
        sign = 1 if MORE.search(step["way"]) else -1
        same = [each for each in passage.figures if each.unit == base.unit and each is not base and each is not change]
        if any(each.value == base.value + sign * change.value for each in same):
            continue
        now = _level(passage, base, change, [each for each in same if _may_be(passage, each, base, sign)])
        if now is not None:
            yield Difference([now], base, change, proved=True)


def _counted(figure: Figure) -> bool:
    return not (figure.percent or figure.vague or figure.bound) and figure.exact and figure.value > 0


def _may_be(passage: Passage, each: Figure, base: Figure, sign: int) -> bool:
    """A count of this year before the base, on the side of it that the words say."""
    near = each.end <= base.start and base.sentence - each.sentence < PAIR
    level = _counted(each) and not past(each, passage.now) and CHANGE.search(each.head) is None
    return near and level and sign * (each.value - base.value) > 0


def _level(passage: Passage, base: Figure, change: Figure, found: list[Figure]) -> Figure | None:
    clause = CLAUSE.split(passage.plain[max(0, base.start - LEAD) : base.start])[-1]
    subject = pairs(PLAIN.sub("", clause))
    if subject:
        most = max((len(subject & pairs(each.head)) for each in found), default=0)
        named = [each for each in found if most and len(subject & pairs(each.head)) == most]
    else:
        named = [each for each in found if each.sentence == base.sentence]
    slips = [each for each in found if _slip(base, change, each)]
    first = [each for each in named if _opening(passage, each, base) and _one_figure(base, change, each)]
    rows = ([each for each in named if each in slips], slips, first if len({each.value for each in named}) == 1 else [])
    return next((row[0] for row in rows if len({each.value for each in row}) == 1), None)


def _slip(base: Figure, change: Figure, now: Figure) -> bool:
    return misprints.like_count(f"{change.value.normalize():f}", f"{abs(now.value - base.value).normalize():f}")


def _one_figure(base: Figure, change: Figure, now: Figure) -> bool:
    """Are the printed difference and the right one of a single figure?"""
    return max(change.value, abs(now.value - base.value)) < TEN


def _opening(passage: Passage, now: Figure, base: Figure) -> bool:
    """Is it the first count of its unit in the sentence, of which the others tell?"""
    told = [each for each in passage.figures if each.unit == now.unit and each.sentence == base.sentence]
    return told[0] is now
