"""Is a growth said of something else than the increase before it: 进出口总值增长了17万亿元；同期货物量也增长54.5%; 比报告数增加8226万元，增长1.5%；
比决算数增长12%?

Asked only before a growth is called wrong that was reckoned from an increase: its base is printed nowhere.
"""

from __future__ import annotations

import re

from fazhi.audit.growths.changes import falls, subject_of
from fazhi.audit.sums.addition import spread
from fazhi.audit.text import rounding
from fazhi.audit.text.change_words import PREDICATE
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.pairs import pairs
from fazhi.audit.text.percentages import CLAUSE, Percentage

CALLED = 4
"""Characters of a name that is surely one."""
BEFORE, BEHIND = 40, 8
"""Characters around a level in which what it counts is named."""
FILLER = re.compile(
    r"提高|提升|缩短|压缩|压减|精简|降低|回落|攀升|[增升涨降]幅|[增减升降涨也均都共约则又]|大幅|小幅|明显|持续|继续|显著|快速|稳步|增速|增长率|总体|整体|累计|分别|达到?"
)
THAN = re.compile(r"[比较](?P<base>[^，。；：]{2,40}?)(?:增加|增长|减少|下降|上升|多|少|增|减|降)")
DEALT = re.compile(r"[和、及与]")
# 比10月末增加3.1万吨，同比增长9.7%: the one is told against the month before, the other against the year before.
EARLIER_THIS_YEAR = re.compile(r"(?:上个?月|上周|上一?季度?|上期|年初|期初|第?[一二三四]季度|\d{1,2}月)份?[末底初]?$")
TOPIC = re.compile(r"(?:在|上述|这些)?([^，。；：、\d]{2,12})[中里]，")
YEAR_ON_YEAR = re.compile(r"^，同比")


def called_otherwise(claim: Percentage, level: Figure) -> bool:
    """打掉25个黑恶组织后，市场主体增长65%: does the clause of the growth name what not a word around the level speaks of, or is it one of
    several growths, with one level for all?"""
    text, end = claim.passage.plain, claim.figure.start
    before = [each for each in claim.sentence.figures if each.percent and each.end <= end]
    if before and DEALT.fullmatch(text, before[-1].end, end) is not None:
        return True
    if spread(level) and FILLER.sub("", PREDICATE.split(claim.figure.head)[0]):
        return True  # 日均接电320个，比上月增加28个，总量增长5%
    words = FILLER.sub("", subject_of(claim.figure))
    around = f"{text[max(level.begins, level.start - BEFORE) : level.start]}|{CLAUSE.split(text[level.end : level.end + BEHIND])[0]}"
    return len(words) >= CALLED and level.end <= end and pairs(words).isdisjoint(pairs(around))


def of_the_topic(claim: Percentage, change: Figure) -> bool:
    """管理费用47.6万元。管理费用中，误工23.4万元、水电11.8万元，比上年压减4.2万元，下降8.1%: is it told of what its sentence speaks of?"""
    topic = TOPIC.match(claim.passage.plain, claim.sentence.start)
    if topic is None or not change.exactly:
        return False
    sign = 1 if falls(claim) else -1
    levels = [
        each.exactly + sign * change.exactly
        for each in claim.passage.figures
        if each.end <= claim.sentence.start and each.kind == change.kind and each.head.endswith(topic[1])
    ]
    return any(each > 0 and rounding.fits(claim.figure.value, 100 * change.exactly / each) for each in levels)


def compared_otherwise(claim: Percentage, change: Figure) -> bool:
    """Is the increase told by another percentage before this one, or compared with another base?"""
    text, end = claim.passage.plain, claim.figure.start
    if any(each.percent and change.end <= each.start and each.end <= end for each in claim.sentence.figures):
        return True
    own, theirs = (THAN.search(text, *span) for span in ((change.end, end), (change.begins, change.start)))
    if own is None and YEAR_ON_YEAR.match(text[change.end : end]) is not None:
        clause = CLAUSE.split(text[change.begins : change.start])[-1]
        theirs = THAN.search(clause)
        return theirs is not None and EARLIER_THIS_YEAR.match(theirs["base"]) is not None
    return own is not None and theirs is not None and own["base"] != theirs["base"]
