"""How far a plan was carried out, of its own two counts: 总投资9.36亿元……完成投资4.86亿元，年度投资计划为5.2亿元，计划完成率51.9% (4.86÷9.36).

One number is called a plan, a task or a budget, one of the same unit what was done; 新增就业412人，任务为380人，任务完成率92.2% is turned round.
"""

from __future__ import annotations

import re

from fazhi.audit.text.countable import gives, sound
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.pairs import pairs
from fazhi.audit.text.passages import Passage
from fazhi.audit.text.percentages import Percentage

BASIS = "完成率＝完成数÷计划数：两数各以其名相称"
NAME = re.compile(
    r"[，；]\S{0,3}?(?:(?:任务|计划|目标|预算|投资)(?:完成|执行)率|(?:完成|执行)(?:进度|率)|已?完成(?:任务|计划)(?:总数)?的)(?:达到?|为|是)*$"
)
PLAN = re.compile(r"计划|任务|目标|预算|应(?:完成|开展)")
DONE = re.compile(r"完成|实际|实现|支出|开展|执行|拆除|竣工")
EARLIER = re.compile(r"上一?年|[去前]年|同期|往年|明年|下年")
# 比计划多21家次, 超额拆除16处: the difference of the two.
DIFFERENCE = re.compile(r"[比超较多]")
ALL_DONE = re.compile(r"[^，。；]{0,4}全部完成")
COMMON = re.compile(r"[全今当]年|年[初度]|任务|计划|目标|预算|完成|实际|实现|支出|开展|执行|拆除")
LEAST, LEAD, BACK = 10, 24, 2


def slip(claim: Percentage) -> tuple[Figure, Figure] | None:
    """(what was done, what was planned) of a rate that is not theirs."""
    figure, passage = claim.figure, claim.passage
    if not figure.percent or figure.vague or figure.bound or figure.compared or claim.order:
        return None
    lead = passage.plain[max(claim.sentence.start, figure.start - LEAD) : figure.start]
    if NAME.search(lead) is None or EARLIER.search(lead) is not None:
        return None
    near = [each for each in passage.figures if each.end <= figure.start and figure.sentence - each.sentence <= BACK]
    row = [each for each in near if sound(each)]
    row = [each for each in row if EARLIER.search(_clause(passage, each)) is None]
    planned = [each for each in row if PLAN.search(_clause(passage, each)) and not _difference(passage, each)]
    for plan in planned[-1:]:
        same = [each for each in row if each.kind == plan.kind]
        done = [
            each for each in same if DONE.search(_clause(passage, each)) and not PLAN.search(_clause(passage, each))
        ]
        one_each = len({each.value for each in planned if each.kind == plan.kind}) == len({each.value for each in done})
        if not done or not one_each or len({each.value for each in done}) != 1 or plan.value < LEAST:
            return None
        part = done[-1]
        if _told_right_before(claim, part, plan, same) and not gives(figure.value, part, plan):
            return part, plan
    return None


def _clause(passage: Passage, figure: Figure) -> str:
    """The words before a count, from the mark or the number before it."""
    text = passage.plain
    begun = max(text.rfind(mark, 0, figure.start) for mark in "，。；：（）、") + 1
    return text[max([begun, *(each.end for each in passage.figures if each.end <= figure.start)]) : figure.start]


def _difference(passage: Passage, figure: Figure) -> bool:
    return DIFFERENCE.search(_clause(passage, figure)) is not None


def _told_right_before(claim: Percentage, part: Figure, plan: Figure, same: list[Figure]) -> bool:
    """Does one of the two stand in the sentence, the last of its unit, and is the plan no plan of some (存量违建拆除任务)?"""
    passage = claim.passage
    if max(part.sentence, plan.sentence) != claim.figure.sentence or ALL_DONE.match(passage.plain, plan.end):
        return False
    others = [each for each in same if each is not part and each is not plan]
    words = pairs(COMMON.sub("，", _clause(passage, plan))) - pairs(_clause(passage, part))
    if any(words & pairs(_clause(passage, each)) for each in others if each.value != part.value):
        return False
    last = max(part.end, plan.end)
    behind = [each for each in passage.figures if last <= each.start < claim.figure.start]
    return all(each.count and _difference(passage, each) for each in behind)
