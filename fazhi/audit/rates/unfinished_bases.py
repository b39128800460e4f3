"""审结325490件，结案率为93.0%。……各类未结案件尚有24458件: what was finished and what was not are together what there was to finish."""

from __future__ import annotations

import re

from fazhi.audit.rates import nearly
from fazhi.audit.text import misprints
from fazhi.audit.text.countable import gives, sound
from fazhi.audit.text.figures import Figure, joined
from fazhi.audit.text.items import UNFINISHED
from fazhi.audit.text.percentages import Percentage

HUNDRED = 100
FINISHED = re.compile(r"(?:审结|办结|执结|结案)(?:各类|案件|执行|民商事|刑事|行政|诉讼|一审|二审|[总件数共了])*$")
NAME = re.compile(r"(?:^|综合|总|案件|平均|整体|总体)(?:审|办|执|审执)?结案?$")
# 按时办结率, 法定期内结案率: of what was done in time only
SOME = re.compile(r"按[时期]|限|期|同期|月|简易|速裁|一次")
LEFT = re.compile(r"，(?:尚|另|还|仍)有|，(?:其余|剩余|余下)的?")
UNDER_WAY = re.compile(
    r"[^。；\d]{0,24}(?:正在|尚在|仍在|还在|未)[^，。；\d]{0,8}(?:办理|协调|推进|期限|处理|审[理查]|办结|化解)"
)
AFTER = 3
"""So many counts of the unit behind the rate: in the third of them another matter has begun."""


def slip(claim: Percentage) -> tuple[Figure, Figure] | None:
    """(finished, all there were), if the printed rate is a slip of theirs."""
    figure, name = claim.figure, claim.name.removesuffix("率")
    if claim.role != "rate" or figure.vague or figure.bound or figure.compared or figure.value >= HUNDRED:
        return None
    if NAME.search(name) is None or SOME.search(name) is not None:
        return None
    before = [each for each in claim.sentence.figures if each.end <= claim.start and sound(each)]
    done = [each for each in before if FINISHED.search(each.head)]
    if not done or any(each.kind == done[-1].kind for each in before if each.start > done[-1].start):
        return None
    finished = done[-1]
    left = _left(claim, finished)
    if left is None:
        return None
    both = joined([finished, left])
    if gives(figure.value, finished, both) or nearly.explained(claim, before):
        return None
    return (finished, both) if misprints.near(figure.value, HUNDRED * finished.exactly / both.exactly) else None


def _left(claim: Percentage, finished: Figure) -> Figure | None:
    """The one count behind the rate of what is not finished."""
    behind = [each for each in claim.passage.figures if each.start >= claim.figure.end and each.kind == finished.kind]
    found = [each for each in behind[:AFTER] if UNFINISHED.search(each.head) and sound(each)]
    text, first = claim.passage.plain, behind[0] if behind else None
    if not found and first is not None and first.sentence == claim.figure.sentence and sound(first):
        # 办结率99.5%，尚有33件因涉及规划调整……，正在协调推进
        told = LEFT.fullmatch(text, claim.figure.end, first.start)
        found = [first] if told and UNDER_WAY.match(text, first.end) else []
    return found[0] if len(found) == 1 and found[0].period == finished.period else None
