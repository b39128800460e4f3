"""A rate whose base the words lay down, told after its part: 办结78件，年末未结5件；以年初未结和本年立案之和83件为基数，结案率93.98%.

The part is the one count before that bears the name of the rate; which figure is divided by which is so said that no other pair is asked for.
"""

from __future__ import annotations

import re

from fazhi.audit.rates import binding
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.percentages import Percentage

BY = re.compile(r"(?:以|按照?|用|依)[^，。；：%]{0,24}$")
AS_BASE = re.compile(
    r"[\u4e00-\u9fff]{0,6}?(?:为|作为?|当作?|做)(?:基数|分母|计算基数|总数|底数|基础)(?:计算|测算|统计|核算|来算|算)?"
    r"|[\u4e00-\u9fff]{0,6}?(?:计算|测算|核算|统计|来算|折算)"
)
GAP = re.compile(r"[，：]?(?:全年|年度|本年|综合|总体|则|其|的)?")
NOT_SO = re.compile(r"[未不没非无]|尚|应|待|年末|结转|遗留|旧存|上年|去年")
PAIR, NAME = 2, 2


def pair(claim: Percentage) -> tuple[Figure, Figure] | None:
    """(part, base), or ``None`` where no base is laid down right before the rate, or no one count bears its name."""
    figure, text = claim.figure, claim.passage.plain
    if claim.role != "rate" or figure.vague or figure.bound or figure.compared:
        return None
    before = [each for each in claim.sentence.figures if each.end <= claim.start and each.count and each.exact]
    if len(before) < PAIR or before[-1].value <= 0:
        return None
    base = before[-1]
    said = AS_BASE.match(text, base.end, claim.figure.start)
    if said is None or BY.search(text, claim.sentence.start, base.start) is None:
        return None
    name = claim.name.removesuffix("率")
    rest = GAP.match(text, said.end())
    if rest is None or name[-NAME:] not in text[said.end() : figure.start]:
        return None
    rule = binding.bind(claim).rule
    words = [each for each in before[:-1] if each.kind == base.kind and not each.compared and each.value > 0]
    parts = [
        each for each in words
        if NOT_SO.search(each.head) is None and (name[-NAME:] in each.head or rule.part.search(each.head) is not None)
    ]  # fmt: skip
    if len({each.value for each in parts}) != 1 or parts[-1].value > base.value:
        return None
    return parts[-1], base
