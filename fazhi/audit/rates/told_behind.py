"""A rate told before its counts: 提前办结率98.35%，即2187件中有2151件; 持证率92.68%（在编41人中持证38人）; 占73.6%，达17275件.

Also 应考148人，除1人因病外全部参考，参考率99.32%: of so many all but one.
"""

from __future__ import annotations

import re
from dataclasses import replace

from fazhi.audit.rates.binding import NEGATED
from fazhi.audit.text.figures import Figure
from fazhi.audit.text.pairs import pairs
from fazhi.audit.text.percentages import Percentage

THAT_IS = re.compile(r"[，（](?:即|也就是说?|也即|亦即|换言之，?|具体[是为说]，?|折合)")
BRACKET = re.compile(r"（")
CLOSED = re.compile(r"[。；！？）%]")
OUT_OF = re.compile(r"[^，。；、（）\d]{0,12}(?<!其)(?<!集)中[^，。；、（）\d]{0,16}")
SIDE_BY_SIDE = re.compile(r"[，、][^，。；、（）\d]{1,12}|、|，")
DUE = re.compile(r"^(?:全[年县市区镇乡部])?应(?!急|诉|对|用|邀)|^共?有?总|^任务")
AMOUNT = re.compile(r"，(?:达到?|为|计|有|共计?|合计|即|多达|已达)")
ADJACENT = re.compile(r"[^。；！？、\d（）]{0,16}")
ALL_BUT = re.compile(
    r"[^，。；：\d]{0,24}外，?(?:其余|其他|剩余)?[^，。；：\d]{0,8}?(?:全部|均|都|全员|悉数)[^。；：\d]{0,24}"
)
EXCEPT = re.compile(r"，(?:只?除|除了)")
NEAR, PAIR = 16, 2


def pair(claim: Percentage) -> tuple[Figure, Figure] | None:
    """(part, whole), or ``None`` where the counts are not told so."""
    figure = claim.figure
    if figure.vague or figure.bound or figure.compared:
        return None
    return _that_is(claim) or _in_brackets(claim) or _due_in_brackets(claim) or _amount_behind(claim) or _all_but(claim)


def _that_is(claim: Percentage) -> tuple[Figure, Figure] | None:
    """98.35%，即2187件中有2151件; 92.6%，即收集问题94个、解决87个"""
    match = THAT_IS.match(claim.passage.plain, claim.figure.end)
    return None if match is None else _two(claim, match.end())


def _in_brackets(claim: Percentage) -> tuple[Figure, Figure] | None:
    """92.68%（在编41人中持证38人）; 90.5%（受理21起，调解成功19起）"""
    match = BRACKET.match(claim.passage.plain, claim.figure.end)
    return None if match is None else _two(claim, match.end())


def _two(claim: Percentage, start: int) -> tuple[Figure, Figure] | None:
    """The first two counts from there on, one of them said to be out of the other or called by the name of the rate."""
    text = claim.passage.plain
    end = CLOSED.search(text, start)
    stop = end.start() if end is not None else len(text)
    told = [each for each in claim.passage.figures if start <= each.start and each.end <= stop][:PAIR]
    if len(told) < PAIR or told[0].start - start > NEAR or not _alike(*told):
        return None
    first, second = told
    gap = text[first.end : second.start]
    if OUT_OF.fullmatch(gap):
        return (second, first) if 0 < second.value <= first.value else None
    if claim.role != "rate" or SIDE_BY_SIDE.fullmatch(gap) is None:
        return None
    part, whole = sorted(told, key=lambda each: each.value)
    if any(NEGATED.search(each.head) for each in told):
        return None
    return (part, whole) if part.value and _called(claim, part, whole) else None


def _called(claim: Percentage, part: Figure, whole: Figure) -> bool:
    """解决问题率（收集问题94个、解决87个）: the name of the rate is that of the part and not that of the whole."""
    name = pairs(claim.name.removesuffix("率"))
    return not name.isdisjoint(pairs(part.head)) and name & pairs(part.head) != name & pairs(whole.head)


def _due_in_brackets(claim: Percentage) -> tuple[Figure, Figure] | None:
    """检验1860台，检验率86.5%（应检2150台）: the part before the rate, in the brackets the whole that was due."""
    text, start = claim.passage.plain, claim.figure.end
    closed = text.find("）", start) if text.startswith("（", start) else -1
    inside = [each for each in claim.passage.figures if start < each.start and each.end <= closed]
    before = [each for each in claim.sentence.figures if each.end <= claim.start]
    if claim.role != "rate" or len(inside) != 1 or not before or DUE.search(inside[0].head) is None:
        return None
    part, whole = before[-1], inside[0]
    if not _alike(part, whole) or not 0 < part.value <= whole.value:
        return None
    return (part, whole) if ADJACENT.fullmatch(text, part.end, claim.figure.start) else None


def _amount_behind(claim: Percentage) -> tuple[Figure, Figure] | None:
    """全年接件23472件，……网上办结的占73.6%，达17275件: the part behind the share, and the one greater count of its unit before."""
    text = claim.passage.plain
    match = AMOUNT.match(text, claim.figure.end)
    part = next((each for each in claim.sentence.figures if match and each.start == match.end()), None)
    if part is None or not _sound(part) or claim.role != "share" or claim.order or part.value <= 1:
        return None
    before = [each for each in claim.sentence.figures if each.end <= claim.start and each.count]
    same = [each for each in before if each.kind == part.kind]
    greater = [each for each in same if each.value > part.value and _sound(each)]
    return (part, greater[0]) if len(greater) == 1 and greater[0] is same[0] else None


def _all_but(claim: Percentage) -> tuple[Figure, Figure] | None:
    """应考148人，除1人因病外全部参考，参考率……; 148人参考，1人缺考，其余全部合格"""
    before = [each for each in claim.sentence.figures if each.end <= claim.start]
    if claim.role != "rate" or len(before) < PAIR:
        return None
    whole, left = before[-PAIR:]
    text = claim.passage.plain
    if not _alike(whole, left) or not 0 < left.value < whole.value:
        return None
    between = text[whole.end : left.start]
    if EXCEPT.search(between) is None or ALL_BUT.fullmatch(text, left.end, claim.start) is None:
        return None
    part = replace(left, text=f"（{whole.text}－{left.text}）", value=whole.value - left.value)
    return part, whole


def _sound(figure: Figure) -> bool:
    return figure.count and figure.exact and not figure.compared


def _alike(one: Figure, two: Figure) -> bool:
    return _sound(one) and _sound(two) and one.kind == two.kind
