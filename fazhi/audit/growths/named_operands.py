"""A percentage whose operands are named by its span or by its unit, reckoned from others: 两年累计增长21.3% is that of 2023 over 2022.

2024年2684个，2023年为2315个，2022年为1908个；两年累计增长40.7%      立案23件，罚款1.84万元。与2023年的19件、1.60万元相比，罚款数增长15.0%
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from itertools import chain, pairwise

from fazhi.audit.growths.over_the_new import Over
from fazhi.audit.growths.year_before_last import year_of
from fazhi.audit.text import rounding
from fazhi.audit.text.change_words import CHANGE
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.former_levels import past
from fazhi.audit.text.manuscript import Manuscript
from fazhi.audit.text.passages import Passage

SPANS = {"两": 2, "三": 3, "四": 4, "五": 5}
# 后两年增长19.5%和21.2% are those of one year each.
SPAN = re.compile(
    r"(?<![前后])(?P<years>[两三四五])年(?:间|来|累计|共|以来|合计)*(?P<way>增长|上升|增加|下降|减少|增幅|降幅)了?$"
)
UNITS = (
    ("起数", "起"), ("件数", "件"), ("批次", "批"), ("人次", "人次"), ("人数", "人"), ("户数", "户"), ("家数", "家"),
    ("场次", "场次"), ("罚款数", "元"), ("罚款额", "元"), ("金额", "元"), ("案件数", "件"),
)  # fmt: skip
UNIT = re.compile(
    r"(?P<name>[\u4e00-\u9fff]*)(?:同比|[比较][上去]年)?(?P<way>增长|上升|增加|提高|下降|减少|降低|回落)了?$"
)
FALL = re.compile(r"降|减|落")
ROW, LISTED = frozenset(["", "、", "和"]), frozenset("和、")
LEAD, BACK, NEAR, HUNDRED = 20, 2, 16, 100


def named_operands(manuscript: Manuscript) -> Iterator[Over]:
    """Every such percentage."""
    for passage in manuscript.passages:
        for at, figure in enumerate(passage.figures if "%" in passage.plain else ()):
            if (
                figure.percent
                and not figure.vague
                and not figure.bound
                and passage.plain[figure.end :][:1] not in LISTED
            ):
                found = _of_span(manuscript.year, passage, at) or _of_unit(passage, at)
                if found is not None:
                    yield found


def _of_span(year: int | None, passage: Passage, at: int) -> Over | None:
    """两年: from the level of the year before last to that of this year."""
    figure = passage.figures[at]
    words = SPAN.search(passage.plain, max(0, figure.start - LEAD), figure.start)
    if words is None or year is None:
        return None
    near = [each for each in passage.figures[max(0, at - NEAR) : at] if each.sentence >= figure.sentence - 1]
    told = [(each, year_of(year, passage, each)) for each in near if _counted(each)]
    first = year - SPANS[words["years"]]
    bases = [each for each, of in told if of == first and each.sentence == figure.sentence]
    if not bases:
        return None
    alike = [(each, of) for each, of in told if each.unit == bases[-1].unit]
    now = [each for each, of in alike if of == year]
    between = [each for each, of in alike if of is not None and first < of < year]
    claim = Reckoning(figure, words)
    if len({each.value for each in now}) != 1 or claim.fits(now[0], bases[-1]):
        return None
    for taken in between:
        if claim.fits(taken, bases[-1]) or claim.fits(now[0], taken):
            return claim.over(passage, words.start("way"), now[0], bases[-1], taken)
    return None


def _of_unit(passage: Passage, at: int) -> Over | None:
    """批次下降, 罚款数增长: the unit tells which of the paired levels is meant."""
    figure, text = passage.figures[at], passage.plain
    words = UNIT.search(text, max(0, figure.start - LEAD), figure.start)
    unit = None if words is None else next((one for name, one in UNITS if words["name"].endswith(name)), None)
    if words is None or unit is None:
        return None
    near = [each for each in passage.figures[:at] if each.sentence >= figure.sentence - BACK and _counted(each)]
    former = [each for each in near if past(each, passage.now)]
    # 与2023年的19件、1.60万元相比: the second is of that year as well.
    former += [
        two for one, two in pairwise(passage.figures[:at])
        if one in former and two in near and two not in former and text[one.end : two.start] in ROW
    ]  # fmt: skip
    alike = [each for each in near if each.unit.endswith(unit)]
    claim = Reckoning(figure, words)
    if any(claim.fits(one, two) for one in alike for two in alike if one is not two):
        return None
    bases = [each for each in alike if each in former and each.sentence == figure.sentence]
    levels = [each for each in alike if each not in former and bases and each.unit == bases[-1].unit]
    later = [each for each in passage.figures[at:] if each.sentence == figure.sentence and _counted(each)]
    others = [each for each in later if past(each, passage.now) and bases and each.unit == bases[-1].unit]
    for now, taken in chain(((now, now) for now in levels), ((now, other) for now in levels for other in others)):
        if claim.fits(now, bases[-1], taken) if taken is now else claim.fits(now, taken):
            return claim.over(passage, words.start("way"), now, bases[-1], taken)
    return None


class Reckoning:
    """A printed percentage and the way it goes."""

    def __init__(self, figure: Figure, words: re.Match[str]) -> None:
        self.figure, self.sign = figure, -1 if FALL.search(words["way"]) else 1

    def fits(self, now: Figure, base: Figure, over: Figure | None = None) -> bool:
        return bool(rounding.fits(self.figure.value, self._change(now, base, over or base)))

    def over(self, passage: Passage, start: int, now: Figure, base: Figure, taken: Figure) -> Over:
        formula = f"({now.text}－{base.text})÷{base.text}"
        return Over(passage, self.figure, start, formula, taken.text, self._change(now, base, base), sure=True)

    def _change(self, now: Figure, base: Figure, over: Figure) -> Fraction:
        return HUNDRED * self.sign * (now.exactly - base.exactly) / over.exactly


def _counted(figure: Figure) -> bool:
    sound = not (figure.percent or figure.vague or figure.bound) and bool(figure.unit) and figure.value > 0
    return sound and CHANGE.search(figure.head) is None
