"""Increases beside a percentage that it is not the percentage of."""

from __future__ import annotations

import re

from fazhi.audit.text.figures import Figure
from fazhi.audit.text.percentages import Percentage

# 2020年末186.42万人，三年累计减少9.15万人: since then, whatever else the sentence tells.
OVER_YEARS = re.compile(r"[两二三四五六七八九十\d]{1,2}年(?:来|间)?(?:累计|共|净|合计|总共)")
DEALT = re.compile(r"分别[^，。；\d]{0,6}\d")
NEXT_ITEM = re.compile(r"、[^，。；：、\d]{1,6}")
# 比接报数多: another number of the same time, no period
THAN_ANOTHER = re.compile(
    r"[比较](?![上去前]|20|同|[一二三四]季|\d)[^，。；：、\d]{1,10}[数量]的?(?:[多少]|增加|减少)了?$"
)
OVER_TIME = re.compile(r"同比|环比|[比较](?:[上去]年|上一年|上月|20\d\d年)")
CLAUSE = re.compile(r"[，。；：]")


def another_matter(claim: Percentage, change: Figure) -> bool:
    """Is the increase the one of the item before, or one over something else than a time before?

    损失512.6万元，同比分别减少2人、增加1人、下降9.4%; 438起，比接报数多26起；同比下降6.9%.
    """
    text = claim.passage.plain
    if NEXT_ITEM.fullmatch(text, change.end, claim.figure.start) is not None:
        if DEALT.search(text, claim.sentence.start, change.end) is not None:
            return True
    own = CLAUSE.split(text[claim.sentence.start : change.start])[-1]
    return THAN_ANOTHER.search(own) is not None and OVER_TIME.search(text, change.end, claim.figure.start) is not None
