"""A rate whose name a count bears, where that count and its opposite are the printed whole: 派单601件，按时结案597件，超时办理4件，按时结案率95%.

抽查500个网站，合格率95%。发现不合格网站5个: of the whole that is told before the rate, all but those that the next sentence counts.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from fazhi.audit.text import misprints, rounding
from fazhi.audit.text.countable import gives, in_full
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.percentages import Percentage

HUNDRED = 100
LEAST, FEWEST = 10, 2
OPPOSITE = re.compile(r"超[时期]|逾期|[未不]|延期|失败")
CHECKED = re.compile(r"抽[查检测]|检查|检[测验]|监测|普查|抽样|受检|评查")
PASSED = ("合格", "达标")
FAILED = re.compile(r"(?:发现|其中|查出|检出|共|有)*(?:不合格|不达标)的?(?P<what>[\u4e00-\u9fff]{0,6})$")
SOME = re.compile(r"其中|整改|复[查检]|上[年季月期]|去年")


def slip(claim: Percentage) -> tuple[Figure, Figure] | None:
    """(part, whole), if the printed rate is neither theirs nor that of another count before it."""
    figure = claim.figure
    if claim.role != "rate" or figure.vague or figure.bound or figure.compared or figure.value > HUNDRED:
        return None
    pair = _with_opposite(claim) or _all_but(claim)
    if pair is None or _bumped(figure, *pair):
        return None
    computed = HUNDRED * pair[0].exactly / pair[1].exactly
    return None if misprints.too_far(figure.value, computed) or _of_another(claim, pair[0]) else pair


def _with_opposite(claim: Percentage) -> tuple[Figure, Figure] | None:
    """(the count that bears the whole name, what it and its opposite right behind it make up)."""
    name = claim.name.removesuffix("率")
    counts = [each for each in claim.sentence.figures if each.end <= claim.start and in_full(each)]
    if len(name) <= FEWEST:
        return None
    for part, other in pairwise(counts):
        if part.kind != other.kind or not part.head.endswith(name) or OPPOSITE.search(other.head) is None:
            continue
        value = part.value + other.value
        wholes = [each for each in counts if each.end <= part.start and each.kind == part.kind and each.value == value]
        if wholes and value >= LEAST and OPPOSITE.search(part.head) is None:
            return part, wholes[-1]
    return None


def _all_but(claim: Percentage) -> tuple[Figure, Figure] | None:
    """(all but the failed, what was looked at), where the failed are counted in the sentence behind the rate."""
    if not claim.name.removesuffix("率").endswith(PASSED) or "不" in claim.name:
        return None
    before = [each for each in claim.sentence.figures if each.end <= claim.start and in_full(each)]
    wholes = [each for each in before if CHECKED.search(claim.passage.plain[claim.sentence.start : each.start])]
    behind = [
        each for each in claim.passage.figures
        if each.start >= claim.figure.end and each.sentence == claim.figure.sentence + 1 and in_full(each)
    ]  # fmt: skip
    failed = [each for each in behind if FAILED.search(each.head)]
    if len({each.value for each in wholes}) != 1 or len(failed) != 1 or failed[0] is not behind[0]:
        return None
    whole, bad = wholes[0], failed[0]
    text = claim.passage.plain[claim.figure.end : bad.start]
    what = FAILED.search(bad.head)
    # 抽查网站120个，合格率100%。发现不合格栏目3个: of other things
    if what is None or what["what"] not in claim.passage.plain[claim.sentence.start : claim.start]:
        return None
    # 抽检9840批次，合格9652批次……。其中评价性抽检1100批次，合格率99.18%。不合格188批次: of all of them
    told = [each for each in claim.passage.figures if each.end <= claim.start and each.kind == bad.kind]
    if any(one.value - two.value == bad.value for one, two in pairwise(told) if whole not in (one, two)):
        return None
    if whole.kind != bad.kind or bad.value >= whole.value or SOME.search(text) is not None:
        return None
    return replace(whole, text=f"（{whole.text}－{bad.text}）", value=whole.value - bad.value), whole


def _bumped(figure: Figure, part: Figure, whole: Figure) -> bool:
    """Is it the rate, or off by one of its last place?"""
    off = abs(HUNDRED * part.exactly / whole.exactly - figure.exactly)
    return bool(off * 10 ** rounding.decimals(figure.value) <= 1)


def _of_another(claim: Percentage, part: Figure) -> bool:
    counts = [each for each in claim.passage.figures if each.kind == part.kind and each.end <= claim.start]
    stated = claim.figure.value
    return any(gives(stated, part, each) for each in counts if in_full(each) and each.value >= part.value)
