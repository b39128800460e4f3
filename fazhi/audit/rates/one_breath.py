"""A rate right behind its two counts, all three called by one deed: 回访204件，群众表示满意的197件，满意率95.6%.

Of those who were called back so many were content; nothing stands between them. Of some seven hundred such rates in clean reports every one is that of
its two counts, whatever others give what is printed.
"""

from __future__ import annotations

import re

from fazhi.audit.text.countable import gives, sound
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.percentages import Percentage

BASIS = "比率＝部分÷总体：两数与比率紧接，各以其名相称"
DEEDS = {
    "满意": re.compile(r"回访|参评|评价|测评|评议"),
    "合格": re.compile(r"抽检|抽查|检验|检测|监测|评查|抽样|样品"),
    "检出": re.compile(r"抽检|抽查|检测"),
    "受理": re.compile(r"收到|申请|接收|登记"),
    "确认": re.compile(r"申请"),
    "退回": re.compile(r"审核|审查"),
    "胜诉": re.compile(r"审结"),
    "败诉": re.compile(r"审结"),
    "出庭": re.compile(r"开庭|出庭"),
    "采纳": re.compile(r"意见|建议"),
    "成功": re.compile(r"调解|受理|排查|登记|介入"),
    "化解": re.compile(r"排查|受理|登记|调解"),
    "整改": re.compile(r"发现|查出|排查|隐患|问题"),
    "参考": re.compile(r"应考|应参"),
    "参训": re.compile(r"应训|应参"),
    "属实": re.compile(r"举报|受理|线索"),
}
"""By what is done with some of them, what was done with all of them."""
EARLIER = re.compile(r"上一?[年季月]|[去前]年|同期|往年|\d年|结转")
NOT = re.compile(r"[不未]")
BETWEEN = re.compile(r"[^，。；：、\d（）]{0,8}[，；][^，。；：、\d（）]{1,14}")
BESIDE = re.compile(r"、[^，。；：、\d]*")
BEHIND = re.compile(r"[^，。；：、\d]{0,6}，")
IS = re.compile(r"(?:高?达到?|为|是|均|约|仅|了)*")
CLAUSE = re.compile(r"[，。；：（]")
STEM, NEAR, TAIL, LONGEST = 4, 14, 6, 40


def slip(claim: Percentage) -> tuple[Figure, Figure] | None:
    """(part, whole) of a rate that is not that of its two counts."""
    figure, text = claim.figure, claim.passage.plain
    if claim.role != "rate" or figure.vague or figure.bound or figure.compared or claim.order or not figure.percent:
        return None
    before = [each for each in claim.sentence.figures if each.end <= claim.start]
    if len(before) > 2 and BESIDE.fullmatch(text, before[-3].end, before[-2].start) is not None:
        return None  # 书面协议619件、口头协议1193件，……: one of several
    before = before[-2:]
    if len(before) < 2 or IS.fullmatch(claim.link) is None:
        return None
    whole, part = before
    plain = all(sound(each) and not each.spelled and EARLIER.search(each.head) is None for each in before)
    if not plain or whole.kind != part.kind or whole.value < part.value:
        return None
    if BETWEEN.fullmatch(text, whole.end, part.start) is None or BEHIND.fullmatch(text, part.end, claim.start) is None:
        return None
    return (part, whole) if _by_one_deed(claim, part, whole) and not gives(figure.value, part, whole) else None


def _by_one_deed(claim: Percentage, part: Figure, whole: Figure) -> bool:
    """Is the part called as the rate is, and the whole by that of which it can be?"""
    text = claim.passage.plain
    of_part = part.head[-NEAR:] + part.tail[:TAIL]
    of_whole = CLAUSE.split(text[max(claim.sentence.start, whole.start - LONGEST) : whole.start])[-1]
    of_whole += whole.tail[:TAIL]
    if (NOT.search(claim.name) is None) != (NOT.search(of_part) is None):
        return False
    return any(
        some in claim.name[-STEM:] and some in of_part and all_of.search(of_whole) for some, all_of in DEEDS.items()
    )
