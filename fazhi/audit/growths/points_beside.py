"""Two rates set side by side, and how many points one is above the other.

全国失业率5.4%，25至59岁为4.8%，低0.6个百分点      全市增速5.3%，其中二产增5.5%，快于全市增速0.2个百分点
下半年增速降为17.1%，比上半年26.3%的增速低9.2个百分点      甲县最快，增55.5%，乙县最慢，降13.2%，首尾相差68.7个百分点
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations

from fazhi.audit.growths.changes import falls
from fazhi.audit.growths.point_levels import Points
from fazhi.audit.text.figures import POINTS, Figure
from fazhi.audit.text.passages import Passage
from fazhi.audit.text.percentages import Percentage, percentages

VERB = re.compile(r"^，(?:前者|后者)?(?P<way>低|高|快|慢)(?:于(?P<than>[^，。；：、\d]{1,10})|出)?了?$")
SPEED = re.compile(r"增速|增幅")
OTHER_PLACE = re.compile(r"全[国省市县区]|平均")
SAME_BREATH = re.compile(
    r"^，(?:其中|而)?(?![^，。；：]{0,12}(?:去年|上年|同期|上个?月|[上前]一?周|上一?季))[^，。；：、%]{1,16}$"
)
THAN = re.compile(r"^，(?:但|也)?(?:比|较)[^，。；：、\d]{0,10}$")
BESIDE = re.compile(r"^的?[^，。；：、\d]{0,8}(?:相比|相较|比较|比)，(?P<way>低|高|快|慢)(?:出|了)?$")
WITH = re.compile(r"^的?[^，。；：、\d]{0,10}[与和同比较][^，。；：、\d]{1,10}$")
OF_BASE = re.compile(
    r"^的?(?:增长幅度|平均水平|平均值?|增速|增幅|比例|比率|指标|目标|标准)?(?P<way>低|高|快|慢)(?:出|了)?$"
)
ENDS = re.compile(r"^，(?:首尾|两者|二者|最高与最低|最快与最慢)?(?:之间)?(?:相差|差距?达?|差)$")
AIMED = re.compile(r"(?:目标|任务|指标)值?(?:的|为|是)?$")
LESS = frozenset("低慢")
PAIR = 2
LEAD = 12
UNITS = 12


def compared(passage: Passage) -> Iterator[Points]:
    """Every such comparison; nothing, where two rates of the sentence other than these give the printed points."""
    found = percentages(passage)
    for change in passage.figures:
        if change.kind != POINTS or change.vague or change.bound:
            continue
        rates = [each for each in found if each.figure.end <= change.start and each.figure.sentence == change.sentence]
        rates = [each for each in rates if each.figure.percent]
        rates = [each for each in rates if not each.figure.vague and not each.figure.bound][-UNITS:]
        if len(rates) < PAIR:
            continue
        pair = _pair(passage, rates[-PAIR].figure, rates[-1].figure, change)
        others = (_apart(*each) for each in combinations(rates, PAIR) if each != (rates[-PAIR], rates[-1]))
        if pair is not None and change.value not in others:
            yield pair


def told_near(passage: Passage, level: Figure, change: Figure) -> bool:
    """距序时目标92%仍差2.7个百分点。达标率85.9%，比2022年提高6.4个百分点: near, and not what was aimed at in a sentence before?"""
    aimed = AIMED.search(passage.plain, max(0, level.start - LEAD), level.start) is not None
    return change.sentence - level.sentence <= (0 if aimed else PAIR)


def ends(passage: Passage) -> Iterator[tuple[Decimal, Decimal, Percentage, Figure]]:
    """The lower and the higher of two changes with their signs, where the first stands, and the points told between them."""
    found = [each for each in percentages(passage) if each.role == "growth" and not each.figure.vague]
    for change in passage.figures:
        before = [each for each in found if each.figure.end <= change.start and each.figure.sentence == change.sentence]
        if change.kind != POINTS or change.vague or change.bound or len(before) < PAIR:
            continue
        if ENDS.match(passage.plain[before[-1].figure.end : change.start]) is not None:
            low, high = sorted(-each.figure.value if falls(each) else each.figure.value for each in before[-PAIR:])
            yield low, high, before[-PAIR], change


def _pair(passage: Passage, one: Figure, two: Figure, change: Figure) -> Points | None:
    text = passage.plain
    verb = VERB.match(text[two.end : change.start])
    if verb is not None and SAME_BREATH.match(text[one.end : two.start]) is not None:
        fall = verb["way"] in LESS
        sound = (two.value < one.value) == fall and _names(verb["than"], text[max(0, one.start - LEAD) : one.start])
        return Points(one, two, change, fall) if sound else None
    beside = BESIDE.match(text[two.end : change.start])
    if beside is not None and WITH.match(text[one.end : two.start]) is not None:
        # 63.9%的调解率与基层调解88.0%的成功率相比，低24.1个百分点
        return Points(two, one, change, beside["way"] in LESS, firm=True)
    of_base = OF_BASE.match(text[two.end : change.start])
    if of_base is not None and THAN.match(text[one.end : two.start]) is not None:
        return Points(two, one, change, of_base["way"] in LESS)
    return None


def _names(than: str | None, lead: str) -> bool:
    """高于全市平均水平1.3个百分点 sets a rate against one that is not printed; 快于GDP增速 of 全市增速5.3% against that."""
    if than is None or than[:PAIR] in lead:
        return True
    return SPEED.search(than) is not None and SPEED.search(lead) is not None and OTHER_PLACE.search(than) is None


def _apart(one: Percentage, two: Percentage) -> Decimal:
    return abs(one.figure.value - two.figure.value)
