"""Which figures can be the part or the whole of a rate at all, and which cannot be its whole beside this part."""

from __future__ import annotations

import re
from decimal import Decimal

from fazhi.audit.text import rounding
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.passages import Passage

LASTING = frozenset(("秒", "秒钟", "分钟", "小时", "个小时"))
"""15秒内接通49870次，15秒接通率…: how long something took is neither part nor base."""
# 每轮抽查50卷，第一轮优秀14卷、第二轮优秀19卷，全年优秀率33.0%: of one round, not of all.
EACH_TIME = re.compile(r"每(?:轮|次|期|批|季度?|月|年|半年|周|个|家)")

# 采纳（含上年提出、本年判决的）建议612人: some of it belongs to what was counted the year before
WITH_EARLIER = re.compile(r"（[^（）]{0,4}含[^（）\d]{0,6}(?:上年|去年|往年|以前年度|上期)[^（）]*）[^，。；：\d]*$")
LEAD = 40
ITEM = re.compile(r"、[^，。；：、\d]{2,14}")
LEAST, HUNDRED = 3, 100


def countable(figure: Figure) -> bool:
    """Is it a number of things, and of all of them?"""
    if figure.spelled and figure.unit == "次" and figure.value == 1 and figure.tail:
        return False  # 84人一次合格: at the first time
    each_time = figure.head.startswith("每") and EACH_TIME.match(figure.head) is not None
    return not each_time and figure.count and figure.unit not in LASTING


def with_earlier(text: str, figure: Figure) -> bool:
    """Do the words before it say that the count holds some of the year before, so that it is no part of a total of this one?"""
    return WITH_EARLIER.search(text, max(0, figure.start - LEAD), figure.start) is not None


def sound(figure: Figure) -> bool:
    """Is it one that is printed as it is, or rounded, and of this period?"""
    plain = not figure.vague and not figure.bound and not figure.compared
    return countable(figure) and plain and figure.low > 0


def in_full(figure: Figure) -> bool:
    """Is it a count of this period, printed in full and in figures?"""
    plain = figure.exact and not figure.spelled and not figure.compared
    return countable(figure) and plain and figure.value > 0


def gives(stated: Decimal, part: Figure, whole: Figure) -> bool:
    """Is the printed percentage that of the part in the whole, each rounded or cut off as it may be?"""
    return bool(rounding.fits(stated, HUNDRED * part.low / whole.high, HUNDRED * part.high / whole.low))


def not_beside(passage: Passage, counts: list[Figure], part: Figure) -> list[Figure]:
    """The counts without the part and those beside it in a list of three and more, of which none is the base of another.

    判决驳回46件、撤诉49件、裁定驳回起诉12件、判决机关败诉11件，败诉率…
    """
    run = [part]
    for each in reversed([each for each in counts if each.end <= part.start]):
        if each.kind != part.kind or ITEM.fullmatch(passage.plain, each.end, run[0].start) is None:
            break
        run.insert(0, each)
    beside = run if len(run) >= LEAST else [part]
    return [each for each in counts if all(each is not one for one in beside)]
